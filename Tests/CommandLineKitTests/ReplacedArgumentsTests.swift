import XCTest

@testable import CommandLineKit

/// An option that stands in place of arguments: either it or all of them.
final class ReplacedArgumentsTests: XCTestCase {
  private func outcome(_ words: String...) -> String {
    let help = Text(ru: "что-то", en: "something")
    let move = Command<String>(
      "move", summary: help, options: [String](),
      rows: [
        .argument(.text("WHAT"), isRequired: false, help: help) { $0.append($1) },
        .argument(.text("WHERE"), isRequired: false, help: help) { $0.append($1) },
        .option("--all", value: .text("KIND"), help: help) { $0.append($1) },
        .option("--all", replaces: ["WHAT", "WHERE"]),
        .flag("--here", help: help) { $0.append("here") },
        .option("--here", replaces: ["WHERE"]),
      ]
    ) { $0.joined(separator: " ") }
    let program = Program(
      "tool", summary: help, globals: 0, rows: [], commands: [move])
    switch program.parse(["move"] + words).outcome {
    case .run(let words): return words
    case .failure(let error): return error.message(.en)
    case .help, .version: return ""
    }
  }

  func testEitherAllArgumentsOrTheOption() {
    XCTAssertEqual(outcome("a", "b"), "a b")
    XCTAssertEqual(outcome("--all", "red"), "red")
    XCTAssertEqual(outcome(), "missing arguments 'WHAT', 'WHERE'")
    XCTAssertEqual(outcome("a"), "missing argument 'WHERE'")
    // Another option may stand in place of some of them.
    XCTAssertEqual(outcome("a", "--here"), "a here")
    XCTAssertEqual(outcome("--here"), "missing argument 'WHAT'")
    XCTAssertEqual(outcome("a", "--all", "red"), "options '--all', 'WHAT' exclude each other")
  }
}
