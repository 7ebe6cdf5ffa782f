import CRMTestSupport
import XCTest

@testable import CRMModel

/// R87 to R94: the figures of reports, worked out by hand.
final class ReportTests: XCTestCase {
  var office = Department()

  func day(_ number: Int) throws -> Day {
    try XCTUnwrap(Day(year: 2026, month: 11, day: number))
  }

  /// The rows of a report over November, or of one of its parts, of deals with what stands around them.
  func rows(
    _ report: Report, part: String? = nil, _ deals: [Deal], pipelines: [Pipeline] = [.sales, .smm],
    by slice: String? = nil,
    days: ClosedRange<Day>? = nil, period: CalendarPeriod? = nil, plans: [SalesPlan] = [],
    people: People = People(), isOfOnePipeline: Bool = false,
    goal: ReportMaterial.Wishes.Goal? = nil, experiment: Experiment? = nil, papers: [Paper] = [],
    leads: [Lead] = [], isByPayment: Bool = false, rates: ExchangeRates? = nil,
    isOfSomeDeals: Bool = false
  ) throws -> ReportRows {
    let byID = Dictionary(pipelines.map { ($0.id, $0) }) { first, _ in first }
    let clock = AuditClock(now: office.now, zone: office.zone)
    let records = deals.map { DealRecord($0, pipeline: byID[$0.pipeline]) }
    let audit = AuditRecords(
      deals: records, companies: [CompanyRecord(office.company)], contacts: [])
    let property = slice.flatMap { key in Property.ofDeals.first { $0.key == key } }
    var material = ReportMaterial(
      scope: ReportFrame.Scope(
        clock: clock, days: try days ?? (day(1)...day(30)), period: period, slice: property),
      pipelines: pipelines, isOfOnePipeline: isOfOnePipeline, plans: SalesPlans(plans),
      people: people, calendar: .standard)
    material.deals = ReportedDeals(
      records, at: Array(0..<Int32(deals.count)), of: DealTrails(deals), in: pipelines,
      knownAt: clock.now, companyName: { audit.company($0)?.name }
    ) {
      DealSubject($0, in: audit, chain: nil, pipeline: byID[$0.pipeline], clock: clock)
    }
    material.conversion = rates.map { CurrencyConversion($0, to: .rub, clock) }
    material.wishes.goal = goal
    material.wishes.experiment = experiment
    material.wishes.isByPayment = isByPayment
    material.isOfSomeDeals = isOfSomeDeals
    material.papers = papers
    material.leads = leads.map { ReportedLead($0) }
    let frame = try report.frame(material)
    guard let part else { return frame.rows }
    return try XCTUnwrap(frame.parts.first { $0.report.name == part }).rows
  }

  func line(_ cells: [ReportCell]) -> String { cells.line }

  func lines(_ rows: ReportRows) -> [String] { rows.rows.map(line) }

  /// R87: the cohort is what entered in the days; what nobody knows is left out and counted.
  func testCohortIsWhatEnteredInTheDays() throws {
    office.now = Department.time("2026-10-31T23:58:59+03:00")
    let october = try office.add(to: .sales).deal
    let midnight = try office.add(to: .sales).deal
    XCTAssertEqual(midnight.createdAt, Department.time("2026-11-01T00:00:59+03:00"))
    var imported = try office.add(to: .sales) { $0.stage = StageID("signing") }.deal
    imported.origin = Origin(system: "amocrm", id: "1")
    let moved = try office.move(try office.add(to: .sales), to: "in-work") { $0.pipeline = .smm }
    let won = try office.win(try office.add(to: .sales) { $0.budget = .roubles(5) }).deal
    let all = [october, midnight, imported, moved.deal, won]
    let funnel = try rows(.funnel, all, pipelines: [.sales])
    XCTAssertEqual(
      lines(funnel),
      [
        "new sales 2 1 0 1 1/2 2/2", "in-progress sales 1 1 0 0 1/1 1/2",
        "signing sales 1 1 0 0 1/1 1/2", "won sales 1 - 0 0 - 1/2",
      ])
    XCTAssertEqual(funnel.total.map(line), "- - 2 1 0 1 1/2 2/2")
    XCTAssertEqual(funnel.sample, 2)
    XCTAssertEqual(funnel.leftOut.map { $0.why }, [.imported, .elsewhere])
    XCTAssertEqual(funnel.leftOut.map { $0.count }, [1, 1])
    // The last day is included.
    let lastDay = try rows(.funnel, all, pipelines: [.sales], days: day(1)...day(1))
    XCTAssertEqual(lastDay.sample, 2)
    XCTAssertEqual(try rows(.funnel, all, pipelines: [.sales], days: day(2)...day(30)).rows, [])
    // Each pipeline that anything entered has its rows.
    XCTAssertEqual(try rows(.funnel, all).rows.count, 4 + 7)
  }

  /// R23: a payment in parts is one sale, and its money comes on the day of each part.
  func testChainIsOneSale() throws {
    let pipeline = Pipeline.ads
    let first = try office.pay(
      try office.deal(at: "contract"), .roubles(20_000), total: .roubles(60_000))
    let paid = office.now
    office.now = office.after(days: 5)
    let second = try office.pay(try XCTUnwrap(first.next), .roubles(10_000))
    let deals = second.chain
    XCTAssertEqual(deals.count, 3)
    let whole = try rows(.sales, deals, pipelines: [pipeline])
    XCTAssertEqual(lines(whole), ["- 1 30000RUB 30000RUB 0 "])
    XCTAssertEqual(whole.sample, 1)
    let days = try [paid, office.now].map { moment in
      let day = office.zone.day(of: moment)
      return line(try rows(.sales, deals, pipelines: [pipeline], days: day...day).rows[0])
    }
    XCTAssertEqual(days, ["- 1 20000RUB 20000RUB 0 ", "- 0 10000RUB  0 "])
    let funnel = try rows(.funnel, deals, pipelines: [pipeline])
    XCTAssertEqual(funnel.sample, 1)
    XCTAssertEqual(line(try XCTUnwrap(funnel.rows.last)), "won ads 1 - 0 0 - 1/1")
    // The awaited part that is never paid is no loss of a sale.
    let lost = try office.lose(try XCTUnwrap(second.next))
    XCTAssertEqual(
      try rows(.losses, deals.dropLast() + [lost.deal], pipelines: [pipeline]).rows, [])
  }

  /// R103: two currencies are never added; averages are of each alone.
  func testSalesOfTwoCurrenciesStayApart() throws {
    let usd = try XCTUnwrap(Currency(code: "USD"))
    let sums = [Money.roubles(100), .roubles(201), Money(minorUnits: 500, currency: usd)]
    let deals = try sums.map { sum in
      try office.win(try office.add(to: .sales) { $0.budget = sum }).deal
    }
    let none = try office.win(try office.add(to: .sales)).deal
    XCTAssertEqual(
      lines(try rows(.sales, deals + [none])), ["- 4 301RUB+5USD 150.5RUB+5USD 0 "])
    // R46: with a rate they come to one sum, beside those of each.
    let rates = ExchangeRates([try ExchangeRate(usd, on: try day(1), parsing: "90")])
    for report in [Report.sales, .abc] {
      let converted = try rows(report, deals + [none], rates: rates).converted
      XCTAssertEqual(converted?.sum, .roubles(301 + 5 * 90), report.name)
    }
    XCTAssertNil(try rows(.sales, deals).converted)
  }

  func testSalesAreSetAgainstThePeriodBefore() throws {
    office.now = Department.time("2026-10-10T10:00:00+03:00")
    let october = try office.win(try office.add(to: .sales) { $0.budget = .roubles(7) }).deal
    office.now = Department.time("2026-11-10T10:00:00+03:00")
    let november = try office.win(try office.add(to: .sales) { $0.budget = .roubles(9) })
    let deals = [october, november.deal]
    XCTAssertEqual(lines(try rows(.sales, deals)), ["- 1 9RUB 9RUB 1 7RUB"])
    XCTAssertEqual(
      lines(try rows(.sales, deals, days: day(1)...day(15), period: .month)),
      ["2026-11 1 9RUB 9RUB 1 7RUB"])
    // Won again is a sale on the day of the last closing alone.
    office.now = office.after(days: 25)
    let again = try office.win(try office.reopen(november)).deal
    XCTAssertEqual(lines(try rows(.sales, [october, again])), ["- 0   1 7RUB"])
  }

  /// What has several values is of each of them and counts once in the total.
  func testASliceOfSeveralValuesCountsOnceInTheTotal() throws {
    let deals = try [["b", "a"], ["a"], []].map { tags in
      var deal = try office.add(to: .sales).deal
      deal.facts["tags"] = .texts(tags)
      return deal
    }
    let funnel = try rows(.funnel, deals, by: "tags")
    XCTAssertEqual(
      lines(funnel).filter { $0.contains("new") },
      ["a new sales 2 0 0 2 0/2 2/2", "b new sales 1 0 0 1 0/1 1/1", "- new sales 1 0 0 1 0/1 1/1"])
    XCTAssertEqual(funnel.total.map(line), "- - - 3 0 0 3 0/3 3/3")
  }

  /// R90: by reason, stage and manager, the most frequent in front.
  func testLossesAreCountedByReasonStageAndManager() throws {
    func lost(_ reason: String, at stage: String? = nil) throws -> DealCase {
      var deal = try office.add(to: .sales) { $0.budget = .roubles(10) }
      if let stage { deal = try office.move(deal, to: stage) }
      return try office.lose(deal) { $0.fields.lossReason = reason }
    }
    var imported = try lost("Дорого", at: "signing").deal
    imported.origin = Origin(system: "amocrm", id: "1")
    imported.history = imported.history.map {
      Event(
        at: $0.at, recorded: $0.recorded, by: $0.by, operation: imported.history[0].operation,
        kind: $0.kind)
    }
    let reopened = try office.reopen(try lost("Другое"))
    let deals = [
      try lost("Другое").deal, try lost("Дорого", at: "signing").deal, imported, reopened.deal,
      try lost("Дорого", at: "signing").deal,
    ]
    let losses = try rows(.losses, deals)
    XCTAssertEqual(
      lines(losses),
      [
        "Дорого signing ivanov sales 2 20RUB 2/4", "Дорого - ivanov sales 1 10RUB 1/4",
        "Другое new ivanov sales 1 10RUB 1/4",
      ])
    XCTAssertEqual(losses.total.map(line), "- - - - 4 40RUB 4/4")
  }

  /// R94: N sales need N · entered / won at each stage, rounded up.
  func testInflowIsRoundedUpFromExactRates() throws {
    var deals = try (0..<3).map { _ in try office.add(to: .sales).deal }
    deals.append(try office.move(try office.add(to: .sales), to: "in-progress").deal)
    for sum in [100, 50, 51] as [Int64] {
      deals.append(
        try office.win(try office.add(to: .sales) { $0.budget = .roubles(sum) }).deal)
    }
    func needed(_ goal: ReportMaterial.Wishes.Goal) throws -> [ReportCell?] {
      try rows(.inflow, deals, goal: goal).rows.map(\.last)
    }
    XCTAssertEqual(try needed(.sales(10)), [.count(24), .count(14), .count(10), .count(10)])
    // 67 roubles is the average sale: 201 over 3.
    XCTAssertEqual(try needed(.money(.roubles(134))), [.count(5), .count(3), .count(2), .count(2)])
    XCTAssertEqual(try needed(.money(.roubles(135))), [.count(7), .count(4), .count(3), .count(3)])
    let usd = try XCTUnwrap(Currency(code: "USD"))
    XCTAssertEqual(
      try needed(.money(Money(minorUnits: 1, currency: usd))),
      Array(repeating: ReportCell.none, count: 4))
    XCTAssertEqual(
      try rows(.inflow, Array(deals.prefix(3)), goal: .sales(1)).rows.map(\.last),
      Array(repeating: ReportCell.none, count: 4))
  }

  /// R87: who stands where now, over all pipelines.
  func testSnapshotIsOfOpenDealsNow() throws {
    let old = try office.add(to: .sales) { $0.budget = .roubles(7) }
    let moved = try office.move(try office.add(to: .sales), to: "signing")
    let other = try office.add(to: .smm) { $0.budget = .roubles(5) }
    let won = try office.win(try office.add(to: .sales) { $0.budget = .roubles(9) })
    let deals = [old, moved, other, won].map(\.deal)
    let snapshot = try rows(.snapshot, deals, days: day(1)...day(1))
    XCTAssertEqual(
      lines(snapshot).filter { !$0.contains(" 0 ") },
      ["new sales 1 7RUB 1/3", "signing sales 1  1/3", "in-work smm 1 5RUB 1/3"])
    XCTAssertEqual(snapshot.total.map(line), "- - 3 12RUB 3/3")
  }

  /// R88: the lowest pass rate among stages that ten deals got to.
  func testBottleneckIsTheNarrowestOfStagesWithEnoughDeals() throws {
    var deals = try (0..<8).map { _ in try office.add(to: .sales).deal }
    for _ in 0..<10 {
      deals.append(try office.move(try office.add(to: .sales), to: "in-progress").deal)
    }
    for _ in 0..<9 {
      deals.append(try office.move(try office.add(to: .sales), to: "signing").deal)
    }
    var petrovs = try office.add(to: .sales)
    petrovs.deal.manager = Login(stored: "petrov")
    deals.append(petrovs.deal)
    // Nine at the signing are too few, though none of them was won.
    XCTAssertEqual(
      lines(try rows(.bottleneck, deals)),
      [
        "- in-progress sales 19 9/19 9/19", "ivanov in-progress sales 19 9/19 9/19",
        "petrov - sales - 0/0 0/0",
      ])
    deals.append(try office.move(try office.add(to: .sales), to: "signing").deal)
    XCTAssertEqual(
      line(try rows(.bottleneck, deals).rows[0]), "- signing sales 10 0/10 0/10")
  }

  /// R89: all stays together, and beyond the norm is longer than it.
  func testStagesCountAllStaysOfDealsThatStoodThere() throws {
    let stages = Pipeline.sales.stages.map { stage in
      Stage(
        id: stage.id, name: stage.name, kind: stage.kind, requires: stage.requires, from: nil,
        template: nil, norm: stage.id.text == "new" ? 3 : nil)
    }
    office.now = Department.time("2026-11-03T09:59:00+03:00")
    let new = try office.add(to: .sales)
    let other = try office.add(to: .sales)
    office.now = Department.time("2026-11-06T09:59:00+03:00")
    // Exactly three days, then one more minute.
    let moved = try office.move(new, to: "in-progress")
    let back = try office.move(moved, to: "new")
    office.now = Department.time("2026-11-06T10:01:00+03:00")
    func found(_ deals: [Deal], _ days: ClosedRange<Day>? = nil) throws -> [String] {
      lines(
        try rows(.stages, deals, pipelines: [.sales.with(stages: stages)], days: days)
      )
    }
    XCTAssertEqual(
      try found([moved.deal]),
      [
        "new sales 1 30d 30d 30d 30d 0 0/1 ", "in-progress sales 1 0d 0d 0d - - - -",
        "signing sales 0 - - - - - - -",
      ])
    office.now = Department.time("2026-11-06T10:03:00+03:00")
    let id = back.deal.id.text
    XCTAssertEqual(try found([back.deal])[0], "new sales 2 30d 30d 30d 30d 1 1/1 \(id)")
    office.now = Department.time("2026-11-08T10:00:00+03:00")
    // Whoever left before the days or came after them stood elsewhere.
    XCTAssertEqual(try found([moved.deal], day(7)...day(8))[0], "new sales 0 - - - 30d 0 0/0 ")
    XCTAssertEqual(try found([other.deal], day(1)...day(2)), [])
    XCTAssertEqual(try found([other.deal], day(6)...day(6))[0].prefix(11), "new sales 1")
  }

  /// R90: first entries of each stage, and the share of wins on the last days of the month.
  func testDynamicsCountFirstEntriesWeekByWeek() throws {
    office.now = Department.time("2026-11-20T10:00:00+03:00")
    let new = try office.add(to: .sales)
    office.now = Department.time("2026-11-23T10:00:00+03:00")
    let moved = try office.move(new, to: "in-progress")
    let again = try office.move(try office.move(moved, to: "new"), to: "in-progress")
    office.now = Department.time("2026-11-25T23:57:00+03:00")
    let early = try office.win(try office.add(to: .sales))
    office.now = Department.time("2026-11-25T23:59:00+03:00")
    let late = try office.win(again)
    let lost = try office.lose(try office.add(to: .sales))
    let deals = [early.deal, late.deal, lost.deal]
    office.now = Department.time("2026-11-30T10:00:00+03:00")
    let dynamics = try rows(.dynamics, deals, days: day(16)...day(29))
    XCTAssertEqual(
      lines(dynamics),
      [
        "2026-11-16 sales 1 new=1+in-progress=0+signing=0 0 0 0/0",
        "2026-11-23 sales 2 new=2+in-progress=1+signing=0 2 1 1/2",
      ])
    XCTAssertEqual(dynamics.total.map(line), "- - 3 - 2 1 1/2")
  }

  /// R96: 9 and 10 promote, 0 to 6 detract; what is no mark is no answer.
  func testNPSIsPromotersLessDetractors() throws {
    func closed(_ mark: Int?) throws -> Deal {
      var deal = try office.win(try office.add(to: .sales)).deal
      deal.fields["nps"] = mark.flatMap { ExactNumber($0) }.map(Value.number)
      return deal
    }
    let marks = [10, 9, 8, 7, 6, 0, 11, -1, nil] as [Int?]
    let nps = try rows(.nps, marks.map(closed) + [office.add(to: .sales).deal])
    XCTAssertEqual(lines(nps), ["6 6/9 2 2 0/6"])
    XCTAssertEqual(lines(try rows(.nps, [closed(6), closed(7)])), ["2 2/2 0 1 -1/2"])
    XCTAssertEqual(lines(try rows(.nps, [])), ["0 0/0 0 0 0/0"])
  }

  /// R95: A while the share above is under 80 %, B under 95 %; X to 10 %, Y to 25 % of variation.
  func testCompaniesAreGradedByShareAndRegularity() throws {
    let months = try (8...10).map { try XCTUnwrap(Day(year: 2026, month: $0, day: 1)) }
    let days = try months[0]...XCTUnwrap(Day(year: 2026, month: 10, day: 31))
    var number: UInt64 = 700
    func paid(_ sums: [Int64]) throws -> [Deal] {
      number += 1
      let company: CompanyID = Department.identifier(number)
      return try zip(months, sums).map { month, sum in
        office.now = office.zone.startOfDay(month)
        var deal = try office.win(try office.add(to: .sales) { $0.budget = .roubles(sum) }).deal
        deal = deal.of(company)
        return deal
      }
    }
    // Of 1000: 80 % is reached by the first alone, 95 % by the first two.
    let deals =
      try paid([267, 266, 267]) + paid([60, 50, 40]) + paid([25, 0, 0]) + paid([10, 8, 7])
    office.now = Department.time("2026-11-20T10:00:00+03:00")
    let abc = try rows(.abc, deals, days: days)
    XCTAssertEqual(
      lines(abc).map { $0.split(separator: " ").dropFirst().joined(separator: " ") },
      [
        "800RUB 80000/100000 A X", "150RUB 15000/100000 B Y", "25RUB 2500/100000 C Z",
        "25RUB 2500/100000 C Y",
      ])
    XCTAssertEqual(abc.total.map(line), "- 1000RUB - AX=1+BY=1+CY=1+CZ=1 -")
    // Two months are too few for a regularity.
    XCTAssertEqual(
      try rows(.abc, deals, days: months[1]...days.upperBound).rows.map(\.last),
      Array(repeating: ReportCell.none, count: 4))
  }
}

extension Deal {
  /// The same deal of another company.
  fileprivate func of(_ company: CompanyID) -> Deal {
    var deal = Deal(
      id: id, name: name, company: company, pipeline: pipeline, stage: stage, manager: manager,
      author: author)
    deal.budget = budget
    deal.history = history
    return deal
  }
}

extension [ReportCell] {
  /// Cells in one line: counts, tenths, sums and names as tests read them.
  var line: String {
    map { cell in
      switch cell {
      case .none, .total: "-"
      case .value(let value, _): value.text
      case .named(let id, _): id
      case .count(let count): String(count)
      case .days(let tenths, _): "\(tenths)d"
      case .share(let share): "\(share.part)/\(share.whole)"
      case .money(let sums):
        sums.map { "\($0.decimalText)\($0.currency.code)" }.joined(separator: "+")
      case .counts(let counted): counted.map { "\($0.id)=\($0.count)" }.joined(separator: "+")
      }
    }.joined(separator: " ")
  }
}

extension DealTrails {
  /// Those of some deals.
  init(_ deals: [Deal]) {
    self.init()
    for deal in deals { append(0, of: DealTrails(deal)) }
  }
}
