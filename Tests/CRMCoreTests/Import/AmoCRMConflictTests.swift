import CRMModel
import XCTest

@testable import CRMCore

/// What an export says anew of deals that were changed here meanwhile.
final class AmoCRMConflictTests: XCTestCase {
  private func row(_ id: String, _ cells: [String: String] = [:]) -> [String: String] {
    AmoCRMExport.row(id, cells)
  }

  private func change(_ scene: ImportScene, _ id: String, _ body: (inout Deal) -> Void) throws {
    var deal = try scene.deal(id)
    body(&deal)
    let changed = deal
    try scene.write { (transaction) throws(CRMError) in try transaction.put(changed) }
  }

  /// R114: ours is settled, and not told again until the export changes once more.
  func testOursSettlesAConflict() throws {
    let scene = try ImportScene()
    try scene.take([row("1", ["Мобильный телефон": "89160001122"])])
    try change(scene, "1") { $0.name = "Пушкин" }
    var contact = try scene.contact("Сидорова Анна")
    contact.phone = try PhoneNumber(typed: "89160009999")
    let changed = contact
    try scene.write { (transaction) throws(CRMError) in try transaction.put(changed) }
    let news = row("1", ["Мобильный телефон": "89160003344", "Название сделки": "Кафе"])
    let told = try scene.take([news])
    XCTAssertEqual(told.conflicts.map(\.kind), [.contact, .deal])
    XCTAssertEqual(told.conflicts.map(\.here), ["89160009999", "Пушкин"])
    let ours = try scene.take([news], conflicts: .ours)
    XCTAssertEqual([ours.conflictCount, ours.updated, ours.skipped], [0, 0, 1])
    XCTAssertEqual([try scene.take([news]).conflictCount, try scene.take([news]).skipped], [0, 1])
    XCTAssertEqual(try scene.deal("1").name, "Пушкин")
    XCTAssertEqual(try scene.contact("Сидорова Анна").phone?.typed, "89160009999")
    XCTAssertEqual(
      try scene.take([news.merging(["Название сделки": "Бар"]) { $1 }]).conflictCount, 1)
  }

  /// R3, R114: when a deal was made and closed is history, which no import changes; that is told.
  func testACorrectedDateIsTold() throws {
    let scene = try ImportScene()
    func lost(_ created: String, _ closed: String) -> [[String: String]] {
      [
        row(
          "1",
          [
            "Этап сделки": "Закрыто и не реализовано", "Дата создания сделки": created,
            "Дата закрытия": closed,
          ])
      ]
    }
    try scene.take(lost("15.03.2022 10:20:30", "20.03.2022 12:00"))
    XCTAssertEqual(
      try scene.take(lost("15.03.2022", "2022-03-20")).conflictCount, 0, "the same, said otherwise")
    let before = try scene.deal("1")
    for rule in [ConflictRule.kept, .theirs] {
      let told = try scene.take(lost("14.03.2022", "21.03.2022"), conflicts: rule)
      XCTAssertEqual(
        told.conflicts.map { [$0.field, $0.here, $0.there] },
        [
          ["Дата создания сделки", "2022-03-15 10:20", "14.03.2022"],
          ["Дата закрытия", "2022-03-20 12:00", "21.03.2022"],
        ])
      XCTAssertEqual([told.skipped, told.openConflicts], [1, 0])
    }
    XCTAssertEqual(try scene.deal("1"), before)
    let ours = try scene.take(lost("14.03.2022", "21.03.2022"), conflicts: .ours)
    XCTAssertEqual(ours.conflictCount, 0)
    XCTAssertEqual(try scene.take(lost("14.03.2022", "21.03.2022")).conflictCount, 0, "settled")
    XCTAssertEqual(try scene.deal("1").history, before.history)
  }

  /// R3, R124: a stage that a clock entered which stood far ahead does not keep a deal from being closed.
  func testADealThatAWrongClockMovedIsClosedWhenTheExportSays() throws {
    let scene = try ImportScene()
    let now = scene.now
    try scene.take([row("1", ["Дата создания сделки": "15.03.2022"])])
    scene.now = try XCTUnwrap(now.adding(seconds: 400 * 86_400))
    try scene.take([row("1", ["Этап сделки": "Встреча"])])
    scene.now = now
    let lost = ["Этап сделки": "Закрыто и не реализовано", "Дата закрытия": "20.03.2022 12:00"]
    XCTAssertEqual(try scene.take([row("1", lost)]).rejectedCount, 0)
    XCTAssertEqual(try scene.deal("1").stageEnteredAt?.text, "2022-03-20T09:00:00Z")
  }

  /// R46, R113: a currency that the head of the sums names is theirs, unless a cell names another.
  func testTheHeadOfSumsNamesTheirCurrency() throws {
    let scene = try ImportScene()
    let text = """
      ID,Lead title,"Sale, $",Lead stage,Pipeline,Company
      1,Menu,1250,Call,Sales,Bar
      2,Site,900 EUR,Call,Sales,Bar
      """
    try scene.take(bytes: Array(text.utf8))
    XCTAssertEqual(try scene.deal("1").budget?.currency.code, "USD")
    XCTAssertEqual(try scene.deal("2").budget?.currency.code, "EUR")
    XCTAssertEqual(ImportFormat.currency(inTitle: "Бюджет, ₽"), .rub)
    XCTAssertEqual(ImportFormat.currency(inTitle: "Amount USD")?.code, "USD")
    for title in ["USD", "Prix net", "Сумма сделки"] {
      XCTAssertNil(ImportFormat.currency(inTitle: title), title)
    }
  }

  /// R114: a deal that was given to another client here stays there.
  func testADealGivenToAnotherClientHereStays() throws {
    let scene = try ImportScene()
    try scene.take([row("1"), row("2", ["Компания": "Бар Чехов"])])
    let bar = try scene.deal("2").company
    try change(scene, "1") { ($0.company, $0.contacts) = (bar, []) }
    let told = try scene.take([row("1", ["Компания": "Кафе Толстой"])])
    XCTAssertEqual(
      told.conflicts.map { [$0.field, $0.here, $0.there] },
      [["Компания", "Бар Чехов", "Кафе Толстой"]])
    XCTAssertEqual(try scene.deal("1").company, bar)
    XCTAssertEqual(try scene.counts()[0], 2, "no company is made for it")
    try scene.take([row("1", ["Компания": "Кафе Толстой"])], conflicts: .theirs)
    XCTAssertEqual(try scene.deal("1").company, try scene.company("Кафе Толстой").id)
  }

  /// R61: whom the row named before is known by the deal, under whatever name here.
  func testAContactRenamedHereIsNotMadeAgain() throws {
    let scene = try ImportScene()
    try scene.take([row("1")])
    var contact = try scene.contact("Сидорова Анна")
    (contact.name, contact.origin) = ("Белова Анна", Origin(system: "amocrm", id: "101"))
    let changed = contact
    try scene.write { (transaction) throws(CRMError) in try transaction.put(changed) }
    try scene.take([row("1", ["Бюджет ": "61000", "Должность": "Директор"])])
    XCTAssertEqual(try scene.counts(), [1, 1, 1])
    XCTAssertEqual(try scene.contact("Белова Анна").position, "Директор")
  }

  /// R113: the next task comes with the deal, and is put off as the export says.
  func testTheNextTaskBecomesATask() throws {
    let scene = try ImportScene()
    func rows(_ next: String, _ stage: String = "Переговоры") -> [UInt8] {
      Array(
        ("ID,Название сделки,Этап сделки,Воронка,Компания,Ближайшая задача\n"
          + "1,Меню,\(stage),Продажи,Кафе,\(next)\n").utf8)
    }
    try scene.take(bytes: rows("25.11.2026 14:30"))
    let first = try scene.deal("1")
    XCTAssertEqual(first.openTasks.map(\.due), [try Instant(parsing: "2026-11-25T11:30:00Z")])
    XCTAssertEqual(try scene.take(bytes: rows("25.11.2026 14:30")).skipped, 1)
    try scene.take(bytes: rows("26.11.2026 10:00"))
    let second = try scene.deal("1")
    XCTAssertEqual(second.openTasks.map(\.due), [try Instant(parsing: "2026-11-26T07:00:00Z")])
    XCTAssertEqual(second.tasks.count, 1)
    try change(scene, "1") { $0.tasks[0].due = scene.now }
    let told = try scene.take(bytes: rows("27.11.2026 10:00"))
    XCTAssertEqual(
      told.conflicts.map { [$0.field, $0.there] }, [["Ближайшая задача", "2026-11-27 10:00"]])
    XCTAssertEqual(try scene.deal("1").openTasks.map(\.due), [scene.now])
    let other = try ImportScene()
    try other.take(bytes: rows("скоро"))
    XCTAssertEqual(try other.deal("1").fields, ["Ближайшая задача": "скоро"], "nothing is lost")
    let closed = try ImportScene()
    try closed.take(bytes: rows("25.11.2026", "Успешно реализовано"))
    XCTAssertEqual(try closed.deal("1").fields, ["Ближайшая задача": "25.11.2026"])
    XCTAssertTrue(try closed.deal("1").tasks.isEmpty)
  }

  /// R114: what both sides changed stays here and is told, again and again.
  func testWhatWasChangedHereStaysAndIsTold() throws {
    let scene = try ImportScene()
    try scene.take([row("1", ["Воронка": "Реклама", "Этап сделки": "Звонок"])])
    try change(scene, "1") {
      $0.budget = Money(minorUnits: 9_900_000, currency: .rub)
      $0.stage = StageID("proposal")
      $0.manager = Login(stored: "other")
    }
    let same = row("1", ["Воронка": "Реклама", "Этап сделки": "Звонок", "Источник": "сайт"])
    XCTAssertEqual(try scene.take([same]).updated, 1)
    var deal = try scene.deal("1")
    XCTAssertEqual(deal.budget?.minorUnits, 9_900_000)
    XCTAssertEqual(deal.stage.text, "proposal")
    XCTAssertEqual(deal.manager.text, "other")
    XCTAssertEqual(deal.fields["Источник"], "сайт")
    let changed = same.merging([
      "Бюджет ": "61000", "Этап сделки": "Вышел(а) на ЛПР", "Ответственный": "Орлова Ия",
    ]) { $1 }
    for _ in 1...2 {
      let told = try scene.take([changed])
      XCTAssertEqual(
        told.conflicts.map { [$0.field, $0.here, $0.there] },
        [
          ["Ответственный", "other", "orlova"],
          ["Этап сделки", "Реклама / Отправил(а) КП", "Реклама / Вышел(а) на ЛПР"],
          ["Бюджет", "99000", "61000"],
        ])
      XCTAssertEqual([told.updated, told.skipped], [0, 1])
    }
    deal = try scene.deal("1")
    XCTAssertEqual(deal.budget?.minorUnits, 9_900_000)
    XCTAssertEqual([deal.stage.text, deal.manager.text], ["proposal", "other"])
    let theirs = try scene.take([changed], conflicts: .theirs)
    XCTAssertEqual([theirs.conflictCount, theirs.updated], [0, 1])
    deal = try scene.deal("1")
    XCTAssertEqual(deal.budget?.minorUnits, 6_100_000)
    XCTAssertEqual([deal.stage.text, deal.manager.text], ["decision-maker", "orlova"])
  }
}
