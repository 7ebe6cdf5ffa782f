import CRMModel
import CRMTestSupport
import XCTest

/// R5: a deal's name repeats its company's.
final class NamesTests: XCTestCase {
  private var office = Department()

  func testR5NewDealRepeatsTheCompanysName() throws {
    XCTAssertEqual(try office.add().deal.name, office.company.name)
  }

  func testR5NamesAreComparedFolded() throws {
    let table: [(String, Bool)] = [
      ("Кафе «Ёлки»", true), ("КАФЕ \"елки\"", true), ("  кафе   елки ", true),
      ("Кафе «Ёлки» (доплата)", true), ("кафе елки (последняя доплата)", true),
      ("Кафе «Ёлки» (ДОПЛАТА)", true), ("Кафе Палки", false), ("Кафе «Ёлки» 2", false),
      ("Кафе «Ёлки» (предоплата)", false), ("", false), ("(доплата)", false),
    ]
    for (name, isSame) in table {
      let deal = try office.edit(try office.add()) { $0.name = name }
      let checks = office.audit([deal]).findings.map(\.check)
      XCTAssertEqual(checks.contains(.nameMismatch), !isSame, name)
    }
  }

  func testR5EditToAnotherNameSaysWhatTheAuditWillFind() throws {
    var action = EditDeal()
    action.fields.name = "Другое место"
    let deal = try office.add()
    let outcome = try action.apply(to: deal, in: office.context())
    XCTAssertEqual(
      outcome.notices.first?.remedies.first?.text,
      "deal edit \(deal.deal.id.text) --name Кафе «Ёлки»")
    action.fields.name = "кафе елки"
    XCTAssertEqual(try action.apply(to: deal, in: office.context()).notices, [])
  }

  func testR5FixOfAPartsNameKeepsItsSuffix() throws {
    let first = try office.pay(
      try office.deal(at: "contract"), .roubles(20_000), total: .roubles(60_000))
    let awaited = try XCTUnwrap(first.next)
    let second = try office.pay(awaited, .roubles(20_000))
    let last = try office.pay(try XCTUnwrap(second.next), .roubles(20_000), isLast: true)
    let table: [(DealCase, String)] = [
      (first.paid, ""), (awaited, " (доплата)"), (second.paid, " (доплата)"),
      (last.paid, " (последняя доплата)"),
    ]
    for (part, suffix) in table {
      let renamed = try office.edit(part) { $0.name = "Не то" }
      let finding = office.audit([renamed]).findings.first { $0.check == .nameMismatch }
      XCTAssertEqual(
        finding?.fix.text, "deal edit \(part.deal.id.text) --name Кафе «Ёлки»\(suffix)")
    }
  }
}
