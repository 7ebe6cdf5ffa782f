import CRMTestSupport
import XCTest

@testable import CRMModel

/// R87 to R92: whose the figures are.
extension ReportTests {
  private func handed(_ subject: DealCase, to login: String) throws -> DealCase {
    let action = HandOverDeal(to: Login(stored: login), reason: nil)
    return subject.with(try action.apply(to: subject, in: office.context()))
  }

  /// A deal that was won, one that was lost, and an open one, of one person and then of another.
  private func handedDeals() throws -> [Deal] {
    func open() throws -> DealCase {
      try handed(try office.add(to: .sales) { $0.budget = .roubles(10) }, to: "first")
    }
    return try [office.win(open()), office.lose(open()), open()].map {
      try handed($0, to: "heir").deal
    }
  }

  /// R91: what was closed stays with whoever closed it when the deal is handed over later.
  func testAClosedDealCountsForWhoeverClosedIt() throws {
    let deals = try handedDeals()
    XCTAssertEqual(lines(try rows(.sales, deals, by: "manager")), ["first - 1 10RUB 10RUB 0 "])
    XCTAssertEqual(lines(try rows(.losses, deals)), ["Дорого new first sales 1 10RUB 1/1"])
    XCTAssertEqual(
      lines(try rows(.funnel, deals, by: "manager")).filter { $0.contains(" new ") }.map {
        $0.prefix(19)
      }, ["first new sales 2 1", "heir new sales 1 0 "])
    XCTAssertEqual(
      lines(try rows(.plan, deals, by: "manager")).map { $0.split(separator: " ")[0] }, ["first"])
  }

  /// R91: a condition on the manager means whom the rows name.
  func testAConditionMeansWhoeverClosedADeal() throws {
    let deals = try handedDeals()
    let source = AuditRecords(deals: [], companies: [], contacts: [])
    let clock = AuditClock(now: office.now, zone: office.zone)
    for (login, wanted) in [("first", [0, 1]), ("heir", [2])] {
      let told = ReportedDeals(
        deals.map { DealRecord($0, pipeline: .sales) }, at: [0, 1, 2], of: DealTrails(deals),
        in: [.sales], knownAt: clock.now, fulfilling: { $0.manager.text == login }
      ) {
        DealSubject($0, in: source, chain: nil, pipeline: .sales, clock: clock)
      }
      XCTAssertEqual(told.map(\.id), wanted.map { deals[$0].id }, login)
    }
  }
}
