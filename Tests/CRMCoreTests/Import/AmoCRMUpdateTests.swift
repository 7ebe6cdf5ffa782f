import CRMModel
import XCTest

@testable import CRMCore

final class AmoCRMUpdateTests: XCTestCase {
  private func row(_ id: String, _ cells: [String: String] = [:]) -> [String: String] {
    AmoCRMExport.row(id, cells)
  }

  /// What the last operation did to a deal, without the notes of when and by whom.
  private func news(_ deal: Deal) -> [Event.Kind] {
    let last = deal.history.last?.operation
    return deal.history.filter { $0.operation == last }.map(\.kind)
  }

  private func change(_ scene: ImportScene, _ id: String, _ body: (inout Deal) -> Void) throws {
    var deal = try scene.deal(id)
    body(&deal)
    let changed = deal
    try scene.write { (transaction) throws(CRMError) in try transaction.put(changed) }
  }

  func testTheSameFileTwiceChangesNothing() throws {
    let scene = try ImportScene()
    let rows = (1...20).map {
      row(
        "\($0)",
        [
          "Компания": "Кафе \($0 % 3)", "Примечание": "Заметка", "Примечание 2": "Заметка",
          "Мобильный телефон": "8916000112\($0 % 10)", "Рабочий email": "кривой",
          "Источник": "сайт",
          "Должность": "Должность \($0)",
          "Этап сделки": $0 % 2 == 0 ? "Переговоры" : "Успешно реализовано",
        ])
    }
    try scene.take(rows)
    let before = try scene.documents()
    let journal = try scene.journalSize()
    scene.now = try Instant(parsing: "2026-11-22T16:00:00Z")
    let result = try scene.take(rows, create: false)
    XCTAssertEqual([result.created, result.updated, result.skipped], [0, 0, 20])
    XCTAssertTrue(result.rejected.isEmpty)
    XCTAssertEqual(try scene.documents(), before)
    XCTAssertEqual(try scene.journalSize(), journal, "no operation at all")
  }

  func testChangedCellsUpdateByIDWithOldAndNew() throws {
    let scene = try ImportScene()
    try scene.take([row("1", ["Источник": "сайт", "Должность": "Директор"])])
    let before = try scene.deal("1")
    scene.now = try Instant(parsing: "2026-11-22T16:00:00Z")
    let result = try scene.take(
      [
        row(
          "1",
          [
            "Бюджет ": "70 000", "Название сделки": "Пушкин", "Ответственный": "Орлова Ия",
            "Источник": "звонок", "Примечание": "Новое", "Должность": "Владелец",
          ])
      ])
    XCTAssertEqual([result.created, result.updated, result.skipped], [0, 1, 0])
    let deal = try scene.deal("1")
    XCTAssertEqual(
      news(deal),
      [
        .edited(FieldChange("name", old: "Кафе Пушкин", new: "Пушкин"), reason: nil),
        .assigned(from: before.manager, to: Login(stored: "orlova"), reason: nil),
        .edited(FieldChange("budget", old: "60000", new: "70000"), reason: nil),
        .edited(FieldChange("fields.Источник", old: "сайт", new: "звонок"), reason: nil),
        .commented(Comment(stage: deal.stage, text: "Новое")),
      ])
    XCTAssertEqual(deal.id, before.id)
    XCTAssertEqual(deal.revision, 2)
    XCTAssertEqual(deal.createdAt, before.createdAt)
    XCTAssertEqual(try scene.contact("Сидорова Анна").position, "Владелец")
    XCTAssertEqual(try scene.counts(), [1, 1, 1])
  }

  func testAnEmptyCellNeverErases() throws {
    let scene = try ImportScene()
    let full = row(
      "1",
      [
        "Примечание": "Заметка", "Источник": "сайт", "Мобильный телефон": "89160001122",
        "Теги": "важно",
      ])
    try scene.take([full])
    let before = try scene.documents()
    let empty = row("1").mapValues { _ in "" }.merging(["ID": "1"]) { $1 }
    let result = try scene.take([empty])
    XCTAssertEqual(result.skipped, 1)
    XCTAssertEqual(try scene.documents(), before)
    try scene.take([empty.merging(["Бюджет ": "0", "Источник": "звонок"]) { $1 }])
    let deal = try scene.deal("1")
    XCTAssertEqual(deal.budget?.minorUnits, 6_000_000)
    XCTAssertEqual(deal.name, "Кафе Пушкин")
    XCTAssertEqual(deal.fields["Источник"], "звонок")
    XCTAssertEqual(try scene.counts(), [1, 1, 1], "the client is still the company")
  }

  /// R114.
  func testAFieldChangedHereStaysUntilTheExportWins() throws {
    let scene = try ImportScene()
    let first = row("1", ["Личный email": "нет"])
    try scene.take([first])
    try change(scene, "1") { $0.fields["Личный email"] = "не скажет" }
    try scene.take([first.merging(["Бюджет ": "61000"]) { $1 }])
    XCTAssertEqual(try scene.deal("1").fields["Личный email"], "не скажет")
    let last = first.merging(["Личный email": "потом"]) { $1 }
    XCTAssertEqual(try scene.take([last]).conflicts.map(\.field), ["Личный email"])
    XCTAssertEqual(try scene.deal("1").fields["Личный email"], "не скажет")
    try scene.take([last], conflicts: .theirs)
    XCTAssertEqual(try scene.deal("1").fields["Личный email"], "потом")
  }

  /// R114: labels come and go with the export's; those that were given here stay.
  func testLabelsFollowTheExport() throws {
    let scene = try ImportScene()
    func tags() throws -> [String] {
      Field<Deal>.tags.get(try scene.deal("1"))?.elements.map(\.text) ?? []
    }
    let first = row("1", ["Теги": "сеть, вип"])
    try scene.take([first])
    XCTAssertEqual(try tags(), ["вип", "сеть"])
    try change(scene, "1") { try? Field<Deal>.tags.set(.texts(["вип", "наш", "сеть"]), in: &$0) }
    try scene.take([row("1", ["Теги": "вип, франшиза"])])
    XCTAssertEqual(Set(try tags()), ["вип", "наш", "франшиза"])
    try scene.take([row("1")])
    XCTAssertEqual(Set(try tags()), ["вип", "наш", "франшиза"], "an empty cell erases nothing")
  }

  /// R61: a custom column counts, as a known one does, where it says something else than last time.
  func testACustomFieldChangedHereStaysUntilTheExportWins() throws {
    let scene = try ImportScene()
    let first = row("1", ["Источник": "сайт"])
    try scene.take([first, row("2", ["Источник": "сайт"])])
    XCTAssertEqual(try scene.deal("1").fields, ["Источник": "сайт"])
    try change(scene, "1") { $0.fields["Источник"] = "выставка" }
    let same = try scene.take([first, row("2", ["Источник": "сайт"])])
    XCTAssertEqual([same.updated, same.skipped], [0, 2])
    XCTAssertEqual(same.keptFields, ["Источник": 1])
    let other = try scene.take([first.merging(["Бюджет ": "61000"]) { $1 }])
    XCTAssertEqual([other.updated, other.skipped], [1, 0])
    XCTAssertEqual(other.keptFields, ["Источник": 1])
    XCTAssertEqual(try scene.deal("1").fields["Источник"], "выставка")
    let told = try scene.take([first.merging(["Источник": "звонок"]) { $1 }])
    XCTAssertEqual(told.conflicts.map { [$0.here, $0.there] }, [["выставка", "звонок"]])
    let last = try scene.take([first.merging(["Источник": "звонок"]) { $1 }], conflicts: .theirs)
    XCTAssertEqual(last.keptFields, [:])
    XCTAssertEqual(try scene.deal("1").fields["Источник"], "звонок")
    try change(scene, "1") { $0.fields["Источник"] = nil }
    XCTAssertEqual(try scene.take([first.merging(["Источник": "звонок"]) { $1 }]).skipped, 1)
    XCTAssertNil(try scene.deal("1").fields["Источник"], "what was emptied here stays empty")
  }

  /// What an earlier version took in does not say what its custom columns said.
  func testADealOfAnEarlierVersionTakesItsCustomColumnsAsBefore() throws {
    let scene = try ImportScene()
    let first = row("1", ["Источник": "сайт"])
    try scene.take([first])
    try change(scene, "1") { $0.imported["fields.Источник"] = nil }
    XCTAssertEqual(try scene.take([first]).skipped, 1, "nothing new, so nothing is written")
    XCTAssertEqual(try scene.take([first.merging(["Источник": "звонок"]) { $1 }]).updated, 1)
    XCTAssertEqual(try scene.deal("1").fields["Источник"], "звонок")
  }

  func testStagesMoveCloseAndReopen() throws {
    let scene = try ImportScene()
    func cells(_ stage: String, _ closed: String = "не закрыта") -> [[String: String]] {
      [row("1", ["Воронка": "Реклама", "Этап сделки": stage, "Дата закрытия": closed])]
    }
    try scene.take(cells("Звонок"))
    try scene.take(cells("Вышел(а) на ЛПР"))
    let (call, meeting) = (StageID("call"), StageID("decision-maker"))
    XCTAssertEqual(news(try scene.deal("1")), [.moved(from: call, to: meeting)])
    try change(scene, "1") { deal in
      deal.tasks = [
        Task(
          number: 1, key: "abcd", kind: .task, action: "Встреча", text: nil, assignee: deal.manager,
          due: scene.now, createdAt: scene.now)
      ]
    }
    try scene.take(cells("Закрыто и не реализовано", "20.11.2026 10:00"))
    let lost = try scene.deal("1")
    XCTAssertEqual(
      news(lost).suffix(2),
      [
        .taskCancelled(number: 1, reason: nil, noNext: false),
        .closed(from: meeting, to: StageID("lost")),
      ])
    XCTAssertTrue(lost.openTasks.isEmpty, "R17a")
    XCTAssertEqual(lost.stageEnteredAt, scene.now, "R3: not before the stage before it")
    try scene.take(cells("Успешно реализовано"))
    XCTAssertEqual(
      news(try scene.deal("1")),
      [
        .reopened(from: StageID("lost"), to: meeting, cleared: []),
        .closed(from: meeting, to: StageID("won")),
      ])
    try scene.take(cells("Звонок"))
    XCTAssertEqual(
      news(try scene.deal("1")), [.reopened(from: StageID("won"), to: call, cleared: [])])
    XCTAssertEqual(try scene.deal("1").stage, call)
  }

  func testAnotherPipelineOrClientMovesTheDeal() throws {
    let scene = try ImportScene()
    try scene.take([row("1", ["Воронка": "Реклама", "Этап сделки": "Звонок"])])
    let old = try scene.deal("1")
    try scene.take([
      row("1", ["Воронка": "SMM", "Этап сделки": "Звонок", "Компания": "Бар Чехов"])
    ])
    let deal = try scene.deal("1")
    XCTAssertEqual(deal.id, old.id)
    XCTAssertEqual(deal.pipeline.text, "smm")
    XCTAssertEqual(deal.company, try scene.company("Бар Чехов").id)
    XCTAssertEqual(deal.contacts.count, 1)
    XCTAssertEqual(
      news(deal).first,
      .edited(
        FieldChange("company", old: old.company.text, new: deal.company.text), reason: nil))
    XCTAssertEqual(deal.history.prefix(old.history.count), old.history[...])
    XCTAssertEqual(try scene.counts(), [2, 2, 1])
  }

  func testCardsOfOthersAreFilledButNotOverwritten() throws {
    let scene = try ImportScene()
    try scene.take([row("1", ["Должность": "Директор", "Мобильный телефон": "89160001122"])])
    try scene.take([
      row("1", ["Должность": "Директор"]),
      row(
        "2",
        [
          "Должность": "Бармен", "Рабочий email": "anna@example.ru",
          "Другой телефон": "89160001133",
        ]),
    ])
    let contact = try scene.contact("Сидорова Анна")
    XCTAssertEqual(contact.position, "Директор")
    XCTAssertEqual(contact.email?.text, "anna@example.ru")
    XCTAssertEqual(contact.phone?.typed, "89160001122")
    XCTAssertEqual(
      try scene.deal("2").fields, ["Должность": "Бармен"], "nothing is dropped silently")
    XCTAssertEqual(contact.otherPhones.map(\.typed), ["89160001133"], "one more is no conflict")
    XCTAssertEqual(try scene.counts(), [1, 1, 2])
  }

  func testDeletedDealsAndPartsOfASplitAreNotChangedFromOutside() throws {
    let scene = try ImportScene()
    try scene.take([row("1"), row("2")])
    try change(scene, "1") { $0.deletedAt = scene.now }
    try change(scene, "2") { deal in
      deal.chain = ChainLink(
        id: deal.id, part: 1, total: Money(minorUnits: 10_000_000, currency: .rub), previous: nil)
    }
    XCTAssertEqual(try scene.take([row("1"), row("2")]).skipped, 2)
    let result = try scene.take([
      row("1", ["Бюджет ": "1"]), row("2", ["Бюджет ": "1"]),
    ])
    XCTAssertEqual(result.rejected.map(\.line), [2, 3])
    XCTAssertEqual(try scene.take([row("2", ["Источник": "сайт"])]).updated, 1)
  }

  func testNotesOfAnEarlierImportAreNotDoubled() throws {
    let scene = try ImportScene()
    try scene.take([row("1", ["Примечание": "Первая", "Примечание 2": "Вторая"])])
    try scene.take([
      row("1", ["Примечание": "Нулевая", "Примечание 2": "Первая", "Примечание 3": "Вторая"])
    ])
    XCTAssertEqual(
      try scene.deal("1").comments.map(\.comment.text), ["Первая", "Вторая", "Нулевая"])
  }

  func testUndoTakesAWholeImportBackAndRedoDoesItAgain() throws {
    let scene = try ImportScene()
    let empty = try scene.documents()
    let rows = [row("1", ["Примечание": "Заметка"]), row("2", ["Воронка": "Реклама"])]
    try scene.take(rows)
    let taken = try scene.documents()
    try scene.turn(.undo)
    XCTAssertEqual(try scene.documents(), empty, "pipelines, stages and people too")
    try scene.turn(.redo)
    XCTAssertEqual(Set(try scene.documents().keys), Set(taken.keys))
    XCTAssertEqual(try scene.take(rows).skipped, 2)

    let edited = [row("1", ["Примечание": "Заметка", "Бюджет ": "61000"])]
    try scene.take(edited)
    try scene.turn(.undo)
    XCTAssertEqual(try scene.deal("1").budget?.minorUnits, 6_000_000)
    XCTAssertEqual(try scene.take(edited).updated, 1, "what was undone is news again")
  }

  func testARenamedCompanyIsStillTheOneOfItsImport() throws {
    let scene = try ImportScene()
    try scene.take([row("1")])
    var company = try scene.company("Кафе Пушкин")
    company.name = "Ресторан Пушкин"
    let renamed = company
    try scene.write { (transaction) throws(CRMError) in try transaction.put(renamed) }
    try scene.take([row("1"), row("2")])
    XCTAssertEqual(try scene.deal("2").company, company.id)
  }
}
