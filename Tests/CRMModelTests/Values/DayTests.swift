import CRMModel
import Foundation
import XCTest

final class DayTests: XCTestCase {
  func testEveryDayOfTheCalendarSurvivesItsText() throws {
    var count = 0
    for number in stride(
      from: Int(Day.first.daysSinceEpoch), through: Int(Day.last.daysSinceEpoch), by: 97)
    {
      let day = try XCTUnwrap(Day(daysSinceEpoch: number))
      XCTAssertEqual(Day(year: day.year, month: day.month, day: day.day), day)
      XCTAssertEqual(try Day(parsing: day.text), day)
      count += 1
    }
    XCTAssertGreaterThan(count, 37_000)
  }

  func testDaysAgreeWithFoundation() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try XCTUnwrap(TimeZone(secondsFromGMT: 0))
    for number in stride(from: -130_000, through: 200_000, by: 61) {
      let day = try XCTUnwrap(Day(daysSinceEpoch: number))
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let fields = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      XCTAssertEqual(
        [day.year, day.month, day.day], [fields.year, fields.month, fields.day], day.text)
      XCTAssertEqual(day.weekday % 7 + 1, fields.weekday, day.text)
    }
  }

  func testBothFormsAreRead() throws {
    let table = [
      ("2026-11-25", "2026-11-25"), ("25.11.2026", "2026-11-25"), ("0001-01-01", "0001-01-01"),
      ("31.12.9999", "9999-12-31"), ("2024-02-29", "2024-02-29"), ("2000-02-29", "2000-02-29"),
    ]
    for (text, day) in table { XCTAssertEqual(try Day(parsing: text).text, day) }
  }

  func testOtherFormsAndImpossibleDaysAreRefused() {
    let table = [
      "", "2026-02-30", "30.02.2026", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10",
      "2026-04-31", "0000-01-01", "2026-1-2", "1.2.2026", "25.11.26", "2026/11/25", "25-11-2026",
      "2026.11.25", "02026-11-25", " 2026-11-25", "2026-11-25 ", "2026-11-25T10:00", "20261125",
      "٢٠٢٦-١١-٢٥", "2026-11-", "-2026-11-25", "2026-11-251", "\u{0}",
    ]
    for text in table { XCTAssertThrowsError(try Day(parsing: text), text) }
    XCTAssertThrowsError(try Day(parsing: "2026-02-30")) { error in
      XCTAssertEqual(
        (error as? ValueError)?.problem.ru, "'2026-02-30': такого дня нет в календаре")
    }
    XCTAssertNil(Day(year: .max, month: .max, day: .max))
    XCTAssertNil(Day(year: .min, month: .min, day: .min))
    XCTAssertNil(Day(daysSinceEpoch: .max))
    XCTAssertNil(Day(daysSinceEpoch: .min))
  }

  func testAddingDaysStaysInTheCalendar() throws {
    let day = try Day(parsing: "2024-02-28")
    XCTAssertEqual(day.adding(days: 2)?.text, "2024-03-01")
    XCTAssertEqual(day.adding(days: -59)?.text, "2023-12-31")
    XCTAssertNil(Day.last.adding(days: 1))
    XCTAssertNil(Day.first.adding(days: -1))
    XCTAssertNil(day.adding(days: .max))
    XCTAssertNil(day.adding(days: .min))
    XCTAssertLessThan(Day.first, day)
  }

  func testWeekdaysBeginWithMonday() throws {
    for (text, weekday) in [
      ("1970-01-01", 4), ("2026-11-23", 1), ("2026-11-22", 7), ("0001-01-01", 1),
      ("9999-12-31", 5),
    ] {
      XCTAssertEqual(try Day(parsing: text).weekday, weekday, text)
    }
  }
}
