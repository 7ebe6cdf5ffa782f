import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// R112, R113: what other programs export is taken in, each by its format.
final class ImportFormatTests: XCTestCase {
  /// The deals of an import: name, company, stage, state, budget, and when each was made.
  private func imported(
    _ format: String, _ text: String, file: String = "deals.csv"
  ) throws -> (world: TestWorld, deals: [[String]]) {
    let world = try TestWorld()
    try world.make("init")
    try world.write(text, to: file)
    let run = world.run("import", format, file, "--create", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("rejected").array?.count, 0, run.out)
    let again = world.run("import", format, file, "--json")
    XCTAssertEqual(again.json.at("updated").number?.text, "0", "R114: the same changes nothing")
    return (world, deals(in: world))
  }

  private func deals(in world: TestWorld) -> [[String]] {
    let fields = "name,company,stage,state,budget,currency"
    return world.run("export", "csv", "deal", "--fields", fields).out
      .components(separatedBy: "\r\n").dropFirst().dropLast()
      .map { $0.components(separatedBy: ",") }.sorted { $0[0] < $1[0] }
  }

  func testPipedriveTellsTheOutcomeBesideTheStage() throws {
    let (world, deals) = try imported(
      "pipedrive",
      """
      Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Owner,Deal - Organization,\
      Deal - Contact person,Deal - Pipeline,Deal - Stage,Deal - Status,Deal - Deal created,\
      Deal - Won time,Deal - Lost reason,Deal - Deal closed on,Deal - Probability
      1,Alpha,1200.50,EUR,Anna Smith,Acme,John Doe,Sales,Qualified,Open,2026-03-01 10:00:00,,,,20
      2,Beta,1000,EUR,Anna Smith,Acme,John Doe,Sales,Proposal,Won,2026-03-02 10:00:00,\
      2026-04-01 09:00:00,,2026-04-01 09:00:00,
      3,Gamma,0,EUR,Anna Smith,Umbrella,,Sales,Qualified,Lost,2026-03-03 10:00:00,,Price,\
      2026-04-02 09:00:00,
      """)
    XCTAssertEqual(
      deals,
      [
        ["Alpha", "Acme", "Qualified", "open", "1200.5", "EUR"],
        ["Beta", "Acme", "Won", "won", "1000", "EUR"],
        ["Gamma", "Umbrella", "Lost", "lost", "", "RUB"],
      ])
    let beta = world.run("deal", "show", "Beta", "--json").json
    XCTAssertEqual(beta.at("closedAt").string, "2026-04-01T06:00:00Z")
    XCTAssertEqual(
      beta.at("fields", "Этап сделки").string, "Proposal", "where it stood when it ended")
  }

  /// R113: the files of people, companies and deals, each in the columns of its program, joined by IDs where
  /// it writes them, else by names.
  func testFilesOfOneExportAreJoined() throws {
    let exports: [(format: String, companies: String?, contacts: String, deals: String)] = [
      (
        "pipedrive",
        "Organization - ID,Organization - Name,Organization - Address,Organization - Owner\n"
          + "7,Acme,Main St 1,Anna Smith",
        "Person - ID,Person - Name,Person - Organization ID,Person - Email - Work,"
          + "Person - Phone - Mobile\n31,John Doe,7,j@example.com,+44 20 7946 0000",
        "Deal - ID,Deal - Title,Deal - Organization,Deal - Organization ID,Deal - Contact person,"
          + "Deal - Contact person ID,Deal - Stage\n1,Alpha,Acme Inc.,7,Johnny,31,Qualified"
      ),
      (
        "hubspot",
        "Record ID,Company name,City,Phone Number,Website URL,Company owner\n"
          + "7,Acme,London,+44 20 7946 0001,acme.example,Anna Smith",
        "Record ID,First Name,Last Name,Email,Phone Number,Associated Company IDs\n"
          + "31,John,Doe,j@example.com,+44 20 7946 0000,7",
        "Record ID,Deal Name,Deal Stage,Associated Company,Associated Company IDs,"
          + "Associated Contact,Associated Contact IDs\n"
          + "1,Alpha,Qualified,Acme Inc.,7,John Doe (j@example.com),31"
      ),
      (
        "bitrix24",
        "ID;Название компании;Рабочий телефон;Рабочий e-mail;Ответственный;\n"
          + "7;Acme;+44 20 7946 0001;info@acme.example;Анна Орлова [12];",
        "ID;Имя;Фамилия;Рабочий телефон;Рабочий e-mail;Компания;Должность;Ответственный;\n"
          + "31;John;Doe;+44 20 7946 0000;j@example.com;Acme;CEO;Анна Орлова [12];",
        "ID;Название сделки;Компания;Контакт;Стадия сделки;Направление;\n"
          + "1;Alpha;Acme;John Doe;В работе;Общее;"
      ),
      (
        "odoo", nil,
        "External ID,Name,Is a Company,Related Company,Email,Phone,Street,Tax ID\n"
          + "p7,Acme,True,,info@acme.example,+44 20 7946 0001,Main St 1,\n"
          + "p31,John Doe,False,Acme,j@example.com,+44 20 7946 0000,,",
        "External ID,Opportunity,Customer,Contact Name,Stage,Phone\n"
          + "1,Alpha,Acme,John Doe,New,+44 20 7946 0000"
      ),
      (
        "amocrm", nil,
        "ID,Type,Full name,First name,Last name,Company name,Responsible user,Created at,Work phone,"
          + "Work email\n"
          + "7,company,Acme,,,Acme,Anna Smith,01.09.2026 09:00:00,+44 20 7946 0001,\n"
          + "31,contact,John Doe,John,Doe,Acme,Anna Smith,01.10.2026 09:00:00,+44 20 7946 0000,"
          + "j@example.com",
        "ID,Lead title,Lead stage,Company,Full name,Work phone\n"
          + "1,Alpha,Qualified,Acme,John Doe,+44 20 7946 0000"
      ),
    ]
    for export in exports {
      let world = try TestWorld()
      try world.make("init")
      var words = ["--contacts", "contacts.csv", "--deals", "deals.csv"]
      try world.write(export.contacts, to: "contacts.csv")
      try world.write(export.deals, to: "deals.csv")
      if let companies = export.companies {
        try world.write(companies, to: "companies.csv")
        words += ["--companies", "companies.csv"]
      }
      let run = world.run(["import", export.format] + words + ["--create", "--json"])
      XCTAssertEqual(run.status, 0, "\(export.format): \(run.err)")
      XCTAssertEqual(run.json.at("rejected").array?.count, 0, run.out)
      XCTAssertEqual(run.json.at("created").number?.text, "3", "\(export.format): \(run.out)")
      let deal = world.run("deal", "show", "Alpha", "--json").json
      XCTAssertEqual(deal.at("company", "name").string, "Acme", export.format)
      let person = deal.at("contacts").array?.first
      let name = person?.at("name").string.map { $0.split(separator: " ").sorted() }
      XCTAssertEqual(name, ["Doe", "John"], export.format)
      XCTAssertEqual(person?.at("email").string, "j@example.com", export.format)
      let again = world.run(["import", export.format] + words + ["--json"])
      XCTAssertEqual(again.json.at("skipped").number?.text, "3", "R114: \(again.out)")
      XCTAssertEqual(world.run("undo").status, 0)
      XCTAssertEqual(world.run("company", "list", "-q").out, "", "one import is one undo")
    }
  }

  func testBitrix24IsReadWithItsMarkAndItsSemicolons() throws {
    let (_, deals) = try imported(
      "bitrix24",
      "\u{FEFF}\"ID\";\"Название сделки\";\"Компания\";\"Контакт\";\"Сумма\";\"Валюта\";"
        + "\"Стадия сделки\";\"Направление\";\"Ответственный\";\"Дата создания\";\r\n"
        + "\"7\";\"Поставка\";\"ООО Ромашка\";\"Иванов Петр\";\"10000.00\";\"RUB\";\"В работе\";"
        + "\"Общее\";\"Анна Орлова [12]\";\"20.11.2026 09:15:00\";\r\n"
        + "\"8\";\"Ремонт\";\"ООО Ромашка\";\"\";\"500.00\";\"USD\";\"Сделка провалена\";"
        + "\"Общее\";\"Анна Орлова [12]\";\"19.11.2026 09:15:00\";\r\n")
    XCTAssertEqual(
      deals,
      [
        ["Поставка", "ООО Ромашка", "В работе", "open", "10000", "RUB"],
        ["Ремонт", "ООО Ромашка", "Сделка провалена", "lost", "500", "USD"],
      ])
  }

  func testHubSpotIsRead() throws {
    let (_, deals) = try imported(
      "hubspot",
      """
      "Record ID","Deal Name","Pipeline","Deal Stage","Amount","Close Date","Create Date","Deal owner",\
      "Associated Company","Associated Contact"
      "11","Alpha","Sales Pipeline","Appointment Scheduled","500","2027-01-15 10:00","2026-03-01 10:00",\
      "Anna Smith","Acme","John Doe"
      "12","Beta","Sales Pipeline","Closed Won","700","2026-04-01 10:00","2026-03-02 10:00",\
      "Anna Smith","Acme","John Doe"
      """)
    XCTAssertEqual(
      deals.map { [$0[0], $0[2], $0[3]] },
      [["Alpha", "Appointment Scheduled", "open"], ["Beta", "Closed Won", "won"]])
  }

  func testOdooIsRead() throws {
    let (_, deals) = try imported(
      "odoo",
      """
      External ID,Opportunity,Customer,Contact Name,Email,Phone,Expected Revenue,Stage,Sales Team,\
      Salesperson,Active,Created on
      crm_lead_1,Alpha,Acme,John Doe,j@example.com,+44 20 7946 0000,"2,500.00",Proposition,Europe,\
      Anna Smith,True,2026-03-01 10:00:00
      crm_lead_2,Beta,Acme,,,,100,New,Europe,Anna Smith,False,2026-03-01 10:00:00
      """)
    XCTAssertEqual(
      deals,
      [
        ["Alpha", "Acme", "Proposition", "open", "2500", "RUB"],
        ["Beta", "Acme", "Lost", "lost", "100", "RUB"],
      ])
  }

  /// A10: the same program sells as Kommo, with headers in English, Spanish and Portuguese.
  func testKommoIsReadInItsLanguages() throws {
    let headers = [
      "ID,Lead title,Sale,Responsible user,Created at,Closed at,Lead stage,Pipeline,Full name,"
        + "Work phone,Company,Note",
      "ID,Nombre del lead,Presupuesto,Usuario responsable,Fecha de creación,Fecha de cierre,"
        + "Etapa del lead,Embudo de ventas,Nombre completo,Teléfono,Empresa,Nota",
      "ID,Nome do lead,Orçamento,Usuário responsável,Data de criação,Data de fechamento,"
        + "Etapa do lead,Funil de vendas,Nome completo,Telefone,Empresa,Nota",
    ]
    let closed = ["Closed - won", "Logrado con éxito", "Venda ganha"]
    let open = ["not closed", "no cerrado", "não fechado"]
    for place in headers.indices {
      let (world, deals) = try imported(
        "amocrm",
        """
        \(headers[place])
        1,Alpha,100,Anna,01.03.2026 10:00:00,\(open[place]),Offer,Sales,John Doe,+79160000001,Acme,Hi
        2,Beta,200,Anna,01.03.2026 10:00:00,02.03.2026 10:00:00,\(closed[place]),Sales,John Doe,,Acme,
        """)
      XCTAssertEqual(deals.map { $0[3] }, ["open", "won"], headers[place])
      XCTAssertEqual(deals.map { $0[1] }, ["Acme", "Acme"])
      let fields = world.run("deal", "show", "Alpha", "--json").json.at("fields")
      XCTAssertEqual(fields.keys, [], "every column of it means something here")
    }
  }

  /// Deals that ended elsewhere end at the stages of the pipeline that they come into, whatever these are
  /// called there.
  func testDealsEndAtTheStagesOfTheirPipeline() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.write(
      """
      Deal - ID,Deal - Title,Deal - Stage,Deal - Pipeline,Deal - Organization,Deal - Status
      1,Alpha,Звонок,Реклама,Acme,Won
      2,Beta,Звонок,Реклама,Acme,Lost
      """, to: "deals.csv")
    try world.make("import", "pipedrive", "deals.csv")
    XCTAssertEqual(
      deals(in: world).map { [$0[0], $0[2], $0[3]] },
      [["Alpha", "Успешно завершено", "won"], ["Beta", "Закрыто и не реализовано", "lost"]])
    XCTAssertEqual(
      world.run("deal", "show", "Alpha", "--json").json.at("fields", "Этап сделки").string, "Звонок"
    )
  }

  /// R112: what a requirement would refuse is kept and becomes a finding, and no stage sets its tasks.
  func testWhatARequirementWouldRefuseIsAFinding() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.write(
      "ID,Название сделки,Этап сделки,Воронка,Компания\n1,А,Договор и счет,Реклама,А\n"
        + "2,Б,Успешно завершено,Реклама,Б\n", to: "deals.csv")
    let run = world.run("import", "amocrm", "deals.csv", "--json").json
    XCTAssertEqual(run.at("created").number?.text, "2")
    XCTAssertEqual(world.run("deal", "show", "А", "--json").json.at("tasks").array?.count, 0)
    let checks = (world.run("audit", "--json").json.at("findings").array ?? [])
      .compactMap { $0.at("check").string }
    XCTAssertTrue(
      Set(["budget-missing", "task-missing", "won-incomplete"]).isSubset(of: checks), "\(checks)")
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  /// R112: a department's own names for columns lie in its data directory.
  func testDepartmentNamesColumnsOfItsOwn() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.write("ID;Проект;Фаза;Компания\n1;Меню;Звонок;Кафе\n", to: "deals.csv")
    XCTAssertEqual(world.run("import", "amocrm", "deals.csv", "--create").status, 2)
    try FileManager.default.createDirectory(
      atPath: world.resolve("data/formats"), withIntermediateDirectories: true)
    try world.write(
      #"{"columns":{"name":["Проект"],"stage":["Фаза"]}}"#, to: "data/formats/amocrm.json")
    try world.make("import", "amocrm", "deals.csv", "--create")
    XCTAssertEqual(deals(in: world).map { [$0[0], $0[2]] }, [["Меню", "Звонок"]])
    // As with every document, what a hand wrote is for the owner alone, and is told until it is accepted.
    let found = world.run("fsck", "--repair")
    XCTAssertTrue(found.out.contains("formats/amocrm.json"), found.out)
    XCTAssertEqual(world.run("fsck", "--accept").status, 0)
    XCTAssertEqual(world.run("fsck").status, 0)
    try world.write(#"{"columns":{"nosuch":["Проект"]}}"#, to: "data/formats/amocrm.json")
    let refused = world.run("import", "amocrm", "deals.csv", "--create")
    XCTAssertEqual(refused.status, 5)
    XCTAssertTrue(refused.err.contains("nosuch"), refused.err)
  }

  /// A10: a workbook is read as it is.
  func testWorkbookIsImported() throws {
    let world = try TestWorld()
    try world.make("init")
    let book = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../CRMCoreTests/Fixtures/workbooks/openpyxl.xlsx")
    try Data(contentsOf: book).write(to: URL(filePath: world.resolve("deals.xlsx")))
    try world.make("import", "amocrm", "deals.xlsx", "--create")
    XCTAssertEqual(
      deals(in: world).map { [$0[0], $0[2], $0[3], $0[4]] },
      [
        ["Бар & Гриль", "Успешно реализовано", "won", ""],
        ["Кафе «Ёлка»", "Первичный контакт", "open", "60000.5"],
      ])
    let refused = world.run("import", "amocrm", "deals.xlsx", "--sheet", "Нет")
    XCTAssertEqual(refused.status, 2)
    XCTAssertTrue(refused.err.contains("Прочее"), refused.err)
  }
}
