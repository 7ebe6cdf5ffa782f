import CRMTestSupport
import XCTest

@testable import CRMModel

/// R48, R83: what papers set going.
final class PaperTriggerTests: XCTestCase {
  private let order = paper(1, .order, .confirmed, total: 300)

  private static func paper(
    _ number: UInt64, _ type: PaperType, _ state: PaperType.State, total: Int = 0,
    on basis: [Paper] = []
  ) -> Paper {
    var paper = Paper(id: Department.identifier(number))
    paper.facts = [
      "type": .text(type.id), "state": .text(state.id), "number": .text("\(number)"),
      "date": .text("2026-11-28"), "currency": .text("RUB"), "total": .whole(total),
    ]
    if !basis.isEmpty { paper.facts["basis"] = .texts(basis.map(\.id.text)) }
    return paper
  }

  private func paid(_ sum: Int, _ state: PaperType.State = .received, _ number: UInt64 = 2) -> Paper
  {
    Self.paper(number, .payment, state, total: sum, on: [order])
  }

  /// The triggers that a change of the last paper stands for, without the blank behind each.
  private func fired(_ before: [Paper], _ after: [Paper], in currency: Currency = .rub) -> [String]
  {
    let id = after.last?.id ?? before.last?.id ?? Department.identifier(0)
    return Trigger.names(
      of: PaperChange(of: id, from: PaperTree(before), to: PaperTree(after), in: currency)
    ).map { $0.trimmingBlanks() }
  }

  func testAPaymentIsMoneyThatCame() throws {
    XCTAssertEqual(fired([order], [order, paid(299)]), ["payment"])
    XCTAssertEqual(fired([order], [order, paid(300)]), ["payment", "paid"])
    let all = [order, paid(300)]
    XCTAssertEqual(fired(all, all), [], "a note on it is no payment")
    XCTAssertEqual(fired(all, all + [paid(-1, .received, 3)]), [], "nor is what goes back")
    XCTAssertEqual(fired(all, [order, paid(300, .cancelled)]), [])
    XCTAssertEqual(fired([order, paid(300, .cancelled)], all), ["payment", "paid"])
    XCTAssertEqual(
      fired([order], [order, paid(300)], in: try XCTUnwrap(Currency(code: "EUR"))), ["payment"])
  }

  func testPaidIsWhenTheShareBecomesWhole() {
    let most = [order, paid(299)]
    XCTAssertEqual(fired(most, most + [paid(1, .received, 3)]), ["payment", "paid"])
    let all = most + [paid(1, .received, 3)]
    XCTAssertEqual(fired(all, all + [paid(1, .received, 4)]), ["payment"], "it was paid already")
    // What was paid before it was agreed on is paid with the agreement.
    let draft = Self.paper(1, .order, .draft, total: 300)
    XCTAssertEqual(fired([paid(300), draft], [paid(300), order]), ["paid"])
  }

  func testAShipmentIsWhatHasLeft() {
    func goods(_ state: PaperType.State) -> [Paper] {
      [order, Self.paper(5, .shipment, state, on: [order])]
    }
    XCTAssertEqual(fired([order], goods(.planned)), [])
    XCTAssertEqual(fired([order], goods(.shipped)), ["shipment"])
    XCTAssertEqual(fired(goods(.planned), goods(.shipped)), ["shipment"])
    XCTAssertEqual(fired(goods(.shipped), goods(.delivered)), [])
    XCTAssertEqual(fired(goods(.shipped), goods(.cancelled)), [])
  }

  func testClosingPapersAreSigned() {
    func act(_ state: PaperType.State) -> [Paper] { [order, Self.paper(6, .act, state)] }
    XCTAssertEqual(fired([order], act(.draft)), [])
    XCTAssertEqual(fired(act(.draft), act(.sent)), [])
    XCTAssertEqual(fired(act(.sent), act(.signed)), ["closed-documents"])
    XCTAssertEqual(
      fired([order], [order, Self.paper(7, .contract, .signed)]), [], "a contract opens a sale")
  }
}
