import Foundation
import XCTest

/// `Examples/restaurant/evening.sh`, as cron runs it.
final class ExamplesEveningTests: XCTestCase {
  func testTheEveningFilesWhatTheAuditSays() throws {
    let folder = try ExamplesFolder(for: self)
    try week(in: folder)
    let evening = try evening(in: folder)
    XCTAssertEqual(evening.status, 1, evening.error)
    XCTAssertEqual(evening.output, folder.path("re ports/2026-11-20") + "\n")
    XCTAssertEqual(
      folder.files(below: "re ports"),
      ["2026-11-20"]
        + ["audit.json", "audit.txt", "manager-ivanov.txt", "manager-petrova.txt"]
        .map { "2026-11-20/" + $0 } + ["2026-11-20/manager-sidorov.txt"])

    XCTAssertEqual(
      try folder.text("re ports/2026-11-20/audit.json"), try audit(["--json"], in: folder))
    XCTAssertEqual(try folder.text("re ports/2026-11-20/audit.txt"), try audit([], in: folder))
    let letter = try folder.text("re ports/2026-11-20/manager-sidorov.txt")
    XCTAssertEqual(letter, try audit(["--manager", "sidorov"], in: folder))
    XCTAssertTrue(letter.contains("Трактир Полдень"), letter)
    XCTAssertFalse(letter.contains("Кофейня Зерно"), "another manager's: \(letter)")
  }

  func testReportsAreTheirOwnersOnly() throws {
    let folder = try ExamplesFolder(for: self)
    try week(in: folder)
    _ = try evening(in: folder)
    for name in folder.files(below: "re ports") {
      let attributes = try FileManager.default
        .attributesOfItem(atPath: folder.path("re ports/\(name)"))
      let mode = try XCTUnwrap(attributes[.posixPermissions] as? Int)
      XCTAssertEqual(mode & 0o077, 0, name)
    }
  }

  func testACleanDepartmentGetsNoLetters() throws {
    let folder = try ExamplesFolder(for: self)
    try crm(["init"], in: folder)
    try crm(["company", "add", "Кафе"], in: folder)
    try crm(
      ["deal", "add", "Кафе", "--pipeline", "smm", "--budget", "1000"]
        + ["--next", "Связаться с клиентом", "--due", "+3d"], in: folder)
    let evening = try evening(in: folder)
    XCTAssertEqual(evening.status, 0, evening.error)
    XCTAssertEqual(
      folder.files(below: "re ports"),
      ["2026-11-20", "2026-11-20/audit.json", "2026-11-20/audit.txt"])
  }

  func testAnEveningThatFailsKeepsItsStatusAndTheEarlierReport() throws {
    let folder = try ExamplesFolder(for: self)
    try week(in: folder)
    _ = try evening(in: folder)
    let before = folder.files(below: "re ports")
    let report = try folder.text("re ports/2026-11-20/audit.json")
    try Data("{".utf8).write(to: URL(fileURLWithPath: folder.path("data/.crm/crm.json")))

    XCTAssertEqual(try evening(in: folder).status, 5)
    XCTAssertEqual(folder.files(below: "re ports"), before)
    XCTAssertEqual(try folder.text("re ports/2026-11-20/audit.json"), report)
  }

  func testAReportThatCannotBeWrittenIsNoFinding() throws {
    let folder = try ExamplesFolder(for: self)
    try week(in: folder)
    // A folder where the report would go: `mv` fails even for root.
    try FileManager.default.createDirectory(
      atPath: folder.path("re ports/2026-11-20/audit.json.part"),
      withIntermediateDirectories: true)
    XCTAssertEqual(try evening(in: folder).status, 74)
  }

  // MARK: Running

  private var settings: [String: String] {
    ["CRM_LANG": "ru", "CRM_NOW": "2026-11-20T19:00:00+03:00"]
  }

  private func week(in folder: ExamplesFolder) throws {
    let week = try ExamplesProcess(
      ExamplesProcess.example("week.sh"),
      environment: ["CRM_DATA": folder.path("data/.crm")], in: folder)
    XCTAssertEqual(week.status, 0, week.error)
  }

  private func evening(in folder: ExamplesFolder) throws -> ExamplesProcess {
    try ExamplesProcess(
      ExamplesProcess.example("evening.sh"), [folder.path("re ports")],
      environment: settings.merging(["CRM_DATA": folder.path("data/.crm")]) { $1 }, in: folder)
  }

  private func audit(_ words: [String], in folder: ExamplesFolder) throws -> String {
    try ExamplesProcess(
      ExamplesProcess.program, ["audit", "--data", folder.path("data/.crm")] + words,
      environment: settings, in: folder
    ).output
  }

  private func crm(_ words: [String], in folder: ExamplesFolder) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("data"), withIntermediateDirectories: true)
    let answer = try ExamplesProcess(
      ExamplesProcess.program, words + ["--data", folder.path("data/.crm")],
      environment: settings, in: folder)
    XCTAssertEqual(answer.status, 0, answer.error)
  }
}
