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

  /// R114: what a row says anew of a deal's own fields is told by their names, in their order.
  func testConflictsOfOneDealAreToldInTheOrderOfTheirFields() throws {
    let world = try department()
    let names = ["Имя", "Отчество", "Фамилия"]
    func take(_ word: String) throws -> JSONValue {
      let head = ["ID сделки", "Клиент", "Воронка", "Стадия", "Контакт"] + names
      let row = ["1", "Ель", "Реклама", "Звонок", "Анна Ли"] + names.map { "\($0) \(word)" }
      try world.write(
        "\(head.joined(separator: ";"))\n\(row.joined(separator: ";"))\n", to: "d.csv")
      return world.run("import", "csv", "deal", "d.csv", "--json").json
    }
    XCTAssertEqual(try take("раз").at("created").number?.text, "1")
    try world.make(["deal", "edit", "Ель"] + names.flatMap { ["--set", "\($0)=здесь"] })
    let told = try take("два").at("conflicts").array ?? []
    XCTAssertEqual(told.map { $0.at("field").string }, names)
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

  /// A row for each product tells that product's part of the sum; a sum that is the same in each is the whole.
  func testSumsOfProductsAreTheDeals() throws {
    let world = try department()
    try world.write(
      """
      "ID";"Название сделки";"Стадия сделки";"Сумма";"Валюта";"Компания";"Товар";
      "1";"Части";"Новая";"100.50";"Доллар США";"Ромашка";"Печь";
      "1";"Части";"Новая";"100.50";"Доллар США";"Ромашка";"Стол";
      "1";"Части";"Новая";"50";"Доллар США";"Ромашка";"Стул";
      "2";"Целое";"Новая";"70";"Доллар США";"Ромашка";"Стол";
      "2";"Целое";"Новая";"70";"Доллар США";"Ромашка";"Стул";
      "3";"Слова";"Новая";"много";"Доллар США";"Ромашка";"Стол";
      """, to: "deals.csv")
    let taken = world.run("import", "bitrix24", "deals.csv", "--create", "--lang", "en")
    XCTAssertTrue(taken.out.contains("line 7: «Сумма»"), "as the file calls it: \(taken.out)")
    XCTAssertEqual(deal("Части", in: world).at("budget").number?.text, "251")
    XCTAssertEqual(deal("Части", in: world).at("currency").string, "USD")
    XCTAssertEqual(deal("Части", in: world).at("fields", "Товар").string, "Печь, Стол, Стул")
    XCTAssertEqual(deal("Целое", in: world).at("budget").number?.text, "70")
  }

  /// Of two columns of one thing the one that is filled in counts: Pipedrive says apart when deals were won
  /// and lost.
  func testSecondColumnCountsWhereTheFirstIsEmpty() throws {
    let world = try department()
    try world.write(
      """
      Deal - Pipedrive System ID,Deal - Title,Deal - Stage,Deal - Status,Organization,Deal - Won time,Deal - Lost time
      1,Ёлка,Demo,Won,Acme,2026-03-01 10:00:00,
      2,Дуб,Demo,Lost,Acme,,2026-04-01 10:00:00
      """, to: "deals.csv")
    try world.make("import", "pipedrive", "deals.csv", "--create")
    XCTAssertEqual(deal("Ёлка", in: world).at("closedAt").string, "2026-03-01T07:00:00Z")
    XCTAssertEqual(deal("Дуб", in: world).at("closedAt").string, "2026-04-01T07:00:00Z")
  }

  /// People's names stand in parts in a file of leads, and what a lead has become elsewhere is no state here.
  func testLeadsOfBitrix24() throws {
    let world = try department()
    try world.write(
      """
      "ID";"Статус";"Название лида";"Имя";"Отчество";"Фамилия";"Дата создания";"Рабочий телефон";"Комментарий";
      "5";"В обработке";"Заявка";"Пётр";"";"Громов";"22.08.2026 14:30:00";"8 900 111-22-33, 8 495 000-11-22";"срочно";
      """, to: "leads.csv")
    XCTAssertTrue(world.run("import", "guess", "leads.csv").out.contains("bitrix24"))
    try world.make("import", "bitrix24", "leads", "leads.csv", "--create")
    let lead = try XCTUnwrap(world.run("lead", "list", "--json").json.array?.first)
    XCTAssertEqual(lead.at("name").string, "Громов Пётр")
    XCTAssertEqual(lead.at("phones").array?.count, 2)
    XCTAssertEqual(lead.at("text").string, "Заявка")
    XCTAssertEqual(lead.at("fields", "Комментарий").string, "срочно")
    XCTAssertEqual(lead.at("fields", "Статус").string, "В обработке")
    XCTAssertEqual(lead.at("receivedAt").string, "2026-08-22T11:30:00Z")
  }

  /// Odoo writes further things of a record below it, a person's company into the name of the customer, and
  /// the country in front of a tax number.
  func testRowsBelowARecordOfOdoo() throws {
    let world = try department()
    try world.write(
      """
      External ID,Opportunity,Customer,Contact Name,Stage,Expected Revenue,Activities/Summary
      lead_1,Помпа,"Лазурь, Анна Ли",Анна Ли,New,100,Позвонить
      ,,,,,,Написать
      lead_2,Клапан,Лазурь,,New,200,
      ,Без номера,Лазурь,,New,300,
      """, to: "deals.csv")
    try world.write(
      """
      External ID,Name,Is a Company,Related Company,Tax ID,Banks
      p_1,Лазурь,True,,RU7707083893,Первый
      ,,,,,Второй
      p_2,Azure,True,,US12345677,
      p_3,Анна Ли,False,Лазурь,,Третий
      ,,,,,Четвёртый
      """, to: "partners.csv")
    let run = world.run(
      "import", "odoo", "--deals", "deals.csv", "--contacts", "partners.csv", "--create", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    let rejected = try String(
      contentsOfFile: world.resolve("deals.csv.rejected.csv"), encoding: .utf8)
    XCTAssertTrue(rejected.contains("Без номера") && !rejected.contains("Написать"), rejected)
    XCTAssertEqual(
      deal("Помпа", in: world).at("fields", "Activities/Summary").string, "Позвонить, Написать")
    XCTAssertEqual(deal("Помпа", in: world).at("company", "name").string, "Лазурь")
    let companies = world.run("company", "list", "--sort", "name", "--json").json
    XCTAssertEqual(companies.array?.map { $0.at("inn").string }, [nil, "7707083893"])
    XCTAssertEqual(companies.at(0, "fields", "Tax ID").string, "US12345677")
    XCTAssertEqual(companies.at(1, "fields", "Banks").string, "Первый, Второй")
    XCTAssertEqual(
      world.run("contact", "show", "Анна Ли", "--json").json.at("fields", "Banks").string,
      "Третий, Четвёртый")
  }

  /// 1C writes a title above its table, and groups among the counterparties.
  func testCounterpartiesOf1C() throws {
    let world = try department()
    try world.write(
      """
      Контрагенты;;;
      ;;;
      Код;Наименование в программе;ИНН;Это группа
      00-1;Покупатели;;Да
      00-2;Ромашка;7707083893;Нет
      """, to: "companies.csv")
    try world.make("import", "csv", "company", "companies.csv")
    XCTAssertEqual(
      world.run("company", "list", "--fields", "name,inn", "--format", "tsv").out,
      "name\tinn\nРомашка\t7707083893\n")
  }

  /// What Bitrix24 calls a file of Excel is a page with a table, in which currencies have names.
  func testPageOfBitrix24IsATable() throws {
    let world = try department()
    try world.write(
      """
      <meta http-equiv="Content-type" content="text/html;charset=UTF-8" />
      <table border="1"><thead><tr><th>ID</th><th>Стадия сделки</th><th>Название сделки</th>
      <th>Сумма</th><th>Валюта</th><th>Компания</th><th>Контакт</th><th>Контакт: Частный e-mail</th>
      <th>Контакт: Другой телефон</th><th>Комментарий</th></tr></thead><tbody>
      <tr><td>7</td><td>Переговоры</td><td>ООО &quot;Лён&quot;</td><td>150000.00</td>
      <td>Российский рубль</td><td>Лён</td><td>Иванов Иван</td><td>ivan@len.ru</td>
      <td>8 (495) 111-22-33</td><td>Просил<br />позвонить</td></tr></tbody></table>
      """, to: "DEAL.xls")
    let taken = world.run("import", "bitrix24", "DEAL.xls", "--create", "--json").json
    XCTAssertEqual(taken.at("created").number?.text, "1", "\(taken)")
    let deal = deal("ООО «Лён»", in: world)
    XCTAssertEqual(deal.at("budget").number?.text, "150000")
    XCTAssertEqual(deal.at("currency").string, "RUB")
    XCTAssertTrue(world.run("log", "ООО «Лён»").out.contains("Просил"))
    let contact = world.run("contact", "show", "Иванов Иван", "--json").json
    XCTAssertEqual(contact.at("email").string, "ivan@len.ru")
    XCTAssertEqual(contact.at("phone").string, "+74951112233")
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

  /// A price list as shops keep it, by either command.
  func testAPriceListIsReadWithItsPrices() throws {
    for command in [["product", "import"], ["import", "csv", "product"]] {
      let world = try department()
      try world.write(
        """
        Прайс-лист на 20.11.2026;;;;
        Артикул;Наименование;Ед. изм.;Цена, руб.;НДС
        A-1;Насос;шт;"12 500,50 ₽";22%
        A-2;Шланг;м;350;Без НДС
        Итого;;;12 850,50;
        """, to: "prices.csv")
      try world.make(command + ["prices.csv"])
      let products = world.run("product", "list", "--json").json.array ?? []
      XCTAssertEqual(products.map { $0.at("vatRate").string }, ["22", "none"], "\(command)")
      XCTAssertEqual(
        products.map { $0.at("prices", 0).string },
        ["retail 2026-11-20 12500.5 RUB", "retail 2026-11-20 350 RUB"])
      try world.write("Артикул;Цена\nA-2;400\n", to: "prices.csv")
      try world.make(command + ["prices.csv"])
      XCTAssertEqual(
        world.run("product", "show", "A-2", "--json").json.at("prices", 0).string,
        "retail 2026-11-20 400 RUB")
    }
  }

  /// Other programs have words of their own for how a task stands.
  func testTasksOfOtherProgramsKnowHowTheyStand() throws {
    let world = try department()
    try world.make("company", "add", "Роща")
    try world.make("deal", "add", "Роща", "--pipeline", "smm")
    try world.write(
      """
      Задача;Сделка;Крайний срок;Статус;Результат
      Позвонить;Роща;25.11.2026 15:00;В работе;
      Встреча;Роща;15.11.2026 15:00;Завершена;Договорились
      """, to: "tasks.csv")
    let taken = world.run("import", "csv", "task", "tasks.csv", "--json").json
    XCTAssertEqual(taken.at("created").number?.int, 2, "\(taken)")
    let tasks = world.run("task", "list", "--all", "--sort", "due", "--json").json.array ?? []
    XCTAssertEqual(tasks.map { $0.at("state").string }, ["done", "open"])
  }

  /// When an open deal is expected to close is no closing, and is not lost either; a closed one of which
  /// nobody says when it was made was closed when the table says.
  func testAnExpectedClosingIsKept() throws {
    let world = try department()
    try world.write(
      """
      Сделка;Компания;Этап;Воронка;Дата закрытия
      Ёлка;Роща;Новая;Опт;31.12.2030
      Дуб;Роща;Завершена успешно;Опт;01.02.2026
      """, to: "deals.csv")
    try world.make("import", "csv", "deal", "deals.csv", "--create")
    XCTAssertEqual(deal("Ёлка", in: world).at("fields", "Дата закрытия").string, "31.12.2030")
    XCTAssertEqual(deal("Ёлка", in: world).at("state").string, "open")
    XCTAssertEqual(deal("Дуб", in: world).at("closedAt").string, "2026-01-31T21:00:00Z")
    XCTAssertEqual(deal("Дуб", in: world).at("fields", "Дата закрытия"), .null)
    let again = world.run("import", "csv", "deal", "deals.csv", "--json").json
    XCTAssertEqual(again.at("skipped").number?.int, 2)
  }

  /// A table of deals of no program that is known: by what its columns are called, wherever they stand.
  func testTablesOfDealsOfOtherPrograms() throws {
    let world = try department()
    try world.write(
      """
      Номер сделки;Состояние;Этап сделки;Наименование сделки;Контрагент;Стоимость;Схема;Дата;Дата создания сделки
      15;Активна;Новая;Насосы;Роща;"150 000,00 руб.";Опт;20.01.2026;12.01.2026
      """, to: "deals.csv")
    XCTAssertTrue(
      world.run("import", "guess", "deals.csv", "--lang", "en").out.contains("csv, deals"))
    try world.make("import", "csv", "deal", "deals.csv", "--create")
    let deal = deal("Насосы", in: world)
    XCTAssertEqual(deal.at("company", "name").string, "Роща")
    XCTAssertEqual(deal.at("budget").number?.int, 150_000)
    XCTAssertEqual(deal.at("createdAt").string, "2026-01-11T21:00:00Z")
    XCTAssertEqual(deal.at("fields", "Состояние").string, "Активна")
    XCTAssertEqual(deal.at("fields", "Дата").string, "20.01.2026")
    let again = world.run("import", "csv", "deal", "deals.csv", "--json").json
    XCTAssertEqual(again.at("skipped").number?.int, 1)
  }

  /// What spreadsheets and 1C make of an ИНН is one all the same.
  func testTaxNumbersAsTablesHaveThem() throws {
    let world = try department()
    try world.write(
      """
      Наименование;ИНН/КПП
      Берёза;7707083893.0
      Вяз;7736050003/773601001
      Граб;274062111
      """, to: "companies.csv")
    try world.make("import", "csv", "company", "companies.csv")
    let companies = world.run("company", "list", "--sort", "name", "--json").json.array ?? []
    XCTAssertEqual(
      companies.map { $0.at("inn").string }, ["7707083893", "7736050003", "0274062111"])
    XCTAssertEqual(companies[1].at("fields", "ИНН/КПП").string, "7736050003/773601001")
  }

  /// A dash for a sum or a date is none, and costs no row.
  func testDashesForSumsAndDatesAreNothing() throws {
    let heads = "ID;Название сделки;Бюджет;Дата создания;Дата закрытия;Этап;Воронка;Компания"
    for command in [["amocrm", "deals.csv"], ["csv", "deal", "deals.csv"]] {
      let world = try department()
      try world.write(heads + "\n7;Ёлка;-;—;н/д;Новая;Опт;Роща\n", to: "deals.csv")
      let taken = world.run(["import"] + command + ["--create", "--json"]).json
      XCTAssertEqual(taken.at("created").number?.int, 1, "\(taken)")
      XCTAssertEqual(deal("Ёлка", in: world).at("budget"), .null)
    }
  }
}
