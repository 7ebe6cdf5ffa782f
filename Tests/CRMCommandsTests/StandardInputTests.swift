import CRMTestSupport
import XCTest

/// `-` where a text goes: the text is read from standard input.
final class StandardInputTests: XCTestCase {
  private let text = "Записано в файле:\nподробности там же"

  private func expectText(
    after words: [String], line: UInt = #line,
    setUp: (TestWorld, String) throws -> Void = { _, _ in
    }
  ) throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try setUp(world, deal)
    world.input = Array((text + "\n").utf8)
    let run = world.run(words.map { $0 == "DEAL" ? deal : $0 })
    XCTAssertEqual(run.status, 0, run.err, line: line)
    let document = try XCTUnwrap(
      world.documents().first { $0.key.hasPrefix("deals/") }?.value, line: line)
    let kept = String(decoding: document, as: UTF8.self)
    XCTAssertTrue(kept.contains("\"Записано в файле:\\nподробности там же"), kept, line: line)
    XCTAssertFalse(kept.contains("\"-\""), kept, line: line)
  }

  func testResultOfAMove() throws {
    try expectText(
      after: [
        "deal", "move", "DEAL", "call", "--comment", TestWorld.comment, "--result", "-", "--next",
        "Встреча", "--due", "+1d",
      ])
  }

  func testResultOfAClosing() throws {
    try expectText(
      after: [
        "deal", "close", "DEAL", "--lost", "--reason", "Дорого", "--spoke-with", "Делос Андрей",
        "--position", "владелец", "--comment", TestWorld.comment, "--result", "-",
      ]
    ) { world, deal in try world.walk(deal, to: "call") }
  }

  func testReasonOfADeletion() throws {
    try expectText(after: ["deal", "delete", "DEAL", "--reason", "-"])
  }

  func testReasonOfAHandOver() throws {
    try expectText(after: ["deal", "assign", "DEAL", "petrov", "--reason", "-"]) { world, _ in
      try world.make("user", "add", "petrov", "--name", "Петров Петр", "--role", "manager")
    }
  }

  func testReasonOfAHandOverOfMany() throws {
    try expectText(
      after: ["deal", "assign", "--no-task", "--from", "ivanov", "--to", "petrov", "--reason", "-"]
    ) { world, deal in
      try world.make("user", "add", "petrov", "--name", "Петров Петр", "--role", "manager")
      try world.make("task", "cancel", deal + "/1", "--reason", "Не нужна", "--no-next")
    }
  }
}
