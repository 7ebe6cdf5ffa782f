import CRMModel
import CRMTestSupport
import CommandLineKit
import Foundation
import XCTest

@testable import CRMCommands

/// What a command prints is declared by it, and judged before it decides anything.
final class OutputOptionsTests: XCTestCase {
  private static let comment = ["--comment", TestWorld.comment]
  private static let next = ["--next", "Встреча", "--due", "+1d"]

  /// Every type of paper, step by step (R74).
  private static let sale: [[String]] =
    [
      ["product", "add", "KB-1", "--name", "Кофемашина", "--price", "120000"], ["product", "list"],
      ["product", "show", "KB-1"], ["product", "edit", "KB-1", "--unit", "шт"],
      ["product", "price", "KB-1", "130000", "--from", "+30d"],
      ["quote", "add", "--deal", "Бар", "--line", "KB-1; 2", "--variant", "A"],
      ["quote", "variant", "add", "КП-2026-1", "B", "--line", "KB-1; 1"],
      ["quote", "send", "КП-2026-1", "--to", "a@example.com"],
      ["quote", "accept", "КП-2026-1", "--variant", "A", "--make-order"],
      ["order", "add", "--deal", "Бар", "--line", "Монтаж; 1; 500"],
      ["line", "add", "ЗК-2026-2", "--line", "Чаша; 1; 5"],
      ["line", "edit", "ЗК-2026-2", "1", "--line", "Монтаж; 2; 500"],
      ["line", "remove", "ЗК-2026-2", "2"], ["order", "confirm", "ЗК-2026-2"],
      ["order", "edit", "ЗК-2026-1", "--schedule", "100% today"],
      [
        "order", "promise", "ЗК-2026-1", "--part", "1", "--due", "+9d", "--reason", "Ждут",
        "--next", "Встреча",
      ],
      ["order", "done", "ЗК-2026-2"], ["order", "cancel", "ЗК-2026-2"],
      ["invoice", "request", "Бар"], ["invoice", "add", "--order", "ЗК-2026-1"],
      ["invoice", "send", "СЧ-2026-1", "--to", "a@example.com"],
      ["payment", "add", "--invoice", "СЧ-2026-1", "--sum", "240000"],
      ["payment", "add", "--company", "Бар", "--sum", "1", "--advance"],
      ["invoice", "add", "--company", "Бар", "--line", "Чаша; 1; 5"],
      ["payment", "apply", "ОП-2026-2", "--invoice", "СЧ-2026-2"],
      ["shipment", "add", "--order", "ЗК-2026-1", "--planned"], ["shipment", "ship", "ОТ-2026-1"],
      ["shipment", "deliver", "ОТ-2026-1"],
      ["contract", "add", "--deal", "Бар", "--sum", "240000"],
      ["contract", "send", "Д-2026-1", "--to", "a@example.com"], ["contract", "sign", "Д-2026-1"],
      ["contract", "end", "Д-2026-1"], ["act", "add", "--order", "ЗК-2026-1"],
      ["act", "send", "АК-2026-1", "--to", "a@example.com"], ["act", "sign", "АК-2026-1"],
      ["claim", "add", "--order", "ЗК-2026-1", "--subject", "Течет"],
      ["claim", "answer", "ПР-2026-1", "--text", "Заменим"], ["claim", "close", "ПР-2026-1"],
      ["purchase", "add", "--order", "ЗК-2026-1"], ["purchase", "receive", "ЗП-2026-1"],
      ["quote", "add", "--deal", "Бар", "--line", "KB-1; 1"],
      ["quote", "send", "КП-2026-2", "--to", "a@example.com"], ["quote", "expire", "КП-2026-2"],
      ["quote", "add", "--deal", "Бар", "--line", "KB-1; 1"], ["quote", "reject", "КП-2026-3"],
      ["invoice", "print", "СЧ-2026-1"], ["quote", "print", "КП-2026-1"],
      ["act", "print", "АК-2026-1"],
      ["paper", "list"], ["paper", "show", "АК-2026-1"], ["deal", "papers", "Бар"],
    ]
    + [
      ("quote", "КП-2026-3"), ("order", "ЗК-2026-2"), ("invoice", "СЧ-2026-1"),
      ("payment", "ОП-2026-1"), ("shipment", "ОТ-2026-1"), ("contract", "Д-2026-1"),
      ("act", "АК-2026-1"), ("claim", "ПР-2026-1"), ("purchase", "ЗП-2026-1"),
    ].flatMap { noun, number -> [[String]] in
      let rest: [[String]] = [
        [noun, "list"], [noun, "show", number], [noun, "edit", number, "--note", "Важно"],
        [noun, "renumber", number],
      ]
      return rest
    }
    + [
      ["quote", "cancel", "КП-2026-4"], ["payment", "cancel", "ОП-2026-2"],
      ["invoice", "cancel", "СЧ-2026-2"], ["shipment", "cancel", "ОТ-2026-2"],
      ["contract", "cancel", "Д-2026-2"], ["act", "cancel", "АК-2026-2"],
      ["claim", "cancel", "ПР-2026-2"], ["purchase", "cancel", "ЗП-2026-2"],
    ]

  /// A department's play in which every command that prints rows succeeds.
  private let play: [[String]] = beginning + imports + sale + end

  private static let beginning: [[String]] = [
    ["company", "add", "Кафе", "--phone", "84957654321", "--address", "Тверской бульвар, 26"],
    ["company", "edit", "Кафе", "--city", "Москва"], ["company", "list"],
    ["company", "show", "Кафе"],
    [
      "contact", "add", "Кафе", "--name", "Мамонов Андрей Петрович", "--position", "владелец",
      "--phone", "89160000002", "--email", "m@example.com", "--role", "decision-maker",
    ],
    ["contact", "edit", "Мамонов Андрей Петрович", "--position", "шеф"], ["contact", "list"],
    ["contact", "show", "Мамонов Андрей Петрович"],
    ["deal", "add", "Кафе", "--pipeline", "ads"], ["deal", "copy", "Кафе"], ["undo"],
    ["deal", "share", "Кафе", "petrov"], ["deal", "unshare", "Кафе", "petrov"],
    ["deal", "assign", "Кафе", "petrov"], ["deal", "join", "Кафе"],
    ["deal", "assign", "Кафе", "ivanov"],
    ["department", "add", "north"], ["department", "edit", "north", "--name", "Север"],
    ["department", "list"],
    ["user", "add", "petrov", "--name", "Петров", "--role", "manager"],
    ["user", "edit", "petrov", "--department", "north"], ["user", "list"],
    ["user", "list", "--all"], ["user", "show", "petrov"],
    ["user", "substitute", "petrov", "--by", "ivanov", "--until", "+3d"],
    ["audit", "--send-back"], ["audit"], ["audit", "--history"],
    ["rework", "list"], ["rework", "show", "Кафе"],
    ["task", "set", "Кафе", "Встреча", "--due", "+1d"],
    ["rework", "done", "Кафе", "--note", "Поставил задачу"],
    ["rework", "return", "Кафе", "--reason", "Поговорить еще раз"],
    ["rework", "done", "Кафе", "--note", "Поговорил"], ["rework", "accept", "Кафе"],
    ["task", "reschedule", "Кафе", "--due", "+2d", "--reason", "Владелец в отпуске"],
    ["task", "assign", "Кафе", "petrov"], ["task", "assign", "Кафе", "ivanov"],
    ["task", "assign", "--from", "ivanov", "--to", "petrov", "--yes"],
    ["task", "assign", "--from", "petrov", "--to", "ivanov", "--yes"],
    ["deal", "edit", "--where", "name = Кафе", "--budget", "50000", "--yes"],
    ["call", "Кафе", "-m", TestWorld.comment] + next,
    ["meeting", "Кафе", "-m", TestWorld.comment] + next,
    ["letter", "Кафе", "-m", TestWorld.comment] + next,
    ["message", "Кафе", "-m", TestWorld.comment] + next,
    ["task", "list"], ["task", "done", "Кафе", "--result", "Дозвонился"] + next,
    ["task", "cancel", "Кафе", "--reason", "Встреча не нужна"] + next,
    ["comment", "add", "Кафе", TestWorld.comment], ["deal", "list"], ["deal", "find", "Кафе"],
    ["deal", "show", "Кафе"], ["deal", "edit", "Кафе", "--budget", "60000"],
    ["deal", "contact", "remove", "Кафе", "Мамонов Андрей Петрович"],
    ["deal", "contact", "add", "Кафе", "Мамонов Андрей Петрович"],
    ["deal", "assign", "Кафе", "petrov"], ["deal", "assign", "Кафе", "ivanov"],
    ["deal", "assign", "--no-task", "--from", "petrov", "--to", "ivanov"],
    ["deal", "move", "Кафе", "call"] + comment,
    [
      "deal", "close", "Кафе", "--lost", "--reason", "Дорого", "--spoke-with", "Делос Андрей",
      "--position", "шеф",
    ] + comment,
    ["deal", "reopen", "Кафе"] + comment + next,
    ["deal", "delete", "Кафе", "--reason", "Ошибка"], ["deal", "restore", "Кафе"],
    ["deal", "purge"],
    [
      "split-pay", "Бар", "--paid", "20000", "--total", "60000", "--package", "Стандарт",
      "--end-date", "2027-01-31",
    ] + next,
    ["undo"], ["redo"], ["log"], ["board"], ["today"], ["remind"], ["calendar"], ["events"],
    ["text", "list"],
    ["text", "show", "hello"], ["text", "render", "hello", "Кафе"],
    ["deal", "contact", "show", "Кафе"],
    ["dupes"],
    ["company", "legal", "add", "Кафе", "--name", "ООО", "--inn", "7707083893"],
    ["company", "legal", "edit", "Кафе", "ООО", "--kpp", "773601001"],
    ["company", "legal", "remove", "Кафе", "ООО"],
    ["company", "edit", "Кафе", "--tag", "а/б"], ["tag", "list"], ["tag", "rename", "а", "в"],
    ["tag", "remove", "в"], ["list"], ["list", "overdue"],
    ["list", "save", "мой", "--overdue"], ["list", "show", "мой"], ["list", "remove", "мой"],
    ["pipeline", "list"], ["pipeline", "show", "ads"], ["pipeline", "lint"],
    ["settings", "show"], ["settings", "set", "work-hours", "10:00-19:00"], ["fsck"],
    ["fsck", "--repair"], ["import", "amocrm", "deals.csv", "--create"],
    ["import", "csv", "company", "companies.csv"], ["import", "guess", "companies.csv"],
    ["import", "payments", "payments.csv"], ["import", "crm", "crm.ndjson"],
    ["product", "import", "prices.csv"],
    ["lead", "add", "--name", "Белова", "--company", "Пекарня"], ["lead", "list"],
    ["lead", "next"], ["lead", "show", "Пекарня"], ["lead", "assign", "Пекарня", "--to", "ivanov"],
    ["lead", "edit", "Пекарня", "--text", "Баннер"],
    ["lead", "close", "Пекарня", "--dead", "--reason", "Молчит"], ["lead", "reopen", "Пекарня"],
    ["lead", "link", "Пекарня", "Бар"], ["lead", "add", "--name", "Орлов"],
    ["lead", "accept", "Орлов", "--new-company", "Столовая", "--pipeline", "ads"],
    ["lead", "add", "--name", "Лишний"], ["lead", "remove", "Лишний"],
    ["lead", "add", "--name", "Первый"], ["lead", "add", "--name", "Второй"],
    ["lead", "merge", "Первый", "Второй"],
    ["lead", "intake", "forms.ndjson"],
    ["contact", "add", "Кафе", "--name", "Орлов Олег"],
    ["contact", "add", "Кафе", "--name", "Олег Орлов"],
    ["contact", "merge", "Олег Орлов", "Орлов Олег"], ["undo"],
    ["contact", "remove", "Орлов Олег"],
    ["company", "add", "Ларек"], ["company", "add", "Киоск"],
    ["company", "merge", "Киоск", "Ларек"], ["undo"], ["company", "remove", "Ларек"],
  ]

  /// How other programs call a deal's id, name, stage, pipeline and company.
  static let headers = [
    "bitrix24": "ID,Название сделки,Стадия сделки,Направление,Компания",
    "hubspot": "Record ID,Deal Name,Deal Stage,Pipeline,Associated Company",
    "odoo": "External ID,Opportunity,Stage,Sales Team,Customer",
    "pipedrive": "Deal - ID,Deal - Title,Deal - Stage,Deal - Pipeline,Deal - Organization",
  ]

  private static let imports = headers.keys.sorted().map {
    ["import", $0, "\($0).csv", "--create"]
  }

  private static let lose =
    [
      "deal", "close", "Рынок", "--lost", "--reason", "Дорого", "--spoke-with", "Делос Андрей",
      "--position", "шеф", "--as", "petrov",
    ] + comment

  private static let end: [[String]] = [
    ["field", "add", "season", "--on", "deal", "--type", "line"], ["field", "list"],
    ["field", "edit", "season", "--name", "Сезон"], ["field", "remove", "season"],
    ["check", "add", "check.json"], ["check", "list"], ["check", "remove", "big"],
    ["pipeline", "add", "Опт"], ["pipeline", "edit", "opt", "--silence", "14d"],
    ["stage", "add", "opt", "Показ"], ["stage", "edit", "opt", "pokaz", "--norm", "7d"],
    ["stage", "add", "opt", "Проба"], ["stage", "move", "opt", "proba", "--after", "new"],
    ["stage", "remove", "opt", "pokaz"], ["stage", "list", "opt"],
    [
      "pipeline", "edit", "opt",
      "--rule", #"{"id":"go","when":"set priority","do":[{"move":"proba"}]}"#,
      "--rule", #"{"id":"back","when":"set priority","do":[{"move":"new"}]}"#,
    ],
    ["company", "add", "Рынок"], ["deal", "add", "Рынок", "--pipeline", "opt"],
    ["deal", "edit", "Рынок", "--priority", "1"],
    ["stage", "edit", "opt", "new", "--goal", #"{"id":"seen","name":"Видели образец"}"#],
    ["deal", "goal", "Рынок", "seen"], ["process", "list"], ["process", "start", "call", "Рынок"],
    ["process", "show", "Рынок"],
    ["process", "stop", "Рынок", "call", "--reason", "Дозвонились"],
    ["role", "add", "trainee"], ["role", "list"], ["role", "show", "trainee"],
    ["role", "edit", "trainee", "--duty", "money"], ["role", "remove", "trainee"],
    ["task", "set", "Рынок", "Встреча", "--due", "+1d"], ["deal", "resume", "Рынок", "go"],
    ["deal", "edit", "Рынок", "--priority", "2"], ["deal", "dismiss", "Рынок", "back"],
    ["stage", "edit", "opt", "lost", "--approval", "head"], ["deal", "assign", "Рынок", "petrov"],
    lose, ["approval", "list"],
    ["approval", "return", "Рынок", "--to", "new"] + comment + next,
    lose, ["approval", "accept", "Рынок"],
    ["deal", "delete", "Рынок", "--reason", "Ошибка"], ["pipeline", "archive", "opt"],
    ["pipeline", "restore", "opt"], ["rate", "set", "USD", "92.5"], ["rate", "list"],
    ["report", "funnel"], ["report", "cycle"], ["report", "losses"], ["report", "sales"],
    ["report", "inflow", "--sales", "3"], ["report", "abc"],
    ["report", "experiment", "--date", "2026-11-01", "--metric", "cycle"],
    ["report", "bottleneck"],
    ["report", "dynamics"], ["report", "nps"], ["report", "stages"], ["report", "leads"],
    ["report", "activity"],
    ["report", "forecast"], ["report", "quality"], ["report", "dupes"], ["report", "base"],
    ["plan", "set", "petrov", "2026-11", "100000"],
    ["plan", "list"], ["report", "plan"], ["backup", "copy"], ["restore", "copy"],
    ["scenario", "list"], ["scenario", "show", "odoo"], ["scenario", "add", "odoo"],
    ["scenario", "update", "odoo"],
    ["user", "deactivate", "petrov"], ["init", "second"],
    ["sync", "init"], ["sync", "now"], ["sync", "conflicts"], ["clone", "data", "taken"],
    ["deal", "settle", "Бар"],
  ]

  private func world() throws -> TestWorld {
    let world = try TestWorld()
    let bar = try world.startDeal("Бар")
    try world.walk(bar, to: "contract")
    try world.share()
    try world.disagree(on: bar)
    try world.write(
      #"{"id":"big","on":"deal","where":"budget > 1","say":"x","severity":"error"}"#,
      to: "check.json")
    try world.write(#"{"source":"site","external":"1","name":"Антон"}"#, to: "forms.ndjson")
    try world.write(
      "ID,Название сделки,Воронка,Этап сделки,Компания,Ответственный\n"
        + "1,Клуб,Реклама,Звонок,Клуб,ivanov\n", to: "deals.csv")
    try world.write("date,sum\n", to: "payments.csv")
    try world.write("name\nЛавка\n", to: "companies.csv")
    try world.write("", to: "crm.ndjson")
    for (format, header) in Self.headers {
      try world.write("\(header)\n1,Клуб,Звонок,Реклама,Клуб\n", to: "\(format).csv")
    }
    try world.write(text: "{name}", named: "hello")
    try world.write(
      #"{"schema":1,"id":"call","name":"Звонки","steps":[{"action":"Встреча","due":"+1d"}]}"#,
      to: "data/processes/call.json")
    world.run("fsck", "--accept")
    try world.write("code,price\nKB-2,9\n", to: "prices.csv")
    return world
  }

  private func command(of words: [String]) throws -> any Runnable {
    guard case .run(let command) = CommandTree.program.parse(words).outcome else {
      throw TranscriptPlayer.Problem("\(words)")
    }
    return command
  }

  /// T1: an unknown field is refused by each command before it does anything; a known one is printed.
  func testEveryCommandPrintsTheFieldsThatItDeclares() throws {
    let world = try world()
    var played: Set<[String]> = []
    for words in play {
      let before = try world.documents()
      for form in [["--json"], ["--format", "table"], ["--format", "csv"]] {
        let refused = world.run(words + form + ["--fields", "nosuch"])
        XCTAssertEqual(refused.status, 2, "\(words) \(form): \(refused.out)\(refused.err)")
        XCTAssertTrue(refused.err.contains("nosuch"), "\(words): \(refused.err)")
        XCTAssertEqual(refused.out, "", "\(words)")
      }
      let command = try command(of: words)
      if !command.prints.has(.report(.html)) {
        XCTAssertEqual(world.run(words + ["--format", "html"]).status, 2, "\(words)")
      }
      XCTAssertEqual(try world.documents(), before, "\(words)")
      let run = world.run(words + ["--format", "csv"])
      XCTAssertTrue(run.status == 0 || words[0] == "audit", "\(words): \(run.err)")
      let header = run.out.components(separatedBy: "\r\n")[0].components(separatedBy: ",")
      // R40: what `list save` takes for fields is kept, and the list itself is printed.
      let prints = command is ListSave ? .card(.savedList) : command.prints
      // C9: an object has a cell for each of its keys, and fields of one's own would have one each.
      let cells = (prints.fields?.columns ?? []).flatMap { $0.parts.isEmpty ? [$0.key] : $0.parts }
      let own = cells.contains("builtIn") ? [] : [CustomField.group]
      XCTAssertEqual(header, cells.filter { !own.contains($0) }, "\(words)")
      played.insert(CommandTree.program.parse(words).path)
    }
    // Commands without rows print a text, or what the lines of a batch print.
    let others =
      [
        ["batch"], ["commands"], ["completions", "print"], ["completions", "install"], ["help"],
        ["report", "dashboard"],
      ]
      + ExportCommand.Form.allCases.map { ["export", $0.rawValue] }
    let all = CommandTree.program.description.root.flattened.filter {
      !$0.isGroup && !$0.traits.contains(.hidden)
    }
    XCTAssertEqual(Set(all.map(\.path)).subtracting(others), played)
    for path in others {
      let words = path == ["completions", "print"] ? path + ["bash"] : path
      XCTAssertNil(try command(of: words).prints.fields, "\(path)")
    }
  }

  func testNothingOfABatchIsWrittenWhereOneOutputCannotBe() throws {
    let world = try world()
    try world.write("company add Один\ncompany add Два --fields nosuch\n", to: "batch")
    let before = try world.documents()
    XCTAssertEqual(world.run("batch", world.resolve("batch")).status, 2)
    XCTAssertEqual(world.run("batch", world.resolve("batch"), "--fields", "nosuch").status, 2)
    XCTAssertEqual(try world.documents(), before)
    XCTAssertEqual(world.run("batch", world.resolve("batch"), "--keep-going").status, 2)
    XCTAssertEqual(world.run("company", "show", "Один").status, 0)
    XCTAssertEqual(world.run("company", "show", "Два").status, 4)
  }

  func testAnOrderIsJudgedBeforeItIsSaved() throws {
    let world = try world()
    let before = try world.documents()
    for words in [
      ["list", "save", "мой", "--sort", "-nosuch"], ["list", "--sort", "nosuch"],
      ["list", "save", "мой", "--sort", "options"], ["deal", "list", "--sort", "history"],
      ["company", "list", "--sort", "contacts"], ["list", "won", "--sort", "name,nosuch"],
    ] {
      let run = world.run(words)
      XCTAssertEqual(run.status, 2, "\(words): \(run.out)")
      XCTAssertTrue(run.err.contains("--sort"), run.err)
    }
    XCTAssertEqual(try world.documents(), before)
    XCTAssertEqual(
      world.run("list", "save", "мой", "--sort", "-name", "--fields", "name").status, 0)
  }

  func testAReportHasNoFieldsAndIsMadeOfAuditsAlone() throws {
    let world = try world()
    let before = try world.documents()
    let words = ["audit", "--send-back", "--format", "html", "--fields", "deal"]
    XCTAssertEqual(world.run(words).status, 2)
    XCTAssertEqual(try world.documents(), before)
    XCTAssertEqual(world.run("audit", "--history", "--format", "html").status, 2)
    XCTAssertNotEqual(world.run("audit", "--format", "html").status, 2)
  }

  func testJSONOfChecksHasTheFieldsThatWereAskedFor() throws {
    let world = try world()
    try world.make("company", "add", "Кафе")
    let audit = world.run("audit", "--json", "--fields", "check").json
    XCTAssertEqual(audit.at("findings", 0).keys, ["check"])
    try world.write("{}", to: "data/pipelines/smm.json")
    for words in [["fsck"], ["pipeline", "lint"]] {
      let run = world.run(words + ["--json", "--fields", "path"])
      XCTAssertEqual(run.json.at("problems", 0).keys, ["path"], "\(words)")
    }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: world.data + "/settings.json")
    let repair = world.run("fsck", "--repair", "--dry-run", "--json", "--fields", "path").json
    XCTAssertEqual(repair.at("repaired", 0).keys, ["path"])
  }
}
