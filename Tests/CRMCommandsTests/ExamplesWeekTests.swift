import Foundation
import XCTest

/// `Examples/restaurant/week.sh`, with the figures worked out by hand from its comments.
final class ExamplesWeekTests: XCTestCase {
  func testTheWeekEndsWhereTheScriptSays() throws {
    let folder = try ExamplesFolder(for: self)
    try play(in: folder)

    let rows = try crm(
      ["deal", "list", "--state", "all", "--format", "tsv", "--sort", "name,budget"]
        + ["--fields", "name,manager,stage,state,budget"], in: folder)
    XCTAssertEqual(
      rows.output.split(separator: "\n").map(String.init),
      [
        "name\tmanager\tstage\tstate\tbudget",
        "Бар Полночь\tpetrova\tlost\tlost\t",
        "Кафе Ёлки\tivanov\twon\twon\t70000",
        "Кофейня Зерно\tpetrova\tdecision-maker\topen\t20000",
        "Пекарня Корица\tsidorov\tin-work\topen\t",
        "Ресторан Пушка\tpetrova\twon\twon\t20000",
        "Ресторан Пушка (доплата)\tpetrova\twon\twon\t15000",
        "Ресторан Пушка (последняя доплата)\tpetrova\twon\twon\t25000",
        "Столовая Борщ\tivanov\tin-work\topen\t",
        "Трактир Полдень\tsidorov\tcall\topen\t80000",
      ])
    let deleted = try crm(
      ["deal", "list", "--state", "deleted", "--format", "tsv", "--fields", "name"], in: folder)
    XCTAssertEqual(deleted.output, "name\nЧайная на Пруду\n")
    XCTAssertEqual(try crm(["fsck"], in: folder).status, 0)
  }

  func testTheAuditOfTheWeekFindsWhatWasNeglected() throws {
    let folder = try ExamplesFolder(for: self)
    try play(in: folder)

    let answer = try crm(["audit", "--json"], in: folder)
    XCTAssertEqual(answer.status, 1)
    let audit = try JSONDecoder().decode(ExamplesAudit.self, from: Data(answer.output.utf8))
    XCTAssertEqual(
      audit.findings.map(\.line),
      [
        "ivanov Гостиница Волна warning company-without-deal",
        "ivanov Столовая Борщ warning budget-missing",
        "ivanov Чайная на Пруду warning company-without-deal",
        "petrova Кофейня Зерно error decision-maker-incomplete",
        "sidorov Пекарня Корица warning budget-missing",
        "sidorov Пекарня Корица error task-missing",
        "sidorov Трактир Полдень error task-overdue",
      ])
    XCTAssertEqual(
      audit.summary,
      ExamplesAudit.Summary(
        deals: 9, clean: 6, errors: 3, warnings: 4, atRisk: roubles(100_000),
        byManager: [
          row("ivanov", deals: 2, clean: 2, errors: 0, warnings: 3, yellow: 1),
          row(
            "petrova", deals: 5, clean: 4, errors: 1, warnings: 0, atRisk: roubles(20_000),
            green: 1),
          row(
            "sidorov", deals: 2, clean: 0, errors: 2, warnings: 1, atRisk: roubles(80_000),
            red: 1, none: 1),
        ]))
  }

  func testTheWeekPrintsItsAuditInRussian() throws {
    let folder = try ExamplesFolder(for: self)
    let week = try play(in: folder)
    XCTAssertTrue(
      week.output.contains("\nВсего: сделок 9, без ошибок 6, ошибок 3, замечаний 4"), week.output)
    XCTAssertEqual(
      week.error.split(separator: "\n").filter { $0.hasPrefix("crm: ") }.count, 6,
      "two deals without a task, a position that the audit will ask for, three contacts that came "
        + "after their deals: \(week.error)")
  }

  func testTheWeekDoesNotWriteOverData() throws {
    let folder = try ExamplesFolder(for: self)
    try play(in: folder)
    let before = folder.files(below: "data")
    let again = try week(in: folder)
    XCTAssertEqual(again.status, 5)
    XCTAssertEqual(folder.files(below: "data"), before)
  }

  func testTheWeekMakesItsOwnFolderWhereNoneIsNamed() throws {
    let folder = try ExamplesFolder(for: self)
    let week = try ExamplesProcess(ExamplesProcess.example("week.sh"), in: folder)
    XCTAssertEqual(week.status, 0, week.error)
    let data = try XCTUnwrap(week.output.split(separator: "\n").last?.split(separator: ": ").last)
    XCTAssertTrue(data.hasPrefix(folder.url.path), String(data))
    XCTAssertTrue(FileManager.default.fileExists(atPath: data + "/crm.json"))
  }

  // MARK: Playing

  @discardableResult
  private func play(in folder: ExamplesFolder) throws -> ExamplesProcess {
    let week = try week(in: folder)
    XCTAssertEqual(week.status, 0, week.error)
    return week
  }

  private func week(in folder: ExamplesFolder) throws -> ExamplesProcess {
    try ExamplesProcess(
      ExamplesProcess.example("week.sh"),
      environment: ["CRM_DATA": folder.path("data/.crm"), "CRM_LANG": "ru"], in: folder)
  }

  private func crm(_ words: [String], in folder: ExamplesFolder) throws -> ExamplesProcess {
    try ExamplesProcess(
      ExamplesProcess.program, words,
      environment: ["CRM_DATA": folder.path("data/.crm"), "CRM_NOW": "2026-11-20T19:00:00+03:00"],
      in: folder)
  }

  private func roubles(_ amount: Int) -> [ExamplesAudit.Sum] {
    [ExamplesAudit.Sum(currency: "RUB", amount: amount)]
  }

  private func row(
    _ manager: String, deals: Int, clean: Int, errors: Int, warnings: Int,
    atRisk: [ExamplesAudit.Sum] = [], red: Int = 0, yellow: Int = 0, green: Int = 0, none: Int = 0
  ) -> ExamplesAudit.Summary.Row {
    ExamplesAudit.Summary.Row(
      manager: manager, deals: deals, clean: clean, errors: errors, warnings: warnings,
      atRisk: atRisk, health: ["red": red, "yellow": yellow, "green": green, "none": none])
  }
}
