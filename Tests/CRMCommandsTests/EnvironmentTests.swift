import CRMCore
import CRMModel
import CRMTestSupport
import Foundation
import XCTest

/// Where the data, the user, the time and the language come from.
final class EnvironmentTests: XCTestCase {
  // MARK: Data

  func testNearestDirectoryUpwardIsUsed() throws {
    let world = try TestWorld()
    world.environment["CRM_DATA"] = nil
    let outer = world.folder + "/.crm"
    let inner = world.folder + "/a/b/.crm"
    let deep = world.folder + "/a/b/c/d"
    try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
    world.currentFolder = deep
    XCTAssertEqual(world.run("company", "list").status, 5)
    try world.make("init", outer)
    try world.make("company", "add", "Внешняя")
    try world.make("init", inner)
    XCTAssertEqual(world.run("company", "list", "--json").out, "[]\n")
    world.currentFolder = world.folder + "/a"
    XCTAssertEqual(world.run("company", "list", "--json").json.at(0, "name").string, "Внешняя")
    world.currentFolder = "/"
    XCTAssertEqual(world.run("company", "list").status, 5)
  }

  func testADataDirectoryOfAnotherNameIsFoundFromInside() throws {
    let world = try TestWorld()
    world.environment["CRM_DATA"] = nil
    let clone = world.folder + "/sales"
    try world.make("init", clone)
    world.currentFolder = clone + "/pipelines"
    XCTAssertEqual(world.run("company", "add", "Кафе").status, 0)
    world.currentFolder = clone
    XCTAssertEqual(world.run("company", "list", "--json").json.at(0, "name").string, "Кафе")
  }

  func testOptionBeatsVariableBeatsFolder() throws {
    let world = try TestWorld()
    for (path, name) in [("/data", "Переменная"), ("/.crm", "Папка"), ("/other", "Параметр")] {
      try world.make("init", world.folder + path)
      try world.make("company", "add", name, "--data", world.folder + path)
    }
    func name(_ more: String...) -> String? {
      world.run(["company", "list", "--json"] + more).json.at(0, "name").string
    }
    XCTAssertEqual(name("--data", world.folder + "/other"), "Параметр")
    XCTAssertEqual(name(), "Переменная")
    world.environment["CRM_DATA"] = ""
    XCTAssertEqual(name(), "Папка", "an empty variable is none")
  }

  // MARK: User

  func testUserIsOptionThenVariableThenLogin() throws {
    let world = try TestWorld()
    try world.make("init")
    func manager(_ more: String...) -> String? {
      world.run(["company", "add", "Кафе", "--json"] + more).json.at("manager").string
    }
    world.login = "system"
    XCTAssertEqual(manager(), "system")
    world.environment["CRM_USER"] = "variable"
    XCTAssertEqual(manager(), "variable")
    XCTAssertEqual(manager("--as", "option"), "option")
    world.environment["CRM_USER"] = ""
    XCTAssertEqual(manager(), "system")
  }

  // MARK: Time

  func testClockIsOptionThenVariableThenReal() throws {
    let world = try TestWorld(now: "2026-11-20T07:00:00Z")
    try world.make("init")
    func time(_ more: String...) -> String? {
      world.run(["company", "add", "Кафе", "--json"] + more).json.at("createdAt").string
    }
    world.now = try Instant(parsing: "2026-11-20T07:00:00Z")
    XCTAssertEqual(time(), "2026-11-20T07:00:00Z")
    XCTAssertEqual(time(), "2026-11-20T07:00:01Z")
    world.environment["CRM_NOW"] = "2026-11-21T10:00:00+03:00"
    XCTAssertEqual(time(), "2026-11-21T07:00:00Z")
    XCTAssertEqual(time("--now", "2026-11-22 10:00"), "2026-11-22T07:00:00Z", "the data's own zone")
    XCTAssertEqual(time("--now", "22.11.2026 10:00"), "2026-11-22T07:00:00Z")
  }

  func testWordsOfTime() throws {
    // A Friday, 10:00 in Moscow.
    let world = try TestWorld(now: "2026-11-20T07:00:00Z")
    let deal = try world.startDeal()
    for (word, due) in [
      ("today", "2026-11-20T20:59:59Z"), ("сегодня", "2026-11-20T20:59:59Z"),
      ("tomorrow", "2026-11-21T20:59:59Z"), ("завтра", "2026-11-21T20:59:59Z"),
      ("+3d", "2026-11-23T20:59:59Z"), ("+1w", "2026-11-27T20:59:59Z"),
      ("mon", "2026-11-23T20:59:59Z"), ("пн", "2026-11-23T20:59:59Z"),
      ("2026-11-25", "2026-11-25T20:59:59Z"), ("25.11.2026 14:30", "2026-11-25T11:30:00Z"),
      ("2026-11-25T14:30:00+01:00", "2026-11-25T13:30:00Z"),
    ] {
      world.environment["CRM_NOW"] = "2026-11-20T07:00:00Z"
      let run = world.run("task", "set", deal, "Встреча", "--due", word, "--json")
      XCTAssertEqual(run.json.at("due").string, due, word)
    }
    let hours = world.run("task", "set", deal, "Встреча", "--due", "+2h", "--json")
    XCTAssertEqual(hours.json.at("due").string, "2026-11-20T09:00:00Z")
  }

  // MARK: Language

  func testLanguageOfMessages() throws {
    let cases: [([String: String], [String], String)] = [
      ([:], [], "no deal"),
      (["LANG": "ru_RU.UTF-8"], [], "нет сделки"),
      (["LANG": "ru_RU.UTF-8", "LC_MESSAGES": "en_US.UTF-8"], [], "no deal"),
      (["LC_MESSAGES": "en_US", "LC_ALL": "ru_RU"], [], "нет сделки"),
      (["LC_ALL": "ru_RU", "CRM_LANG": "en"], [], "no deal"),
      (["LC_ALL": "C", "LANG": "ru_RU"], [], "no deal"),
      (["LC_ALL": "", "LANG": "ru"], [], "нет сделки"),
      (["CRM_LANG": "en"], ["--lang", "ru"], "нет сделки"),
      (["CRM_LANG": "de"], [], "no deal"),
    ]
    let world = try TestWorld()
    try world.make("init")
    for (variables, options, message) in cases {
      world.environment = variables.merging(["CRM_DATA": world.data]) { own, _ in own }
      let run = world.run(["deal", "show", "zzzzzzzz"] + options)
      XCTAssertTrue(run.err.contains(message), "\(variables) \(options): \(run.err)")
    }
  }

  func testLanguageNeverChangesWhatScriptsRead() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    for words in [
      ["deal", "list"], ["deal", "show", deal], ["company", "list"], ["task", "list"], ["log"],
      ["pipeline", "list"],
    ] {
      for format in ["json", "ndjson", "csv", "tsv", "ids"] {
        let russian = world.run(words + ["--format", format, "--lang", "ru"])
        let english = world.run(words + ["--format", format, "--lang", "en"])
        XCTAssertEqual(russian.outputBytes, english.outputBytes, "\(words) \(format)")
      }
    }
  }

  // MARK: Terminal

  func testColourIsForTerminalsOnly() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    func isColoured(_ more: String...) -> Bool {
      world.run(["deal", "list"] + more).out.contains("\u{1B}[")
    }
    XCTAssertFalse(isColoured())
    XCTAssertTrue(isColoured("--color", "always"))
    world.terminalWidth = 200
    XCTAssertTrue(isColoured())
    XCTAssertFalse(isColoured("--color", "never"))
    world.environment["NO_COLOR"] = "1"
    XCTAssertFalse(isColoured())
    XCTAssertTrue(isColoured("--color", "always"))
    XCTAssertFalse(isColoured("--json"))
  }

  func testTablesFitTheTerminal() throws {
    let world = try TestWorld()
    _ = try world.startDeal("Ресторан русской кухни имени Александра Сергеевича Пушкина")
    for width in [20, 60, 80, 100] {
      world.terminalWidth = width
      let lines = world.run("deal", "list", "--color", "never").out.split(separator: "\n")
      // Ids stay whole, and a column has its least width.
      let least = 70
      for line in lines { XCTAssertLessThanOrEqual(line.count, max(width, least), "\(width)") }
    }
  }

  func testControlCharactersOfDataAreShown() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let company = world.run("company", "show", "Кафе Пушкин", "-q").id
    for (kind, id) in [("deals", deal), ("companies", company)] {
      let path = "data/\(kind)/\(id.prefix(2))/\(id).json"
      let text = try String(contentsOfFile: world.resolve(path), encoding: .utf8)
      try world.write(
        text.replacingOccurrences(
          of: "Кафе Пушкин", with: #"Кафе \u001b]0;x\u0007\u009b31m\u202e"#),
        to: path)
    }
    world.terminalWidth = 200
    world.environment["NO_COLOR"] = "1"
    XCTAssertTrue(world.run("deal", "list").out.contains(#"Кафе \u{1b}]0;x\u{7}\u{9b}31m\u{202e}"#))
    for words in [
      ["deal", "list"], ["deal", "show", deal], ["company", "list"], ["company", "show", company],
      ["task", "list"], ["today"], ["log"], ["audit"],
      ["deal", "edit", deal, "--budget", "60000"], ["deal", "move", deal, "call"],
      ["deal", "show", "Кафе"], ["undo"],
    ] {
      let run = world.run(words)
      for scalar in (run.out + run.err).unicodeScalars where scalar != "\n" {
        XCTAssertFalse(
          scalar.properties.generalCategory == .control || scalar.value == 0x202E,
          "\(words): U+\(String(scalar.value, radix: 16))")
      }
    }
  }
}
