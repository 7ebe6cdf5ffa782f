import CRMModel
import XCTest

/// R32: phones are stored as E.164 beside what was typed.
final class PhoneNumberTests: XCTestCase {
  func testNumbersBecomeE164() throws {
    let table = [
      ("+7 916 000-11-22", "+79160001122"), ("8 (916) 000-11-22", "+79160001122"),
      ("89160001122", "+79160001122"), ("7 916 000 11 22", "+79160001122"),
      ("916 000 11 22", "+79160001122"), ("(495) 123.45.67", "+74951234567"),
      ("812/123-45-67", "+78121234567"), ("8-800-555-35-35", "+78005553535"),
      ("3432123456", "+73432123456"), ("00442079460000", "+442079460000"),
      ("+44 20 7946 0000", "+442079460000"), ("007 916 000 11 22", "+79160001122"),
      ("8 495 123-45-67 доб. 12", "+74951234567"), ("8 495 123-45-67 (ДОБ. 12)", "+74951234567"),
      ("+44 20 7946 0000 ext 1234", "+442079460000"), ("84951234567,12", "+74951234567"),
      ("8 916 000 11 22 доб. 123456", "+79160001122"),
      ("8-916-000-11-22, доб. 12", "+79160001122"), ("+44 20 7946 0000,ext 1", "+442079460000"),
      ("84951234567 #12", "+74951234567"), ("84951234567 Ext. 12", "+74951234567"),
    ]
    for (typed, e164) in table {
      let phone = try PhoneNumber(typed: " \(typed) ")
      XCTAssertEqual(phone.e164, e164, typed)
      XCTAssertEqual(phone.typed, typed)
      XCTAssertEqual(phone.display, e164)
      XCTAssertEqual("+" + phone.matchKey, e164)
    }
  }

  /// R113: what a spreadsheet made of a number, as long as it kept all digits.
  func testNumbersThatASpreadsheetTookForQuantities() throws {
    for text in ["79160001122.0", "7.9160001122E+10", "7,9160001122e+10"] {
      XCTAssertEqual(PhoneNumber.all(in: text).map(\.e164), ["+79160001122"], text)
    }
    for text in ["7.916E+10", "12.0", "8,9160001122E+9"] {
      XCTAssertFalse(PhoneNumber.all(in: text).contains { $0.e164 != nil }, text)
    }
    XCTAssertEqual(PhoneNumber.all(in: "8-916-000-11-22, доб. 12").count, 1)
  }

  func testWhatIsNotUnderstoodIsKeptAsTyped() throws {
    let table = [
      "112", "12-34-56", "916 000 11 22 звонить вечером", "8 916 000 11 22, 8 916 000 11 33",
      "+0 123 456 78 90", "+1234567", "+1234567890123456", "5551234567", "8 916 000 11 22 доб.",
      "1+79160001122", "+7+9160001122", "доб. 12", "t.me/anna1", "8 916 000 11 22 доб. 1234567",
      "８９１６０００１１22",
    ]
    for typed in table {
      let phone = try PhoneNumber(typed: typed)
      XCTAssertNil(phone.e164, typed)
      XCTAssertEqual(phone.display, typed)
    }
    XCTAssertEqual(try PhoneNumber(typed: "12-34-56").matchKey, "123456")
  }

  func testR67ARussianNumberHasTenDigitsBehindItsPrefix() throws {
    for typed in [
      "8916123456", "891612345678", "+7916123456", "+791612345678", "8495123456", "007916123456",
    ] {
      let phone = try PhoneNumber(written: typed)
      XCTAssertNil(phone.e164, typed)
      XCTAssertEqual(phone.notices.count, 1, typed)
    }
    for typed in ["8916000112", "8121234567", "8431234567", "+79161234567", "+442079460000"] {
      let phone = try PhoneNumber(written: typed)
      XCTAssertEqual(phone.notices.isEmpty, phone.e164 != nil, typed)
    }
    XCTAssertEqual(try PhoneNumber(written: "8121234567").e164, "+78121234567")
  }

  func testR67WhatIsNoNumberIsNotWrittenButRead() throws {
    for typed in [
      "1", "1234", "12-34", "+1234", "1234 доб. 56789", "доб. 12345", "t.me/anna12345",
      "8 916 000 11 22 звонить вечером", "8 916 000 11 22, 8 916 000 11 33",
    ] {
      XCTAssertThrowsError(try PhoneNumber(written: typed), typed)
      XCTAssertEqual(try PhoneNumber(typed: typed).typed, typed)
    }
    for typed in ["12345", "12-34-5", "8 495 123-45-67 доб. 12"] {
      XCTAssertNoThrow(try PhoneNumber(written: typed), typed)
    }
  }

  func testWhatCannotBeANumberIsRefused() {
    let table = [
      "", " ", "нет", "+", "8916\u{1b}[0m", "8916\n000", "\u{202E}89160001122",
      String(repeating: "8", count: 65),
      "8" + String(repeating: "\u{301}", count: 64), "٨٩١٦",
    ]
    for typed in table { XCTAssertThrowsError(try PhoneNumber(typed: typed), typed) }
    XCTAssertNoThrow(try PhoneNumber(typed: String(repeating: "8", count: 64)))
  }
}
