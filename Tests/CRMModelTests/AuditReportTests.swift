import CRMModel
import CRMTestSupport
import XCTest

/// R24 and the report of the audit: order, scope and counts.
final class AuditReportTests: XCTestCase {
  private var office = Department()
  private let ivanov = Login(stored: "ivanov")
  private let petrov = Login(stored: "petrov")

  /// A deal without a task and with another name.
  private func faulty(_ name: String, of manager: Login, budget: Money? = nil) throws -> DealCase {
    var deal = try office.add(to: .smm) {
      $0.manager = manager
      $0.next = NextTask()
      $0.budget = budget
    }
    deal.deal.name = name
    return deal
  }

  func testFindingsAreSortedByManagerNameIdAndCheck() throws {
    let deals = [
      try faulty("Б", of: petrov), try faulty("А", of: petrov), try faulty("Я", of: ivanov),
      try faulty("А", of: petrov),
    ]
    let audit = office.audit(deals)
    let rows = audit.findings.map {
      "\($0.manager.text) \($0.deal?.name ?? "") \($0.deal?.id.text.suffix(1) ?? "") \($0.check.rawValue)"
    }
    let checks = ["budget-missing", "name-mismatch", "task-missing"]
    let order = [("ivanov Я", 2), ("petrov А", 1), ("petrov А", 3), ("petrov Б", 0)]
    XCTAssertEqual(
      rows,
      order.flatMap { who, index in
        checks.map { "\(who) \(deals[index].deal.id.text.suffix(1)) \($0)" }
      })
  }

  func testSameDataGiveTheSameReportInWhateverOrderTheyCome() throws {
    let deals = try (0..<20).map {
      try faulty("Сделка \($0 % 3)", of: $0 % 2 == 0 ? ivanov : petrov)
    }
    let audit = office.audit(deals)
    var random = SplitMix64(seed: 7)
    for _ in 0..<5 {
      let again = office.audit(deals.shuffled(using: &random))
      XCTAssertEqual(Array(again.findings), Array(audit.findings))
      XCTAssertEqual(again.summary, audit.summary)
    }
  }

  func testSummaryCounts() throws {
    let clean = try office.deal(at: "contract")
    let warned = try office.deal(at: "call")
    let broken = try faulty("Не то", of: petrov, budget: .roubles(100))
    let second = try faulty("Тоже", of: petrov, budget: .roubles(50))
    var idle = office.company
    idle = Company(id: Department.identifier(901), name: "Ничья", manager: petrov)
    let audit = office.audit(
      [clean, warned, broken, second], companies: [office.company, idle])
    let summary = audit.summary
    XCTAssertEqual(summary.deals, 4)
    XCTAssertEqual(summary.clean, 2)
    XCTAssertEqual(summary.errors, 4)
    XCTAssertEqual(summary.warnings, 2)
    XCTAssertEqual(summary.atRisk, [.roubles(150)])
    XCTAssertEqual(summary.byManager.map(\.manager), [ivanov, petrov])
    let row = summary.byManager[1]
    XCTAssertEqual(row.deals, 2)
    XCTAssertEqual(row.clean, 0)
    XCTAssertEqual(row.errors, 4)
    XCTAssertEqual(row.warnings, 1)
    XCTAssertEqual(row.atRisk, [.roubles(150)])
    XCTAssertEqual(row.health, [Health.none: 2])
    XCTAssertEqual(summary.byManager[0].health, [.green: 2])
    XCTAssertEqual(summary.byManager[0].warnings, 1)
  }

  func testFunnelCountsOpenDealsOfEveryOpenStage() throws {
    var called = try office.deal(at: "call")
    called.deal.budget = .roubles(7)
    var sold = try faulty("Не то", of: petrov, budget: .roubles(100))
    sold.deal.stage = StageID("won")
    let audit = office.audit([
      called, sold, try faulty("Тоже", of: petrov, budget: .roubles(50)),
      try faulty("И это", of: ivanov),
    ])
    let funnel = audit.summary.byStage
    let stages = ["in-work", "call", "decision-maker", "meeting", "proposal", "contract"]
    XCTAssertEqual(
      funnel.map { "\($0.pipeline.text) \($0.stage.text)" },
      stages.map { "ads \($0)" } + stages.map { "smm \($0)" })
    XCTAssertEqual(funnel.map(\.deals), [0, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0])
    XCTAssertEqual(funnel[1].sum, [.roubles(7)])
    XCTAssertEqual(funnel[1].withErrors, 0)
    XCTAssertEqual(funnel[1].atRisk, [])
    XCTAssertEqual(funnel[6].sum, [.roubles(50)])
    XCTAssertEqual(funnel[6].withErrors, 2)
    XCTAssertEqual(funnel[6].atRisk, [.roubles(50)])
  }

  func testManagersMoneyAtRiskIsSplitByStage() throws {
    var sold = try faulty("Не то", of: petrov, budget: .roubles(100))
    sold.deal.stage = StageID("won")
    let audit = office.audit([
      sold, try faulty("Тоже", of: petrov, budget: .roubles(50)), try office.deal(at: "contract"),
    ])
    let rows = audit.summary.byManager
    XCTAssertEqual(rows[0].byStage, [], "a manager without errors")
    XCTAssertEqual(rows[1].byStage.map(\.stage.text), ["in-work", "won"])
    XCTAssertEqual(rows[1].byStage.map(\.atRisk), [[.roubles(50)], [.roubles(100)]])
    XCTAssertEqual(rows[1].atRisk, [.roubles(150)])
  }

  func testStageThatThePipelineLostComesLast() throws {
    var lost = try faulty("А", of: ivanov)
    lost.deal.stage = StageID("gone")
    let audit = office.audit([lost])
    XCTAssertEqual(audit.summary.byStage.last?.stage.text, "gone")
    XCTAssertEqual(audit.summary.byStage.last?.deals, 1)
  }

  func testR29MoneyAtRiskIsSummedByCurrency() throws {
    let dollars = Money(minorUnits: 300, currency: try XCTUnwrap(Currency(code: "USD")))
    let audit = office.audit([
      try faulty("А", of: ivanov, budget: dollars),
      try faulty("Б", of: ivanov, budget: .roubles(1)),
      try faulty("В", of: petrov, budget: dollars),
    ])
    XCTAssertEqual(
      audit.summary.atRisk,
      [.roubles(1), Money(minorUnits: 600, currency: dollars.currency)])
  }

  func testMoneyAtRiskDoesNotTrap() throws {
    let most = Money(minorUnits: .max, currency: .rub)
    let audit = office.audit([
      try faulty("А", of: ivanov, budget: most), try faulty("Б", of: ivanov, budget: most),
      try faulty("В", of: petrov, budget: most),
    ])
    XCTAssertEqual(audit.summary.atRisk, [most])
  }

  func testAnEmptyDepartmentIsClean() {
    let audit = office.audit([], companies: [])
    XCTAssertEqual(Array(audit.findings), [])
    XCTAssertEqual(audit.summary.deals, 0)
    XCTAssertEqual(audit.summary.byManager, [])
  }

  func testScopeOfAManager() throws {
    var scope = Audit.Scope()
    scope.manager = petrov
    let idle = Company(id: Department.identifier(901), name: "Ничья", manager: ivanov)
    let audit = office.audit(
      [try faulty("А", of: ivanov), try faulty("Б", of: petrov)],
      companies: [office.company, idle], scope: scope)
    XCTAssertEqual(Set(audit.findings.map(\.manager)), [petrov])
    XCTAssertEqual(audit.summary.deals, 1)
  }

  func testScopeOfAPipelineLeavesCompaniesOut() throws {
    var scope = Audit.Scope()
    scope.pipeline = PipelineID("crm")
    let idle = Company(id: Department.identifier(901), name: "Ничья", manager: ivanov)
    let audit = office.audit([try faulty("А", of: ivanov)], companies: [idle], scope: scope)
    XCTAssertEqual(Array(audit.findings), [])
    XCTAssertEqual(audit.summary.deals, 0)
  }

  func testScopeOfChecks() throws {
    let deals = [try faulty("А", of: ivanov)]
    for check in [AuditCheck.ID.nameMismatch, .taskMissing, .companyWithoutDeal] {
      var scope = Audit.Scope()
      scope.checks = [check]
      let found = office.audit(deals, scope: scope).findings.map(\.check)
      XCTAssertEqual(found, check == .companyWithoutDeal ? [] : [check])
    }
  }

  /// A chain is judged whole although only one of its managers is asked about.
  func testScopeDoesNotBreakAChain() throws {
    let payment = try office.pay(
      try office.deal(at: "contract"), .roubles(20_000), total: .roubles(60_000))
    var next = try XCTUnwrap(payment.next)
    next.deal.manager = petrov
    for manager in [ivanov, petrov] {
      var scope = Audit.Scope()
      scope.manager = manager
      XCTAssertEqual(Array(office.audit([payment.paid, next], scope: scope).findings), [])
    }
  }
}
