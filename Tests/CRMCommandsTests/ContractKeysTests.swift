import CRMCore
import CRMTestSupport
import XCTest

/// The keys that scripts rely on: every one is named here, so that a new one is a decision.
final class ContractKeysTests: XCTestCase {
  private let company = words(
    """
    address city createdAt email fields id inn isCustomer isSupplier manager name nameTyped
    otherEmails otherPhones otherPhonesTyped phone phoneTyped potential revision site status tags updatedAt
    """)
  private let contact = words(
    """
    company createdAt email fields firstName id lastName manager messenger name nameTyped
    otherEmails otherPhones otherPhonesTyped patronymic phone phoneTyped position revision role
    updatedAt
    """)
  private let task = words(
    "action activity allDay assignee createdAt deal doneAt due id kind process remind result state text"
  )
  private let dealRow = words(
    """
    amount author budget chain closedAt company createdAt currency endDate fields health id
    invoiceRequestedAt isRepeat lead lines lostReason manager name nextTaskDue noTaskSince origin package participants pipeline
    pipelineName priority revision spokeWith stage stageEnteredAt stageName state tags updatedAt
    """)
  private let stageRow = words(
    "atRisk deals pipeline pipelineName stage stageName sum withErrors")
  private let arrays = words(
    "automation chainParts comments contacts goals history pending rework tasks")
  private let sums = words("invoiced lastQuoteSent ordered paid paidShare shipped shippedShare")
  private var deal: [String] { (dealRow + arrays + sums).sorted() }

  private static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }

  func testCompanyKeys() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    XCTAssertEqual(world.run("company", "add", "Бар", "--json").json.keys, company)
    XCTAssertEqual(
      world.run("company", "edit", "Кафе Пушкин", "--city", "Тверь", "--json").json.keys, company)
    XCTAssertEqual(world.run("company", "list", "--json").json.at(0).keys, company)
    let card = world.run("company", "show", "Кафе Пушкин", "--json").json
    XCTAssertEqual(
      card.keys,
      (company + Self.words("aliases contacts deals emails history legal merged phones")).sorted())
    XCTAssertEqual(card.at("contacts", 0).keys, contact)
    XCTAssertEqual(card.at("deals", 0).keys, dealRow)
    XCTAssertEqual(card.at("deals", 0, "id").string, deal)
  }

  func testContactKeys() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    let person = ["Кафе Пушкин", "--name", "Белова Анна", "--json"]
    XCTAssertEqual(world.run(["contact", "add"] + person).json.keys, contact)
    for words in [
      ["edit", "Белова Анна", "--position", "повар"], ["remove", "Белова Анна", "--dry-run"],
    ] {
      XCTAssertEqual(world.run(["contact"] + words + ["--json"]).json.keys, contact)
    }
    XCTAssertEqual(
      world.run("contact", "show", "Белова Анна", "--json").json.keys,
      (contact + Self.words("deals emails history phones")).sorted())
    let row = world.run("contact", "list", "--json").json.at(0)
    XCTAssertEqual(row.keys, contact)
    XCTAssertEqual(row.at("company").keys, ["id", "name"])
  }

  func testDealKeys() throws {
    let world = try TestWorld()
    let id = try world.startDeal()
    try world.walk(id, to: "contract")
    XCTAssertEqual(world.run("deal", "list", "--json").json.at(0).keys, dealRow)
    let open = world.run("deal", "show", id, "--json").json
    XCTAssertEqual(open.keys, deal)
    XCTAssertEqual(open.at("contacts", 0).keys, Self.words("email id name phone position role"))
    XCTAssertEqual(open.at("tasks", 0).keys, task.filter { $0 != "deal" })
    XCTAssertEqual(open.at("comments", 0).keys, Self.words("at by report stage stageName text"))
    for event in open.at("history").array ?? [] {
      XCTAssertTrue(Set(event.keys).isSuperset(of: ["at", "by", "event"]), "\(event)")
    }
    let commands: [[String]] = [
      ["edit", id, "--name", "Кафе Пушкин"], ["assign", id, "petrov"],
      ["close", id, "--won", "--end-date", "2027-02-28", "--package", "Стандарт"],
      [
        "reopen", id, "--comment", TestWorld.comment, "--next", "Встреча", "--due", "+1d",
      ],
      ["delete", id, "--reason", "Ошибка"], ["restore", id],
    ]
    for words in commands {
      let run = world.run(["deal"] + words + ["--json"])
      XCTAssertEqual(run.json.keys, deal, "\(words)\n\(run.err)")
    }
  }

  func testNestedDealKeys() throws {
    let world = try TestWorld()
    let lost = try world.startDeal()
    try world.walk(lost, to: "call")
    try world.make(
      "deal", "close", lost, "--lost", "--reason", "Дорого", "--spoke-with", "Орлов Петр",
      "--position", "владелец", "--comment", TestWorld.comment)
    let card = world.run("deal", "show", lost, "--json").json
    XCTAssertEqual(card.at("spokeWith").keys, ["name", "position"])
    XCTAssertEqual(card.at("company").keys, ["id", "name"])
    XCTAssertEqual(card.at("package"), .null)
    XCTAssertEqual(card.at("chain"), .null)
  }

  func testEventKeysAreNeverAbsent() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.make("deal", "edit", deal, "--budget", "60000")
    try world.make("deal", "assign", deal, "petrov")
    try world.make("comment", "add", deal, TestWorld.comment)
    try world.make(
      "call", deal, "-m", TestWorld.comment, "--incoming", "--duration", "5m", "-t", "Встреча",
      "-d",
      "+1d")
    try world.make("task", "done", deal, "--result", "ок", "--next", "Встреча", "--due", "+1d")
    try world.make("task", "reschedule", deal, "--due", "+3d", "--reason", "Отпуск")
    try world.make("task", "cancel", deal, "--reason", "Нет", "--no-next")
    let history = world.run("deal", "show", deal, "--json").json.at("history").array ?? []
    let common = ["at", "by", "event", "operation", "undone"]
    for (event, keys) in [
      ("created", "stage stageName"), ("edited", "field new old reason"),
      ("assigned", "from reason to"),
      ("commented", "report stage text"), ("task-set", "task"),
      ("logged", "activity direction duration task"), ("task-done", "noNextReason result task"),
      ("task-rescheduled", "from reason task to"),
      ("task-cancelled", "noNext reason task"),
    ] {
      let found = try XCTUnwrap(history.first { $0.at("event").string == event }, event)
      XCTAssertEqual(found.keys, (Self.words(keys) + common).sorted(), event)
    }
  }

  func testTaskKeys() throws {
    let world = try TestWorld()
    let id = try world.startDeal()
    XCTAssertEqual(world.run("task", "list", "--json").json.at(0).keys, task)
    let set = world.run("task", "set", id, "Встреча", "--due", "+1d", "--json")
    XCTAssertEqual(set.json.keys, task)
    XCTAssertEqual(set.json.at("deal").keys, ["id", "name"])
    let moved = world.run(
      "task", "reschedule", id + "/1", "--due", "+2d", "--reason", "Отпуск", "--json")
    XCTAssertEqual(moved.json.keys, task)
    let ended = (task + ["automation", "next"]).sorted()
    let done = world.run(
      "task", "done", id + "/1", "--result", "ок", "--next", "Встреча", "--due", "+1d", "--json")
    XCTAssertEqual(done.json.keys, ended)
    XCTAssertEqual(done.json.at("next").keys, task.filter { $0 != "deal" })
    let cancelled = world.run("task", "cancel", id + "/2", "--reason", "Нет", "--json")
    XCTAssertEqual(cancelled.json.keys, ended)
  }

  func testBoardFindAndListKeys() throws {
    let world = try TestWorld()
    let id = try world.startDeal()
    try world.make("deal", "edit", id, "--budget", "60000")
    let stage = world.run("board", "ads", "--json").json.at(0)
    XCTAssertEqual(stage.keys, Self.words("deals name pipeline pipelineName rows stage sum total"))
    XCTAssertEqual(stage.at("rows", 0).keys, dealRow)
    XCTAssertEqual(stage.at("sum", 0).keys, ["amount", "currency"])
    let found = world.run("deal", "find", "Делос", "--json").json.at(0)
    XCTAssertEqual(found.keys, (dealRow + ["match"]).sorted())
    XCTAssertEqual(found.at("match").keys, ["field", "text"])
    let list = Self.words("builtIn fields name of options sort where")
    XCTAssertEqual(world.run("list", "--json").json.at(0).keys, list)
    XCTAssertEqual(world.run("list", "open", "--json").json.at(0).keys, dealRow)
  }

  func testSplitPaymentKeys() throws {
    let world = try TestWorld()
    let id = try world.startDeal()
    try world.walk(id, to: "contract")
    let split = world.run(
      "split-pay", id, "--paid", "20000", "--total", "60000", "--package", "Стандарт", "--end-date",
      "2027-01-31", "--next", "Проверить оплату", "--due", "+7d", "--json"
    ).json
    XCTAssertEqual(split.keys, ["chain", "next", "paid"])
    XCTAssertEqual(split.at("paid").keys, deal)
    XCTAssertEqual(split.at("next").keys, deal)
    let chain = Self.words("closed expected id paid part total")
    XCTAssertEqual(split.at("chain").keys, chain)
    XCTAssertEqual(split.at("paid", "chain").keys, chain)
    XCTAssertEqual(
      split.at("paid", "chainParts", 0).keys,
      Self.words("budget id name part stage stageName state"))
    XCTAssertEqual(split.at("paid", "package").keys, ["name", "split", "total"])
  }

  func testAuditKeys() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    try world.make("company", "add", "Ничья")
    let report = world.run("audit", "--json").json
    XCTAssertEqual(report.keys, ["at", "findings", "scope", "sentBack", "summary"])
    XCTAssertEqual(
      report.at("findings", 0).keys,
      Self.words(
        "amount check company currency deal fix manager message repeats requirement severity "
          + "since"))
    XCTAssertEqual(
      report.at("findings", 0, "deal").keys,
      Self.words("id name pipeline pipelineName stage stageName"))
    XCTAssertEqual(report.at("findings", 0, "company").keys, ["id", "name"])
    XCTAssertEqual(
      report.at("summary").keys, Self.words("atRisk byManager byStage clean deals errors warnings"))
    XCTAssertEqual(report.at("scope").keys, Self.words("checks department manager pipeline"))
    let row = report.at("summary", "byManager", 0)
    XCTAssertEqual(
      row.keys, Self.words("atRisk byStage clean deals errors health manager quality warnings"))
    XCTAssertEqual(report.at("summary", "byStage", 0).keys, stageRow)
    XCTAssertEqual(row.at("health").keys, ["green", "none", "red", "yellow"])
  }

  func testRiskNamesItsCurrency() throws {
    let world = try TestWorld()
    let id = try world.startDeal()
    try world.make("deal", "edit", id, "--budget", "60000.50")
    try world.make("task", "cancel", id, "--no-next", "--reason", "Ждем")
    let summary = world.run("audit", "--json").json.at("summary")
    XCTAssertEqual(summary.at("atRisk", 0).keys, ["amount", "currency"])
    XCTAssertEqual(summary.at("atRisk", 0, "amount").number?.text, "60000.5")
    XCTAssertEqual(summary.at("byManager", 0, "atRisk", 0, "currency").string, "RUB")
    XCTAssertEqual(summary.at("byManager", 0, "byStage", 0).keys, stageRow)
    XCTAssertEqual(summary.at("byStage", 0, "sum", 0).keys, ["amount", "currency"])
  }

  func testReworkKeys() throws {
    let world = try TestWorld()
    let id = try world.startDeal()
    try world.make("task", "cancel", id, "--no-next", "--reason", "Ждем")
    try world.make("audit", "--send-back", "--fail-on", "never")
    let keys = Self.words(
      """
      at author changedAt changedBy due findings id manager name note reason stage
      stageName standing state
      """)
    let row = world.run("rework", "show", id, "--json").json
    XCTAssertEqual(row.keys, keys)
    XCTAssertEqual(row.at("findings", 0).keys, ["check", "message"])
    XCTAssertEqual(row.at("standing", 0).keys, ["check", "fix", "message"])
    XCTAssertEqual(world.run("rework", "list", "--json").json.at(0).keys, keys)
    XCTAssertEqual(world.run("today", "--json").json.at("rework", 0).keys, keys)
    let card = world.run("deal", "show", id, "--json").json
    XCTAssertEqual(
      card.at("rework").keys,
      Self.words("at author changedAt changedBy checks due note reason state"))
    try world.make("task", "set", id, "Встреча", "--due", "+1d")
    XCTAssertEqual(world.run("rework", "done", id, "--note", "ок", "--json").json.keys, keys)
    XCTAssertEqual(
      world.run("rework", "return", id, "--reason", "нет", "--json").json.keys, keys)
    try world.make("rework", "done", id, "--note", "ок")
    XCTAssertEqual(world.run("rework", "accept", id, "--json").json.keys, keys)
    let history = world.run("deal", "show", id, "--json").json.at("history").array ?? []
    for (event, more) in [
      ("sent-back", ["checks", "due"]), ("rework-fixed", ["note"]), ("rework-accepted", []),
      ("rework-returned", ["due", "reason"]),
    ] {
      let found = try XCTUnwrap(history.first { $0.at("event").string == event }, event)
      XCTAssertEqual(
        found.keys, (["at", "by", "event", "operation", "undone"] + more).sorted(), event)
    }
  }

  func testKeptEveningAndSettingsKeys() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    try world.make("audit", "--keep")
    XCTAssertEqual(
      world.run("audit", "--history", "--json").json.at(0).keys,
      Self.words("atRisk cleanOpen day deals errors managers open quality warnings"))
    let keys = Self.words(
      """
      abcShares abcVariations ask baseProfile currency holidays invoiceDays logo maxContacts
      paperNumbers responsible seller statuses taskActions timeZone workDays workHours
      """)
    XCTAssertEqual(world.run("settings", "show", "--json").json.keys, keys)
    XCTAssertEqual(world.run("settings", "set", "currency", "EUR", "--json").json.keys, keys)
  }

  func testReportsOfTheDirectory() throws {
    let world = try TestWorld()
    XCTAssertEqual(world.run("init", "--json").json.keys, ["data", "formatVersion", "scenario"])
    let id = try world.startDeal()
    XCTAssertEqual(world.run("today", "--json").json.keys, ["dates", "deals", "rework", "tasks"])
    XCTAssertEqual(world.run("backup", "copy.tar", "--json").json.keys, ["backup", "documents"])
    XCTAssertEqual(
      world.run("restore", "copy.tar", "--json").json.keys, ["added", "changed", "removed"])
    try world.git("init", "--quiet", "--bare", "hub.git")
    XCTAssertEqual(world.run("sync", "init", "hub.git", "--json").json.keys, ["data", "remote"])
    XCTAssertEqual(
      world.run("sync", "--json").json.keys,
      ["commit", "merged", "received", "reconciled", "sent", "setAside", "warnings"])
    XCTAssertEqual(
      world.run("sync", "--status", "--json").json.keys,
      ["ahead", "behind", "branch", "operations", "remote", "setAside"])
    XCTAssertEqual(world.run("clone", "hub.git", "other", "--json").json.keys, ["data", "remote"])
    XCTAssertEqual(world.run("fsck", "--accept", "--json").json.keys, ["accepted", "problems"])
    XCTAssertEqual(world.run("fsck", "--json").json.keys, ["problems"])
    let operation = Self.words("actor at changeCount changes command events id stage undone user")
    let entry = world.run("log", "--json").json.at(0)
    XCTAssertEqual(entry.keys, operation)
    XCTAssertEqual(entry.at("changes", 0).keys, ["events", "id", "kind", "name"])
    XCTAssertEqual(world.run("log", id, "--json").json.at(0).keys, operation)
    XCTAssertEqual(world.run("undo", "--json").json.keys, operation)
    XCTAssertEqual(world.run("redo", "--json").json.keys, operation)
    let pipeline = Self.words(
      """
      allowBack allowSkip amount archived budget companyFields currency cycle described id lossReasons
      matchNames meetingActions name oldest on packages remindClient removed requireResult silence stages
      """)
    XCTAssertEqual(world.run("pipeline", "show", "ads", "--json").json.keys, pipeline)
    let row = world.run("pipeline", "list", "--json").json.at(0)
    XCTAssertEqual(row.keys, pipeline)
    let stage =
      "approval description from gap goals id kind name norm own owner probability report requires tasks when"
    XCTAssertEqual(row.at("stages", 0).keys, Self.words(stage))
    XCTAssertEqual(
      world.run("stage", "add", "smm", "Показ", "--json").json.keys, Self.words("after " + stage))
    XCTAssertEqual(
      world.run("rate", "set", "USD", "92.5", "--json").json.keys, Self.words("currency on rate"))
  }

  func testErrorKeys() throws {
    let world = try TestWorld()
    let id = try world.startDeal()
    let run = world.run("deal", "move", id, "call", "--json")
    XCTAssertEqual(run.out, "")
    XCTAssertEqual(run.error.keys, ["code", "details", "hints", "message"])
    XCTAssertEqual(run.error.at("details", 0).keys, ["message", "option", "requirement"])
    let other = world.run("deal", "show", "zzzzzzzz", "--json").error
    XCTAssertEqual(other.keys, ["code", "details", "hints", "message"])
    XCTAssertEqual(other.at("details"), [["known": [], "unknown": "zzzzzzzz"]])
  }

  func testEmptyListsAreEmptyArrays() throws {
    let world = try TestWorld()
    try world.make("init")
    for words in [
      ["company", "list"], ["contact", "list"], ["deal", "list"], ["task", "list"], ["log"],
      ["user", "list"], ["department", "list"],
    ] {
      XCTAssertEqual(world.run(words + ["--json"]).out, "[]\n", "\(words)")
      XCTAssertEqual(world.run(words + ["--format", "ndjson"]).out, "", "\(words)")
      XCTAssertEqual(world.run(words + ["-q"]).out, "", "\(words)")
      let header = world.run(words + ["--format", "csv"]).out
      XCTAssertEqual(header.split(separator: "\r\n").count, 1, "\(words)")
    }
  }

  func testAFieldThatIsAskedForTwiceIsOneKey() throws {
    let world = try TestWorld()
    let id = try world.startDeal()
    for words in [["deal", "show", id], ["deal", "list"]] {
      let run = world.run(words + ["--json", "--fields", "name,id,name"])
      XCTAssertNoThrow(try JSONReader.parse(run.outputBytes), "two equal keys: \(run.out)")
    }
  }

  func testJSONIsSortedAndOneDocumentWithOneNewline() throws {
    let world = try TestWorld()
    let id = try world.startDeal()
    for words in [["deal", "show", id], ["deal", "list"], ["audit"], ["commands"]] {
      let run = world.run(words + ["--json"])
      XCTAssertTrue(run.out.hasSuffix("\n") && !run.out.hasSuffix("\n\n"), "\(words)")
      XCTAssertNoThrow(try JSONReader.parse(run.outputBytes), "\(words)")
      XCTAssertEqual(run.err, "", "\(words)")
    }
    let lines = world.run("deal", "show", id, "--json").out.split(separator: "\n")
      .filter { $0.hasPrefix("  \"") }.map { $0.prefix { $0 != ":" } }
    XCTAssertEqual(lines, lines.sorted())
  }
}
