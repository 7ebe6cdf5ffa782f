import CommandLineKit
import Foundation
import XCTest

/// The tables in the scripts; what the shells make of them is tested with the real program.
final class CompletionScriptTests: XCTestCase {
  private let script = CompletionScript(Sample.program.description, helper: "secret")

  func testRowsSayWhatFollowsAndWhatRulesAnOptionOut() {
    let rows: [(row: String, description: String)] = [
      ("|live person|", "whom to send it to"),
      ("-s --subject|value|-s --subject", "what the letter is about"),
      ("--copy|live person|", "who else gets the same letter, without the first one knowing of it"),
      ("--keep|flag|--keep --bin", "keep it"),
      ("-u --urgent|flag|-u --urgent", "with haste"),
      ("|file txt|", "a file"),
      ("|value|*", "words"),
      ("--data|directory|--data", "the folder of the letters"),
      ("--format|choice table json ids|--format --json -q --quiet", "the form of the output"),
    ]
    let bash = script.text(.bash, .en)
    for (row, description) in rows {
      XCTAssert(bash.contains("\n      '\(row)'\n"), row)
      for shell in [CompletionShell.zsh, .fish] {
        XCTAssert(script.text(shell, .en).contains("'\(row)|\(description)'"), "\(shell) \(row)")
      }
    }
    XCTAssert(script.text(.zsh, .ru).contains("'-u --urgent|flag|-u --urgent|срочно'"))
  }

  func testHiddenCommandsAreOnlyCalled() {
    for shell in CompletionShell.allCases {
      let lines = script.text(shell, .en).split(separator: "\n").filter { $0.contains("secret") }
      XCTAssertEqual(lines.count, 1, "\(shell)")
      XCTAssert(lines.first?.contains("--") == true, "\(shell)")
    }
  }

  func testHostileTextsStayTexts() throws {
    let text = Text(ru: "'", en: "it's `$(false)` \"\\\" | a\tb\nc |'")
    let program = Program(
      "odd-one", summary: text, globals: 0, rows: [],
      topics: [HelpTopic("topic", text, [])],
      commands: [
        Command(
          "run", summary: text, options: 0,
          rows: [
            .flag("--flag", help: text) { $0 = 1 },
            .argument(.text("A", completion: .commands), help: text) { $0 = $1.count },
          ], action: { _ in })
      ])
    let script = CompletionScript(program.description, helper: "h")
    for shell in CompletionShell.allCases {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      try Data(script.text(shell, .en).utf8).write(to: path)
      defer { try? FileManager.default.removeItem(at: path) }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [
        "sh", "-c", "! command -v \(shell) >/dev/null || \(shell) -n \(path.path)",
      ]
      try process.run()
      process.waitUntilExit()
      XCTAssertEqual(process.terminationStatus, 0, "\(shell) cannot read its script")
    }
  }

  func testAnUnfinishedLineSaysWhatItKnows() {
    let line = Sample.program.readPartial([
      "letter", "send", "--data", "x", "--nonsense", "anna", "--copy", "bob", "-w", "soon",
      "--copy",
    ])
    XCTAssertEqual(line.path, ["letter", "send"])
    XCTAssertEqual(line.globals.data, "x")
    XCTAssertEqual(line.globals.wait, 10)
    XCTAssertEqual(line.values.map(\.word), ["anna", "bob", "x", "soon"])
    XCTAssertEqual(line.word(ofKind: "colour", "person"), "anna")
    XCTAssertNil(line.word(ofKind: "colour"))
    XCTAssertEqual(Sample.program.readPartial(["nothing", "--data", "y"]).globals.data, "y")
    XCTAssertEqual(Sample.program.readPartial([]).path, [])
  }
}
