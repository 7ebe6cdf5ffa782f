import CRMTestSupport
import XCTest

@testable import CRMModel

/// R87 to R92: whose the figures are.
extension ReportTests {
  /// R91: what was closed stays with whoever closed it when the deal is handed over later.
  func testAClosedDealCountsForWhoeverClosedIt() throws {
    let (first, heir) = (Login(stored: "first"), Login(stored: "heir"))
    func handed(_ subject: DealCase, to login: Login) throws -> DealCase {
      subject.with(
        try HandOverDeal(to: login, reason: nil).apply(to: subject, in: office.context()))
    }
    func open() throws -> DealCase {
      try handed(try office.add(to: .sales) { $0.budget = .roubles(10) }, to: first)
    }
    let won = try handed(try office.win(open()), to: heir).deal
    let lost = try handed(try office.lose(open()), to: heir).deal
    let deals = [won, lost, try handed(open(), to: heir).deal]
    XCTAssertEqual(lines(try rows(.sales, deals, by: "manager")), ["first - 1 10RUB 10RUB 0 "])
    XCTAssertEqual(lines(try rows(.losses, deals)), ["Дорого new first sales 1 10RUB 1/1"])
    XCTAssertEqual(
      lines(try rows(.funnel, deals, by: "manager")).filter { $0.contains(" new ") }.map {
        $0.prefix(19)
      }, ["first new sales 2 1", "heir new sales 1 0 "])
    XCTAssertEqual(
      lines(try rows(.plan, deals, by: "manager")).map { $0.split(separator: " ")[0] }, ["first"])
  }
}
