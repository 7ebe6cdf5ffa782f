import CRMModel
import XCTest

final class TimeExpressionTests: XCTestCase {
  private let moscow = TimeZoneRules.fixed(seconds: 10_800, identifier: "Europe/Moscow")

  /// Saturday 2026-11-21, 12:00:07 in Moscow.
  private func resolve(
    _ text: String, _ meaning: TimeExpression.DayMeaning = .end
  ) throws -> String {
    let now = try Instant(parsing: "2026-11-21T09:00:07Z")
    let expression = try TimeExpression(parsing: text)
    return try expression.resolve(now: now, zone: moscow, dayMeans: meaning).text
  }

  func testEveryFormIsUnderstood() throws {
    let table = [
      ("2026-11-25T14:30:00Z", "2026-11-25T14:30:00Z"),
      ("2026-11-25T14:30Z", "2026-11-25T14:30:00Z"),
      ("2026-11-25T14:30+05:00", "2026-11-25T09:30:00Z"),
      ("2026-11-25 14:30:00+05:00", "2026-11-25T09:30:00Z"),
      ("2026-11-25t14:30z", "2026-11-25T14:30:00Z"),
      ("2026-11-25T14:30:15", "2026-11-25T11:30:15Z"),
      ("2026-11-25T14:30", "2026-11-25T11:30:00Z"),
      ("2026-11-25 14:30", "2026-11-25T11:30:00Z"),
      ("  2026-11-25 \u{A0} 14:30 ", "2026-11-25T11:30:00Z"),
      ("2026-11-25", "2026-11-25T20:59:59Z"),
      ("25.11.2026", "2026-11-25T20:59:59Z"),
      ("25.11.2026 14:30", "2026-11-25T11:30:00Z"),
      ("25.11.2026 14:30:05", "2026-11-25T11:30:05Z"),
      ("25.11.2026 9:30", "2026-11-25T06:30:00Z"), ("25.11.2026 9:30:05", "2026-11-25T06:30:05Z"),
      ("2026-11-25 9:30", "2026-11-25T06:30:00Z"), ("05.03.2026 0:05", "2026-03-04T21:05:00Z"),
      ("завтра 9:30", "2026-11-22T06:30:00Z"),
      ("now", "2026-11-21T09:00:07Z"), ("Сейчас", "2026-11-21T09:00:07Z"),
      ("today", "2026-11-21T20:59:59Z"), ("СЕГОДНЯ", "2026-11-21T20:59:59Z"),
      ("сегодня 18:00", "2026-11-21T15:00:00Z"),
      ("tomorrow", "2026-11-22T20:59:59Z"), ("завтра 10:00", "2026-11-22T07:00:00Z"),
      ("yesterday", "2026-11-20T20:59:59Z"), ("вчера 09:15", "2026-11-20T06:15:00Z"),
      ("послезавтра", "2026-11-23T20:59:59Z"),
      ("+30m", "2026-11-21T09:30:07Z"), ("+30м", "2026-11-21T09:30:07Z"),
      ("+2h", "2026-11-21T11:00:07Z"), ("+2Ч", "2026-11-21T11:00:07Z"),
      ("+3d", "2026-11-24T20:59:59Z"), ("+3д", "2026-11-24T20:59:59Z"),
      ("+0d", "2026-11-21T20:59:59Z"), ("-3d", "2026-11-18T20:59:59Z"),
      ("+1w", "2026-11-28T20:59:59Z"), ("+1н", "2026-11-28T20:59:59Z"),
      ("-2h", "2026-11-21T07:00:07Z"),
    ]
    for (text, expected) in table { XCTAssertEqual(try resolve(text), expected, text) }
  }

  /// C7: as people say it.
  func testTimesAreUnderstoodAsPeopleWriteThem() throws {
    let table = [
      ("15:00", "2026-11-21T12:00:00Z"), ("в 15", "2026-11-21T12:00:00Z"),
      ("завтра в 15", "2026-11-22T12:00:00Z"), ("tomorrow at 9", "2026-11-22T06:00:00Z"),
      ("завтра в 15:30", "2026-11-22T12:30:00Z"),
      ("в пятницу", "2026-11-27T20:59:59Z"), ("во вторник", "2026-11-24T20:59:59Z"),
      ("в пятницу в 10", "2026-11-27T07:00:00Z"), ("on friday at 10:00", "2026-11-27T07:00:00Z"),
      ("следующий понедельник", "2026-11-23T20:59:59Z"), ("next monday", "2026-11-23T20:59:59Z"),
      ("в следующую среду в 9", "2026-11-25T06:00:00Z"),
      ("через 2 дня", "2026-11-23T20:59:59Z"), ("in 2 days", "2026-11-23T20:59:59Z"),
      ("через неделю", "2026-11-28T20:59:59Z"), ("через 3 часа", "2026-11-21T12:00:07Z"),
      ("in 30 minutes", "2026-11-21T09:30:07Z"), ("eod", "2026-11-21T20:59:59Z"),
      ("25.11", "2026-11-25T20:59:59Z"), ("25.11 10:00", "2026-11-25T07:00:00Z"),
      ("25 ноября", "2026-11-25T20:59:59Z"), ("nov 25", "2026-11-25T20:59:59Z"),
      ("25 November 2027 at 10", "2027-11-25T07:00:00Z"), ("5 мая 2027", "2027-05-05T20:59:59Z"),
      // The nearest of all years is meant, though it has passed.
      ("20.11", "2026-11-20T20:59:59Z"), ("1.2", "2027-02-01T20:59:59Z"),
      ("1 июля", "2026-07-01T20:59:59Z"), ("29.02", "2028-02-29T20:59:59Z"),
      ("9.12.2026", "2026-12-09T20:59:59Z"), ("1.2.2027 9:30", "2027-02-01T06:30:00Z"),
    ]
    for (text, expected) in table { XCTAssertEqual(try resolve(text), expected, text) }
    for text in [
      "15", "завтра 15", "в", "через", "через дом", "через 2", "через 2 дня 10:00", "30.02", "1.13",
      "20 брюмера", "next", "next year", "25:00", "20.11.", "мая", "in -2 days", "32 мая",
      "9.12.26", "9.1.1.2026", "9..2026", "31.2.2027",
    ] {
      XCTAssertThrowsError(try TimeExpression(parsing: text), "'\(text)'")
    }
  }

  /// cli.md: `15:00` is the next one; a due date lies ahead and what happened lies behind.
  func testWhatIsLeftUnsaidLiesAheadOrBehind() throws {
    let table: [(String, TimeExpression.Direction, String)] = [
      ("11:50", .ahead, "2026-11-22T08:50:00Z"), ("12:01", .ahead, "2026-11-21T09:01:00Z"),
      ("11:50", .back, "2026-11-21T08:50:00Z"), ("12:01", .back, "2026-11-20T09:01:00Z"),
      ("11:50", .near, "2026-11-21T08:50:00Z"),
      ("20.11", .ahead, "2027-11-20T20:59:59Z"), ("21.11", .ahead, "2026-11-21T20:59:59Z"),
      ("22.11", .back, "2025-11-22T20:59:59Z"), ("21.11", .back, "2026-11-21T20:59:59Z"),
      ("29.02", .ahead, "2028-02-29T20:59:59Z"), ("29.02", .back, "2024-02-29T20:59:59Z"),
      ("сегодня 11:50", .ahead, "2026-11-21T08:50:00Z"),
    ]
    let now = try Instant(parsing: "2026-11-21T09:00:07Z")
    for (text, direction, expected) in table {
      let moment = try TimeExpression(parsing: text)
        .resolve(now: now, zone: moscow, dayMeans: .end, lies: direction)
      XCTAssertEqual(moment.text, expected, "\(text) \(direction)")
    }
  }

  func testWeekdaysAreTheNextOnesAfterToday() throws {
    let table = [
      (["sun", "Sunday", "вс", "воскресенье"], "2026-11-22"),
      (["mon", "Monday", "пн", "понедельник"], "2026-11-23"),
      (["tue", "Tuesday", "вт", "вторник"], "2026-11-24"),
      (["wed", "Wednesday", "ср", "среда", "среду"], "2026-11-25"),
      (["thu", "Thursday", "чт", "четверг"], "2026-11-26"),
      (["fri", "Friday", "ПТ", "пятница", "Пятницу"], "2026-11-27"),
      (["sat", "Saturday", "сб", "суббота", "субботу"], "2026-11-28"),
    ]
    for (words, day) in table {
      for word in words {
        XCTAssertEqual(try resolve(word), day + "T20:59:59Z", word)
        XCTAssertEqual(try resolve(word + " 15:00"), day + "T12:00:00Z", word)
      }
    }
  }

  func testADayAloneMeansItsStartOrItsEnd() throws {
    for text in ["2026-11-25", "25.11.2026", "wed", "+4d"] {
      XCTAssertEqual(try resolve(text, .start), "2026-11-24T21:00:00Z", text)
      XCTAssertTrue(try TimeExpression(parsing: text).isDayOnly, text)
    }
    for text in ["2026-11-25 14:30", "wed 14:30", "+96h", "now", "2026-11-25T00:00Z"] {
      XCTAssertEqual(try resolve(text, .start), try resolve(text, .end), text)
      XCTAssertFalse(try TimeExpression(parsing: text).isDayOnly, text)
    }
  }

  func testOtherTextIsRefused() {
    let table = [
      "", " ", "2026-02-30", "30.02.2026 10:00", "2026-11-25 24:00", "2026-11-25 14:60",
      "2026-11-25T", "2026-11-25 14", "2026-11-25 14:30 Z", "25.11.2026T14:30",
      "25.11.2026 14:30Z", "2026-11-25 14:30:00 +03:00", "now 10:00", "tomorrow 25:00",
      "tomorrow today", "tomorrow 10:00 11:00", "tomorrow10:00", "friday!", "someday", "+", "-",
      "+d", "+3", "+3x", "3d", "+3 d", "+-3d", "++3d", "+3dd", "+3d 10:00", "+1.5h", "+٣d", "+1e9d",
      "0001-01-01T00:00+00:01", "\u{1b}[2J", "завтра\u{0}", "25.11.2026-10:00",
      "25.11.2026 9:3", "25.11.2026 009:30", "25.11.2026 :30", "25.11.2026 24:30",
    ]
    for text in table { XCTAssertThrowsError(try TimeExpression(parsing: text), "'\(text)'") }
  }

  func testAbsurdDistancesAreRefused() {
    let table = [
      "+99999999999999999w", "-99999999999999999999999999d", "+9223372036854775807m",
      "-9223372036854775807w", "+9223372036854775807d", "-9223372036854775807d", "+4000000d",
      "-9223372036854775d", "+999999999999m", "-999999999999h",
    ]
    for text in table {
      XCTAssertThrowsError(try resolve(text), text) { error in
        XCTAssertEqual(
          (error as? ValueError)?.problem.en,
          "'\(text)': a time must lie between the years 1 and 9999")
      }
    }
  }
}
