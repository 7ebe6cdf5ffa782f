import CRMModel
import XCTest

@testable import CRMCore

final class AmoCRMImportTests: XCTestCase {
  private func row(_ id: String, _ cells: [String: String] = [:]) -> [String: String] {
    AmoCRMExport.row(id, cells)
  }

  func testARowBecomesADealItsCompanyAndItsContact() throws {
    let scene = try ImportScene()
    let result = try scene.take([
      row(
        "101",
        [
          "Должность": "Управляющая", "Рабочий телефон": "'+7 (916) 000-11-22",
          "Домашний телефон": "8 495 123-45-67", "Рабочий email": "anna@example.ru",
          "Личный email": "не скажу", "Теги": "важно, кафе", "Источник": "сайт",
          "Источник 2": "директ", "Товар": "Реклама", "Город": "Москва",
          "Примечание": "Звонили, просили «КП».\nВторая строка", "Примечание 2": "Ждут",
        ])
    ])
    XCTAssertEqual([result.created, result.updated, result.skipped], [1, 0, 0])
    XCTAssertTrue(result.rejected.isEmpty)

    let deal = try scene.deal("101")
    XCTAssertEqual(deal.name, "Кафе Пушкин")
    XCTAssertEqual(deal.budget, Money(minorUnits: 6_000_000, currency: .rub))
    XCTAssertEqual(deal.manager.text, "ivanov")
    XCTAssertEqual(deal.origin, Origin(system: "amocrm", id: "101"))
    XCTAssertEqual(deal.createdAt?.text, "2022-03-15T07:20:30Z", "judged in the department's zone")
    XCTAssertEqual(deal.updatedAt, scene.now)
    XCTAssertEqual(deal.history.first?.by.text, "ivanov")
    XCTAssertEqual(
      deal.comments.map(\.comment),
      ["Звонили, просили «КП».\nВторая строка", "Ждут"].map {
        Comment(stage: deal.stage, text: $0)
      })
    XCTAssertEqual(
      deal.fields,
      [
        "Личный email": "не скажу", "Источник": "сайт", "Источник (2)": "директ",
        "Товар": "Реклама", "Город": "Москва",
      ])

    XCTAssertEqual(Field<Deal>.tags.get(deal), .texts(["важно", "кафе"]))

    let contact = try scene.contact("Сидорова Анна")
    XCTAssertEqual(contact.otherPhones.map(\.e164), ["+74951234567"])
    XCTAssertEqual(contact.position, "Управляющая")
    XCTAssertEqual(contact.phone?.e164, "+79160001122")
    XCTAssertEqual(contact.email?.text, "anna@example.ru")
    XCTAssertEqual(contact.role, .other)
    XCTAssertEqual(deal.contacts, [DealContact(contact: contact.id, role: .other)])
    let company = try scene.company("Кафе Пушкин")
    XCTAssertEqual(deal.company, company.id)
    XCTAssertEqual(contact.company, company.id)
    XCTAssertEqual(company.manager.text, "ivanov")
  }

  func testTheClientIsTheCompanyElseTheContactsElseTheContact() throws {
    let scene = try ImportScene()
    try scene.take([
      row("1", ["Компания": "ООО «Ёлка»", "Компания контакта": "Другая"]),
      row("2", ["Компания": "", "Компания контакта": "ООО Елка"]),
      row("3", ["Компания": "", "Название сделки": "Частник"]),
      row("4", ["Компания": "", "Полное имя контакта": "Петров Олег", "Название сделки": ""]),
    ])
    XCTAssertEqual(try scene.deal("1").company, try scene.company("ООО Ёлка").id)
    XCTAssertEqual(try scene.deal("1").fields["Компания контакта"], "Другая")
    XCTAssertEqual(try scene.deal("2").company, try scene.deal("1").company)
    XCTAssertEqual(try scene.company("Сидорова Анна").id, try scene.deal("3").company)
    XCTAssertEqual(try scene.deal("4").name, "Петров Олег")
    XCTAssertEqual(try scene.counts(), [3, 3, 4], "a contact is somebody of one company")
  }

  func testPhonesPreferWhatCanBeReadAndKeepWhatWasTyped() throws {
    let scene = try ImportScene()
    try scene.take([
      row(
        "1",
        [
          "Полное имя контакта": "А Б", "Мобильный телефон": "12-34",
          "Рабочий телефон": "8 916 000-11-22",
        ]),
      row("2", ["Полное имя контакта": "В Г", "Мобильный телефон": "12-34"]),
      row("3", ["Полное имя контакта": "Д Е", "Мобильный телефон": "нет"]),
      row("4", ["Полное имя контакта": "", "Мобильный телефон": "8 916 000-11-22"]),
    ])
    XCTAssertEqual(try scene.contact("А Б").phone?.e164, "+79160001122")
    XCTAssertEqual(try scene.deal("1").fields["Мобильный телефон"], "12-34")
    // What has under five digits is no number (R67), and nothing of the row is lost.
    XCTAssertNil(try scene.contact("В Г").phone)
    XCTAssertEqual(try scene.deal("2").fields["Мобильный телефон"], "12-34")
    XCTAssertNil(try scene.contact("Д Е").phone)
    XCTAssertEqual(try scene.deal("3").fields["Мобильный телефон"], "нет")
    XCTAssertEqual(try scene.deal("4").fields["Мобильный телефон"], "8 916 000-11-22")
  }

  func testClosedDealsAreClosedAtTheirDate() throws {
    let scene = try ImportScene()
    try scene.take([
      row("1", ["Этап сделки": "Успешно реализовано", "Дата закрытия": "01.04.2022 12:00"]),
      row("2", ["Этап сделки": "Закрыто и не реализовано", "Дата закрытия": "2022-04-02"]),
      row("3", ["Этап сделки": "Закрыто и не реализовано", "Дата закрытия": ""]),
      row("4", ["Дата закрытия": "31.12.2030"]),
    ])
    let deal = try scene.deal("1")
    let id = deal.pipeline
    let pipeline = try scene.workspace.read { (snapshot) throws(CRMError) in
      try snapshot.pipeline(id)
    }
    XCTAssertEqual(pipeline.kind(of: deal.stage), .won)
    XCTAssertEqual(deal.lastStageChange?.at.text, "2022-04-01T09:00:00Z")
    XCTAssertEqual(deal.stageBeforeClosing, pipeline.firstStage?.id)
    XCTAssertEqual(pipeline.kind(of: try scene.deal("2").stage), .lost)
    XCTAssertEqual(try scene.deal("2").stageEnteredAt?.text, "2022-04-01T21:00:00Z")
    XCTAssertEqual(try scene.deal("3").stageEnteredAt, try scene.deal("3").createdAt)
    XCTAssertEqual(try scene.deal("4").fields["Дата закрытия"], "31.12.2030")
  }

  func testRowsThatCannotBeReadAreRejectedAndTheRestGoesIn() throws {
    let scene = try ImportScene()
    var export = AmoCRMExport(rows: [
      row("", ["Примечание": "две\nстроки"]),
      row("3", ["Дата создания сделки": "32.13.2022"]),
      row("4", ["Дата создания сделки": "01.01.2030"]),
      row("5", ["Бюджет ": "много"]),
      row("6", ["Бюджет ": "-5"]),
      row("7", ["Этап сделки": ""]),
      row("8"), row("8", ["Бюджет ": "1"]),
      row("9", ["Этап сделки": "Успешно реализовано", "Дата закрытия": "01.01.2020"]),
      row("10", ["Дата создания сделки": "завтра"]),
      row(String(repeating: "9", count: 65)),
    ])
    export.rows.append(row("11"))
    let text = export.text + "12,только три,ячейки\n\"13,кавычка\n" + "\n,,,\n"
    let result = try scene.take(bytes: Array(text.utf8))
    XCTAssertEqual(result.created, 2, "8 and 11")
    XCTAssertEqual(
      result.rejected.map(\.line), [2, 4, 5, 6, 7, 8, 10, 11, 12, 13, 15, 16])
    XCTAssertEqual(result.rejectedCount, 12)
    let reasons = result.rejected.map(\.reason.en)
    for (reason, part) in zip(
      reasons,
      [
        "no ID", "Дата создания сделки", "in the future",
        "Бюджет", "below zero", "no stage", "line 9 already", "before it was created",
        "not a date",
        "more than 64", "3 cells for 76 columns", "never closed",
      ])
    { XCTAssertTrue(reason.contains(part), "\(reason) / \(part)") }
    XCTAssertTrue(result.rejected[0].row.hasPrefix(",Кафе Пушкин,60000,"))
    XCTAssertTrue(result.rejected[0].row.contains("две\nстроки"))
    XCTAssertEqual(result.rejected[11].row, "\"13,кавычка")
  }

  func testGenerationTwoInCP1251WithSemicolons() throws {
    let scene = try ImportScene()
    let text =
      "ID;Название сделки;Бюджет ₽;Ответственный;Этап сделки;Воронка;Полное имя контакта;"
      + "Рабочий телефон (контакт);Должность (контакт);Теги сделки;Дата создания;\r\n"
      + "77;Кафе Ёж;55 000,50;Иванов Пётр;Звонок;Реклама;Сидорова Анна;89160001122;Директор;"
      + "новый;2024-05-06 07:08;\r\n"
    let bytes = CodePage.windows.bytes(of: text.replacingOccurrences(of: "₽", with: "руб."))
    XCTAssertNil(String(validating: bytes, as: UTF8.self))
    let result = try scene.take(bytes: bytes)
    XCTAssertEqual(result.created, 1)
    let deal = try scene.deal("77")
    XCTAssertEqual(deal.pipeline.text, "ads", "known by its display name")
    XCTAssertEqual(deal.stage.text, "call")
    XCTAssertEqual(deal.budget?.minorUnits, 5_500_050)
    XCTAssertEqual(deal.createdAt?.text, "2024-05-06T04:08:00Z")
    XCTAssertEqual(deal.fields, [:])
    XCTAssertEqual(Field<Deal>.tags.get(deal), .texts(["новый"]))
    XCTAssertEqual(try scene.contact("Сидорова Анна").position, "Директор")
  }

  func testUTF16WithTabs() throws {
    let scene = try ImportScene()
    let text = "ID\tЭтап\tВоронка\tКомпания\tОтветственный\n5\tЗвонок\tads\tБар\tboss\n"
    let units = text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let bytes: [UInt8] = [0xFF, 0xFE] + units
    _ = try scene.write { (transaction) throws(CRMError) in
      var fields = CardEdit<Company>()
      fields.set(.manager, "boss")
      let id = try transaction.newIdentifier(Company.self)
      try transaction.put(fields.add(id: id, name: "Бар", in: transaction.context))
    }
    let result = try scene.take(bytes: bytes, create: false)
    XCTAssertEqual(result.created, 1)
    XCTAssertNil(result.mapping)
    XCTAssertEqual(try scene.counts(), [1, 0, 1], "the company is found by its name")
  }

  func testTheAuditFindsWhatAnImportedDealLacks() throws {
    let scene = try ImportScene()
    try scene.take([
      row(
        "1",
        [
          "Воронка": "Реклама", "Этап сделки": "Отправил(а) КП", "Бюджет ": "1000",
          "Название сделки": "Другое имя",
        ]),
      row("2", ["Воронка": "Реклама", "Этап сделки": "Закрыто и не реализовано"]),
      row("3", ["Воронка": "Реклама", "Этап сделки": "Успешно реализовано"]),
    ])
    let clock = AuditClock(now: scene.now, zone: scene.zone)
    let audit = try scene.workspace.read { (snapshot) throws(CRMError) in
      Audit(
        try snapshot.index(), pipelines: try snapshot.pipelines(), scope: Audit.Scope(),
        clock: clock)
    }
    let ids = try ["1", "2", "3"].map { try scene.deal($0).id }
    func checks(_ id: DealID) -> Set<AuditCheck.ID> {
      Set(audit.findings.filter { $0.deal?.id == id }.map(\.check))
    }
    XCTAssertEqual(
      checks(ids[0]),
      [
        .nameMismatch, .budgetOutOfBounds, .decisionMakerIncomplete, .taskMissing, .commentMissing,
        .meetingReportMissing, .companyIncomplete,
      ])
    XCTAssertEqual(checks(ids[1]), [.lostIncomplete])
    XCTAssertEqual(checks(ids[2]), [.wonIncomplete])
    XCTAssertEqual(audit.summary.deals, 3)
  }

  func testLossReasonsFollowTheDictionary() throws {
    let scene = try ImportScene()
    let header = "ID,Этап,Воронка,Компания,Ответственный,Причина отказа\n"
    let rows =
      "1,Закрыто и не реализовано,ads,Бар,Я,«дорого»\n2,Закрыто и не реализовано,ads,Бар,Я,Скучно\n"
      + "3,Закрыто и не реализовано,Новая,Бар,Я,Скучно\n4,Звонок,ads,Бар,Я,Дорого\n"
    try scene.take(bytes: Array((header + rows).utf8))
    XCTAssertEqual(try scene.deal("1").lostReason, "Дорого")
    XCTAssertNil(try scene.deal("2").lostReason)
    XCTAssertEqual(try scene.deal("2").fields["Причина отказа"], "Скучно")
    XCTAssertEqual(try scene.deal("3").lostReason, "Скучно", "an empty dictionary takes any")
    XCTAssertEqual(try scene.deal("4").fields["Причина отказа"], "Дорого")
  }

  func testADryRunChangesNothing() throws {
    let scene = try ImportScene()
    let before = try scene.documents()
    let outcome = try scene.outcome(
      of: AmoCRMExport(rows: [row("1")]).bytes, create: true, dryRun: true)
    guard case .done(let result) = outcome else { return XCTFail("\(outcome)") }
    XCTAssertEqual(result.created, 1)
    XCTAssertEqual(try scene.documents(), before)
  }

  func testFilesThatAreNoExportAreRefused() {
    let cases: [([UInt8], (ImportError) -> Bool)] = [
      ([], { $0 == .empty }), (Array("\n\n".utf8), { $0 == .empty }),
      ([0x50, 0x4B, 0x03, 0x04], { $0 == .damaged }),
      (
        Array("a,b\n1,2".utf8),
        { if case .missingColumns(let names, "UTF-8") = $0 { names.count == 4 } else { false } }
      ),
    ]
    for (bytes, fits) in cases {
      XCTAssertThrowsError(try ExportedDeals(ImportTable(bytes: bytes))) { error in
        XCTAssertEqual((error as? ImportError).map(fits), true, "\(error)")
      }
    }
  }

  func testDamagedExportsNeverCrash() throws {
    let scene = try ImportScene()
    var generator = SplitMix64(seed: 20)
    let whole = AmoCRMExport(rows: (1...4).map { row("\($0)", ["Примечание": "a\nb \"c\""]) }).bytes
    let junk: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x00, 0xFF, 0xD0, 0x3B, 0x2D, 0x39]
    for _ in 0..<200 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 1_000..<bytes.count, using: &generator)
        bytes[place] = junk.randomElement(using: &generator) ?? 0
      }
      guard let file = try? ExportedDeals(ImportTable(bytes: bytes)) else { continue }
      let outcome = try scene.write(dryRun: true) { (transaction) throws(CRMError) in
        try file.run(in: transaction, ImportOptions(creates: true))
      }
      guard case .done(let result) = outcome else { return XCTFail("\(outcome)") }
      XCTAssertLessThanOrEqual(result.created, 6)
    }
  }
}
