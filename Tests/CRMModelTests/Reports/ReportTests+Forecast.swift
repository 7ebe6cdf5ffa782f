import CRMTestSupport
import XCTest

@testable import CRMModel

/// R93: what open deals are likely to bring.
extension ReportTests {
  private func forecast(
    _ deals: [Deal], pipelines: [Pipeline] = [.sales], part: String? = nil
  ) throws -> ReportRows {
    let today = office.zone.day(of: office.now)
    let first = CalendarSpan(.month, around: today).days
    return try rows(
      .forecast, part: part, deals, pipelines: pipelines, days: first.withYearAhead)
  }

  private func part(
    _ name: String, of deals: [Deal], pipelines: [Pipeline] = [.sales]
  ) throws -> [String] {
    lines(try forecast(deals, pipelines: pipelines, part: name))
  }

  /// A deal that came on a day and is closed, or not, so many days later.
  private func deal(
    _ day: String, _ budget: Int64, after days: Int64 = 0, isWon: Bool? = nil
  ) throws -> Deal {
    office.now = Department.time("\(day)T10:00:00+03:00")
    let deal = try office.add(to: .sales) { $0.budget = .roubles(budget) }
    office.now = office.after(days: days)
    guard let isWon else { return deal.deal }
    return try isWon ? office.win(deal).deal : office.lose(deal).deal
  }

  /// Eleven closed deals: six won after 40 days, five lost.
  private func closed(_ day: String = "2026-08-01") throws -> [Deal] {
    try (0..<11).map { try deal(day, 1_000, after: 40, isWon: $0 < 6) }
  }

  func testProbabilityIsThatOfTheClosedOnesOfAYear() throws {
    // 7/13: six of eleven, with the two that nobody has seen yet.
    let deals = try closed() + [deal("2026-11-10", 1_300)]
    office.now = Department.time("2026-11-20T10:00:00+03:00")
    let found = try forecast(deals)
    XCTAssertEqual(lines(found), ["2026-12 1 1300RUB 700RUB  -"])
    XCTAssertEqual(try part("chances", of: deals), ["new sales 7/13 11 400d"])
    XCTAssertEqual(found.total.map(line), "- 1 1300RUB 700RUB  -")
    // Those that entered the stage more than a year ago say nothing.
    let old = try closed("2025-11-19") + [deal("2026-11-10", 1_300)]
    office.now = Department.time("2026-11-20T10:00:00+03:00")
    XCTAssertEqual(lines(try forecast(old)), [])
    XCTAssertEqual(try part("chances", of: old), ["new sales 1/2 0 -"])
    XCTAssertEqual(try forecast(old).leftOut.map(\.why), [.noTerm])
    let justIn = try closed("2025-11-20") + [deal("2026-11-10", 1_300)]
    office.now = Department.time("2026-11-20T10:00:00+03:00")
    XCTAssertEqual(try part("chances", of: justIn), ["new sales 7/13 11 400d"])
  }

  func testFewClosedDealsLeaveItToThePipeline() throws {
    var stages = Pipeline.sales.stages
    stages[0] = Stage(
      id: stages[0].id, name: "Новые", kind: .open, requires: [], from: nil, template: nil,
      probability: 90)
    let told = Pipeline.sales.with(stages: stages)
    let deals = try closed() + [deal("2026-11-10", 1_000)]
    office.now = Department.time("2026-11-20T10:00:00+03:00")
    func chances(_ deals: [Deal]) throws -> [String] {
      try part("chances", of: deals, pipelines: [told])
    }
    XCTAssertEqual(try chances(deals), ["new sales 7/13 11 400d"])
    XCTAssertEqual(try chances(Array(deals.dropFirst())), ["new sales 6/12 10 400d"])
    XCTAssertEqual(try chances(Array(deals.dropFirst(2))), ["new sales 90/100 9 400d"])
    // From 90 % on it is committed.
    XCTAssertEqual(
      lines(try forecast(Array(deals.dropFirst(2)), pipelines: [told])),
      ["2026-12 1 1000RUB 900RUB 1000RUB -"])
  }

  func testTheManagersOwnDateGoesFirst() throws {
    var said = try deal("2026-11-10", 100)
    said.fields["expected"] = try .day(XCTUnwrap(Day(year: 2027, month: 2, day: 1)))
    var late = try deal("2026-11-10", 10)
    late.fields["expected"] = try .day(XCTUnwrap(Day(year: 2026, month: 9, day: 1)))
    office.now = Department.time("2026-11-20T10:00:00+03:00")
    XCTAssertEqual(lines(try forecast([said, late])), ["2027-02 1 100RUB 50RUB  -"])
    said.fields["expected"] = try .day(XCTUnwrap(Day(year: 2028, month: 2, day: 1)))
    XCTAssertEqual(try forecast([said, late]).leftOut.map(\.why), [.overdue, .otherDays])
    // What should have come earlier in the month may come in it yet.
    late.fields["expected"] = try .day(XCTUnwrap(Day(year: 2026, month: 11, day: 1)))
    XCTAssertEqual(lines(try forecast([late])), ["2026-11 1 10RUB 5RUB  -"])
  }

  func testTheBacktestKnowsOnlyWhatWasKnownThen() throws {
    var deals = try closed("2026-06-01")
    office.now = Department.time("2026-09-15T10:00:00+03:00")
    var subject = try office.add(to: .sales) { $0.budget = .roubles(1_300) }
    office.now = Department.time("2026-10-15T10:00:00+03:00")
    subject = try office.edit(subject) { $0.budget = .roubles(9_100) }
    deals.append(try office.win(subject).deal)
    office.now = Department.time("2026-11-20T10:00:00+03:00")
    let found = try part("backtest", of: deals)
    // On the first of October it was 1,300 roubles; that it would be more nobody knew.
    XCTAssertEqual(found.last, "2026-10 700RUB 9100RUB -840000/910000")
    XCTAssertEqual(found.first, "2026-07  6000RUB -600000/600000")
    XCTAssertEqual(found.count, 2)
  }

  /// R93: a deal that nobody closes is expected once, and does not count for every month that begins.
  func testADealThatIsNeverClosedMisleadsOneMonthOnly() throws {
    let deals = try closed("2026-06-01") + [deal("2026-07-20", 1_300)]
    office.now = Department.time("2026-11-20T10:00:00+03:00")
    XCTAssertEqual(try forecast(deals).leftOut.map(\.why), [.overdue])
    // It is expected by the end of August, and by nobody from September on.
    XCTAssertEqual(
      try part("backtest", of: deals).map { $0.prefix(14) }, ["2026-07  6000R", "2026-08 700RUB"])
  }

  func testPurchasesAreCosts() throws {
    var purchase = Paper(id: Department.identifier(77))
    purchase.facts = [
      "type": .text("purchase"), "state": .text("ordered"), "number": .text("ЗП-1"),
      "date": .text("2026-12-05"), "currency": .text("RUB"), "total": .whole(500),
    ]
    var come = purchase
    come.facts["state"] = .text("received")
    let today = office.zone.day(of: office.now)
    let days = CalendarSpan(.month, around: today).days.withYearAhead
    XCTAssertEqual(
      lines(try rows(.forecast, [], days: days, papers: [purchase, come])),
      ["2026-12 0    500RUB"])
  }

  /// A confirmed order is as good as won.
  func testAConfirmedOrderIsCommitted() throws {
    var deal = try deal("2026-11-10", 100)
    deal.fields["expected"] = try .day(XCTUnwrap(Day(year: 2026, month: 12, day: 1)))
    var order = Paper(id: Department.identifier(78))
    order.facts = [
      "type": .text("order"), "state": .text("draft"), "deal": .text(deal.id.text),
      "total": .whole(100), "currency": .text("RUB"),
    ]
    office.now = Department.time("2026-11-20T10:00:00+03:00")
    let days = CalendarSpan(.month, around: try day(1)).days.withYearAhead
    func committed() throws -> [String] {
      lines(try rows(.forecast, [deal], days: days, papers: [order]))
    }
    XCTAssertEqual(try committed(), ["2026-12 1 100RUB 50RUB  -"])
    order.facts["state"] = .text("confirmed")
    XCTAssertEqual(try committed(), ["2026-12 1 100RUB 50RUB 100RUB -"])
  }
}
