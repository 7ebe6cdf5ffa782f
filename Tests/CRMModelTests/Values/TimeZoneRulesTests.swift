import CRMModel
import XCTest

final class TimeZoneRulesTests: XCTestCase {
  /// A zone that changes its offset at the given UTC moments.
  private func zone(_ first: Int, _ changes: [(String, Int)]) throws -> TimeZoneRules {
    let moments = try changes.map { (try Instant(parsing: $0.0), $0.1) }
    return TimeZoneRules(identifier: "Test/Hand") { instant in
      moments.last { $0.0 <= instant }?.1 ?? first
    }
  }

  private func local(_ day: String, _ hour: Int, _ minute: Int) throws -> LocalTime {
    try XCTUnwrap(LocalTime(day: Day(parsing: day), hour: hour, minute: minute))
  }

  private func europe() throws -> TimeZoneRules {
    try zone(3600, [("2026-03-29T01:00:00Z", 7200), ("2026-10-25T01:00:00Z", 3600)])
  }

  func testLocalTimeRunsAheadOfUTC() throws {
    let moscow = TimeZoneRules.fixed(seconds: 10_800, identifier: "Europe/Moscow")
    let late = try Instant(parsing: "2026-11-21T21:30:15Z")
    let shown = moscow.local(of: late)
    XCTAssertEqual(moscow.day(of: late).text, "2026-11-22")
    XCTAssertEqual([shown.hour, shown.minute, shown.second], [0, 30, 15])
    XCTAssertEqual(moscow.instant(shown), late)
    XCTAssertEqual(moscow.startOfDay(try Day(parsing: "2026-11-22")).text, "2026-11-21T21:00:00Z")
    XCTAssertEqual(moscow.endOfDay(try Day(parsing: "2026-11-22")).text, "2026-11-22T20:59:59Z")
  }

  func testSkippedTimeBecomesTheFirstMomentAfterTheGap() throws {
    let zone = try europe()
    for minute in [0, 1, 30, 59] {
      XCTAssertEqual(
        zone.instant(try local("2026-03-29", 2, minute)).text, "2026-03-29T01:00:00Z")
    }
    XCTAssertEqual(zone.instant(try local("2026-03-29", 1, 59)).text, "2026-03-29T00:59:00Z")
    XCTAssertEqual(zone.instant(try local("2026-03-29", 3, 0)).text, "2026-03-29T01:00:00Z")
  }

  func testTimeShownTwiceIsTheEarlierMoment() throws {
    let zone = try europe()
    XCTAssertEqual(zone.instant(try local("2026-10-25", 2, 30)).text, "2026-10-25T00:30:00Z")
    XCTAssertEqual(zone.instant(try local("2026-10-25", 1, 59)).text, "2026-10-24T23:59:00Z")
    XCTAssertEqual(zone.instant(try local("2026-10-25", 3, 0)).text, "2026-10-25T02:00:00Z")
  }

  func testDaysHave23Or25Hours() throws {
    let zone = try europe()
    for (text, hours) in [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)] {
      let day = try Day(parsing: text)
      let length =
        zone.endOfDay(day).secondsSinceEpoch - zone.startOfDay(day).secondsSinceEpoch + 1
      XCTAssertEqual(length, Int64(hours * 3600), text)
    }
  }

  func testADayMayBeginAfterMidnight() throws {
    // Clocks go from 00:00 to 01:00, as they did in São Paulo.
    let zone = try zone(-10_800, [("2026-11-01T03:00:00Z", -7200)])
    let day = try Day(parsing: "2026-11-01")
    let eve = try Day(parsing: "2026-10-31")
    XCTAssertEqual(zone.startOfDay(day).text, "2026-11-01T03:00:00Z")
    XCTAssertEqual(zone.local(of: zone.startOfDay(day)).hour, 1)
    XCTAssertEqual(zone.endOfDay(eve).text, "2026-11-01T02:59:59Z")
    XCTAssertEqual(zone.day(of: zone.endOfDay(eve)), eve)
    XCTAssertEqual(zone.endOfDay(day).text, "2026-11-02T01:59:59Z")
  }

  func testADayThatIsLeftAndEnteredAgainEndsTheSecondTime() throws {
    // Clocks go back from 00:01 to 23:01, as they did in Newfoundland.
    let zone = try zone(0, [("2026-11-01T00:01:00Z", -3600)])
    let eve = try Day(parsing: "2026-10-31")
    let day = try Day(parsing: "2026-11-01")
    XCTAssertEqual(zone.endOfDay(eve).text, "2026-11-01T00:59:59Z")
    XCTAssertEqual(zone.startOfDay(day).text, "2026-11-01T00:00:00Z")
  }

  func testADayThatClocksSkipWhole() throws {
    // Samoa went from 29 to 31 December 2011.
    let zone = try zone(-36_000, [("2011-12-30T10:00:00Z", 50_400)])
    XCTAssertEqual(zone.instant(try local("2011-12-30", 12, 0)).text, "2011-12-30T10:00:00Z")
    XCTAssertEqual(
      zone.startOfDay(try Day(parsing: "2011-12-31")).text, "2011-12-30T10:00:00Z")
    XCTAssertEqual(zone.endOfDay(try Day(parsing: "2011-12-29")).text, "2011-12-30T09:59:59Z")
  }

  func testEveryMomentIsInsideItsDay() throws {
    for zone in [try europe(), .utc, .fixed(seconds: -40_000, identifier: "Odd")] {
      for hour in 0..<24 * 400 {
        let start = try Instant(parsing: "2026-01-01T00:17:29Z")
        let moment = try XCTUnwrap(start.adding(seconds: Int64(hour) * 3600))
        let day = zone.day(of: moment)
        XCTAssertLessThanOrEqual(zone.startOfDay(day), moment)
        XCTAssertLessThanOrEqual(moment, zone.endOfDay(day))
        XCTAssertEqual(zone.local(of: zone.instant(zone.local(of: moment))), zone.local(of: moment))
      }
    }
  }

  /// R87: near the first and the last day it is the zone that tells, and far from them it need not.
  func testADayAmongOthersIsThatOfTheCalendar() throws {
    let twice = try zone(3600, [("2026-11-20T23:30:00Z", -3600)])
    let days = try Day(parsing: "2026-11-19")...Day(parsing: "2026-11-21")
    let start = try Instant(parsing: "2026-11-16T00:00:00Z")
    for zone in [
      twice, .utc, .fixed(seconds: 50_400, identifier: "East"),
      .fixed(seconds: -43_200, identifier: "West"), .fixed(seconds: 86_399, identifier: "Odd"),
    ] {
      for number in 0..<9 * 48 {
        let moment = try XCTUnwrap(start.adding(seconds: Int64(number) * 1_800 - 1))
        XCTAssertEqual(
          zone.shows(days, at: moment), days.contains(zone.day(of: moment)),
          "\(zone.identifier) \(moment.text)")
      }
      XCTAssertTrue(zone.shows(.first ... .last, at: .first))
      XCTAssertFalse(zone.shows(days, at: .last))
    }
  }

  func testHostileOffsetsAndTheEdgesOfTheCalendarDoNotCrash() {
    for seconds in [Int.min, .max, 86_399, -86_399, 0] {
      let zone = TimeZoneRules.fixed(seconds: seconds, identifier: "Hostile")
      for instant in [Instant.first, .last] {
        let day = zone.day(of: instant)
        XCTAssertLessThanOrEqual(zone.startOfDay(day), zone.endOfDay(day))
        XCTAssertLessThanOrEqual(zone.instant(zone.local(of: instant)), .last)
      }
      XCTAssertGreaterThan(zone.endOfDay(.last), zone.startOfDay(.first))
    }
    let wild = TimeZoneRules(identifier: "Wild") { Int($0.secondsSinceEpoch % 80_000) }
    XCTAssertLessThanOrEqual(wild.startOfDay(.first), wild.endOfDay(.last))
  }

  func testZonesAreEqualByIdentifier() {
    XCTAssertEqual(TimeZoneRules.utc, .fixed(seconds: 5, identifier: "UTC"))
    XCTAssertNotEqual(TimeZoneRules.utc, .fixed(seconds: 0, identifier: "GMT"))
  }

  func testClockTimesAreChecked() throws {
    let day = try Day(parsing: "2026-11-21")
    for (hour, minute, second) in [(24, 0, 0), (-1, 0, 0), (0, 60, 0), (0, 0, 60), (.max, 0, 0)] {
      XCTAssertNil(LocalTime(day: day, hour: hour, minute: minute, second: second))
    }
    XCTAssertLessThan(try local("2026-11-21", 9, 0), try local("2026-11-21", 9, 1))
  }
}
