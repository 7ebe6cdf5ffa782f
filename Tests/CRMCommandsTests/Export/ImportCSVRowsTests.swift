import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// R114: a row of a table goes in as a whole, once.
final class ImportCSVRowsTests: XCTestCase {
  /// R61, R114: a lead without an id is known by the person and by when it came, or by what was asked for.
  func testALeadWithoutAnIdIsNotMadeAgain() throws {
    let world = try TestWorld()
    try world.make("init")
    let rows = [
      "Иван,8 916 000-00-09,01.11.2026 10:00,Хочу меню,",
      "Иван,8 916 000-00-09,05.11.2026 10:00,Хочу сайт,",
      "Анна,a@example.ru,,Хочу логотип,", "Анна,a@example.ru,,Хочу визитки,",
    ]
    func take(_ rows: [String]) throws -> [String?] {
      let lines = rows.map { row in
        row.contains("@") ? row.replacing("a@example.ru,", with: ",") + "a@example.ru" : row
      }
      try world.write(
        (["Имя,Телефон,Дата,Текст,Почта"] + lines).joined(separator: "\n"), to: "leads.csv")
      let run = world.run("import", "csv", "lead", "leads.csv", "--json")
      XCTAssertEqual(run.status, 0, run.err)
      return ["created", "updated", "skipped"].map { run.json.at($0).number?.text }
    }
    XCTAssertEqual(try take(rows), ["4", "0", "0"], "who gets in touch again is another lead")
    XCTAssertEqual(try take(rows), ["0", "0", "4"], "the same file changes nothing")
    let edited = rows[0].replacing("Хочу меню", with: "Хочу меню и сайт")
    XCTAssertEqual(try take([edited] + rows.dropFirst()), ["0", "1", "3"])
    XCTAssertEqual(
      try take(["Иван,8 916 000-00-09,20.11.2026 10:00,Хочу меню,"]), ["1", "0", "0"])
    let unknown = [
      ",,06.11.2026 10:00,Перезвонить в офис,", ",,06.11.2026 11:00,Перезвонить в офис,",
    ]
    XCTAssertEqual(try take(unknown), ["2", "0", "0"])
    XCTAssertEqual(try take(unknown), ["0", "0", "2"], "nobody left a number, and that again")
  }

  /// R114: of a row that is refused nothing stays, and a later row makes what it needs itself.
  func testARefusedRowLeavesNoCompany() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.write(
      """
      company,stage,closedAt,createdAt
      Кафе,lost,вчера,завтра
      Бар,work,,
      Бар,сюда,,
      Гриль,lost,01.11.2026,02.11.2026 10:00
      Гриль,work,,
      """, to: "deals.csv")
    let run = world.run("import", "csv", "deal", "deals.csv", "--create", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    let names = world.run("company", "list", "--fields", "name", "--format", "csv").out
      .split(whereSeparator: \.isNewline).dropFirst().map(String.init).sorted()
    let deals = world.run("export", "csv", "deal", "--fields", "company").out
      .split(whereSeparator: \.isNewline).dropFirst().map(String.init)
    XCTAssertFalse(run.json.at("rejected").array?.isEmpty ?? true, run.out)
    XCTAssertEqual(names, Set(deals).sorted(), "no company is without a deal: \(run.out)")
  }

  /// R114: what the table says anew of a deal is taken over, what was changed here since stays and is told.
  func testAnEditedTableOfDealsChangesThem() throws {
    let world = try TestWorld()
    try world.make("init")
    func take(_ rows: String...) throws -> JSONValue {
      let heads = "ID;Сделка;Компания;Этап;Воронка;Сумма;Ответственный"
      try world.write(([heads] + rows).joined(separator: "\n"), to: "deals.csv")
      let run = world.run("import", "csv", "deal", "deals.csv", "--create", "--json")
      XCTAssertEqual(run.status, 0, run.err)
      return run.json
    }
    func deal() -> [String?] {
      let deal = world.run("deal", "list", "--state", "all", "--json").json.at(0)
      return ["name", "stage", "manager"].map { deal.at($0).string }
        + [deal.at("company", "name").string, deal.at("budget").number?.text]
    }
    _ = try take("1;Ель;Роща;Новая;Опт;100,00;Анна Ли")
    XCTAssertEqual(deal(), ["Ель", "novaya", "anna", "Роща", "100"])
    let changed = try take("1;Ёлка;Роща;В работе;Опт;150,50;Олег Дубов")
    XCTAssertEqual(changed.at("updated").number?.int, 1, "\(changed)")
    XCTAssertEqual(changed.at("conflicts").array?.count, 0, "\(changed)")
    XCTAssertEqual(deal(), ["Ёлка", "v-rabote", "oleg", "Роща", "150.5"])
    for (sum, budget) in [("300", "300"), ("400,00", "400")] {
      let more = try take("1;Ёлка;Роща;В работе;Опт;\(sum);Олег Дубов")
      XCTAssertEqual(more.at("updated").number?.int, 1, "\(more)")
      XCTAssertEqual(deal().last, budget)
    }
    let id = try XCTUnwrap(world.run("deal", "list", "-q").out.split(separator: "\n").first)
    try world.make("deal", "edit", String(id), "--budget", "777")
    let again = try take("1;Ёлка;Роща;Новая;Опт;200;Олег Дубов")
    XCTAssertEqual(again.at("conflicts").array?.count, 1, "\(again)")
    XCTAssertEqual(deal(), ["Ёлка", "novaya", "oleg", "Роща", "777"])
    XCTAssertEqual(world.run("fsck").status, 0)
  }
}
