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

  func testWhatIsNotUnderstoodIsKeptAsTyped() throws {
    let table = [
      "112", "12-34-56", "916 000 11 22 звонить вечером", "8 916 000 11 22, 8 916 000 11 33",
      "+0 123 456 78 90", "+1234567", "+1234567890123456", "5551234567", "8 916 000 11 22 доб.",
      "1+79160001122", "+7+9160001122", "доб. 12", "t.me/anna1", "8 916 000 11 22 доб. 12345678",
      "８９１６０００１１22",
    ]
    for typed in table {
      let phone = try PhoneNumber(typed: typed)
      XCTAssertNil(phone.e164, typed)
      XCTAssertEqual(phone.display, typed)
    }
    XCTAssertEqual(try PhoneNumber(typed: "12-34-56").matchKey, "123456")
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
