import CRMModel
import XCTest

/// Types: what each reads, keeps and gives back (R34).
final class ValueTypeTests: XCTestCase {
  private let context = ValueContext(
    clock: AuditClock(now: .first, zone: .utc), currency: .rub, choices: ["Лето", "Зима"])

  func testR34AValueIsReadBackAsItWasTyped() throws {
    let table: [(type: String, typed: String, stored: Value)] = [
      ("line", " зал ", "зал"), ("prose", "два\nряда", "два\nряда"),
      ("number", "1 200,50", .number(try ExactNumber(parsing: "1200.5"))),
      ("money", "55 000", .number(try ExactNumber(parsing: "55000"))),
      ("day", "2027-02-28", "2027-02-28"), ("moment", "1970-01-02 03:04", "1970-01-02T03:04:00Z"),
      ("flag", "да", .flag(true)), ("flag", "no", .flag(false)), ("choice", "лето", "Лето"),
      ("choices", "ЗИМА", .list(["Зима"])), ("phone", "8 916 000-11-22", "+79160001122"),
      ("email", "a@example.ru", "a@example.ru"), ("url", "example.ru", "example.ru"),
      ("taxNumber", "7707083893", "7707083893"), ("user", "petrov", "petrov"),
      ("reference", "abcd2345", "abcd2345"), ("lines", "а\nб", .list(["а", "б"])),
    ]
    XCTAssertEqual(Set(table.map(\.type)), Set(ValueType.all.map(\.id)), "every type")
    for (id, typed, stored) in table {
      let type = try XCTUnwrap(ValueType.named(id))
      let value = try type.parse(typed, context)
      XCTAssertEqual(value.stored, stored, id)
      XCTAssertEqual(type.read(stored, context.currency), value, id)
    }
  }

  func testR34WhatIsNoValueOfATypeIsRefused() throws {
    let table = [
      ("line", "две\nстроки"), ("number", "много"), ("number", "0,1234567"), ("money", "много"),
      ("day", "вчерась"), ("moment", "25"), ("flag", "может"), ("choice", "осень"),
      ("choices", "осень"), ("phone", "нет"), ("email", "нет"), ("taxNumber", "1234567890"),
      ("user", "Петров Иван"),
    ]
    for (id, typed) in table {
      let type = try XCTUnwrap(ValueType.named(id))
      XCTAssertThrowsError(try type.parse(typed, context), "\(id): \(typed)")
    }
  }
}
