import CRMCore
import CRMModel
import CRMTestSupport
import XCTest

/// R80, R86: who owes what is told by the lists of papers.
final class PaperListTests: XCTestCase {
  private func world() throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init", "--scenario", "sendpulse")
    try world.make("company", "add", "Вега")
    return world
  }

  private func numbers(_ run: TestRun) -> [String] {
    (run.json.array ?? []).compactMap { $0.at("number").string }
  }

  /// A list looks at the facts of all papers at once, a card at the papers around its own.
  func testListsSayWhatCardsSay() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    let world = try world()
    try world.make("contract", "add", "--company", "Вега", "--sum", "5000")
    func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    for _ in 1...60 {
      let (order, invoice) = ("ЗК-2026-\(draw(1...5))", "СЧ-2026-\(draw(1...6))")
      let line = ["--line", "Монтаж; 1; \(draw(1...9))00"]
      let whose = ["--company", "Вега"]
      let basis = draw(0...1) == 0 ? ["--order", order] : ["--invoice", invoice]
      // What a rule refuses is a draw like another.
      switch draw(0...8) {
      case 0: world.run(["order", "add"] + whose + line + ["--contract", "Д-2026-1"])
      case 1: world.run(["order", "add"] + whose + line)
      case 2: world.run(["invoice", "add"] + whose + line)
      case 3: world.run("invoice", "add", "--order", order)
      case 4: world.run("invoice", "add", "--order", order, "--order", "ЗК-2026-\(draw(1...5))")
      case 5: world.run(["payment", "add"] + basis + ["--sum", "\(draw(1...400))", "--advance"])
      case 6:
        world.run(["payment", "add"] + basis + ["--sum", "-\(draw(1...99))", "--reason", "Брак"])
      case 7: world.run(["payment", "apply", "ОП-2026-\(draw(1...9))"] + basis)
      default:
        let noun = ["order", "invoice", "payment"][draw(0...2)]
        let number = ["order": order, "invoice": invoice][noun] ?? "ОП-2026-\(draw(1...9))"
        world.run(noun, "cancel", number)
      }
    }
    XCTAssertEqual(world.run("fsck").status, 0, "seed \(seed)")
    let rows =
      world.run(
        "paper", "list", "--all", "--json", "--fields", "id,number,type,state,paid,left"
      ).json.array ?? []
    XCTAssertGreaterThan(rows.count, 5, "seed \(seed)")
    var owing: Set<String> = []
    for row in rows {
      let number = row.at("number").string ?? ""
      let card = world.run("paper", "show", row.at("id").string ?? "", "--json").json
      for key in ["paid", "left"] {
        XCTAssertEqual(row.at(key), card.at(key), "seed \(seed): \(number)")
      }
      let isPayable =
        ["order", "invoice"].contains(row.at("type").string)
        && row.at("state").string != "cancelled"
      XCTAssertEqual(row.at("left").isNull, !isPayable, "seed \(seed): \(number)")
      if let left = row.at("left").number?.text, Double(left) ?? 0 > 0 { owing.insert(number) }
    }
    let found = world.run("paper", "list", "--where", "left > 0", "--json")
    XCTAssertEqual(Set(numbers(found)), owing, "seed \(seed)")
  }

  /// Every way to ask for a column asks for these.
  func testWhoOwesIsAskedForLikeAnythingElse() throws {
    let world = try world()
    for sum in [100, 300, 200, 50] {
      try world.make("invoice", "add", "--company", "Вега", "--line", "Монтаж; 1; \(sum)")
    }
    try world.make("payment", "add", "--invoice", "СЧ-2026-1", "--sum", "100")
    try world.make("payment", "add", "--invoice", "СЧ-2026-2", "--sum", "250.50")
    try world.make("invoice", "cancel", "СЧ-2026-4")
    let fields = ["--fields", "number,paid,left"]
    let owing = ["invoice", "list", "--where", "left > 0", "--sort", "-left"]
    XCTAssertEqual(numbers(world.run(owing + ["--json"])), ["СЧ-2026-3", "СЧ-2026-2"])
    XCTAssertEqual(
      world.run(owing + fields + ["--format", "csv"]).out.split(whereSeparator: \.isNewline),
      ["number,paid,left", "СЧ-2026-3,0,200", "СЧ-2026-2,250.5,49.5"])
    let russian = [
      "invoice", "list", "--where", "осталось > 0 и оплачено > 0", "--sort", "осталось",
    ]
    XCTAssertEqual(numbers(world.run(russian + ["--json"])), ["СЧ-2026-2"])
    XCTAssertEqual(
      numbers(world.run("invoice", "list", "--where", "left is empty", "--all", "--json")),
      ["СЧ-2026-4"], "nobody pays what is cancelled")
    try world.make("list", "save", "должники", "--of", "paper", "--where", "left > 0")
    XCTAssertEqual(
      numbers(world.run("list", "должники", "--json", "--sort", "left")),
      ["СЧ-2026-2", "СЧ-2026-3"])
  }

  /// What is asked for is added up, as what stands there anyway is.
  func testWhatIsLeftIsAddedUp() throws {
    let world = try world()
    for sum in [100, 300] {
      try world.make("invoice", "add", "--company", "Вега", "--line", "Монтаж; 1; \(sum)")
    }
    try world.make("payment", "add", "--invoice", "СЧ-2026-2", "--sum", "120")
    world.terminalWidth = 80
    let list = ["invoice", "list", "--fields", "number,paid,left"]
    XCTAssertTrue(
      world.run(list).out.contains("2 документа, оплачено 120 ₽, осталось 280 ₽"),
      world.run(list).out)
    XCTAssertFalse(world.run("invoice", "list", "--fields", "number").out.contains("итого"))
  }

  /// Of a narrow table the sum is the last to go: it is what the list is read for.
  func testNarrowListsKeepTheSum() throws {
    let world = try world()
    try world.make("invoice", "add", "--company", "Вега", "--line", "Монтаж; 1; 60000")
    world.terminalWidth = 40
    let narrow = world.run("invoice", "list", "--color", "never").out
    XCTAssertTrue(narrow.contains("номер      состояние     итого\n"), narrow)
    try world.make("invoice", "add", "--company", "Вега", "--line", "Монтаж; 1; 1260000")
    for words in [["invoice", "list"], ["paper", "list"]] {
      let list = world.run(words + ["--color", "never"]).out
      XCTAssertTrue(list.contains("номер            итого\n"), list)
      XCTAssertTrue(list.contains("СЧ-2026-2  1\u{A0}260\u{A0}000 ₽\n"), list)
    }
  }

  /// A number is typed to name its paper: half of one names none.
  func testNumbersAreNeverShortened() throws {
    let world = try world()
    try world.make("company", "add", "Общество с ограниченной ответственностью «Восход»")
    for company in ["Вега", "Общество с ограниченной ответственностью «Восход»"] {
      try world.make("invoice", "add", "--company", company, "--line", "Монтаж; 1; 1260000")
    }
    world.terminalWidth = 40
    for fields in ["number,company,total,left", "company,number,paid,left,note,date"] {
      let list = world.run("invoice", "list", "--fields", fields, "--color", "never").out
      for number in 1...2 { XCTAssertTrue(list.contains("СЧ-2026-\(number)"), list) }
    }
  }

  /// R38: one hop leads to the company, whose name a program cannot guess, and to who looks after a paper.
  func testWhoseAPaperIsIsAskedForByOneHop() throws {
    let world = try world()
    try world.make("company", "add", "Восход", "--city", "Тверь")
    for company in ["Вега", "Восход"] {
      try world.make("invoice", "add", "--company", company, "--line", "Монтаж; 1; 100")
    }
    let list = [
      "invoice", "list", "--where", "left > 0 and company.city = Тверь", "--format", "csv",
      "--fields", "number,company.name,left",
    ]
    XCTAssertEqual(
      world.run(list).out.split(whereSeparator: \.isNewline),
      ["number,company.name,left", "СЧ-2026-2,Восход,100"])
    XCTAssertEqual(
      world.run(
        "paper", "list", "--sort", "-company.name", "--json", "--fields", "company.name"
      ).json.array?.map { $0.at("company.name").string }, ["Восход", "Вега"])
    XCTAssertEqual(
      world.run("invoice", "list", "--where", "manager.department is set", "--json").json.array, [])
  }

  /// R74: what one command entered stands in the order of its numbers, 2 before 10.
  func testPapersOfOneMomentStandByTheirNumbers() throws {
    let world = try world()
    let lines = (1...12).map { _ in "invoice add --company Вега --line 'Монтаж; 1; 100'" }
    try world.write(lines.joined(separator: "\n"), to: "invoices")
    XCTAssertEqual(world.run("batch", world.resolve("invoices")).status, 0)
    XCTAssertEqual(
      numbers(world.run("invoice", "list", "--json")), (1...12).map { "СЧ-2026-\($0)" })
  }

  /// R80: of a payment, an act or a claim nothing is ever paid; of a contract what its orders were paid is.
  func testNothingIsPaidOfWhatNoPaymentLeadsTo() throws {
    let world = try world()
    try world.make("contract", "add", "--company", "Вега", "--sum", "500")
    try world.make(
      "order", "add", "--company", "Вега", "--line", "Монтаж; 1; 100", "--contract", "Д-2026-1")
    try world.make("order", "confirm", "ЗК-2026-1")
    try world.make("act", "add", "--order", "ЗК-2026-1")
    try world.make("claim", "add", "--order", "ЗК-2026-1", "--subject", "Шумит")
    try world.make("payment", "add", "--order", "ЗК-2026-1", "--sum", "40")
    let rows = world.run("paper", "list", "--json", "--fields", "type,paid,left").json.array ?? []
    let found = Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (row.at("type").string, [row.at("paid").number?.text, row.at("left").number?.text])
      })
    XCTAssertEqual(
      found,
      [
        "contract": ["40", nil], "order": ["40", "60"], "act": [nil, nil], "claim": [nil, nil],
        "payment": [nil, nil],
      ])
  }
}
