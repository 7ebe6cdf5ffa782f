import CRMCore
import CRMTestSupport
import XCTest

/// R74, R80, R86: papers of one sale agree with each other, whatever is entered, cancelled or taken back.
final class PaperBalanceTests: XCTestCase {
  private func world() throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init", "--scenario", "sendpulse")
    try world.make("company", "add", "Вега")
    return world
  }

  private func order(_ line: String, _ world: TestWorld, _ more: String...) throws {
    try world.make(["order", "add", "--company", "Вега", "--line", line] + more)
  }

  private func hints(_ run: TestRun) -> [String] {
    run.error.at("hints").array?.compactMap(\.string) ?? []
  }

  private func paid(_ noun: String, _ number: String, _ world: TestWorld) -> [String] {
    let paper = world.run(noun, "show", number, "--json").json
    return [paper.at("state").string ?? "", paper.at("paid").number?.text ?? ""]
  }

  func testAnInvoiceOfTwoOrdersIsPaidWhole() throws {
    let world = try world()
    try order("A; 1; 100", world)
    try order("B; 1; 200", world)
    try world.make("invoice", "add", "--order", "ЗК-2026-1", "--order", "ЗК-2026-2")
    try world.make("payment", "add", "--invoice", "СЧ-2026-1", "--sum", "300")
    XCTAssertEqual(paid("order", "ЗК-2026-1", world)[1], "100")
    XCTAssertEqual(paid("order", "ЗК-2026-2", world)[1], "200")
    XCTAssertEqual(paid("invoice", "СЧ-2026-1", world), ["paid", "300"])
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  func testAnAdvanceIsPaidBackAsFarAsItGoes() throws {
    let world = try world()
    try order("A; 1; 400", world)
    func back(_ sum: String) -> TestRun {
      world.run(
        "payment", "add", "--company", "Вега", "--advance", "--sum", sum, "--reason", "Вернули",
        "--json")
    }
    try world.make("payment", "add", "--company", "Вега", "--advance", "--sum", "500")
    let more = back("-501")
    XCTAssertEqual(more.status, 3)
    XCTAssertTrue(hints(more)[0].hasSuffix("--advance --sum -500 --reason Вернули"), more.err)
    XCTAssertEqual(back("-200").status, 0)
    XCTAssertEqual(world.run("payment", "cancel", "ОП-2026-1", "--json").status, 3)
    XCTAssertEqual(world.run("payment", "apply", "ОП-2026-2", "--order", "ЗК-2026-1").status, 3)
    try world.make("payment", "apply", "ОП-2026-1", "--order", "ЗК-2026-1")
    XCTAssertEqual(paid("order", "ЗК-2026-1", world)[1], "300", "what was left of the advance")
    XCTAssertEqual(back("-1").status, 3)
  }

  func testWhatIsTakenBackLeavesInvoicesAsTheyArePaid() throws {
    let world = try world()
    try world.make("invoice", "add", "--company", "Вега", "--line", "A; 1; 200")
    for _ in 1...2 { try world.make("payment", "add", "--invoice", "СЧ-2026-1", "--sum", "100") }
    let operations = (world.run("log", "--json").json.array ?? []).compactMap {
      $0.at("id").string
    }
    XCTAssertEqual(paid("invoice", "СЧ-2026-1", world), ["paid", "200"])
    try world.make("undo", operations[1])
    XCTAssertEqual(paid("invoice", "СЧ-2026-1", world), ["draft", "100"])
    try world.make("undo", operations[0])
    XCTAssertEqual(paid("invoice", "СЧ-2026-1", world), ["draft", "0"])
    try world.make("redo", operations[1])
    try world.make("redo", operations[0])
    XCTAssertEqual(paid("invoice", "СЧ-2026-1", world), ["paid", "200"])
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  /// R73: a budget that comes from orders does so when they are agreed on or go, and not only once
  /// somebody edits the deal.
  func testABudgetFollowsItsOrders() throws {
    let world = try world()
    let deal = try world.make("deal", "add", "Вега", "--pipeline", "sales", "--amount", "orders")
    func budget() -> String? {
      world.run("deal", "show", deal, "--json").json.at("budget").number?.text
    }
    for (sum, expected) in [("1000", "1000"), ("500", "1500")] {
      try world.make("order", "add", "--deal", deal, "--line", "A; 1; \(sum)", "--number", sum)
      try world.make("order", "confirm", sum)
      XCTAssertEqual(budget(), expected)
    }
    try world.make("order", "cancel", "500")
    XCTAssertEqual(budget(), "1000")
    try world.make("undo")
    XCTAssertEqual(budget(), "1500")
    try world.make("undo")
    XCTAssertEqual(budget(), "1000")
    try world.make("redo")
    XCTAssertEqual(budget(), "1500")
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  /// R74, R80: neither a redo nor an undo leaves a payment of a cancelled invoice, or advances below zero.
  func testTurnsAskWhatCancellingAsks() throws {
    let world = try world()
    let last = { try XCTUnwrap(world.run("log", "--json").json.at(0, "id").string) }
    try world.make("invoice", "add", "--company", "Вега", "--line", "A; 1; 100")
    try world.make("payment", "add", "--invoice", "СЧ-2026-1", "--sum", "100")
    let paying = try last()
    try world.make("undo")
    try world.make("invoice", "cancel", "СЧ-2026-1")
    XCTAssertEqual(world.run("redo", paying).status, 3)
    try world.make("payment", "add", "--company", "Вега", "--advance", "--sum", "500")
    let advance = try last()
    try world.make(
      "payment", "add", "--company", "Вега", "--advance", "--sum", "-300", "--reason", "Вернули")
    let refused = world.run("undo", advance, "--json")
    XCTAssertEqual(refused.status, 3, refused.out)
    XCTAssertEqual(hints(refused).count, 1)
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  func testWhatWasDoneOnceMoreIsNotDoneAgain() throws {
    let world = try world()
    try order("A; 1; 100", world)
    for (again, noun) in [
      (["payment", "add", "--order", "ЗК-2026-1", "--sum", "100"], "payment"),
      (["shipment", "add", "--order", "ЗК-2026-1"], "shipment"),
    ] {
      try world.make(again)
      let operation = try XCTUnwrap(world.run("log", "--json").json.at(0, "id").string)
      try world.make("undo")
      let other = try world.make(again)
      let redone = world.run("redo", operation, "--json")
      XCTAssertEqual(redone.status, 3, redone.out)
      XCTAssertEqual(hints(redone), ["crm \(noun) cancel \(other)"])
      XCTAssertEqual(world.run("fsck").status, 0)
    }
  }

  func testASaleIsToldInOneDealAndOneCurrency() throws {
    let world = try world()
    let deal = try world.make("deal", "add", "Вега", "--pipeline", "sales")
    try world.make("contract", "add", "--company", "Вега", "--sum", "900")
    for line in ["A; 1; 100", "B; 1; 200"] {
      try order(line, world, "--contract", "Д-2026-1")
    }
    let elsewhere = world.run(
      "invoice", "add", "--order", "ЗК-2026-1", "--deal", deal, "--json")
    XCTAssertEqual(elsewhere.status, 3)
    let first = world.run("order", "show", "ЗК-2026-1", "--json").json.at("id").string ?? ""
    XCTAssertEqual(hints(elsewhere), ["crm order edit \(first) --deal \(deal)"])
    try world.make("order", "edit", first, "--deal", deal)
    try world.make("invoice", "add", "--order", "ЗК-2026-1", "--deal", deal)
    // A contract is over several sales: it does not take the others along.
    for paper in ["ЗК-2026-2", "Д-2026-1"] {
      XCTAssertNil(world.run("paper", "show", paper, "--json").json.at("deal").string, paper)
    }
    let dollars = ["--currency", "USD", "--json"]
    for more in [[], ["--line", "C; 1; 5"]] {
      let refused = world.run(["invoice", "add", "--order", "ЗК-2026-2"] + more + dollars)
      XCTAssertTrue(hints(refused).first?.hasPrefix("crm invoice add --order") == true, refused.err)
    }
    XCTAssertEqual(
      world.run(["purchase", "add", "--order", "ЗК-2026-2", "--line", "C; 1; 5"] + dollars).status,
      0, "what is bought for it abroad")
  }

  func testAScheduleIsRefusedWithTheOneThatWasMeant() throws {
    let world = try world()
    try order("A; 1; 100", world)
    let parts = "33.33% today; 33.33% +14d; 33.33% +30d"
    let meant = "--schedule '33.33% today; 33.33% +14d; 33.34% +30d'"
    let added = world.run(
      "order", "add", "--company", "Вега", "--line", "A; 1; 100", "--schedule", parts, "--json")
    XCTAssertTrue(hints(added).first?.contains(meant) == true, added.err)
    let edited = world.run("order", "edit", "ЗК-2026-1", "--schedule", parts, "--json")
    XCTAssertTrue(hints(edited).first?.contains(meant) == true, edited.err)
  }

  /// What was paid before there was an invoice pays it at once; it goes out all the same.
  func testAnInvoiceOfAPaidOrderIsPaidAndSent() throws {
    let world = try world()
    let deal = try world.make("deal", "add", "Вега", "--pipeline", "sales")
    try world.make("order", "add", "--deal", deal, "--line", "A; 1; 100")
    try world.make("payment", "add", "--order", "ЗК-2026-1", "--sum", "100")
    try world.make("invoice", "request", deal, "--now", "2026-11-10T10:00")
    let added = world.run("invoice", "add", "--order", "ЗК-2026-1", "--json").json
    XCTAssertEqual(added.at("state").string, "paid")
    let late = world.run("audit", "--json").json.at("findings").array?.first {
      $0.at("check").string == "invoice-late"
    }
    let id = added.at("id").string ?? ""
    XCTAssertEqual(late?.at("fix").string, "crm invoice send \(id) --to E-MAIL")
    try world.make("invoice", "send", id, "--to", "a@example.com")
    XCTAssertEqual(paid("invoice", "СЧ-2026-1", world), ["paid", "100"])
    let checks = world.run("audit", "--json").json.at("findings").array?.compactMap {
      $0.at("check").string
    }
    XCTAssertFalse(checks?.contains("invoice-late") == true)
    try world.make("payment", "cancel", "ОП-2026-1")
    XCTAssertEqual(paid("invoice", "СЧ-2026-1", world), ["sent", "0"])
  }
}
