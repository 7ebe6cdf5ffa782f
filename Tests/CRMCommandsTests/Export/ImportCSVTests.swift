import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// R113, R114: tables of one's own, and what `crm export csv` writes, are taken in.
final class ImportCSVTests: XCTestCase {
  /// What follows from other things, or from when something was entered.
  private static let derived: Set = [
    "revision", "updatedAt", "openDeals", "wonDeals", "lastWon", "status", "stageEnteredAt",
    "health",
    "nextTaskDue", "noTaskSince",
  ]

  /// A table by its heads, without what follows from other things.
  private func table(_ kind: String, in world: TestWorld) -> [[String: String]] {
    let lines = world.run("export", "csv", kind, "--fields", fields(kind, in: world)).out
    return lines.components(separatedBy: "\r\n").dropLast().map { ["line": $0] }
  }

  private func fields(_ kind: String, in world: TestWorld) -> String {
    world.run("export", "csv", kind).out.components(separatedBy: "\r\n")[0]
      .components(separatedBy: ",").filter { !Self.derived.contains($0) }.joined(separator: ",")
  }

  private func department() throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init")
    try world.make("field", "add", "seats", "--on", "company", "--type", "number")
    return world
  }

  private func take(_ world: TestWorld, _ words: String...) -> (out: JSONValue, status: Int32) {
    let run = world.run(["import", "csv"] + words + ["--json"])
    return (run.json, run.status)
  }

  /// R115: what csv says is read back without a loss, into a department that knows nothing of it.
  func testTablesComeBackAsTheyWere() throws {
    let (here, there) = (try department(), try department())
    try here.make(
      "company", "add", "'=Кафе «Ёлка», \"№ 1\"", "--phone", "8 (495) 739-00-33 доб. 2", "--phone",
      "+7 916 000-00-09", "--email", "a@example.com", "--inn", "7707083893", "--tag", "сеть",
      "--tag", "a, b", "--set", "seats=120,5", "--potential", "5000", "--is-customer", "no")
    // R35: a field that nobody defined is in the table as well.
    try here.make("company", "add", "+1", "--city", "Мо;сква", "--new-field", "Этаж=5")
    try here.make(
      "contact", "add", "+1", "--name", "делос  андрей", "--patronymic", "Иванович", "--phone",
      "89160000002", "--role", "decision-maker", "--position", "=шеф")
    try here.make("product", "add", "A1", "--name", "Меню, \"лето\"", "--unit", "шт")
    try here.make("product", "price", "A1", "1200,50")
    try here.make(
      "lead", "add", "--name", "Иван", "--phone", "+79161112233", "--text", "хочу\n-меню",
      "--company", "Бар")
    for (kind, file) in [
      ("company", "companies"), ("contact", "contacts"), ("product", "products"), ("lead", "leads"),
    ] {
      try here.make("export", "csv", kind, "--out", there.folder)
      let run = there.run("import", "csv", kind, "\(file).csv", "--now", "2026-11-21")
      XCTAssertEqual(run.status, 0, run.err)
      XCTAssertEqual(table(kind, in: there), table(kind, in: here), kind)
      // The same file changes nothing, there and where it came from.
      for world in [here, there] {
        let before = try world.documents()
        let again = world.run(
          "import", "csv", kind, "\(there.folder)/\(file).csv", "--now", "2026-11-21", "--json")
        XCTAssertEqual(again.json.at("rejectedCount").number?.text, "0", again.out)
        XCTAssertEqual(try world.documents(), before, kind)
      }
    }
    XCTAssertEqual(there.run("fsck").status, 0)
  }

  /// Deals come back by the ordinary actions, closed ones closed when they were (R112, R115).
  func testDealsComeBackAsTheyWere() throws {
    let (here, there) = (try department(), try department())
    for world in [here, there] {
      try world.make("field", "add", "halls", "--on", "deal", "--type", "number")
    }
    for name in ["Кафе", "Бар", "Гриль", "Рынок"] {
      try here.make("company", "add", name)
      try here.make("contact", "add", name, "--name", "Делос Андрей", "--role", "decision-maker")
    }
    try here.write(
      """
      Компания,Воронка,Этап,Бюджет,Дата создания,Дата закрытия,package,endDate,Причина,spokeWith,halls,Теги
      Кафе,Реклама,Договор и счет,"60000,50",01.11.2026 10:00:00,,,,,,3,"лето, зима"
      Бар,SMM,Успешно завершено,50000,02.11.2026 10:00:00,05.11.2026 12:30:00,Стандарт,2027-01-31,,,,
      Гриль,crm,Закрыто и не реализовано,,03.11.2026,06.11.2026 12:00:00,,,Дорого,"Делос Андрей, шеф",,
      Рынок,ads,in-work,,04.11.2026 09:00:00,,,,,,,
      """, to: "deals.csv")
    let made = take(here, "deal", "deals.csv")
    XCTAssertEqual(made.out.at("created").number?.text, "4", "\(made.out)")
    let states = world(here, "state")
    XCTAssertEqual(states, ["Бар": "won", "Гриль": "lost", "Кафе": "open", "Рынок": "open"])
    let unchanged = try here.documents()
    try here.make("export", "csv", "deal", "--out", "same")
    let same = take(here, "deal", "same/deals.csv")
    XCTAssertEqual(same.out.at("skipped").number?.text, "4", "\(same.out)")
    XCTAssertEqual(try here.documents(), unchanged)
    XCTAssertEqual(take(here, "deal", "deals.csv").out.at("skipped").number?.text, "4")
    for (kind, file) in [("company", "companies"), ("contact", "contacts"), ("deal", "deals")] {
      try here.make("export", "csv", kind, "--out", there.folder)
      let run = there.run("import", "csv", kind, "\(file).csv", "--json", "--now", "2026-11-21")
      XCTAssertEqual(run.json.at("rejectedCount").number?.text, "0", run.out + run.err)
    }
    XCTAssertEqual(
      table("deal", in: there).sorted { $0["line"] ?? "" < $1["line"] ?? "" },
      table("deal", in: here).sorted { $0["line"] ?? "" < $1["line"] ?? "" })
    let before = try there.documents()
    XCTAssertEqual(
      there.run("import", "csv", "deal", "deals.csv", "--json", "--now", "2026-11-21").json
        .at("skipped").number?.text, "4")
    XCTAssertEqual(try there.documents(), before)
    XCTAssertEqual(there.run("fsck").status, 0)
    let deal = there.run("deal", "show", "Кафе", "--json").json
    XCTAssertEqual(deal.at("contacts").array?.count, 1, "R47a: its company's people")
    XCTAssertEqual(deal.at("origin").string, nil)
  }

  private func world(_ world: TestWorld, _ field: String) -> [String: String] {
    let deals = world.run("deal", "list", "--state", "all", "--json").json.array ?? []
    return Dictionary(
      uniqueKeysWithValues: deals.map { ($0.at("name").string ?? "", $0.at(field).string ?? "") })
  }

  /// R114: deals too are changed by the cells that were changed, each by its action.
  func testChangedCellsChangeTheDeal() throws {
    let world = try department()
    let deal = try world.startDeal()
    try world.make("export", "csv", "deal", "--out", ".")
    try world.make("deal", "edit", deal, "--budget", "70000")
    let path = world.resolve("deals.csv")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.components(separatedBy: "\r\n")
    var cells = lines[1].components(separatedBy: ",")
    func put(_ value: String, _ key: String) throws {
      cells[try XCTUnwrap(lines[0].components(separatedBy: ",").firstIndex(of: key))] = value
    }
    try put("Звонок", "stage")
    try put("ads/call", "stageId")
    try put("80000", "budget")
    try put("2", "priority")
    try world.write(lines[0] + "\r\n" + cells.joined(separator: ",") + "\r\n", to: "deals.csv")
    let run = take(world, "deal", "deals.csv")
    XCTAssertEqual(run.out.at("updated").number?.text, "1", "\(run.out)")
    XCTAssertEqual(run.out.at("conflicts", 0, "here").string, "70000")
    XCTAssertEqual(run.out.at("conflicts", 0, "there").string, "80000")
    let card = world.run("deal", "show", deal, "--json").json
    XCTAssertEqual(card.at("stage").string, "call")
    XCTAssertEqual(card.at("budget").number?.text, "70000")
    XCTAssertEqual(card.at("priority").number?.text, "2")
    let events = (card.at("history").array ?? []).compactMap { $0.at("event").string }
    XCTAssertTrue(events.contains("moved"), "\(events)")
    XCTAssertEqual(take(world, "deal", "deals.csv", "--theirs").status, 0)
    XCTAssertEqual(
      world.run("deal", "show", deal, "--json").json.at("budget").number?.text, "80000")
  }

  /// R113: what a file is can be guessed, saved, and given to --map.
  func testGuessIsAMapping() throws {
    let world = try department()
    try world.write("Организация;ИНН;Телефон;Мусор\nКафе;7707083893;+74957390033;x\n", to: "t.csv")
    let guess = world.run("import", "guess", "t.csv", "--json")
    XCTAssertEqual(guess.status, 0, guess.err)
    XCTAssertEqual(guess.json.at("kind").string, "company")
    XCTAssertEqual(guess.json.at("columns", "Организация").string, "name")
    XCTAssertEqual(guess.json.at("sample", 0).array?.count, 4)
    try world.write(guess.out.replacing("\"fields.Мусор\"", with: "null"), to: "m.json")
    let run = take(world, "company", "t.csv", "--map", "m.json")
    XCTAssertEqual(run.out.at("created").number?.text, "1", "\(run.out)")
    XCTAssertEqual(world.run("company", "show", "Кафе", "--json").json.at("fields").keys, [])
    try world.write(
      "Deal - ID,Deal - Title,Deal - Stage,Deal - Pipeline,Deal - Organization\n1,А,Б,В,Г\n",
      to: "p.csv")
    XCTAssertEqual(
      world.run("import", "guess", "p.csv", "--json").json.at("format").string, "pipedrive")
    try world.write("Имя,Фамилия,E-mail\nИван,Иванов,a@example.com\n", to: "c.csv")
    XCTAssertEqual(
      world.run("import", "guess", "c.csv", "--json").json.at("kind").string, "contact")
    try world.write("x,y\n1,2\n", to: "n.csv")
    XCTAssertEqual(world.run("import", "guess", "n.csv").status, 2)
  }

  /// R115: for a spreadsheet too, with its commas and its days.
  func testTablesForSpreadsheetsComeBack() throws {
    let world = try department()
    try world.make("company", "add", "Кафе", "--set", "seats=120,5", "--phone", "+74957390033")
    let before = try world.documents()
    try world.make("export", "csv", "company", "--excel", "--out", ".")
    let again = take(world, "company", "companies.csv")
    XCTAssertEqual(again.out.at("skipped").number?.text, "1")
    XCTAssertEqual(try world.documents(), before)
  }

  /// R114: a cell that was changed in the table changes the card, an empty one erases nothing, and what
  /// was changed here since the table was written stays and is told where both are changed.
  func testChangedCellsChangeTheCard() throws {
    let world = try department()
    try world.make(
      "company", "add", "Кафе", "--city", "Москва", "--site", "a.ru", "--address", "Тверская",
      "--email", "a@example.com")
    try world.make("export", "csv", "company", "--out", ".")
    try world.make("company", "edit", "Кафе", "--city", "Тверь", "--address", "Арбат")
    let text = try String(contentsOfFile: world.resolve("companies.csv"), encoding: .utf8)
      .replacing("a.ru", with: "b.ru").replacing("Тверская", with: "Лубянка")
      .replacing("a@example.com", with: "")
    try world.write(text, to: "companies.csv")
    let run = take(world, "company", "companies.csv")
    XCTAssertEqual(run.out.at("updated").number?.text, "1")
    let conflicts = run.out.at("conflicts").array ?? []
    XCTAssertEqual(conflicts.count, 1)
    XCTAssertEqual(conflicts.first?.at("field").string, "address")
    XCTAssertEqual(conflicts.first?.at("here").string, "Арбат")
    XCTAssertEqual(conflicts.first?.at("there").string, "Лубянка")
    let card = world.run("company", "show", "Кафе", "--json").json
    XCTAssertEqual(
      ["site", "city", "address", "email"].map { card.at($0).string },
      ["b.ru", "Тверь", "Арбат", "a@example.com"])
    // The whole import is one undo.
    try world.make("undo")
    XCTAssertEqual(world.run("company", "show", "Кафе", "--json").json.at("site").string, "a.ru")
    XCTAssertEqual(take(world, "company", "companies.csv", "--theirs").status, 0)
    XCTAssertEqual(
      world.run("company", "show", "Кафе", "--json").json.at("address").string, "Лубянка")
  }

  /// R114: of a table that is not ours the card remembers what it said.
  func testSecondImportOfAForeignTableKnowsWhatChanged() throws {
    let world = try department()
    func write(_ city: String, _ site: String) throws {
      try world.write("Название;Город;Сайт\nКафе;\(city);\(site)\n", to: "t.csv")
    }
    func card() -> [String?] {
      let card = world.run("company", "show", "Кафе", "--json").json
      return [card.at("city").string, card.at("site").string]
    }
    try write("Москва", "a.ru")
    XCTAssertEqual(take(world, "company", "t.csv").out.at("created").number?.text, "1")
    try world.make("company", "edit", "Кафе", "--city", "Тверь")
    try write("Москва", "b.ru")
    let kept = take(world, "company", "t.csv")
    XCTAssertEqual(kept.out.at("conflictCount").number?.text, "0", "the file says what it said")
    XCTAssertEqual(card(), ["Тверь", "b.ru"])
    try write("Псков", "b.ru")
    for _ in 0..<2 {
      XCTAssertEqual(
        take(world, "company", "t.csv").out.at("conflictCount").number?.text, "1", "until settled")
    }
    XCTAssertEqual(take(world, "company", "t.csv", "--ours").status, 0)
    XCTAssertEqual(take(world, "company", "t.csv").out.at("conflictCount").number?.text, "0")
    XCTAssertEqual(card(), ["Тверь", "b.ru"])
    try write("Клин", "b.ru")
    XCTAssertEqual(take(world, "company", "t.csv", "--theirs").status, 0)
    XCTAssertEqual(card(), ["Клин", "b.ru"])
  }

  /// R61: two companies of one file that share a telephone are two, and a row without an id that repeats
  /// a name is the same one.
  func testRowsAreOneCardOnlyWhereTheyHaveOneName() throws {
    let world = try department()
    try world.write(
      "name,phone,city\nКафе А,+74957390033,\nКафе Б,+74957390033,\nкафе а,,Москва\n", to: "t.csv")
    let run = take(world, "company", "t.csv")
    XCTAssertEqual(run.out.at("created").number?.text, "2")
    XCTAssertEqual(run.out.at("updated").number?.text, "1")
    // With ids of the table's own two of one name are two, and found again by them.
    try world.write("ID,name,city\n1,Бар,Тверь\n2,Бар,Клин\n", to: "t.csv")
    XCTAssertEqual(take(world, "company", "t.csv").out.at("created").number?.text, "2")
    try world.write("ID,name,city\n2,Бар Юг,Клин\n2,Бар,Клин\n", to: "t.csv")
    let second = take(world, "company", "t.csv")
    XCTAssertEqual(second.out.at("updated").number?.text, "1")
    XCTAssertEqual(second.out.at("rejectedCount").number?.text, "1", "an id stands once")
    XCTAssertEqual(
      world.run("company", "show", "Бар Юг", "--json").json.at("city").string, "Клин")
  }

  /// Contacts make the companies that they name, and one without any is a private client.
  func testContactsMakeTheirCompanies() throws {
    let world = try department()
    try world.make("company", "add", "Кафе")
    try world.write(
      "Имя,Компания,Телефон,Роль\nИванов Иван,Кафе,8 916 000-00-01,ЛПР\n"
        + "Петров Петр,Бар,8 916 000-00-02 / 8 916 000-00-03,\nСидоров Сидор,,,\n", to: "t.csv")
    let run = take(world, "contact", "t.csv")
    XCTAssertEqual(run.out.at("created").number?.text, "3")
    XCTAssertEqual(run.out.at("made", "companies").number?.text, "2", "C12")
    let contacts = world.run("contact", "list", "--json").json.array ?? []
    XCTAssertEqual(
      Set(contacts.compactMap { $0.at("company", "name").string }),
      ["Кафе", "Бар", "Сидоров Сидор"])
    let ivanov = world.run("contact", "show", "Иванов Иван", "--json").json
    XCTAssertEqual(ivanov.at("role").string, "decision-maker")
    XCTAssertEqual(
      world.run("contact", "show", "Петров Петр", "--json").json.at("otherPhones").array?.first?
        .string, "+79160000003")
    let again = take(world, "contact", "t.csv")
    XCTAssertEqual(again.out.at("skipped").number?.text, "3")
    XCTAssertEqual(again.out.at("made", "companies").number?.text, "0")
  }

  /// R114: rejected rows are mended and imported alone.
  func testRejectedRowsComeBackAlone() throws {
    let world = try department()
    try world.write(
      "\u{FEFF}Название;ИНН;seats\r\nКафе;7707083893;10\r\nБар;123;20\r\nГриль;;\"x;\r\n",
      to: "t.csv")
    let run = take(world, "company", "t.csv")
    XCTAssertEqual(run.out.at("created").number?.text, "1")
    XCTAssertEqual(run.out.at("rejectedFile").string, "t.csv.rejected.csv")
    let path = world.resolve("t.csv.rejected.csv")
    let rejected = try String(contentsOfFile: path, encoding: .utf8)
    XCTAssertTrue(rejected.contains("Название;ИНН;seats;crm:line;crm:reason"), rejected)
    XCTAssertTrue(rejected.contains("Бар;123;20;3;"), rejected)
    try world.write(
      rejected.replacing("123;", with: "7736207543;").replacing("\"\"\"x\"", with: "5"),
      to: "mended.csv")
    let mended = take(world, "company", "mended.csv")
    XCTAssertEqual(mended.out.at("rejectedCount").number?.text, "0", "\(mended.out)")
    XCTAssertEqual(mended.out.at("created").number?.text, "2")
    XCTAssertEqual(mended.out.at("notices").array?.count, 0, "its own columns are no fields")
    // A dry run writes none.
    try FileManager.default.removeItem(atPath: path)
    XCTAssertEqual(take(world, "company", "t.csv", "--dry-run").status, 0)
    XCTAssertFalse(FileManager.default.fileExists(atPath: path))
  }

  /// R35: what an import brought without a definition can be asked for like any line, by its name or its
  /// key; a name that nothing has is an error.
  func testFieldsThatNobodyDefinedAreLines() throws {
    let world = try department()
    try world.write("name,Район\nКафе,Центр\nБар,Север\n", to: "t.csv")
    try world.make("import", "csv", "company", "t.csv")
    for word in ["район", "fields.Район"] {
      XCTAssertEqual(
        world.run(
          "company", "list", "--where", "\(word) = Центр", "--fields", "name,\(word)", "--format",
          "csv"
        ).out, "name,fields.Район\r\nКафе,Центр\r\n")
    }
    for words in [["--where", "раён = Центр"], ["--fields", "раён"]] {
      XCTAssertEqual(world.run(["company", "list"] + words).status, 2)
    }
  }

  /// What lists print one a line is taken in as it is.
  func testJSONLinesAreRead() throws {
    let (here, there) = (try department(), try department())
    try here.make(
      "company", "add", "Кафе", "--tag", "a,b", "--tag", "c", "--set", "seats=5", "--new-field",
      "Заметка=да")
    let lines = here.run("company", "list", "--format", "ndjson").out
    try there.write(lines, to: "t.ndjson")
    XCTAssertEqual(take(there, "company", "t.ndjson").out.at("created").number?.text, "1")
    let fields = ["tags", "fields", "name", "id"]
    let (mine, theirs) = (here, there)
    for field in fields {
      XCTAssertEqual(
        theirs.run("company", "list", "--json", "--fields", field).out,
        mine.run("company", "list", "--json", "--fields", field).out)
    }
  }

  /// A mapping says what a column is, or that it is none; a wrong one is refused with its place.
  func testMappingNamesColumns() throws {
    let world = try department()
    try world.write("Заведение,Мусор,Кто\nКафе,x,Анна Орлова\n", to: "t.csv")
    XCTAssertEqual(world.run("import", "csv", "company", "t.csv").status, 2, "no name")
    let map =
      #"{"schema":1,"columns":{"Заведение":"name","Мусор":null,"Кто":"manager"},"#
      + #""people":{"Анна Орлова":"anna"}}"#
    try world.write(map, to: "m.json")
    XCTAssertEqual(
      take(world, "company", "t.csv", "--map", "m.json").out.at("created").number?.text, "1")
    let card = world.run("company", "show", "Кафе", "--json").json
    XCTAssertEqual(card.at("manager").string, "anna")
    XCTAssertEqual(card.at("fields").keys, [])
    try world.write(map.replacing("\"name\"", with: "\"nmae\""), to: "m.json")
    let refused = world.run("import", "csv", "company", "t.csv", "--map", "m.json")
    XCTAssertEqual(refused.status, 2)
    XCTAssertTrue(refused.err.contains("columns.Заведение"), refused.err)
  }

  /// What a row names and what is not here is left out and told; a later file may bring it.
  func testMissingReferenceIsTold() throws {
    let world = try department()
    try world.write(
      "id,revision,name,state,companyId\n7k3m9qa2,1,Иван,accepted,aaaaaaaa\n", to: "t.csv")
    let run = take(world, "lead", "t.csv")
    XCTAssertEqual(run.out.at("created").number?.text, "1")
    XCTAssertEqual(run.out.at("notices").array?.count, 1)
    let lead = world.run("lead", "show", "7k3m9qa2", "--json").json
    XCTAssertEqual(lead.at("state").string, "accepted")
    XCTAssertEqual(world.run("fsck").status, 0)
  }
}
