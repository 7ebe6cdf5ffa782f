import CRMModel
import XCTest

@testable import CRMCore

/// Cells as amoCRM and spreadsheets write them.
final class AmoCRMCellsTests: XCTestCase {
  private func row(_ id: String, _ cells: [String: String] = [:]) -> [String: String] {
    AmoCRMExport.row(id, cells)
  }

  private func won(_ id: String, created: String, closed: String) -> [String: String] {
    row(
      id,
      [
        "Этап сделки": "Успешно реализовано", "Дата создания сделки": created,
        "Дата закрытия": closed,
      ])
  }

  func testAClosingIsComparedAtThePrecisionOfItsCell() throws {
    let scene = try ImportScene()
    let created = "15.03.2022 13:32:57"
    let result = try scene.take([
      won("1", created: created, closed: "15.03.2022 13:32:00"),
      won("2", created: created, closed: "15.03.2022 13:32"),
      won("3", created: created, closed: "15.03.2022"),
      won("4", created: created, closed: "15.03.2022 13:33:00"),
      won("5", created: "15.03.2022 13:32:00", closed: "15.03.2022 13:32:00"),
      won("6", created: created, closed: "15.03.2022 13:31:00"),
      won("7", created: created, closed: "15.03.2022 13:32:56"),
      won("8", created: created, closed: "14.03.2022"),
      won("9", created: "15.03.2022", closed: "15.03.2022 9:30"),
    ])
    XCTAssertEqual(result.rejected.map(\.line), [7, 8, 9])
    for id in ["1", "2", "3"] {
      let deal = try scene.deal(id)
      XCTAssertEqual(deal.lastStageChange?.at.text, "2022-03-15T10:32:57Z", id)
      XCTAssertEqual(deal.lastStageChange?.at, deal.createdAt, id)
    }
    XCTAssertEqual(try scene.deal("4").stageEnteredAt?.text, "2022-03-15T10:33:00Z")
    XCTAssertEqual(try scene.deal("9").stageEnteredAt?.text, "2022-03-15T06:30:00Z")
  }

  func testSumsAndHoursAsSpreadsheetsWriteThem() throws {
    let scene = try ImportScene()
    let sums =
      [("$100", 10_000, "USD"), ("100 грн", 10_000, "UAH"), ("100 р.", 10_000, "RUB")]
      + [("1,234.50", 123_450, "RUB"), ("$1,234.50", 123_450, "USD")]
    let result = try scene.take(
      sums.enumerated().map { index, sum in
        row("\(index)", ["Бюджет ": sum.0, "Дата создания сделки": "15.03.2022 9:30"])
      })
    XCTAssertEqual(result.rejectedCount, 0)
    for (index, sum) in sums.enumerated() {
      let deal = try scene.deal("\(index)")
      XCTAssertEqual(deal.budget?.minorUnits, Int64(sum.1), sum.0)
      XCTAssertEqual(deal.budget?.currency.code, sum.2, sum.0)
      XCTAssertEqual(deal.createdAt?.text, "2022-03-15T06:30:00Z")
    }
  }

  func testWhatStandsBesideAFullNameIsKept() throws {
    let scene = try ImportScene()
    var export = AmoCRMExport(rows: [row("1", ["Полное имя контакта": "Юрий"]), row("2")]).text
    export = export.replacingOccurrences(
      of: "Полное имя контакта", with: "Полное имя,Имя,Фамилия,Отчество")
    export = export.replacingOccurrences(of: "Юрий", with: "Юрий,Юрий,Гагарин,Алексеевич")
    export = export.replacingOccurrences(of: "Сидорова Анна", with: "Сидорова Анна,Анна,СИДОРОВА,")
    try scene.take(bytes: Array(export.utf8))
    XCTAssertEqual(try scene.contact("Юрий").company, try scene.deal("1").company)
    XCTAssertEqual(
      try scene.deal("1").fields, ["Фамилия": "Гагарин", "Отчество": "Алексеевич"])
    XCTAssertTrue(try scene.deal("2").fields.isEmpty, "the full name has them")
  }

  func testSeveralNumbersInOneCellAreReadAndKept() throws {
    let scene = try ImportScene()
    let cells = [
      "Мобильный телефон": "'+7 916 000-11-22, '+7 916 000-11-33",
      "Рабочий email": "a@example.ru; b@example.ru",
    ]
    try scene.take([row("1", cells)])
    let contact = try scene.contact("Сидорова Анна")
    XCTAssertEqual(contact.phone?.e164, "+79160001122")
    XCTAssertEqual(contact.email?.text, "a@example.ru")
    XCTAssertEqual(contact.otherPhones.map(\.e164), ["+79160001133"])
    XCTAssertEqual(contact.otherEmails.map(\.text), ["b@example.ru"])
    XCTAssertEqual(try scene.deal("1").fields, [:], "all of it stands on the card (R67)")
  }

  /// R114: one more number is added to the card that is here; one that was taken away here stays away.
  func testOneMoreNumberIsAdded() throws {
    let scene = try ImportScene()
    try scene.take([row("1", ["Мобильный телефон": "8 916 000-11-22"])])
    let both = ["Мобильный телефон": "8 916 000-11-22, 8 916 000-11-33"]
    let result = try scene.take([row("1", both)])
    XCTAssertTrue(result.conflicts.isEmpty)
    XCTAssertEqual(
      try scene.contact("Сидорова Анна").otherPhones.map(\.e164), ["+79160001133"])
    var contact = try scene.contact("Сидорова Анна")
    contact.otherPhones = []
    let changed = contact
    try scene.write { (transaction) throws(CRMError) in try transaction.put(changed) }
    try scene.take([row("1", both.merging(["Бюджет ": "70000"]) { $1 })])
    XCTAssertEqual(try scene.contact("Сидорова Анна").otherPhones, [])
  }

  /// Pipedrive says of which sort a number is, HubSpot to whom an address belongs.
  func testWhatStandsBehindANumberAndAName() throws {
    let scene = try ImportScene()
    try scene.take([
      row(
        "1",
        [
          "Полное имя контакта": "Anna Smirnova (anna@example.com);Ivan (ivan@example.com)",
          "Рабочий телефон": "+7 (916) 000-11-22 (Work), +7 916 000-11-33 (Home)",
        ])
    ])
    let contact = try scene.contact("Anna Smirnova")
    XCTAssertEqual(contact.phones.map(\.e164), ["+79160001122", "+79160001133"])
    XCTAssertEqual(contact.emails.map(\.text), ["anna@example.com"])
    XCTAssertEqual(
      try scene.deal("1").fields["Полное имя контакта"]?.text,
      "Anna Smirnova (anna@example.com);Ivan (ivan@example.com)", "the others are not lost")
  }

  func testANumberThatCanBeReadIsBetterThanAnEarlierOneThatCannot() throws {
    let scene = try ImportScene()
    try scene.take([
      row(
        "1",
        [
          "Мобильный телефон": "12345", "Рабочий телефон": "8 916 000-11-22",
          "Домашний телефон": "8 916 000-11-33",
        ])
    ])
    XCTAssertEqual(try scene.contact("Сидорова Анна").phone?.e164, "+79160001122")
    XCTAssertEqual(
      try scene.deal("1").fields,
      ["Мобильный телефон": "12345"])
    XCTAssertEqual(
      try scene.contact("Сидорова Анна").otherPhones.map(\.e164), ["+79160001133"])
  }

  func testNobodyIsMadeTheAuthorOfWhatTheExportDoesNotSay() throws {
    let scene = try ImportScene()
    try scene.take([row("1", ["Кем создана сделка": "", "Примечание": "Звонили"]), row("2")])
    let deal = try scene.deal("1")
    XCTAssertEqual(deal.author.text, "amocrm")
    XCTAssertEqual(deal.history.first?.by.text, "amocrm")
    let note = try XCTUnwrap(deal.comments.first)
    XCTAssertEqual(note.event.by.text, "amocrm", "the export does not say who")
    XCTAssertEqual(note.event.at, scene.now, "nor when")
    XCTAssertEqual(try scene.deal("2").author.text, "ivanov")
    scene.now = try Instant(parsing: "2026-11-22T16:00:00Z")
    try scene.take([row("2", ["Примечание": "Новое"])])
    XCTAssertEqual(try scene.deal("2").comments.first?.event.by.text, "amocrm")
  }

  func testTheLogNamesTheFirstOfWhatAnImportChanged() throws {
    let scene = try ImportScene()
    try scene.take((1...60).map { row("\($0)", ["Компания": "Кафе \($0)"]) })
    let entry = try XCTUnwrap(
      try scene.workspace.read { (snapshot) throws(CRMError) in try snapshot.log().first })
    XCTAssertEqual(entry.changes.count, 100)
    XCTAssertEqual(entry.changeCount, 182, "a company, a contact and a deal each; pipeline, people")
  }

  func testRejectedRowsAreCountedAndBounded() throws {
    let scene = try ImportScene()
    let broken = Array(repeating: "1,2", count: 1_500).joined(separator: "\n")
    let bytes = Array((AmoCRMExport(rows: [row("1")]).text + broken).utf8)
    let result = try scene.take(bytes: bytes)
    XCTAssertEqual(result.created, 1)
    XCTAssertEqual(result.rejectedCount, 1_500)
    XCTAssertEqual(result.rejected.map(\.line), Array(3..<1_003))
  }
}
