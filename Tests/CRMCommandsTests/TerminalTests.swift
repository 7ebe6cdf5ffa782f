import CommandLineKit
import CRMTestSupport
import CommandLineKit
import Foundation
import XCTest

/// The built program on a real terminal: pager, answers, colours.
final class TerminalTests: XCTestCase {
  private struct Answer: Encodable {
    let until: String
    let type: String
  }

  private struct Job: Encodable {
    let words: [String]
    let folder: String
    let env: [String: String]
    let rows = 8
    let columns = 60
    let answers: [Answer]
  }

  private struct Result: Decodable {
    let status: Int32
    let screen: String
  }

  private func run(
    _ words: [String], in world: TestWorld, env: [String: String] = [:], answers: [Answer] = []
  ) throws -> Result {
    let crm = try BuiltProgram().path
    let own = ["CRM_DATA": world.data, "CRM_LANG": "ru", "CRM_USER": "ivanov"]
    let job = Job(
      words: [crm] + words, folder: world.folder, env: own.merging(env) { $1 }, answers: answers)
    let driver = RecordedFile("Tests/CRMCommandsTests/Shells/terminal.py").url.path
    let (_, out, err) = try ShellSession.run(["python3", driver], input: JSONEncoder().encode(job))
    XCTAssertEqual(String(decoding: err, as: UTF8.self), "")
    return try JSONDecoder().decode(Result.self, from: out)
  }

  private func world() throws -> TestWorld {
    try ShellSession.require(.bash)
    let world = try TestWorld()
    try world.make("init")
    for number in 1...9 { try world.make("company", "add", "Кафе \(number)") }
    return world
  }

  func testLongListsArePaged() throws {
    let world = try world()
    let list = ["company", "list", "--fields", "name"]
    let paged = try run(list, in: world, env: ["PAGER": "sed 's/^/> /'"])
    XCTAssertTrue(paged.screen.contains("> Кафе 9\n"), paged.screen)
    let closed = try run(list, in: world, env: ["CRM_PAGER": "head -n 1"])
    XCTAssertEqual(closed.status, 0)
    XCTAssertFalse(closed.screen.contains("Кафе 9"), closed.screen)
    let missing = try run(list, in: world, env: ["PAGER": "no-such-pager"])
    XCTAssertTrue(missing.screen.contains("Кафе 9\n"), missing.screen)
    let plain = try run(list + ["--no-pager"], in: world, env: ["PAGER": "sed 's/^/> /'"])
    XCTAssertFalse(plain.screen.contains("> "), plain.screen)
  }

  func testColoursFollowTheTerminalAndTheVariables() throws {
    let world = try world()
    let list = ["company", "list", "--no-pager"]
    XCTAssertTrue(try run(list, in: world).screen.contains("\u{1B}[1m"))
    let env = ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"]
    XCTAssertFalse(try run(list, in: world, env: env).screen.contains("\u{1B}"))
    for (variables, isColored) in [
      (["CLICOLOR_FORCE": "1"], true), (["CLICOLOR_FORCE": "0"], false), ([:], false),
      (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
    ] {
      for name in ["CLICOLOR_FORCE", "NO_COLOR"] { world.environment[name] = variables[name] }
      XCTAssertEqual(world.run(list).out.contains("\u{1B}"), isColored, "\(variables)")
    }
  }

  func testColumnsBeatTheTerminal() throws {
    let world = try world()
    let name = String(repeating: "Очень длинное название ", count: 3)
    try world.make("company", "add", name)
    XCTAssertTrue(world.run("company", "list").out.contains(name.dropLast()))
    for columns in ["40", "60"] {
      let env = ["COLUMNS": columns, "NO_COLOR": "1"]
      let screen = try run(["company", "list", "--no-pager"], in: world, env: env).screen
      world.environment["COLUMNS"] = columns
      for line in (screen + world.run("company", "list").out).split(separator: "\n") {
        XCTAssertLessThanOrEqual(line.count, Int(columns) ?? 0, String(line))
      }
    }
  }

  func testAPersonIsAsked() throws {
    let world = try world()
    let deal = try world.startDeal()
    let result = try run(
      ["task", "done", deal, "--ask"], in: world,
      answers: [
        Answer(until: "(--result): ", type: "Дозвонился\n"),
        Answer(until: "(--next): ", type: "Встреча\n"), Answer(until: "(--due): ", type: "+2d\n"),
      ])
    XCTAssertEqual(result.status, 0, result.screen)
    XCTAssertTrue(result.screen.contains("выполнена: Дозвонился"), result.screen)
  }
}
