import CRMCore
import CRMTestSupport
import XCTest

/// R113, R114: a table of tasks is taken in by the ordinary actions, and what `crm export csv task`
/// writes comes back.
final class ImportTasksTests: XCTestCase {
  private func department() throws -> (world: TestWorld, deal: String) {
    let world = try TestWorld()
    try world.make("init")
    return (world, try world.startDeal())
  }

  private func take(_ world: TestWorld, _ words: String...) -> JSONValue {
    world.run(["import", "csv", "task"] + words + ["--json"]).json
  }

  private func counts(_ result: JSONValue) -> [String] {
    ["created", "updated", "skipped", "rejectedCount"].map { result.at($0).number?.text ?? "" }
  }

  private func task(_ world: TestWorld, _ deal: String, _ place: Int) -> JSONValue {
    world.run("deal", "show", deal, "--json").json.at("tasks", place)
  }

  /// The same table changes nothing, and an edited one its task.
  func testWhatIsExportedComesBack() throws {
    let (world, deal) = try department()
    try world.make(
      "task", "set", deal, "Встреча", "--due", "2026-11-25 12:30", "--text", "взять меню")
    try world.make("task", "set", deal, "Отправить КП", "--due", "2026-11-26", "--remind", "1h")
    try world.make("task", "done", "\(deal)/2", "--result", "Договорились о пробном ужине")
    let before = try world.documents()
    for excel in [[], ["--excel"]] {
      try world.make(["export", "csv", "task", "--out", "."] + excel)
      let same = take(world, "tasks.csv")
      XCTAssertEqual(counts(same), ["0", "0", "3", "0"], "\(same)")
      XCTAssertEqual(same.at("conflictCount").number?.text, "0", "\(same)")
      XCTAssertEqual(try world.documents(), before)
    }
    let path = world.resolve("tasks.csv")
    var text = try String(contentsOfFile: path, encoding: .utf8)
    text = text.replacingOccurrences(of: "26.11.2026 23:59:59", with: "27.11.2026 10:00")
    try world.write(text, to: "tasks.csv")
    XCTAssertEqual(counts(take(world, "tasks.csv")), ["0", "1", "2", "0"])
    XCTAssertEqual(task(world, deal, 2).at("due").string, "2026-11-27T07:00:00Z")
    let last = world.run("deal", "show", deal, "--json").json.at("history").array?.last
    XCTAssertEqual(last?.at("event").string, "task-rescheduled", "by its action")
    XCTAssertEqual(counts(take(world, "tasks.csv")), ["0", "0", "3", "0"])
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  /// A due time that was changed here since stays, and is told; `--theirs` takes the table's.
  func testWhatWasChangedHereStays() throws {
    let (world, deal) = try department()
    try world.make("export", "csv", "task", "--out", ".")
    let due = task(world, deal, 0).at("due").string
    try world.make("task", "reschedule", "\(deal)/1", "--due", "+5d", "--reason", "просили позже")
    let later = task(world, deal, 0).at("due").string
    let run = world.run("import", "csv", "task", "tasks.csv", "--lang", "en")
    XCTAssertEqual(task(world, deal, 0).at("due").string, later)
    XCTAssertTrue(run.out.contains("field 'due' was changed here and stays as it is"), run.out)
    XCTAssertEqual(counts(take(world, "tasks.csv", "--theirs")), ["0", "1", "0", "0"])
    XCTAssertEqual(task(world, deal, 0).at("due").string, due)
  }

  /// A table of somebody else's: a task is found again by its deal, what is to be done and when, also
  /// after it was put off here; what the dictionary of actions does not have is told in words, as are
  /// columns that nobody knows (R15).
  func testATableOfOnesOwn() throws {
    let (world, deal) = try department()
    try world.write(
      """
      Сделка;Задача;Срок;Исполнитель;Статус;Результат;Важность
      Кафе Пушкин;Отправить КП;02.12.2026 10:00;anna;;;
      кафе пушкин;Выпить кофе;03.12.2026;;;;высокая
      Кафе Пушкин;Отправить КП;20.11.2026 10:00;;Выполнена;Отправил, ждут счет;
      Нет такой;Отправить КП;20.11.2026;;;;
      Кафе Пушкин;Отправить КП;;;;;
      Кафе Пушкин;Отправить КП;20.11.2026;;вроде да;;
      """, to: "own.csv")
    let taken = take(world, "own.csv")
    XCTAssertEqual(counts(taken), ["3", "0", "0", "3"], "\(taken)")
    XCTAssertEqual(
      taken.at("rejected").array?.compactMap { $0.at("reason").string },
      [
        "такой сделки нет", "нет срока задачи",
        "'вроде да': такого значения нет; есть: «open», «done», «cancelled»",
      ])
    XCTAssertEqual(task(world, deal, 1).at("assignee").string, "anna")
    XCTAssertEqual(task(world, deal, 2).at("text").string, "Выпить кофе\nВажность: высокая")
    XCTAssertEqual(task(world, deal, 3).at("state").string, "done")
    XCTAssertEqual(task(world, deal, 3).at("result").string, "Отправил, ждут счет")
    try world.make("task", "reschedule", "\(deal)/2", "--due", "+9d", "--reason", "просили позже")
    XCTAssertEqual(counts(take(world, "own.csv")), ["0", "0", "3", "3"], "the same again")
    XCTAssertEqual(world.run("undo").status, 0)
    XCTAssertEqual(
      world.run("import", "guess", "own.csv", "--json").json.at("kind").string, "task")
  }

  /// Two deals of one name are not chosen between; an open one is meant before one that has ended.
  func testADealIsMeantOrTheRowIsRefused() throws {
    let (world, deal) = try department()
    try world.write("Сделка,Задача,Срок\nКафе Пушкин,Отправить КП,2026-12-02\n", to: "own.csv")
    try world.walk(deal, to: "call")
    try world.make(
      "deal", "close", deal, "--lost", "--reason", "Дорого", "--spoke-with", "Орлов Петр",
      "--position", "владелец", "--comment",
      "Говорил с администратором, управляющая будет завтра после двух")
    XCTAssertEqual(take(world, "own.csv").at("rejectedCount").number?.text, "1", "it has ended")
    let other = try world.startDeal("Кафе Пушкин", pipeline: "smm")
    XCTAssertEqual(take(world, "own.csv").at("ids", 0).string, nil)
    XCTAssertEqual(task(world, other, 1).at("action").string, "Отправить КП")
    _ = try world.startDeal("Кафе Пушкин", pipeline: "crm")
    let taken = world.run("import", "csv", "task", "own.csv", "--lang", "en")
    XCTAssertTrue(taken.out.contains("deals of this name: 2; give the dealId"), taken.out)
  }
}
