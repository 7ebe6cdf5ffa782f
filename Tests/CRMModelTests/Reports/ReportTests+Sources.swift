import CRMTestSupport
import XCTest

@testable import CRMModel

/// R89, R91, R92, R95: reports of leads, payments and shipments beside deals.
extension ReportTests {
  private func lead(
    _ number: UInt64, received: String, source: String = "site", state: Lead.State = .new,
    deal: Deal? = nil, actedAfter minutes: Int64? = nil
  ) throws -> Lead {
    var edit = CardEdit<Lead>()
    edit.fill(.name, "Белова Мария")
    edit.fill(.source, source)
    edit.fill(.receivedAt, received)
    office.now = Department.time(received)
    var lead = try Lead.take(edit, id: Department.identifier(number), in: office.context())
    if let minutes {
      office.now = try XCTUnwrap(Department.time(received).adding(seconds: (minutes - 1) * 60))
      var edit = CardEdit<Lead>()
      edit.fill(.manager, "petrov")
      lead = edit.apply(to: lead, in: office.context())
    }
    lead.facts["state"] = .text(state.rawValue)
    if let deal { lead.facts["deal"] = .text(deal.id.text) }
    return lead
  }

  func testLeadsBySourceAndWhatCameOfThem() throws {
    let won = try office.win(try office.add(to: .sales)).deal
    let open = try office.add(to: .sales).deal
    let leads = [
      try lead(
        1, received: "2026-11-01T00:00:00+03:00", state: .accepted, deal: won, actedAfter: 144),
      try lead(2, received: "2026-11-30T23:00:00+03:00", state: .accepted, deal: open),
      try lead(3, received: "2026-11-05T10:00:00+03:00", state: .linked, deal: won),
      try lead(4, received: "2026-11-05T10:00:00+03:00", source: "fair", state: .dead),
      try lead(5, received: "2026-10-31T23:59:59+03:00"),
    ]
    office.now = Department.time("2026-12-20T10:00:00+03:00")
    let found = try rows(.leads, [won, open], leads: leads)
    // That a lead was linked to a deal made no deal of it.
    XCTAssertEqual(
      lines(found), ["site - 3 2 1 0 2/3 1/3 1d", "fair - 1 0 0 1 0/1 0/1 -"])
    XCTAssertEqual(found.total.map(line), "- - 4 2 1 1 2/4 1/4 1d")
    XCTAssertEqual(found.sample, 4)
    let byManager = try rows(.leads, [won, open], by: "manager", leads: leads)
    XCTAssertEqual(
      lines(byManager),
      [
        "petrov site - 1 1 0 0 1/1 1/1 1d", "- site - 2 1 1 0 1/2 0/2 -",
        "- fair - 1 0 0 1 0/1 0/1 -",
      ])
  }

  private func paper(
    _ number: UInt64, _ type: PaperType, _ day: String, _ total: Int, of deal: Deal,
    state: PaperType.State
  ) -> Paper {
    var paper = Paper(id: Department.identifier(number))
    paper.facts = [
      "type": .text(type.id), "state": .text(state.id), "number": .text("\(type.id)-\(number)"),
      "date": .text(day), "currency": .text("RUB"), "total": .whole(total),
      "deal": .text(deal.id.text),
    ]
    if type == .payment { paper.facts["basis"] = .texts([Department.order.text]) }
    return paper
  }

  func testPaymentsCountAgainstThePlanOnTheirDay() throws {
    let deal = try office.add(to: .sales).deal
    let other = try office.add(to: .smm).deal
    let papers = [
      paper(1, .payment, "2026-10-31", 100, of: deal, state: .received),
      paper(2, .payment, "2026-11-01", 20, of: deal, state: .received),
      paper(3, .payment, "2026-11-30", 1_000, of: deal, state: .received),
      paper(4, .payment, "2026-11-02", -5, of: other, state: .received),
    ]
    func fact(_ pipelines: [Pipeline] = [.sales, .smm], days: ClosedRange<Day>? = nil) throws
      -> String
    {
      let found = try rows(
        .plan, [deal, other], pipelines: pipelines, days: days, papers: papers, isByPayment: true)
      let row = found.rows[0]
      return line([row[3], row[9]])
    }
    // What is dated later than today has not been paid; the sale counted with its first payment.
    XCTAssertEqual(try fact(), "15RUB 1")
    XCTAssertEqual(try fact([.sales]), "20RUB 0")
    let october =
      try XCTUnwrap(
        Day(year: 2026, month: 10, day: 1))...XCTUnwrap(
        Day(year: 2026, month: 10, day: 31))
    XCTAssertEqual(try fact(days: october), "100RUB 1")
    XCTAssertEqual(
      line([try rows(.plan, [deal], papers: papers).rows[0][3]]), "", "winning is the other fact")
  }

  /// Money without a deal, as of a client's own invoice or in advance, was paid too.
  func testWhatWasPaidWithoutADealCountsForItsManager() throws {
    var advance = Paper(id: Department.identifier(7))
    advance.facts = [
      "type": .text(PaperType.payment.id), "state": .text("received"), "number": .text("ОП-7"),
      "date": .text("2026-11-02"), "currency": .text("RUB"), "total": .whole(30),
      "manager": .text("ivanov"),
    ]
    let deal = try office.add(to: .sales).deal
    let papers = [advance, paper(1, .payment, "2026-11-02", 5, of: deal, state: .received)]
    func facts(
      _ pipelines: [Pipeline], by: String? = nil, ofOne: Bool = false, ofSome: Bool = false
    )
      throws -> [String]
    {
      try rows(
        .plan, [deal], pipelines: pipelines, by: by, isOfOnePipeline: ofOne, papers: papers,
        isByPayment: true,
        isOfSomeDeals: ofSome
      ).rows.map { line([$0[by == nil ? 3 : 4], $0[by == nil ? 9 : 10]]) }
    }
    XCTAssertEqual(try facts([.sales, .smm]), ["35RUB 1"])
    XCTAssertEqual(try facts([.sales, .smm], by: "manager"), ["35RUB 1"])
    XCTAssertEqual(try facts([.sales], ofOne: true), ["5RUB 1"])
    XCTAssertEqual(try facts([.sales, .smm], ofSome: true), ["5RUB 1"])
  }

  private func cycle(_ start: SalesCycle.Start, _ end: SalesCycle.End) -> Pipeline {
    let sales = Pipeline.sales
    return Pipeline(
      id: sales.id, name: sales.name, currency: sales.currency, allowSkip: true, allowBack: true,
      bounds: sales.bounds, companyFields: [], commentRule: sales.commentRule, packages: [],
      lossReasons: sales.lossReasons, meetingActions: [], stages: sales.stages,
      cycle: SalesCycle(start: start, end: end))
  }

  func testTheCycleBeginsAndEndsWhereThePipelineSays() throws {
    office.now = Department.time("2026-11-02T10:00:00+03:00")
    let made = try office.add(to: .sales)
    office.now = Department.time("2026-11-05T10:00:59+03:00")
    let signing = try office.move(made, to: "signing")
    office.now = Department.time("2026-11-08T10:00:59+03:00")
    let won = try office.win(signing).deal
    office.now = Department.time("2026-11-10T10:00:00+03:00")
    let never = try office.win(try office.add(to: .sales)).deal
    let lead = try lead(
      1, received: "2026-11-01T10:01:59+03:00", state: .accepted, deal: won)
    var papers = [
      paper(Department.order.bits, .order, "2026-11-06", 100, of: won, state: .confirmed),
      paper(2, .payment, "2026-11-07", 60, of: won, state: .received),
      paper(3, .payment, "2026-11-12", 40, of: won, state: .received),
    ]
    office.now = Department.time("2026-11-20T10:00:00+03:00")
    func found(_ start: SalesCycle.Start, _ end: SalesCycle.End = .won) throws -> [String] {
      lines(
        try rows(
          .cycle, [won, never], pipelines: [cycle(start, end)], papers: papers, leads: [lead])
      ).map { String($0.prefix(while: { $0 != "-" })).trimmingCharacters(in: .whitespaces) }
    }
    XCTAssertEqual(try found(.created)[0], "won won 2 30d 0d 60d")
    XCTAssertEqual(try found(.lead)[0], "won won 2 35d 0d 70d")
    // The other one never stood there.
    XCTAssertEqual(try found(.stage(StageID("signing")))[0], "won won 1 30d 30d 30d")
    XCTAssertEqual(
      try found(.created, .paid),
      ["won won 2 30d 0d 60d", "won paid 1 100d 100d 100d", "lost"])
    papers.removeLast()
    XCTAssertEqual(
      try found(.created, .paid), ["won won 2 30d 0d 60d", "won paid 0", "lost"])
  }

  func testTheBoundsOfClassesAreSettings() throws {
    XCTAssertEqual(try CompanyClasses.bounds("70 90"), [70, 90])
    for wrong in ["", "80", "95 80", "80 80", "0 5", "a b", "80 95 99", "80 1001"] {
      XCTAssertThrowsError(try CompanyClasses.bounds(wrong), wrong)
    }
    let deals = try (0..<2).map { _ in
      try office.win(try office.add(to: .sales) { $0.budget = Money.roubles(100) }).deal
    }
    XCTAssertEqual(lines(try rows(.abc, part: "matrix", deals)), ["A - 1 200RUB"])
  }

  /// The largest sums there are break nothing.
  func testSumsBeyondAllMeasureAreClassedToo() throws {
    let first = try XCTUnwrap(Day(year: 2026, month: 9, day: 1))
    let deals = try (0..<3).map { _ in
      try office.win(
        try office.add(to: .sales) { $0.budget = Money(minorUnits: .max, currency: .rub) }
      ).deal
    }
    let found = try rows(.abc, deals, days: first...day(30))
    XCTAssertEqual(found.rows.count, 1)
    XCTAssertEqual(found.rows[0].last.map { line([$0]) }, "Z")
  }
}

extension Department {
  fileprivate static var order: PaperID { identifier(500) }
}
