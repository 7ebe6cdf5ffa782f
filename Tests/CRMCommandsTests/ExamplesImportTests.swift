import Foundation
import XCTest

/// `Examples/restaurant/import.sh`: an export of amoCRM, with the figures worked out from its rows.
final class ExamplesImportTests: XCTestCase {
  func testTheExportBecomesTheDepartmentsDeals() throws {
    let folder = try ExamplesFolder(for: self)
    try runImport(in: folder)
    let deals = try crm(
      ["deal", "list", "--state", "all", "--format", "tsv", "--sort", "name"]
        + ["--fields", "name,manager,author,pipeline,stage,state,budget,closedAt"], in: folder)
    XCTAssertEqual(
      deals.output.split(separator: "\n").map(String.init),
      [
        "name\tmanager\tauthor\tpipeline\tstage\tstate\tbudget\tclosedAt",
        "Бар Маяк\tivanov\tsmirnova\tads\twon\twon\t58000\t2026-10-30T15:05:00Z",
        "Кофейня Роща\tsmirnova\tsmirnova\tads\tproposal\topen\t\t",
        "Пекарня Лён\tsmirnova\tsmirnova\tads\tlost\tlost\t\t2026-10-26T13:20:00Z",
        "Ресторан Терраса\tsmirnova\tivanov\tads\tcontract\topen\t90000\t",
        "Трактир Старый город\tivanov\tivanov\tads\tcall\topen\t60000\t",
      ])
    XCTAssertEqual(try crm(["fsck"], in: folder).status, 0)
  }

  func testTheScriptSaysWhatWasTakenInAndWhatNot() throws {
    let folder = try ExamplesFolder(for: self)
    let output = try runImport(in: folder).output
    XCTAssertTrue(
      output.contains("заведено сделок: 5, изменено: 0, без изменений: 0, отклонено строк: 1\n"),
      output)
    XCTAssertTrue(output.contains("строка 8: нет ID"), output)
    XCTAssertTrue(
      output.contains("заведено сделок: 0, изменено: 0, без изменений: 5, отклонено строк: 1\n"),
      "the second time: \(output)")
    XCTAssertTrue(
      try folder.text("data/amocrm-proposal.json").contains("\"Смирнова Ольга\": \"smirnova\""))
  }

  func testTheAuditSaysWhatTheOldDealsLack() throws {
    let folder = try ExamplesFolder(for: self)
    try runImport(in: folder)
    let answer = try crm(["audit", "--json"], in: folder)
    XCTAssertEqual(answer.status, 1)
    let audit = try JSONDecoder().decode(ExamplesAudit.self, from: Data(answer.output.utf8))
    // A coffee house at the proposal passed two stages without a word about them, a restaurant at
    // the contract three; both lack the meeting's report and what the stages asked for.
    let passed = ["company-incomplete", "decision-maker-incomplete", "meeting-report-missing"]
    XCTAssertEqual(
      audit.findings.map(\.line),
      ["ivanov Бар Маяк error won-incomplete", "ivanov Трактир Старый город error task-missing"]
        + (["budget-missing", "comment-missing", "comment-missing"] + passed + ["task-missing"])
        .map { "smirnova Кофейня Роща error \($0)" }
        + ["smirnova Пекарня Лён error lost-incomplete"]
        + (["comment-missing", "comment-missing", "comment-missing"] + passed + ["task-missing"])
        .map { "smirnova Ресторан Терраса error \($0)" })
    XCTAssertEqual(
      [audit.summary.deals, audit.summary.clean, audit.summary.errors, audit.summary.warnings],
      [5, 0, 17, 0])
    XCTAssertEqual(
      audit.summary.atRisk, [ExamplesAudit.Sum(currency: "RUB", amount: 60000 + 58000 + 90000)])
  }

  func testUndoTakesTheWholeImportBack() throws {
    let folder = try ExamplesFolder(for: self)
    try runImport(in: folder)
    XCTAssertEqual(try crm(["undo"], in: folder).status, 0)
    XCTAssertEqual(try crm(["deal", "list", "--state", "all", "-q"], in: folder).output, "")
    XCTAssertEqual(try crm(["company", "list", "-q"], in: folder).output, "")
  }

  // MARK: Running

  @discardableResult
  private func runImport(in folder: ExamplesFolder) throws -> ExamplesProcess {
    let answer = try ExamplesProcess(
      ExamplesProcess.example("import.sh"),
      environment: ["CRM_DATA": folder.path("data/.crm"), "CRM_LANG": "ru"], in: folder)
    XCTAssertEqual(answer.status, 0, answer.error)
    return answer
  }

  private func crm(_ words: [String], in folder: ExamplesFolder) throws -> ExamplesProcess {
    try ExamplesProcess(
      ExamplesProcess.program, words,
      environment: [
        "CRM_DATA": folder.path("data/.crm"), "CRM_NOW": "2026-11-20T09:00:00+03:00",
        "CRM_USER": "head",
      ], in: folder)
  }
}
