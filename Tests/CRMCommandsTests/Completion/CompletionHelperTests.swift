import CRMCommands
import CRMCore
import CRMTestSupport
import CommandLineKit
import Foundation
import XCTest

final class CompletionHelperTests: XCTestCase {
  /// Names that a shell, a terminal or the parser could stumble over.
  static let names = [
    "Кафе Пушкин", "Кафе «Мечта»", "«Ромашка»", "Д'Арк", "Бар 24/7", "Кофе: To Go",
    "AC&DC $HOME 15\" `y`", "Три слова подряд", "!история *?[a] {b} ~", "--pipeline", "-x",
    "naïve 日本 🍕", "конец\\", "= знак", "Ура!Бар", "#решетка", "(скобки); <и> |",
  ]

  private var world: TestWorld { get throws { try Self.world(Self.names) } }

  static func world(_ names: [String]) throws -> TestWorld {
    let world = try TestWorld()
    world.run("init")
    for name in names {
      world.run("company", "add", "--", name)
      world.run(
        "deal", "add", "--pipeline", "ads", "--next", "Связаться с клиентом", "--due", "+1d", "--",
        name)
    }
    return world
  }

  /// The values and descriptions that the helper prints; it says nothing else, whatever happens.
  private func values(
    _ world: TestWorld, _ kind: String, _ words: String..., file: StaticString = #filePath,
    line: UInt = #line
  ) -> [[String]] {
    let run = world.run(["__complete", kind, "--"] + words)
    XCTAssertEqual(run.status, 0, file: file, line: line)
    XCTAssertEqual(run.err, "", file: file, line: line)
    return run.out.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  func testEveryOfferedDealIsFoundByWhatIsOffered() throws {
    let world = try world
    let offered = values(world, "deal", "deal", "show", "").map { $0[0] }
    let ids = offered.map { world.run("deal", "show", $0, "--quiet").id }
    let all = world.run("deal", "list", "--quiet").out.split(separator: "\n").map(String.init)
    XCTAssertEqual(ids.sorted(), all.sorted())
    XCTAssertEqual(Set(offered).count, Self.names.count)
  }

  func testEveryBeginningOfANameLeadsToIt() throws {
    let world = try world
    for name in Self.names where !name.hasPrefix("-") {
      for count in 1...name.count {
        let typed = String(name.prefix(count))
        let offered = values(world, "deal", "deal", "show", typed).map { $0[0] }
        XCTAssert(offered.contains(name), "'\(typed)' of '\(name)': \(offered)")
        XCTAssert(offered.count == 1 || offered.allSatisfy { $0.hasPrefix(typed) }, typed)
      }
    }
  }

  func testNamesAreComparedFolded() throws {
    let world = try world
    XCTAssertEqual(values(world, "deal", "РОМАШ").map { $0[0] }, ["«Ромашка»"])
    XCTAssertEqual(values(world, "deal", "кафе").map { $0[0] }, ["кафе «Мечта»", "кафе Пушкин"])
    XCTAssertEqual(values(world, "deal", "кафе ").map { $0[0] }, ["кафе Мечта»", "кафе Пушкин"])
    for value in values(world, "deal", "кафе").map({ $0[0] }) {
      XCTAssertEqual(world.run("deal", "show", value).status, 0, value)
    }
    XCTAssertEqual(values(world, "deal", "«»").map { $0[0] }, [])
  }

  func testANameOfSeveralDealsIsOfferedByIdUntilItIsTyped() throws {
    let world = try Self.world(["Кафе", "Кафе Пушкин"])
    let second = world.run(
      "deal", "add", "Кафе", "--pipeline", "crm", "--next", "Встреча", "--due", "+1d", "--quiet"
    ).id
    let offered = values(world, "deal", "")
    XCTAssert(offered.contains([second, "Кафе · CRM · В работу"]), "\(offered)")
    XCTAssert(offered.contains(["Кафе Пушкин", "Реклама · В работу"]), "\(offered)")
    // What is being typed is offered with the id behind it, and found by that.
    let first = world.run("deal", "list", "--pipeline", "ads", "--company", "Кафе", "-q").id
    let namesakes = values(world, "deal", "Каф").filter { $0[0] != "Кафе Пушкин" }
    XCTAssertEqual(
      namesakes.sorted { $0[1] < $1[1] },
      [["Кафе \(second)", "CRM · В работу"], ["Кафе \(first)", "Реклама · В работу"]])
    for (value, id) in [("Кафе \(first)", first), ("кафе  \(second)", second)] {
      XCTAssertEqual(world.run("deal", "show", value, "-q").id, id)
    }
    XCTAssertEqual(world.run("deal", "show", "Бар \(first)").status, 4)
    for typed in ["Кафе ", "кафе \(first)", "Кафе \(first.prefix(7))"] {
      XCTAssertTrue(values(world, "deal", typed).contains { $0[0].hasSuffix(first) }, typed)
    }
    XCTAssertEqual(values(world, "deal", "Кафе Пушкин ").count, 0)
    XCTAssertEqual(
      Set(values(world, "task", "каф").map { $0[0] }),
      ["кафе \(first)/1", "кафе \(second)/1", "кафе Пушкин"])
    XCTAssertEqual(world.run("task", "done", "кафе \(second)/1", "-n", "--result", "Да").status, 3)
    XCTAssertEqual(values(world, "deal", String(second.prefix(5))).map { $0[0] }, [second])
    // Without the other one the name is its own again; the deleted one has a kind of its own.
    world.run("deal", "delete", second, "--reason", "ошибка")
    XCTAssert(values(world, "deal", "").contains(["Кафе", "Реклама · В работу"]))
    XCTAssertEqual(values(world, "deleted-deal", "").map { $0[0] }, [second])
    XCTAssertEqual(values(world, "any-deal", "").count, 3)
  }

  func testOfManyDealsTheOpenOnesAndOnesOwnAreOffered() throws {
    let world = try Self.world([])
    let lines = (1...130).flatMap { number -> [String] in
      let owner = number > 120 ? "ivanov" : "petrov"
      return [
        "company add 'Кафе \(number)'",
        "deal add 'Кафе \(number)' --pipeline ads --manager \(owner)",
      ]
    }
    try world.write(
      (lines + ["company add Бар", "deal add Бар --pipeline ads --manager petrov"])
        .joined(separator: "\n"), to: "many.txt")
    XCTAssertEqual(world.run("batch", world.resolve("many.txt"), "-q").status, 0)
    let offered = values(world, "deal", "").map { $0[0] }
    XCTAssertTrue((121...130).allSatisfy { offered.contains("Кафе \($0)") }, "\(offered)")
    // Else a shell would type «Кафе» on, which is common to all the others.
    XCTAssertTrue(offered.contains("Бар"), "\(offered)")
    XCTAssertLessThanOrEqual(offered.count, 101)
    XCTAssertEqual(values(world, "deal", "Кафе 9").count, 11)
  }

  func testFormsOfReportsAreOfferedWhereThereIsOne() throws {
    let world = try Self.world([])
    XCTAssertEqual(
      values(world, "format", "audit", "--format", "").map { $0[0] },
      ["table", "json", "ndjson", "csv", "tsv", "ids", "html", "markdown"])
    XCTAssertEqual(
      values(world, "format", "deal", "list", "--format", "").map { $0[0] },
      ["table", "json", "ndjson", "csv", "tsv", "ids"])
    XCTAssertEqual(
      values(world, "format", "remind", "--format", "i").map { $0[0] }, ["ids", "ics"])
    try world.write(text: "{name}", named: "hello")
    XCTAssertEqual(values(world, "text", "text", "show", "").map { $0[0] }, ["hello"])
  }

  func testValuesFollowFromTheLine() throws {
    let world = try Self.world(["Кафе Пушкин", "Бар"])
    world.run("contact", "add", "Бар", "--name", "Иванов Иван")
    world.run("contact", "add", "Кафе Пушкин", "--name", "Петров Петр")
    world.run("company", "edit", "Бар", "--tag", "сеть", "--tag", "vip")
    world.run("task", "set", "Бар", "Встреча", "--due", "+2d")
    let table: [(kind: String, words: [String], values: [String])] = [
      ("stage", ["deal", "move", "Бар", "c"], ["call", "contract"]),
      (
        "next-stage", ["deal", "move", "Бар", ""],
        ["call", "decision-maker", "meeting", "proposal", "contract", "won", "lost", "in-work"]
      ),
      ("next-stage", ["deal", "move", "нет такой", "зво"], ["Звонок"]),
      ("due", ["task", "set", "Бар", "Встреча", "--due", "за"], ["завтра"]),
      ("due", ["task", "set", "Бар", "--lang", "en", "--due", "to"], ["today", "tomorrow"]),
      ("past", ["comment", "add", "Бар", "--at", "-"], ["-1h", "-1d", "-1w"]),
      ("time-zone", ["init", "--time-zone", "Europe/Mosc"], ["Europe/Moscow"]),
      ("stage", ["deal", "move", "Бар", "зво"], ["Звонок"]),
      ("stage", ["deal", "list", "--pipeline", "Реклама", "--stage", "w"], ["won"]),
      ("pipeline", ["deal", "list", "--pipeline", ""], ["ads", "crm", "smm"]),
      ("pipeline", ["deal", "list", "--pipeline", "рек"], ["Реклама"]),
      ("contact", ["deal", "contact", "add", "Бар", ""], ["Иванов Иван"]),
      ("contact", ["contact", "show", "П"], ["Петров Петр"]),
      ("task", ["task", "done", "Бар"], ["Бар/1", "Бар/2"]),
      ("task", ["task", "done", "Каф"], ["Кафе Пушкин"]),
      ("tag", ["company", "list", "--tag", ""], ["vip", "сеть"]),
      ("user", ["deal", "list", "--manager", ""], ["ivanov"]),
      ("action", ["task", "set", "Бар", "Св"], ["Связаться с клиентом"]),
      ("package", ["deal", "close", "Бар", "--won", "--package", "П"], ["Премиум", "Пробный"]),
      ("loss-reason", ["deal", "close", "Бар", "--lost", "--reason", "до"], ["Дорого"]),
      ("section", ["deal", "move", "Бар", "meeting", "--report", "n"], ["need=", "next="]),
      (
        "section", ["deal", "move", "Бар", "meeting", "--report", "need=да", "--report", "n"],
        ["next="]
      ),
      ("section", ["deal", "move", "Бар", "meeting", "--report", "need=x"], []),
      ("field", ["deal", "list", "--fields", "bu"], ["budget"]),
      ("field", ["deal", "list", "--fields", "id,na"], ["id,name"]),
      ("order", ["deal", "list", "--sort", "id,-na"], ["id,-name"]),
      ("order", ["deal", "list", "--sort", "hist"], []),
      ("order", ["list", "save", "x", "--sort", "bu"], ["budget"]),
      ("field", ["list", "save", "x", "--fields", "bu"], ["budget"]),
      ("field", ["list", "save", "x", "--of", "company", "--fields", "ci"], ["city"]),
      ("field", ["list", "--fields", "op"], ["options"]),
      ("field", ["list", "won", "--fields", "bu"], ["budget"]),
      (
        "field", ["rework", "list", "--fields", "st"], ["stage", "stageName", "state", "standing"]
      ),
      (
        "field", ["deal", "list", "--fields", "id,company.na"],
        ["id,company.name", "id,company.nameTyped"]
      ),
      ("field", ["board", "--fields", "s"], ["stage", "sum"]),
      ("field", ["settings", "show", "--fields", "t"], ["timeZone", "taskActions"]),
      ("field", ["audit", "--history", "--fields", "cl"], ["cleanOpen"]),
      ("field", ["audit", "--fields", "ch"], ["check"]),
      ("field", ["audit", "--history", "--fail-on", "x", "--fields", "fi"], ["fix"]),
      ("field", ["task", "done", "Бар", "--fields", "n"], ["next"]),
      ("field", ["deal", "assign", "--no-task", "--fields", "hi"], []),
      ("field", ["fsck", "--repair", "--fields", "as"], ["aside"]),
      ("field", ["deal", "list", "--fields", "id,id"], []),
      ("field", ["today", "--fields", "t"], ["tasks"]),
      (
        "scenario", ["init", "--scenario", ""],
        [
          "1c", "amocrm", "bitrix24", "kontur", "odoo", "regionsoft", "restaurant", "sendpulse",
        ]
      ),
    ]
    for (kind, words, expected) in table {
      let run = world.run(["__complete", kind, "--"] + words)
      let values = run.out.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
      XCTAssertEqual(values, expected, "\(kind) \(words)")
    }
  }

  func testUsersAndDepartmentsAreOfferedOnceThereAreAny() throws {
    let world = try Self.world(["Кафе Пушкин"])
    try world.make("department", "add", "north", "--name", "Север")
    try world.make("user", "add", "petrov", "--name", "Петров", "--role", "manager")
    try world.make("user", "add", "gone", "--name", "Ушел", "--role", "manager")
    try world.make("user", "deactivate", "gone")
    XCTAssertEqual(
      values(world, "user", "deal", "assign", "Кафе Пушкин", ""),
      [["ivanov", "ivanov"], ["petrov", "Петров"]])
    XCTAssertEqual(
      values(world, "department", "user", "edit", "petrov", "--department", ""),
      [["north", "Север"]])
    XCTAssertEqual(
      values(world, "field", "user", "list", "--fields", "op"), [["openDeals", "открытых сделок"]])
  }

  func testOptionsAndEnvironmentOfTheLineAreObeyed() throws {
    let world = try Self.world(["Кафе Пушкин"])
    world.environment["CRM_DATA"] = world.resolve("nowhere")
    XCTAssertEqual(values(world, "deal", "deal", "show", ""), [])
    XCTAssertEqual(
      values(world, "deal", "--data", world.data, "deal", "show", "К").map { $0[0] },
      ["Кафе Пушкин"])
    world.environment["CRM_DATA"] = nil
    try FileManager.default.moveItem(atPath: world.data, toPath: world.resolve(".crm"))
    XCTAssertEqual(values(world, "deal", "deal", "show", "К").count, 1)
    XCTAssertEqual(
      values(world, "field", "deal", "list", "--lang", "en", "--fields", "name"),
      [["name", "name"]])
    XCTAssertEqual(
      values(world, "field", "deal", "list", "--fields", "name"), [["name", "название"]])
  }

  func testWhateverIsWrongItIsSilent() throws {
    let world = try Self.world(["Кафе Пушкин"])
    let lines: [[String]] = [
      [], ["deal"], ["--", "deal"], ["nonsense", "--", ""], ["deal", "--", "\u{FFFD}"],
      ["stage", "--", "deal", "move", "нет такой", ""], ["stage", "--", "deal", "move", "", "-"],
      ["deal", "--", "--data", "/dev/null", "deal", "show", ""], ["deal", "--nonsense"],
      ["field", "--", ""], ["field", "--", "deal", "list", "--fields", ",,,-,-"],
      ["deal", "--", String(repeating: "ж", count: 10_000)],
      ["deal"] + Array(repeating: "--", count: 5_000),
    ]
    for line in lines {
      let run = world.run(["__complete"] + line)
      XCTAssertEqual(run.status, 0, "\(line.prefix(5))")
      XCTAssertEqual(run.err, "", "\(line.prefix(5))")
    }
    for path in ["crm.json", "settings.json", "pipelines/ads.json"] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: world.data + "/" + path))
      try world.write("{", to: "data/" + path)
      _ = values(world, "deal", "deal", "show", "")
      _ = values(world, "stage", "deal", "move", "Кафе Пушкин", "")
      try bytes.write(to: URL(fileURLWithPath: world.data + "/" + path))
    }
    XCTAssertEqual(values(world, "deal", "").count, 1)
  }

  func testItNeitherWritesNorWaits() throws {
    let world = try Self.world(["Кафе Пушкин"])
    let system = PosixSystem()
    let lock = try XCTUnwrap(
      system.tryLock(world.data + "/local/lock", .exclusive, mode: 0o600))
    defer { lock.release() }
    world.files = UnwritableDisk()
    let kinds = ["deal", "company", "contact", "task", "stage", "user", "tag", "package"]
    for kind in kinds { _ = values(world, kind, "deal", "show", "") }
    XCTAssertEqual(values(world, "deal", "").map { $0[0] }, ["Кафе Пушкин"])
    try FileManager.default.removeItem(atPath: world.data + "/local")
    XCTAssertEqual(values(world, "deal", "").map { $0[0] }, ["Кафе Пушкин"])
    XCTAssertFalse(FileManager.default.fileExists(atPath: world.data + "/local"))
  }

  func testControlCharactersNeverReachTheTerminal() throws {
    let world = try Self.world(["Кафе"])
    let documents = try world.documents()
    let path = try XCTUnwrap(documents.keys.first { $0.hasPrefix("deals/") })
    let text = String(decoding: try XCTUnwrap(documents[path]), as: UTF8.self)
    try world.write(
      text.replacingOccurrences(of: "\"Кафе\"", with: "\"Ка\\u001b[31mфе\\u202e\""),
      to: "data/" + path)
    let offered = values(world, "deal", "deal", "show", "")
    XCTAssertEqual(offered.count, 1)
    XCTAssertFalse(offered.joined().joined().contains { "\u{1B}\u{202E}".contains($0) })
    XCTAssertEqual(world.run("deal", "show", offered[0][0]).status, 0)
  }

  func testEveryKindOfTheTreeIsKnown() throws {
    let world = try Self.world(["Кафе"])
    world.run("company", "edit", "Кафе", "--tag", "сеть")
    world.run("contact", "add", "Кафе", "--name", "Иванов Иван")
    let other = world.run("deal", "add", "Кафе", "--pipeline", "crm", "--quiet").id
    world.run("deal", "delete", other, "--reason", "ошибка")
    world.run("department", "add", "north")
    world.run("lead", "add", "--name", "Антон")
    world.run("product", "add", "KB-1", "--price", "100")
    world.run("quote", "add", "--company", "Кафе", "--line", "KB-1; 1")
    world.run("list", "save", "срочное", "--overdue")
    world.run("field", "add", "season", "--on", "deal", "--type", "line")
    world.input = Array(
      #"{"id":"big","on":"deal","where":"budget > 1","say":"много","severity":"error"}"#.utf8)
    world.run("check", "add", "-")
    try world.write(text: "{name}", named: "hello")
    try world.write(
      #"{"schema":1,"id":"call","name":"Звонки","steps":[{"action":"Встреча","due":"+1d"}]}"#,
      to: "data/processes/call.json")
    let tree = CommandTree.program.description
    var kinds: Set<String> = []
    for command in tree.root.flattened {
      for parameter in command.parameters + tree.globalOptions {
        guard case .live(let kind) = parameter.value?.completion else { continue }
        kinds.insert(kind)
        let run = world.run(["__complete", kind, "--"] + command.path + [""])
        // Commands that print no rows have no fields.
        XCTAssert(kind == "field" || !run.out.isEmpty, "\(kind) of \(command.path)")
      }
    }
    XCTAssertGreaterThan(kinds.count, 10)
  }
}
