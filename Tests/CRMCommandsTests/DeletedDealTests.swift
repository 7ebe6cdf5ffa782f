import CRMCore
import CRMTestSupport
import XCTest

/// D6: what was deleted goes for good whatever belonged to it, and nothing else is held fast by it.
final class DeletedDealTests: XCTestCase {
  private static let later = ["--now", "2027-03-01"]

  /// A deal that came of a lead and has an order, and another one; both are deleted.
  private func world() throws -> (world: TestWorld, lead: String, deal: String) {
    let world = try TestWorld()
    try world.make("init", "--scenario", "1c")
    let lead = try world.make(
      "lead", "add", "--name", "Иван", "--company", "Омега", "--phone", "89161112233")
    let deal = try world.make("lead", "accept", lead, "--new-company", "Омега")
    try world.make("order", "add", "--deal", deal, "--line", "Печь; 1; 100")
    try world.make("company", "add", "Вега")
    let other = try world.make("deal", "add", "Вега")
    for id in [deal, other] { try world.make("deal", "delete", id, "--reason", "Ошибка") }
    return (world, lead, deal)
  }

  func testD6TheLeadAndThePapersOfADealThatGoesForGoodStay() throws {
    let (world, lead, deal) = try world()
    let purge = world.run(["deal", "purge", "--yes"] + Self.later)
    XCTAssertEqual(purge.status, 0, purge.err)
    XCTAssertTrue(purge.err.contains("остались без сделки обращения и документы продаж: 2"))
    XCTAssertEqual(world.run("deal", "list", "--state", "all", "-q").out, "")
    XCTAssertEqual(world.run("lead", "show", lead, "--json").json.at("deal"), .null)
    let order = world.run("order", "show", "ЗК-2026-1", "--json").json
    XCTAssertEqual(order.at("deal"), .null)
    XCTAssertNotNil(order.at("company", "id").string ?? order.at("company").string)
    XCTAssertEqual(world.run("fsck").status, 0)
    XCTAssertEqual(world.run(["lead", "remove", lead] + Self.later).status, 0)
    XCTAssertFalse(try world.documents().keys.contains { $0.contains(deal) })
  }

  /// R67: the hint of what a deleted deal holds fast can be followed.
  func testR67WhatADeletedDealNeedsIsFreedByTheHint() throws {
    for command in [["lead", "remove"], ["contact", "remove"]] {
      let (world, lead, deal) = try world()
      let contact = try XCTUnwrap(
        world.run("lead", "show", lead, "--json").json.at("contact", "id").string
          ?? world.run("contact", "list", "-q").id)
      let words = command + [command[0] == "lead" ? lead : contact]
      let early = world.run(words + ["--json"])
      XCTAssertEqual(
        early.error.at("hints").array?.compactMap(\.string), ["crm deal restore \(deal)"])
      let late = world.run(words + Self.later + ["--json"])
      XCTAssertEqual(
        late.error.at("hints").array?.compactMap(\.string),
        ["crm deal purge \(deal) --yes --now 2027-03-01"])
      XCTAssertEqual(world.run(["deal", "purge", deal, "--yes"] + Self.later).status, 0)
      if command[0] == "contact" { try world.make(["lead", "remove", lead] + Self.later) }
      XCTAssertEqual(world.run(words + Self.later).status, 0)
    }
  }
}
