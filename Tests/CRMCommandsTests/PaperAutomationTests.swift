import CRMCore
import CRMTestSupport
import XCTest

/// R83: what money and goods set going on their deal, by the scenario `1c` (R105).
final class PaperAutomationTests: XCTestCase {
  /// A deal at «Оплата» with a confirmed order of two, and users.
  private func world() throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init", "--scenario", "1c")
    try world.make("product", "add", "KB-1", "--name", "Печь", "--price", "100", "--unit", "шт")
    try world.make("company", "add", "Кафе")
    try world.make("deal", "add", "Кафе")
    for (stage, result) in [("proposal", "Нужны печи"), ("payment", "Счет отправлен")] {
      try world.make(
        "deal", "move", "Кафе", stage, "--result", result, "--next", "Связаться с клиентом",
        "--due", "+1d")
    }
    try world.make("order", "add", "--deal", "Кафе", "--line", "KB-1; 2")
    try world.make("order", "confirm", "ЗК-2026-1")
    return world
  }

  private func pay(_ world: TestWorld, _ sum: String) -> TestRun {
    world.run("payment", "add", "--order", "ЗК-2026-1", "--sum", sum, "--json")
  }

  private func ship(_ world: TestWorld, _ line: String) -> TestRun {
    world.run("shipment", "add", "--order", "ЗК-2026-1", "--line", line, "--json")
  }

  private func deal(_ world: TestWorld, _ key: String) -> String? {
    world.run("deal", "show", "Кафе", "--json").json.at(key).string
  }

  func testAPaymentThatIsNotAllLeavesTheDealWhereItIs() throws {
    let world = try world()
    let part = pay(world, "199.99")
    XCTAssertEqual(part.json.at("automation").array?.count, 0, part.err)
    XCTAssertEqual(deal(world, "stage"), "payment")
    let rest = pay(world, "0.01")
    XCTAssertEqual(
      rest.json.at("automation").array?.compactMap { $0.at("step").string },
      ["move shipping", "task Оформить реализацию товаров"])
    XCTAssertEqual(deal(world, "stage"), "shipping")
  }

  func testUndoTakesThePaymentAndTheMoveBack() throws {
    let world = try world()
    XCTAssertEqual(pay(world, "200").status, 0)
    try world.make("undo")
    XCTAssertEqual(deal(world, "stage"), "payment")
    XCTAssertEqual(world.run("payment", "list", "-q").out, "")
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  func testADealIsWonByWhicheverComesLast() throws {
    for isPaidFirst in [true, false] {
      let world = try world()
      let steps: [(TestWorld) -> TestRun] = [
        { self.pay($0, "200") }, { self.ship($0, "1=2") },
      ]
      for step in isPaidFirst ? steps : steps.reversed() {
        let run = step(world)
        XCTAssertEqual(run.status, 0, run.err)
      }
      XCTAssertEqual(deal(world, "state"), "won", "\(isPaidFirst)")
      XCTAssertEqual(
        world.run("deal", "show", "Кафе", "--json").json.at("budget").number?.text, "200")
      XCTAssertEqual(world.run("audit").status, 0)
    }
  }

  func testWhatARequirementRefusesIsSaidWithThePayment() throws {
    let world = try world()
    // Back where «Отгрузка» is two stages away, and none is skipped.
    try world.make(
      "deal", "move", "Кафе", "proposal", "--result", "Передумали", "--comment", TestWorld.comment,
      "--next", "Отправить КП", "--due", "+1d")
    let run = pay(world, "200")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("automation", 0, "done"), .bool(false))
    XCTAssertTrue(run.err.contains("правило 'paid'"), run.err)
    XCTAssertEqual(deal(world, "stage"), "proposal")
    XCTAssertEqual(world.run("audit", "--check", "automation-blocked").status, 0)
    XCTAssertTrue(world.run("audit").out.contains("crm deal resume"), world.run("audit").out)
  }

  func testMoneyThatGoesBackAndComesAgainFindsAWonDealInPeace() throws {
    let world = try world()
    XCTAssertEqual(pay(world, "200").status, 0)
    XCTAssertEqual(ship(world, "1=2").status, 0)
    let back = world.run(
      "payment", "add", "--order", "ЗК-2026-1", "--sum", "-50", "--reason", "Брак", "--json")
    XCTAssertEqual(back.json.at("automation").array?.count, 0, back.err)
    let again = pay(world, "50")
    XCTAssertEqual(again.json.at("automation").array?.count, 0, again.err)
    XCTAssertEqual(deal(world, "state"), "won")
  }

  func testAnAccountantMovesADealThatIsNotHis() throws {
    let world = try world()
    try world.make("user", "add", "ivanov", "--name", "Иванов", "--role", "admin")
    try world.make("user", "add", "buh", "--name", "Бухгалтер", "--role", "accountant")
    XCTAssertEqual(world.run("deal", "edit", "Кафе", "--priority", "1", "--as", "buh").status, 6)
    let run = world.run(
      "payment", "add", "--order", "ЗК-2026-1", "--sum", "200", "--as", "buh")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(deal(world, "stage"), "shipping")
  }

  func testAnAcceptedQuotationSaysWhatItSetGoing() throws {
    let world = try world()
    let quote = world.run("quote", "add", "--deal", "Кафе", "--line", "KB-1; 1", "--json")
    XCTAssertEqual(quote.json.at("automation").array?.count, 0, quote.err)
    let run = world.run("quote", "accept", "КП-2026-1", "--make-order", "--json")
    XCTAssertEqual(run.json.at("automation").array?.count, 0, run.err)
  }
}
