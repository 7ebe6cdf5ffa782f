import CRMModel
import CRMTestSupport
import XCTest

/// R30: by when work that was sent back has to be done.
final class WorkCalendarTests: XCTestCase {
  private let zone = TimeZoneRules.fixed(seconds: 10_800, identifier: "Europe/Moscow")

  func testR30WorkIsDueAtTheEndOfTheWorkingDay() throws {
    let calendar = try WorkCalendar(
      days: [.monday, .tuesday, .wednesday, .thursday, .friday],
      hours: WorkHours(parsing: "09:00-18:00"),
      holidays: Set(Day.days(parsing: "2026-12-31..2027-01-08")))
    for (sent, due) in [
      ("2026-11-19T10:00", "2026-11-19 18:00"), ("2026-11-19T06:00", "2026-11-19 18:00"),
      ("2026-11-19T17:59", "2026-11-19 18:00"), ("2026-11-19T18:00", "2026-11-20 18:00"),
      // Friday evening, Saturday, Sunday.
      ("2026-11-20T19:00", "2026-11-23 18:00"), ("2026-11-21T10:00", "2026-11-23 18:00"),
      ("2026-11-22T23:59", "2026-11-23 18:00"),
      // The holidays begin on a Thursday and end on a Friday.
      ("2026-12-30T18:30", "2027-01-11 18:00"), ("2027-01-05T12:00", "2027-01-11 18:00"),
    ] {
      let moment = Department.time("\(sent):00+03:00")
      XCTAssertEqual(zone.text(of: calendar.dueForWork(sentAt: moment, zone: zone)), due, sent)
    }
  }

  func testCalendarWithoutAWorkingDayIsNone() throws {
    XCTAssertThrowsError(
      try WorkCalendar(days: [], hours: WorkHours(parsing: "09:00-18:00"), holidays: []))
  }

  func testHolidaysToTheEndOfTimeEnd() throws {
    let calendar = try WorkCalendar(
      days: [.monday], hours: WorkHours(parsing: "09:00-18:00"), holidays: [.last])
    XCTAssertEqual(calendar.dueForWork(sentAt: .last, zone: .utc), .last)
  }

  func testWordsOfACalendar() throws {
    for (word, days) in [
      ("mon", "mon"), ("ПТ", "fri"), ("mon-wed", "mon tue wed"), ("сб-пн", "sat sun mon"),
      ("sun-sun", "sun"),
    ] {
      let read = try Weekday.days(parsing: word).map(\.rawValue).joined(separator: " ")
      XCTAssertEqual(read, days, word)
    }
    for word in ["", "-", "mon-", "mon-tue-wed", "today", "1"] {
      XCTAssertThrowsError(try Weekday.days(parsing: word), word)
    }
    XCTAssertEqual(try WorkHours(parsing: "09:05-23:59").text, "09:05-23:59")
    for word in ["", "9-18", "18:00-09:00", "09:00-09:00", "09:00-24:00", "09:00:01-18:00"] {
      XCTAssertThrowsError(try WorkHours(parsing: word), word)
    }
    XCTAssertEqual(
      try Day.days(parsing: "2026-12-31..01.01.2027").map(\.text), ["2026-12-31", "2027-01-01"])
    for word in ["2027-01-02..2027-01-01", "2027-01-01..2029-01-01", "..", "2027-02-30"] {
      XCTAssertThrowsError(try Day.days(parsing: word), word)
    }
  }
}
