import CRMTestSupport
import XCTest

@testable import CRMModel

/// R87, R92: the stretches of the calendar by which reports and plans count.
final class CalendarSpanTests: XCTestCase {
  private func day(_ text: String) throws -> Day {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return try XCTUnwrap(Day(year: parts[0], month: parts[1], day: parts[2]))
  }

  func testADayLiesInOneOfEach() throws {
    for (period, first, last, name) in [
      (CalendarPeriod.week, "2026-12-28", "2027-01-03", "2026-12-28"),
      (.month, "2027-01-01", "2027-01-31", "2027-01"),
      (.quarter, "2027-01-01", "2027-03-31", "2027-Q1"),
      (.half, "2027-01-01", "2027-06-30", "2027-H1"), (.year, "2027-01-01", "2027-12-31", "2027"),
    ] {
      for text in [first, last, "2027-01-02"] where text >= first {
        let span = CalendarSpan(period, around: try day(text))
        XCTAssertEqual(span.days, try day(first)...day(last), "\(period) \(text)")
        XCTAssertEqual(span.name, name)
      }
    }
    let end = CalendarSpan(.half, around: try day("2026-12-31"))
    XCTAssertEqual(end.days, try day("2026-07-01")...day("2026-12-31"))
    XCTAssertEqual(end.name, "2026-H2")
  }

  func testAPlanNamesItAsItIsCalled() throws {
    for name in ["2026-11", "2026-Q4", "2026-H2", "2026", "2026-01", "2026-Q1", "2026-12"] {
      XCTAssertEqual(try CalendarSpan(parsing: name).name, name)
    }
    XCTAssertEqual(try CalendarSpan(parsing: "2026-q4").name, "2026-Q4")
    for bad in [
      "", "26", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "2026-H3", "2026-11-01", "2026-Qx",
      "2026-", "-2026", "2026-Q-1",
    ] {
      XCTAssertThrowsError(try CalendarSpan(parsing: bad), bad)
    }
  }

  func testWhatLiesBeforeIsTheSpanBeforeOrAsManyDays() throws {
    for (first, last, before) in [
      ("2026-11-01", "2026-11-30", ("2026-10-01", "2026-10-31")),
      ("2026-10-01", "2026-12-31", ("2026-07-01", "2026-09-30")),
      ("2026-01-01", "2026-12-31", ("2025-01-01", "2025-12-31")),
      ("2026-11-02", "2026-11-08", ("2026-10-26", "2026-11-01")),
      ("2026-11-03", "2026-11-05", ("2026-10-31", "2026-11-02")),
      ("2026-11-03", "2026-11-03", ("2026-11-02", "2026-11-02")),
    ] {
      let range = try day(first)...day(last)
      XCTAssertEqual(CalendarSpan.before(range), try day(before.0)...day(before.1), "\(range)")
    }
  }

  func testAStretchIsTouchedByAllOfItsSpans() throws {
    let range = try day("2026-11-30")...day("2027-02-01")
    XCTAssertEqual(
      CalendarSpan.all(.month, touching: range).map(\.name),
      ["2026-11", "2026-12", "2027-01", "2027-02"])
    XCTAssertEqual(CalendarSpan.all(.year, touching: range).map(\.name), ["2026", "2027"])
    XCTAssertEqual(CalendarSpan.all(.year, touching: Day.last...Day.last).map(\.name), ["9999"])
  }
}

/// R87: shares and lengths, exactly and halves up.
final class ShareTests: XCTestCase {
  func testATenthIsRoundedHalfUp() {
    for (part, whole, tenths) in [
      (2, 3, 667), (1, 3, 333), (1, 8, 125), (1, 16, 63), (1, 2_000, 1), (1, 2_001, 0),
      (3, 3, 1_000),
      (0, 5, 0), (5, 4, 1_250), (-1, 3, -333), (-1, 2_000, 0), (-3, 2_000, -1),
    ] {
      XCTAssertEqual(Share(part, of: whole).tenths, tenths, "\(part)/\(whole)")
    }
    XCTAssertNil(Share(1, of: 0).tenths)
    XCTAssertEqual(Share(Int64.max, of: Int64.max).tenths, 1_000)
  }

  /// Figures of Newcombe, "Two-sided confidence intervals for the single proportion", 1998, method 3.
  func testIntervalIsWilsons() {
    for (part, whole, low, high) in [
      (81, 263, 255, 366), (15, 148, 62, 160), (0, 20, 0, 161), (1, 29, 6, 172),
      (29, 29, 883, 1_000),
    ] {
      XCTAssertEqual(Share(part, of: whole).interval, low...high, "\(part)/\(whole)")
    }
    XCTAssertNil(Share(0, of: 0).interval)
    XCTAssertNil(Share(-1, of: 3).interval)
    XCTAssertNil(Share(4, of: 3).interval)
  }

  func testTenDealsAreEnough() {
    XCTAssertTrue(Share(1, of: 9).isSmallSample)
    XCTAssertFalse(Share(1, of: 10).isSmallSample)
  }

  /// R89: a rank is found without sorting, and is what stands there once all are sorted.
  func testRanksAreThoseOfSortedLengths() {
    var generator = SplitMix64(seed: 89)
    for count in 1...200 {
      let lengths = (0..<count).map { _ in
        Int64.random(in: 0...Int64(count / 3), using: &generator)
      }
      for lengths in [lengths, lengths.sorted(), lengths.sorted(by: >)] {
        for percent in [1, 50, 90, 100] {
          XCTAssertEqual(
            Durations(lengths).rank(percent), lengths.sorted()[(count * percent + 99) / 100 - 1],
            "\(percent) % of \(lengths)")
        }
      }
    }
  }

  func testLengthsHaveNearestRanks() {
    let day: Int64 = 86_400
    XCTAssertEqual(Durations([]).cells, [.none, .none, .none])
    XCTAssertEqual(Durations([day / 2]).cells, [.days(5), .days(5), .days(5)])
    XCTAssertEqual(Durations([19 * day, 13 * day]).cells, [.days(160), .days(130), .days(190)])
    let ten = Durations((1...10).map { Int64($0) * day })
    XCTAssertEqual(ten.cells, [.days(55), .days(50), .days(90)])
    let eleven = Durations((1...11).map { Int64($0) * day })
    XCTAssertEqual(eleven.cells, [.days(60), .days(60), .days(100)])
    let day10 = Int64(10) * day
    // 10 ± 1.96 · 7.07 / √2, and two equal ones without a spread.
    XCTAssertEqual(
      Durations([day10 / 2, 3 * day10 / 2]).meanWithin, .days(100, within: 2...198))
    XCTAssertEqual(Durations([day10, day10]).meanWithin, .days(100, within: 100...100))
    XCTAssertEqual(Durations([day10]).meanWithin, .days(100))
    XCTAssertEqual(Durations([]).meanWithin, .none)
    // Half of a tenth of a day goes up, a second less down.
    XCTAssertEqual(Durations([4_320]).mean, .days(1))
    XCTAssertEqual(Durations([4_319]).mean, .days(0))
  }
}
