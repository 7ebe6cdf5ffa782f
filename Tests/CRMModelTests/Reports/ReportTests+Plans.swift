import CRMTestSupport
import XCTest

@testable import CRMModel

/// R92: plans, facts and the pace.
extension ReportTests {
  private var ivanov: SalesPlan.Holder { .user(Login(stored: "ivanov")) }
  private var petrov: SalesPlan.Holder { .user(Login(stored: "petrov")) }

  private func plan(
    _ holder: SalesPlan.Holder, _ span: String, _ roubles: Int64, _ pipeline: Pipeline? = nil,
    count: Int? = nil
  ) throws -> SalesPlan {
    SalesPlan(
      holder, try CalendarSpan(parsing: span), pipeline: pipeline?.id, sum: .roubles(roubles),
      count: count)
  }

  private func sold(_ roubles: Int64) throws -> Deal {
    try office.win(try office.add(to: .sales) { $0.budget = .roubles(roubles) }).deal
  }

  func testPlanAndPaceByWorkingDays() throws {
    // Friday the 20th is the 15th of November's 21 working days.
    let deals = [try sold(150)]
    let plans = [try plan(ivanov, "2026-11", 200, count: 4)]
    XCTAssertEqual(
      lines(try rows(.plan, deals, by: "manager", plans: plans)),
      ["ivanov 2026-11 200RUB - 150RUB 15000/20000 15/21 210RUB 8.34RUB 4 1"])
    office.now = Department.time("2026-12-01T10:00:00+03:00")
    XCTAssertEqual(
      lines(try rows(.plan, deals, by: "manager", plans: plans)),
      ["ivanov 2026-11 200RUB - 150RUB 15000/20000 21/21 150RUB - 4 1"])
    office.now = Department.time("2026-10-30T10:00:00+03:00")
    XCTAssertEqual(
      lines(try rows(.plan, [], by: "manager", plans: plans)),
      ["ivanov 2026-11 200RUB -  0/20000 0/21 - 9.53RUB 4 0"])
  }

  func testAPlanThatIsReachedAsksForNothingMore() throws {
    XCTAssertEqual(
      line(try rows(.plan, [sold(300)], plans: [plan(ivanov, "2026-11", 200)]).rows[0]),
      "2026-11 200RUB - 300RUB 30000/20000 15/21 420RUB 0RUB - 1")
  }

  func testPaymentsCountFromTheirDayOn() throws {
    let deal = try sold(150)
    func paid(on day: String) throws -> String {
      var payment = Paper(id: try XCTUnwrap(PaperID(bits: 7)))
      payment.facts = [
        "type": .text("payment"), "state": .text("received"), "number": .text("ОП-1"),
        "date": .text(day), "currency": .text("RUB"), "total": .whole(90),
        "deal": .text(deal.id.text),
      ]
      let rows = try rows(
        .plan, [deal], plans: [plan(ivanov, "2026-11", 200)], papers: [payment], isByPayment: true)
      return line(Array(rows.rows[0].prefix(4)))
    }
    XCTAssertEqual(try paid(on: "2026-11-20"), "2026-11 200RUB - 90RUB")
    XCTAssertEqual(try paid(on: "2026-11-21"), "2026-11 200RUB - ")
  }

  func testAPlanOfNothingHasNoShare() throws {
    let rows = try rows(.plan, [], plans: [plan(ivanov, "2026-11", 0)]).rows
    guard case .share(let share) = rows[0][4] else { return XCTFail("\(rows)") }
    XCTAssertNil(share.tenths)
    XCTAssertEqual(line(try self.rows(.plan, []).rows[0]), "2026-11 - -  - 15/21  - - 0")
  }

  func testThePlanOfAllIsThatOfThePeople() throws {
    let south = DepartmentID("south")
    let people = People(
      departments: [People.Department(id: south, name: "Южный")],
      users: [
        User(login: Login(stored: "ivanov"), name: "Иванов", role: .manager, department: south),
        User(login: Login(stored: "petrov"), name: "Петров", role: .manager, department: nil),
      ])
    let plans = [try plan(ivanov, "2026-11", 200, count: 2), try plan(petrov, "2026-11", 50)]
    func all(_ plans: [SalesPlan]) throws -> String {
      line(Array(try rows(.plan, [], plans: plans, people: people).rows[0].prefix(2)))
    }
    XCTAssertEqual(try all(plans), "2026-11 250RUB")
    // What the department was given stands in place of its people's.
    XCTAssertEqual(try all(plans + [plan(.department(south), "2026-11", 1_000)]), "2026-11 1050RUB")
  }

  func testMonthsAndQuarterThatDisagreeAreBothShown() throws {
    let days =
      try XCTUnwrap(
        Day(year: 2026, month: 10, day: 1))...XCTUnwrap(
        Day(year: 2026, month: 12, day: 31))
    func quarter(_ plans: [SalesPlan]) throws -> String {
      line(Array(try rows(.plan, [], by: "manager", days: days, plans: plans).rows[0].prefix(4)))
    }
    let months = [try plan(ivanov, "2026-10", 100), try plan(ivanov, "2026-12", 50)]
    XCTAssertEqual(try quarter(months), "ivanov 2026-Q4 150RUB -")
    XCTAssertEqual(
      try quarter(months + [plan(ivanov, "2026-Q4", 150)]), "ivanov 2026-Q4 150RUB -")
    XCTAssertEqual(
      try quarter(months + [plan(ivanov, "2026-Q4", 300)]), "ivanov 2026-Q4 300RUB 150RUB")
  }

  func testAllDisagreeWithTheMonthsOfTheirPeople() throws {
    let days =
      try XCTUnwrap(
        Day(year: 2026, month: 10, day: 1))...XCTUnwrap(
        Day(year: 2026, month: 12, day: 31))
    func quarter(_ plans: [SalesPlan]) throws -> String {
      line(Array(try rows(.plan, [], days: days, plans: plans).rows[0].prefix(3)))
    }
    let month = try plan(ivanov, "2026-10", 100)
    XCTAssertEqual(
      try quarter([month, plan(ivanov, "2026-Q4", 300), plan(petrov, "2026-11", 20)]),
      "2026-Q4 320RUB 120RUB")
    // Whoever has no months counts by his quarter, and how many are to be sold is no matter of money.
    XCTAssertEqual(
      try quarter([month, plan(petrov, "2026-Q4", 20, count: 2)]), "2026-Q4 120RUB -")
    XCTAssertEqual(
      try quarter([month, plan(ivanov, "2026-Q4", 100, count: 2)]), "2026-Q4 100RUB -")
  }

  func testPlansOfPipelinesAreParts() throws {
    let parts = [try plan(ivanov, "2026-11", 10, .sales), try plan(ivanov, "2026-11", 20, .smm)]
    let whole = try plan(ivanov, "2026-11", 100)
    func planned(_ plans: [SalesPlan], _ pipelines: [Pipeline], isOne: Bool) throws -> ReportCell {
      try rows(.plan, [], pipelines: pipelines, plans: plans, isOfOnePipeline: isOne).rows[0][1]
    }
    XCTAssertEqual(try planned(parts, [.sales, .smm], isOne: false), .money([.roubles(30)]))
    XCTAssertEqual(
      try planned(parts + [whole], [.sales, .smm], isOne: false), .money([.roubles(100)]))
    XCTAssertEqual(try planned(parts + [whole], [.sales], isOne: true), .money([.roubles(10)]))
  }

  func testSettingAPlanAgainReplacesIt() throws {
    var plans = SalesPlans([try plan(ivanov, "2026-11", 1), try plan(petrov, "2026-11", 2)])
    plans.set(try plan(ivanov, "2026-11", 3))
    plans.set(try plan(ivanov, "2026-11", 4, .sales))
    plans.set(try plan(ivanov, "2026-Q4", 5))
    XCTAssertEqual(
      plans.plans.map { "\($0.holder.text) \($0.span.name) \($0.sum.decimalText)" },
      ["ivanov 2026-Q4 5", "ivanov 2026-11 3", "ivanov 2026-11 4", "petrov 2026-11 2"])
  }
}

/// R97: a metric before and after a day.
extension ReportTests {
  private func tried(_ metric: String, _ deals: [Deal], length: Int = 5) throws -> [String] {
    let experiment = Experiment(
      try day(10), length: length, try Experiment.Metric(parsing: metric))
    return lines(try rows(.experiment, deals, experiment: experiment))
  }

  func testTheDayItselfIsAfterTheChange() throws {
    func ended(_ number: Int, isWon: Bool) throws -> Deal {
      office.now = office.zone.startOfDay(try day(number))
      let deal = try office.add(to: .sales)
      office.now = office.after(days: isWon ? 1 : 0)
      return try (isWon ? office.win(deal) : office.lose(deal)).deal
    }
    // Won on the 5th, 9th and 10th; lost on the 4th, 6th and 14th, two of them a day too far away.
    let deals = try [
      ended(4, isWon: false), ended(4, isWon: true), ended(6, isWon: false), ended(8, isWon: true),
      ended(9, isWon: true), ended(14, isWon: false), ended(15, isWon: false),
    ]
    office.now = Department.time("2026-11-20T10:00:00+03:00")
    XCTAssertEqual(
      try tried("win-rate", deals),
      [
        "before 2026-11-05 2026-11-09 3 2/3 - -",
        "after 2026-11-10 2026-11-14 2 1/2 -167d true",
      ])
    XCTAssertEqual(
      try tried("cycle", deals),
      [
        "before 2026-11-05 2026-11-09 2 10d - -", "after 2026-11-10 2026-11-14 1 10d 0d -",
      ])
    // By the day on which they entered the pipeline.
    XCTAssertEqual(
      try tried("pass:new", deals),
      [
        "before 2026-11-05 2026-11-09 3 2/3 - -",
        "after 2026-11-10 2026-11-14 1 0/1 -667d true",
      ])
    XCTAssertEqual(
      try tried("win-rate", deals, length: 1)[0], "before 2026-11-09 2026-11-09 1 1/1 - -")
  }

  func testAMetricIsOneOfThree() throws {
    for bad in ["", "pass", "pass:", "cycle:new", "win-rate:1", "speed"] {
      XCTAssertThrowsError(try Experiment.Metric(parsing: bad), bad)
    }
    XCTAssertThrowsError(try tried("pass:nowhere", []))
  }
}
