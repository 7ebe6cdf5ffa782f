import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// R113, R114: tables of one's own, and what `crm export csv` writes, are taken in.
final class ImportCSVTests: XCTestCase {
  private static let derived: Set = ["revision", "updatedAt", "openDeals", "wonDeals", "status"]

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
    try here.make("company", "add", "+1", "--city", "Мо;сква")
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
        .string, "8 916 000-00-03")
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
