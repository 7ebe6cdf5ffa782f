import CRMCore
import XCTest

/// `Examples/restaurant/department.sh`: two weeks of 8 managers, 2 heads and 120 deals.
///
/// Each deal that is ever at fault is of 10 000 ₽. The figures were worked out by hand from what the script
/// says, not read off a run.
final class ExamplesDepartmentTests: XCTestCase {
  func testTwoWeeksGiveTheFiguresWorkedOutByHand() throws {
    let folder = try ExamplesFolder(for: self)
    let play = try ExamplesProcess(
      ExamplesProcess.example("department.sh"),
      environment: ["CRM_DATA": folder.path("data/.crm")], in: folder)
    XCTAssertEqual(play.status, 0, play.error)

    // An evening a line: errors, deals with one, and so quality and money at risk; sales that ended
    // by then, and deals that payments in parts made.
    let evenings: [(day: String, errors: Int, faulty: Int, ended: Int, parts: Int)] = [
      // Manager m left m deals without a task: 1 + … + 8.
      ("2026-11-09", 36, 36, 0, 0),
      // The odd ones' overdue task (4); three and four unmended deals, each also an overdue rework.
      ("2026-11-10", 4 + 2 * 3 + 2 * 4, 4 + 3 + 4, 0, 0),
      // Two deals of the eighth, each with its overdue rework; the returned one is not due yet.
      ("2026-11-11", 2 * 2, 2, 0, 0), ("2026-11-12", 2 * 2, 2, 0, 0), ("2026-11-13", 0, 0, 0, 0),
      ("2026-11-16", 2, 2, 0, 0),
      // Of the 32 that walk, four are lost and then four won, two of them in parts.
      ("2026-11-17", 1, 1, 4, 0), ("2026-11-18", 0, 0, 4 + 4, 2),
      // Another part of one of them is paid, and then the last.
      ("2026-11-19", 1, 1, 4 + 5, 3),
      // The sixth has not mended his by 18:00; the third has a new one.
      ("2026-11-20", 2 + 1, 2, 4 + 6, 3),
    ]
    let history = try json(["audit", "--history"], in: folder).array ?? []
    XCTAssertEqual(history.count, evenings.count)
    for (found, expected) in zip(history, evenings) {
      XCTAssertEqual(found["day"]?.string, expected.day)
      let deals = 120 + expected.parts
      XCTAssertEqual(found["deals"]?.int, deals, expected.day)
      XCTAssertEqual(found["open"]?.int, deals - expected.ended, expected.day)
      XCTAssertEqual(found["errors"]?.int, expected.errors, expected.day)
      XCTAssertEqual(
        found["cleanOpen"]?.int, deals - expected.ended - expected.faulty, expected.day)
      let atRisk = found["atRisk"]?.array?.first?["amount"]?.int ?? 0
      XCTAssertEqual(atRisk, 10_000 * expected.faulty, expected.day)
    }
    XCTAssertEqual(history.first?["quality"]?.number?.text, "0.7")

    let eighth = try json(["audit", "--history", "--manager", "ilyin"], in: folder).array ?? []
    XCTAssertEqual(
      eighth.map { $0["cleanOpen"]?.int }, [7, 11, 13, 13, 15, 13, 15, 15, 15, 14])
    try checkTheEnd(in: folder)
  }

  /// What the last evening leaves.
  private func checkTheEnd(in folder: ExamplesFolder) throws {
    let report = try json(["audit", "--fail-on", "never"], in: folder)
    let findings = (report["findings"]?.array ?? []).map { finding in
      let words = ["manager", "check", "since"].map { finding[$0]?.string ?? "-" }
      return (words + [String(finding["repeats"]?.int ?? 0)]).joined(separator: " ")
    }
    XCTAssertEqual(
      findings,
      [
        // Three of the first Monday and this one.
        "chernov task-missing 2026-11-20 4",
        "fomin rework-overdue 2026-11-20 1",
        // Six of the first Monday, the same deal among them, and this one.
        "fomin task-missing 2026-11-19 7",
      ])
    let quality = (report["summary"]?["byManager"]?.array ?? []).map {
      $0["quality"]?.number?.text ?? "-"
    }
    // The third has won one and lost one, the sixth has lost one: one of 13 and one of 14 is at fault.
    XCTAssertEqual(quality, ["1.0", "1.0", "0.9231", "1.0", "1.0", "0.9286", "1.0", "1.0"])
    try checkThePipelines(in: folder)

    let reworks = try json(["rework", "list"], in: folder).array ?? []
    XCTAssertEqual(reworks.map { $0["name"]?.string }, ["Кафе 6-01", "Кафе 3-01"])
    XCTAssertEqual(
      reworks.map { $0["due"]?.string }, ["2026-11-20T15:00:00Z", "2026-11-23T15:00:00Z"])
    XCTAssertEqual(reworks.map { $0["author"]?.string }, ["gromov", "orlova"])
    let accepted = try json(["rework", "list", "--state", "accepted"], in: folder).array ?? []
    // 36 of Monday and 4 of Tuesday; 8-09 and 8-10; 4-15. Of 3-01 and 6-01 the last one counts.
    XCTAssertEqual(accepted.count, 36 + 4 + 2 + 1 - 2)

    let today = try json(["today", "--manager", "fomin"], in: folder)
    XCTAssertEqual(today["rework"]?.array?.count, 1)
    XCTAssertEqual(today["rework"]?.array?.first?["standing"]?.array?.count, 1)
    XCTAssertEqual(today["deals"]?.array?.map { $0["health"]?.string }, ["none"])
  }

  /// The 32 that walk stand four at each stage, the rest of a payment at the last one; of the 88 others
  /// four of each manager's were called.
  private func checkThePipelines(in folder: ExamplesFolder) throws {
    let board = try json(["board"], in: folder).array ?? []
    let stages = [
      ("in-work", 4 + 88 - 32), ("call", 4 + 32), ("decision-maker", 4), ("meeting", 4),
      ("proposal", 4), ("contract", 4 + 1),
    ]
    for (stage, expected) in stages {
      let deals = board.filter { $0["stage"]?.string == stage }.compactMap { $0["deals"]?.int }
      XCTAssertEqual(deals.reduce(0, +), expected, stage)
    }
  }

  private func json(_ words: [String], in folder: ExamplesFolder) throws -> JSONValue {
    let run = try ExamplesProcess(
      ExamplesProcess.program, words + ["--json"],
      environment: ["CRM_DATA": folder.path("data/.crm"), "CRM_NOW": "2026-11-20T19:30"],
      in: folder)
    XCTAssertEqual(run.status, 0, run.error)
    return try JSONReader.parse(Array(run.output.utf8))
  }
}
