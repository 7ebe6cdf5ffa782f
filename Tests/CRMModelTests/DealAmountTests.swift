import CRMTestSupport
import XCTest

@testable import CRMModel

/// R73: a deal's budget by hand, from its lines, or from its orders.
final class DealAmountTests: XCTestCase {
  /// R72: overflow is an error, on a deal's lines as on a paper's.
  func testR72LinesOfADealThatDoNotFitAreRefused() throws {
    var office = Department()
    let deal = try office.add()
    assertRefused(
      try office.edit(deal) {
        $0.card.set(.lines, .texts(["X; 999999999; 92233720368547758; ; 22"]))
      }, "R72")
  }

  private var office = Department()

  private func edit(
    _ subject: DealCase, amount: DealAmount? = nil, lines: [String]? = nil, budget: Int64? = nil
  ) throws -> DealCase {
    var action = EditDeal()
    if let amount { action.fields.card.fill(.amount, amount.rawValue) }
    if let lines { action.fields.card.set(.lines, .texts(lines)) }
    action.fields.budget = budget.map { Money(minorUnits: $0, currency: .rub) }
    var edited = subject
    edited.deal = try action.apply(to: subject, in: office.context()).deal
    return edited
  }

  private func with(_ papers: [Paper], _ subject: DealCase) -> DealCase {
    let own = papers.map { paper in
      var paper = paper
      paper.facts["deal"] = .text(subject.deal.id.text)
      return paper
    }
    return DealCase(
      deal: subject.deal, company: subject.company, contacts: subject.contacts, chain: [],
      papers: own, pipeline: subject.pipeline)
  }

  private func order(_ state: PaperType.State, _ total: Int) -> Paper {
    var order = Paper(id: Department.identifier(77))
    order.facts = [
      "type": .text("order"), "state": .text(state.id), "currency": .text("RUB"),
      "total": .whole(total),
    ]
    return order
  }

  func testLinesCountOnlyWhereItIsSaidSo() throws {
    let deal = try office.add(to: .sales) { $0.next = NextTask() }
    let sold = try edit(deal, lines: ["Печь; 2; 100; ; 22", "Чаша; 1; 0.5; 10%; 22"])
    XCTAssertNil(sold.deal.budget)
    XCTAssertEqual(sold.deal.amount, .manual)
    let counted = try edit(sold, amount: .lines)
    XCTAssertEqual(counted.deal.budget?.minorUnits, 20_045)
    let fewer = try edit(counted, lines: ["Печь; 1; 100; ; 22"])
    XCTAssertEqual(fewer.deal.budget?.minorUnits, 10_000)
    // What was is in the history; without lines nothing is known anew.
    XCTAssertEqual(
      fewer.deal.history.compactMap { event -> String? in
        guard case .edited(let change, _) = event.kind, change.field == "budget" else { return nil }
        return change.old ?? "-"
      }, ["-", "200.45"])
    XCTAssertEqual(try edit(fewer, lines: []).deal.budget?.minorUnits, 10_000)
  }

  func testABudgetByHandIsRefusedWhereItFollows() throws {
    let deal = try edit(
      try office.add(to: .sales) { $0.next = NextTask() }, amount: .lines,
      lines: ["Печь; 1; 100; ; 22"])
    XCTAssertThrowsError(try edit(deal, budget: 5_000)) {
      XCTAssertEqual(($0 as? Refusal)?.rule, "R73")
      XCTAssertEqual(
        ($0 as? Refusal)?.remedies.map(\.text),
        ["deal edit \(deal.deal.id.text) --amount manual --budget 50"])
    }
    XCTAssertEqual(try edit(deal, amount: .manual, budget: 5_000).deal.budget?.minorUnits, 5_000)
    // By hand it stays what it was.
    XCTAssertEqual(try edit(deal, amount: .manual).deal.budget?.minorUnits, 10_000)
  }

  func testWinningTakesTheSumOfTheOrders() throws {
    let deal = try office.add(to: .sales) { $0.next = NextTask() }
    let counted = try edit(with([order(.draft, 300)], deal), amount: .orders)
    XCTAssertNil(counted.deal.budget, "a draft is not ordered yet")
    let won = try office.win(with([order(.confirmed, 60_000)], counted))
    XCTAssertEqual(won.deal.budget?.minorUnits, 6_000_000)
    let byHand = try edit(with([order(.confirmed, 60_000)], deal), budget: 6_500_000)
    XCTAssertEqual(try office.win(byHand).deal.budget?.minorUnits, 6_500_000)
    // A lost deal keeps what was hoped for.
    let lost = try office.lose(with([order(.confirmed, 60_000)], counted))
    XCTAssertNil(lost.deal.budget)
  }
}
