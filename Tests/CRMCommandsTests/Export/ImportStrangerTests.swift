import CRMCore
import CRMTestSupport
import XCTest

/// R112–R114: what exports of other programs hold as they are, and what a department expects of it.
final class ImportStrangerTests: XCTestCase {
  private func department() throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init")
    return world
  }

  private func deal(_ name: String, in world: TestWorld) -> JSONValue {
    world.run("deal", "show", name, "--json").json
  }

  /// Bitrix24 writes a row for each product of a deal, and two dates of which one is the creation's.
  func testRowsOfOneDealAreOneDeal() throws {
    let world = try department()
    let export = """
      "ID";"Название сделки";"Стадия сделки";"Сумма";"Компания";"Дата начала";"Дата создания";"Товар";"Цена";
      "12";"Поставка";"Новая";"150000.00";"Ромашка";"01.03.2026";"28.02.2026 10:00:00";"Печь";"100000.00";
      "12";"Поставка";"Новая";"150000.00";"Ромашка";"01.03.2026";"28.02.2026 10:00:00";"Стол";"50000.00";
      "13";"Другая";"Новая";"10.00";"Ромашка";"01.03.2026";"01.03.2026 10:00:00";"Стол";"10.00";
      "13";"Другая";"В работе";"10.00";"Ромашка";"01.03.2026";"01.03.2026 10:00:00";"Стул";"10.00";
      """
    try world.write(export, to: "deals.csv")
    for created in ["2", "0"] {
      let taken = world.run("import", "bitrix24", "deals.csv", "--create", "--json").json
      XCTAssertEqual(taken.at("created").number?.text, created, "\(taken)")
      XCTAssertEqual(
        taken.at("rejectedCount").number?.text, "1", "another stage is a contradiction")
    }
    let deal = deal("Поставка", in: world)
    XCTAssertEqual(deal.at("fields", "Товар").string, "Печь, Стол")
    XCTAssertEqual(deal.at("fields", "Цена").string, "100000.00, 50000.00")
    XCTAssertEqual(deal.at("fields", "Дата начала").string, "01.03.2026")
    XCTAssertEqual(deal.at("createdAt").string, "2026-02-28T07:00:00Z")
  }

  /// Labels can be chosen by, and every number of a contact stands on its card and on the deal's.
  func testLabelsAndNumbersAreWhatTheyAre() throws {
    let world = try department()
    try world.write(
      """
      ID;Название сделки;Этап сделки;Воронка;Полное имя контакта;Рабочий телефон;Мобильный телефон;Теги сделки
      1;Ёлка;Переговоры;Продажи;Смирнова Анна;'+7 495 123-45-67, 8 (916) 000-11-22;89162223344;горячая, сеть
      """, to: "deals.csv")
    try world.make("import", "amocrm", "deals.csv", "--create")
    XCTAssertEqual(
      world.run("deal", "list", "--where", "tag = горячая", "--fields", "name", "--format", "tsv")
        .out, "name\nЁлка\n")
    XCTAssertEqual(deal("Ёлка", in: world).at("fields").object?.members.count, 0)
    let card = world.run("deal", "show", "Ёлка").out
    for number in ["+79162223344", "+74951234567", "+79160001122"] {
      XCTAssertTrue(card.contains(number), card)
    }
    // The export's own file of contacts names another number first: that is no conflict.
    try world.write(
      """
      ID,Тип,Полное имя контакта,Рабочий телефон,Мобильный телефон
      501,контакт,Смирнова Анна,'+74951234567,'+79169998877
      """, to: "contacts.csv")
    let taken = world.run("import", "amocrm", "contacts", "contacts.csv", "--json").json
    XCTAssertEqual(taken.at("conflictCount").number?.text, "0", "\(taken)")
    let contact = world.run("contact", "show", "Смирнова Анна", "--json").json
    XCTAssertEqual(contact.at("phone").string, "+79162223344")
    XCTAssertEqual(contact.at("otherPhones").array?.count, 3, "\(contact)")
  }

  /// Where a table of counterparties says in words that there is no number, the company comes in all the
  /// same; a cell that is meant as a number and is none still refuses its row.
  func testWordsForNothingAreNothing() throws {
    let world = try department()
    try world.write(
      """
      Наименование;ИНН;Телефон;Электронная почта;Основной менеджер
      Мишка;;нет;не указан;anna
      Ёлка;-;—;N/A;
      Роща;;спросить у Пети;;
      """, to: "companies.csv")
    let taken = world.run("import", "csv", "company", "companies.csv", "--json").json
    XCTAssertEqual(taken.at("created").number?.text, "2", "\(taken)")
    XCTAssertEqual(taken.at("rejectedCount").number?.text, "1")
    let company = world.run("company", "show", "Мишка", "--json").json
    XCTAssertEqual(company.at("phone"), .null)
    XCTAssertEqual(company.at("manager").string, "anna")
  }
}
