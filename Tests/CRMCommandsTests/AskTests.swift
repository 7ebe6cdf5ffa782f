import CRMCore
import CRMTestSupport
import CommandLineKit
import XCTest

@testable import CRMCommands

/// `--ask`: a person is asked for what is missing; a script never is.
final class AskTests: XCTestCase {
  private func world() throws -> (world: TestWorld, deal: String) {
    let world = try TestWorld()
    let deal = try world.startDeal()
    world.hasErrorTerminal = true
    return (world, deal)
  }

  func testWhatIsMissingIsAskedFor() throws {
    let (world, deal) = try world()
    world.answers = ["Дозвонился", "Встреча", "+2d"]
    let run = world.run("task", "done", deal, "--ask", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("result").string, "Дозвонился")
    XCTAssertEqual(run.json.at("next", "action").string, "Встреча")
    XCTAssertTrue(run.err.hasPrefix("что получилось (--result): "), run.err)
  }

  func testArgumentsAndChoicesAreAskedFor() throws {
    let (world, _) = try world()
    world.answers = ["Кафе Пушкин", "smm"]
    let run = world.run("deal", "add", "--ask", "--json", "--lang", "en")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("pipeline").string, "smm")
    XCTAssertTrue(run.err.hasPrefix("the company (COMPANY): "), run.err)
    XCTAssertTrue(run.err.contains("  smm  SMM\n"), run.err)
    XCTAssertTrue(run.err.contains("(--pipeline): "), run.err)
  }

  func testEveryRefusedCommandAsks() throws {
    let (world, deal) = try world()
    let comment = "Говорил с администратором, управляющая будет завтра после двух"
    let table: [(line: [String], answers: [String], choice: String)] = [
      (
        ["deal", "move", deal, "call", "--result", "Дозвонился"],
        [comment, "Связаться с клиентом", "+1d"], "  Связаться с клиентом\n"
      ),
      (
        ["deal", "close", deal, "--lost"], ["Дорого", "Орлов Петр", "владелец", comment],
        "  Дорого\n"
      ),
      (
        ["deal", "reopen", deal],
        ["Передумали и просят предложение", "Связаться с клиентом", "+1d"],
        "  Связаться с клиентом\n"
      ),
      (["task", "set", deal], ["Встреча", "+2d"], ""), (["deal", "delete", deal], ["Дубль"], ""),
    ]
    for (line, answers, choice) in table {
      world.answers = answers
      let run = world.run(line + ["--ask"])
      XCTAssertEqual(run.status, 0, "\(line): \(run.err)")
      XCTAssertTrue(choice.isEmpty || run.err.contains(choice), "\(line): \(run.err)")
    }
  }

  func testWhatCanBeToldAnythingCanAsk() {
    for command in CommandTree.program.description.root.flattened
    where command.traits.contains(.writes) {
      let names = command.options.flatMap(\.names)
      let isTold = command.parameters.contains { !$0.names.contains("--dry-run") }
      XCTAssertEqual(names.contains("--ask"), isTold, command.path.joined(separator: " "))
    }
  }

  func testVariableAndSettingAskToo() throws {
    let (world, deal) = try world()
    world.answers = ["Дозвонился", "Встреча", "+2d"]
    let words = ["task", "done", deal + "/1", "--dry-run"]
    XCTAssertEqual(world.run(words).status, 3)
    world.environment["CRM_ASK"] = "1"
    XCTAssertEqual(world.run(words).status, 0)
    world.environment["CRM_ASK"] = nil
    let settings = try XCTUnwrap(
      world.documents()["settings.json"].map { String(decoding: $0, as: UTF8.self) })
    try world.write(
      settings.replacing("{\n", with: "{\n  \"ask\": true,\n", maxReplacements: 1),
      to: "data/settings.json")
    XCTAssertEqual(world.run(words).status, 0)
    world.environment["CRM_ASK"] = "0"
    XCTAssertEqual(world.run(words).status, 3)
  }

  func testAWrongAnswerIsAskedForAgainThreeTimesAtMost() throws {
    let (world, deal) = try world()
    world.answers = ["Дозвонился", "Обед", "вчерась", "когда-нибудь", "+2d", "Встреча"]
    let run = world.run("task", "done", deal, "--ask", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("next", "action").string, "Встреча")
    XCTAssertTrue(run.err.contains("'Обед'"), run.err)
    XCTAssertTrue(run.err.contains("'когда-нибудь'"), run.err)
    world.answers = ["Кафе", "Кафе Гоголь", "кафе", "Кафе Пушкин"]
    let before = try world.documents()
    let wrong = world.run("deal", "add", "--pipeline", "smm", "--ask")
    XCTAssertEqual(wrong.status, 4)
    XCTAssertEqual(wrong.err.components(separatedBy: "(COMPANY): ").count, 4, wrong.err)
    XCTAssertEqual(try world.documents(), before)
  }

  func testNobodyIsAskedWithoutATerminalOrForNothing() throws {
    let (world, deal) = try world()
    let before = try world.documents()
    world.hasErrorTerminal = false
    world.answers = ["Дозвонился"]
    let piped = world.run("task", "done", deal, "--ask")
    XCTAssertEqual(piped.status, 3)
    XCTAssertFalse(piped.err.contains("(--result):"), piped.err)
    world.hasErrorTerminal = true
    for answers in [[], [""], ["Дозвонился", ""]] {
      world.answers = answers
      XCTAssertEqual(world.run("task", "done", deal, "--ask").status, 3)
    }
    world.answers = ["Дозвонился", "Встреча", "вчерась"]
    XCTAssertEqual(world.run("task", "done", deal, "--ask").status, 2)
    XCTAssertEqual(world.run("task", "done", "--ask", "--", "нет такой").status, 4)
    XCTAssertEqual(try world.documents(), before)
  }
}
