import CRMCommands
import CRMCore
import CRMModel
import CRMTestSupport
import CommandLineKit
import Foundation
import XCTest

/// The tree of commands agrees with itself, with its examples and with what messages say about it.
final class CommandTreeTests: XCTestCase {
  private let tree = CommandTree.program.description

  private var commands: [CommandDescription] { tree.root.flattened.filter { !$0.isGroup } }

  func testTreeHasNoProblems() {
    XCTAssertEqual(CommandTree.program.problems().map { "\($0)" }, [])
  }

  func testEveryWritingCommandCanBeTried() {
    for command in commands where command.traits.contains(.writes) {
      XCTAssertTrue(
        command.options.contains { $0.names.contains("--dry-run") }, "\(command.path)")
    }
  }

  func testExamplesRun() throws {
    for command in commands where !command.traits.contains(.hidden) {
      XCTAssertFalse(command.examples.isEmpty, "\(command.path) has no example")
      for example in command.examples {
        let world = try TestWorld()
        world.environment["HOME"] = world.folder
        world.environment["SHELL"] = "/bin/bash"
        let names = try prepare(world, for: command.path)
        // Where the output goes is the shell's business.
        let words = try ShellWord.split(example.line).prefix { $0 != ">" }
        XCTAssertEqual(words.first, "crm")
        let run = world.run(words.dropFirst().map { names[$0] ?? $0 })
        XCTAssertEqual(run.status, 0, "\(example.line)\n\(run.err)")
      }
    }
  }

  func testHelpOfEveryCommandFitsTheScreen() throws {
    let world = try TestWorld()
    for command in tree.root.flattened {
      for language in ["ru", "en"] {
        let run = world.run(["help"] + command.path + ["--lang", language])
        XCTAssertEqual(run.status, 0, "\(command.path)")
        let example = "  crm "
        for line in run.out.split(separator: "\n") where !line.hasPrefix(example) {
          XCTAssertLessThanOrEqual(line.count, 80, "\(command.path): \(line)")
        }
      }
    }
  }

  func testTreeInJSONNamesEveryCommand() throws {
    let world = try TestWorld()
    let json = world.run("commands", "--json").json
    XCTAssertEqual(
      json.keys, ["commands", "exitStatuses", "formatVersion", "globalOptions", "name"])
    func paths(_ value: JSONValue) -> [String] {
      (value.at("commands").array ?? []).flatMap { command in
        let path = (command.at("path").array ?? []).compactMap(\.string).joined(separator: " ")
        return [path] + paths(command)
      }
    }
    let known = tree.root.flattened.map { $0.path.joined(separator: " ") }.filter { !$0.isEmpty }
    XCTAssertEqual(paths(json).sorted(), known.sorted())
  }

  func testExitStatusesAreTheDocumentedOnes() {
    XCTAssertEqual(tree.exitStatuses.map { Int($0.code) }, [0, 1, 2, 3, 4, 5, 6, 7, 70, 74])
  }

  /// What an audit finds in a department full of shortcomings is mended by commands that exist.
  func testFixesOfTheAuditAreCommands() throws {
    let world = try TestWorld()
    try neglect(world)
    for language in ["ru", "en"] {
      let findings =
        world.run("audit", "--json", "--lang", language).json.at("findings").array ?? []
      let checks = Set(findings.compactMap { $0.at("check").string })
      XCTAssertGreaterThanOrEqual(checks.count, 9, "\(checks.sorted())")
      for finding in findings {
        let fix = finding.at("fix").string ?? ""
        try assertParses(fix, "\(finding.at("check").string ?? "")")
      }
    }
  }

  /// Every option that a refusal names belongs to the refused command.
  func testDetailsNameOptionsOfTheCommand() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    func make(_ name: String, at stage: String) throws -> String {
      let deal = try world.startDeal(name, pipeline: "smm")
      try world.walk(deal, to: stage)
      return deal
    }
    let contract = try make("Бар Север", at: "contract")
    let lost = try make("Гриль", at: "call")
    let known = try make("Паб", at: "decision-maker")
    let met = try make("Трактир", at: "meeting")
    let refused: [[String]] = [
      ["deal", "add", "Гриль", "--pipeline", "ads", "--next", "Встреча"],
      ["deal", "move", deal, "call"],
      ["deal", "move", lost, "decision-maker"],
      ["deal", "move", known, "meeting"], ["deal", "move", met, "proposal"],
      ["deal", "close", lost, "--lost"],
      ["deal", "close", contract, "--won"],
      ["deal", "delete", deal],
      ["comment", "add", deal, "не интересно"],
      ["task", "set", deal, "Встреча"],
      ["task", "done", deal], ["task", "cancel", deal], ["task", "reschedule", deal],
      ["split-pay", contract, "--paid", "1"],
    ]
    for words in refused {
      let run = world.run(words + ["--json"])
      XCTAssertEqual(run.code, "requirement-missing", "\(words)\n\(run.err)")
      let path = CommandTree.program.parse(words).path
      let command = try XCTUnwrap(tree.root.flattened.first { $0.path == path })
      let options = Set(command.options.flatMap(\.names))
      for detail in run.error.at("details").array ?? [] {
        if let option = detail.at("option").string {
          XCTAssertTrue(options.contains(option), "\(words): \(option)")
        }
      }
      for hint in run.error.at("hints").array ?? [] {
        try assertParses(hint.string ?? "", "\(words)")
      }
    }
  }

  /// Every hint that a person is shown anywhere can be pasted.
  func testHintsOfTheTranscriptsAreCommands() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Transcripts")
    var count = 0
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    // Hints of the usage errors correct the spelling of a line that may lack more.
    for file in files where file != "usage.txt" {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      for line in text.split(separator: "\n") where line.hasPrefix("! hint: crm ") {
        try assertParses(String(line.dropFirst("! hint: ".count)), file)
        count += 1
      }
    }
    XCTAssertGreaterThan(count, 100)
  }

  /// Placeholders and all, the line is one that the parser takes, or it only dislikes a placeholder.
  private func assertParses(_ line: String, _ subject: String) throws {
    let words = try ShellWord.split(line)
    XCTAssertEqual(words.first, "crm", "\(subject): \(line)")
    switch CommandTree.program.parse(Array(words.dropFirst())).outcome {
    case .run, .help, .version: break
    case .failure(let error):
      guard case .malformedValue(_, let word, _) = error.cause else {
        return XCTFail("\(subject): \(line): \(error.text.en)")
      }
      let value = word.split(separator: "=").last.map(String.init) ?? ""
      XCTAssertEqual(
        value, value.uppercased(), "\(subject): \(line): only a placeholder is no value")
    }
  }

  // MARK: Departments

  /// What an example of the help takes for granted.
  ///
  /// - Returns: What stands for words of the example here.
  private func prepare(_ world: TestWorld, for path: [String]) throws -> [String: String] {
    guard path != ["init"] else { return ["sales": world.folder + "/sales"] }
    let deal = try world.startDeal()
    try world.write("company add 'Три слова'\n", to: "commands.txt")
    try world.write(
      "ID,Название сделки,Этап сделки,Воронка,Компания\n1,А,Звонок,Реклама,А\n", to: "deals.csv")
    if path.first == "import", let header = OutputOptionsTests.headers[path[1]] {
      try world.write("\(header)\n1,А,Звонок,Реклама,А\n", to: "deals.csv")
    }
    try world.write("date,sum\n", to: "kl_to_1c.txt")
    try world.write("", to: "crm.ndjson")
    try world.write("{\"schema\": 1}\n", to: "deals.map.json")
    try world.write("{\"schema\": 1}\n", to: "contacts.map.json")
    try world.write("name,company\nА,А\n", to: "contacts.csv")
    try world.write("name\nА\n", to: "companies.csv")
    var names = ["deals.map.json", "contacts.map.json"].reduce(into: [:]) {
      $0[$1] = world.folder + "/" + $1
    }
    try world.write(
      #"{"id":"big-without-task","on":"deal","where":"nextIn > 2d","say":"x","severity":"error"}"#,
      to: "check.json")
    if ["sync", "clone"].contains(path.first) { try world.share() }
    switch path {
    case ["field", "edit"], ["field", "remove"]:
      try world.make(
        "field", "add", "season", "--on", "deal", "--type", "choice", "--choice", "лето")
    case ["check", "remove"]: try world.make("check", "add", "check.json")
    case ["list", "remove"]: try world.make("list", "save", "на договоре", "--stage", "contract")
    case ["company", "merge"]: try world.make("company", "add", "Пушкин, кафе")
    case ["contact", "merge"]:
      for name in ["Мамонов Андрей", "Андрей Мамонов"] {
        try world.make("contact", "add", "Кафе Пушкин", "--name", name)
      }
    case ["lead", "merge"]:
      names["5b8x2nw4"] = world.run("lead", "add", "--name", "Мария", "-q").id
    case ["company", "legal", "edit"], ["company", "legal", "remove"]:
      try world.make("company", "legal", "add", "Кафе Пушкин", "--name", "А", "--inn", "7707083893")
    case ["tag", "rename"], ["tag", "remove"]:
      try world.make("company", "edit", "Кафе Пушкин", "--tag", "партнер/бронза")
    case ["company", "remove"]: try world.make("company", "add", "Бар Север")
    case ["contact", "remove"]:
      try world.make("deal", "contact", "remove", deal, "Делос Андрей Петрович")
    case ["deal", "close"], ["split-pay"], ["deal", "reopen"]: try world.walk(deal, to: "contract")
    case ["restore"]:
      try world.make("backup", "copy")
      try world.make("backup", "crm-2026-11-20.tar")
    case ["deal", "unshare"]: try world.make("deal", "share", deal, "petrov")
    case ["deal", "resume"], ["deal", "dismiss"]:
      try world.make(
        "pipeline", "edit", "ads", "--rule",
        #"{"id":"paid","when":"set priority","do":[{"move":"call"}]}"#)
      try world.make("deal", "edit", deal, "--priority", "1")
      try world.make("comment", "add", deal, TestWorld.comment, "--stage", "call")
    case ["deal", "settle"]:
      try world.share()
      try world.disagree(on: deal)
    case ["approval", "accept"], ["approval", "return"]:
      try world.make("stage", "edit", "ads", "lost", "--approval", "head")
      try world.make("user", "add", "petrov", "--name", "Петров", "--role", "manager")
      let other = try world.startDeal("Бар Север")
      try world.walk(other, to: "call")
      try world.make("deal", "assign", other, "petrov")
      try world.make(
        "deal", "close", other, "--lost", "--reason", "Дорого", "--spoke-with", "Орлов Петр",
        "--position", "владелец", "--comment", TestWorld.comment, "--as", "petrov")
    case ["deal", "goal"]:
      try world.make(
        "stage", "edit", "ads", "in-work", "--goal", #"{"id":"catalog","name":"Каталог"}"#)
    case ["deal", "join"]: try world.make("deal", "assign", deal, "petrov")
    case ["process", "start"], ["process", "stop"]:
      try world.write(
        #"{"schema":1,"id":"delivery","name":"Доставка","steps":[{"action":"Встреча","due":"+1d"}]}"#,
        to: "data/processes/delivery.json")
      if path.last == "stop" { try world.make("process", "start", "delivery", deal) }
    case ["role", "remove"]:
      try world.make("role", "add", "trainee")
    case ["text", "show"], ["text", "render"]:
      try world.write(text: "{company.name}", named: "meeting-reminder")
    case ["deal", "restore"]:
      try world.make("deal", "delete", deal, "--reason", "Ошибка")
      names["7k3m9qa2"] = deal
    default: break
    }
    if path.first == "user" || path.first == "department", path.last != "add" {
      try world.make("department", "add", "north")
      try world.make("user", "add", "petrov", "--name", "Петров", "--role", "manager")
      try world.make("user", "substitute", "petrov", "--by", "ivanov", "--until", "+1d")
    }
    if path == ["deal", "reopen"] {
      try world.make(
        "deal", "close", deal, "--won", "--end-date", "2027-02-28", "--package", "Стандарт")
    }
    if path == ["deal", "close"] {
      let other = try world.startDeal("Бар Север")
      try world.walk(other, to: "call")
    }
    if path.first == "rework" {
      try world.make("task", "cancel", deal, "--no-next", "--reason", "Ждем")
      try world.make("audit", "--send-back", "--fail-on", "never")
      if path != ["rework", "show"] {
        try world.make("task", "set", deal, "Встреча", "--due", "+1d")
      }
      if ["accept", "return"].contains(path.last) {
        try world.make("rework", "done", deal, "--note", "Поставил задачу")
      }
    }
    if path == ["undo"] { names["7k3m9qa2"] = world.run("log", "--limit", "1", "-q").id }
    if path == ["redo"] { try world.make("undo") }
    if path.first == "lead" {
      let lead = world.run("lead", "add", "--name", "Белова Мария", "--company", "Пекарня", "-q").id
      names["7k3m9qa2"] = lead
      try world.write(#"{"source":"site","external":"f-1","name":"Антон"}"#, to: "forms.ndjson")
      if path.last == "reopen" {
        try world.make("lead", "close", lead, "--dead", "--reason", "Молчит")
      }
    }
    if category(of: path) == "Papers" || path == ["deal", "papers"] {
      names["7k3m9qa2"] = try sell(world, for: path)
    }
    if path.first == "contact" || path == ["deal", "contact", "add"]
      || path.prefix(2) == ["deal", "contact"]
    {
      try world.make("contact", "edit", "Делос Андрей Петрович", "--name", "Делос Андрей")
    }
    return names
  }

  private func category(of path: [String]) -> String? {
    tree.root.flattened.first { $0.path == Array(path.prefix(1)) }?.category?.en
  }

  /// A sale as far as the paper that an example is about, whose id it returns.
  private func sell(_ world: TestWorld, for path: [String]) throws -> String {
    let (noun, verb) = (path[0], path.last ?? "")
    _ = try world.startDeal("Пекарня")
    if path == ["product", "add"] { return "" }
    if path == ["product", "import"] { try world.write("code,price\nKB-2,9\n", to: "prices.csv") }
    try world.make("product", "add", "KB-1", "--name", "Кофемашина", "--price", "120000")
    let quote = ["quote", "add", "--deal", "Пекарня", "--line", "KB-1; 2", "--variant", "A"]
    if noun == "quote" && verb == "add" && path.count == 2 { return "" }
    if noun == "line" {
      let lines = ["--line", "Чаша; 1; 5", "--line", "Зерно; 1; 7"]
      return world.run(["order", "add", "--deal", "Пекарня"] + lines + ["-q"]).id
    }
    let id = world.run(quote + ["-q"]).id
    guard let type = PaperType.all.first(where: { $0.noun == noun }), type != .quotation else {
      if verb == "expire" { try world.make("quote", "send", id, "--to", "a@example.com") }
      return id
    }
    try world.make("quote", "accept", id, "--make-order")
    if type == .order {
      if verb == "done" { try world.make("order", "confirm", "ЗК-2026-1") }
      if verb == "promise" {
        try world.make("order", "edit", "ЗК-2026-1", "--schedule", "50% today; 50% +14d")
      }
      return world.run("order", "show", "ЗК-2026-1", "-q").id
    }
    if type == .payment { try world.make("invoice", "add", "--order", "ЗК-2026-1") }
    guard verb != "add" else { return "" }
    if verb == "apply" {
      try world.make("invoice", "add", "--order", "ЗК-2026-1")
      return world.run(
        "payment", "add", "--company", "Пекарня", "--sum", "5", "--advance", "-q"
      ).id
    }
    let own: [String: [String]] = [
      "payment": ["--invoice", "СЧ-2026-1", "--sum", "120000"],
      "shipment": ["--order", "ЗК-2026-1"] + (verb == "ship" ? ["--planned"] : []),
      "contract": ["--deal", "Пекарня", "--sum", "240000"],
    ]
    let made = world.run([noun, "add"] + (own[noun] ?? ["--order", "ЗК-2026-1"]) + ["-q"]).id
    if path == ["contract", "end"] { try world.make("contract", "sign", made) }
    return made
  }

  /// As many kinds of shortcomings as the command line lets through.
  private func neglect(_ world: TestWorld) throws {
    let deal = try world.startDeal()
    try world.make("deal", "edit", deal, "--name", "Другое", "--budget", "1")
    try world.make("company", "add", "Ничья")
    let late = try world.startDeal("Бар")
    try world.make("task", "reschedule", late, "--due", "2026-11-01", "--reason", "Ошибка")
    let idle = try world.startDeal("Гриль")
    try world.make("task", "cancel", idle, "--no-next", "--reason", "Ждем")
    try world.write(
      """
      ID,Название сделки,Бюджет,Этап сделки,Воронка,Компания
      1,А,100,Отправил(а) КП,Реклама,А
      2,Б,,Успешно завершено,Реклама,Б
      3,В,,Закрыто и не реализовано,Реклама,В

      """, to: "deals.csv")
    try world.make("import", "amocrm", "deals.csv", "--create")
  }
}
