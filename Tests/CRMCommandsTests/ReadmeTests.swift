import CRMCommands
import CommandLineKit
import Foundation
import XCTest

/// What `README.md` says of the program is so.
///
/// `CRM_RECORD=1 swift test --filter ReadmeTests` writes the generated tables into it and fails.
final class ReadmeTests: XCTestCase {
  func testTheTourRunsAsPasted() throws {
    let folder = try ExamplesFolder(for: self)
    let release = folder.path(".build/release")
    try FileManager.default.createDirectory(
      atPath: release, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: release + "/crm", withDestinationPath: ExamplesProcess.program.path)
    let tour = try Readme().tour
    XCTAssertGreaterThan(tour.count, 15)
    let pasted = """
      number=0
      while IFS= read -r line <&3; do
        number=$((number + 1))
        eval "$line" >"$TMPDIR/$number.txt"
        printf '%s\\n' "$?" >>"$TMPDIR/statuses"
      done 3<"$1"
      """
    try tour.joined(separator: "\n").appending("\n")
      .write(toFile: folder.path("tour"), atomically: true, encoding: .utf8)
    let shell = try ExamplesProcess(
      URL(fileURLWithPath: "/bin/bash"), ["-c", pasted, "bash", folder.path("tour")],
      environment: ["CRM_NOW": "2026-11-20T10:00:00+03:00", "CRM_USER": "ivanov"], in: folder)

    let audits = tour.indices.filter { tour[$0] == "crm audit" }
    XCTAssertEqual(audits.count, 2)
    let refused = try XCTUnwrap(tour.firstIndex { $0.contains("'Не интересно'") })
    let statuses = try folder.text("statuses").split(separator: "\n").map(String.init)
    XCTAssertEqual(statuses.count, tour.count)
    for (index, line) in tour.enumerated() {
      let expected = index == refused ? "3" : index == audits.first ? "1" : "0"
      XCTAssertEqual(statuses[index], expected, "\(line): \(shell.error)")
    }
    let first = try folder.text("\(audits[0] + 1).txt")
    XCTAssertTrue(first.contains("ошибок 2"), first)
    let second = try folder.text("\(audits[1] + 1).txt")
    XCTAssertTrue(second.contains("ошибок 0"), second)
  }

  func testTheCommandTableIsTheTree() throws {
    let commands = CommandTree.program.description.root.flattened
      .filter { !$0.isGroup && !$0.traits.contains(.hidden) }
    XCTAssertGreaterThan(commands.count, 30)
    try expect(
      "commands",
      ["| command | does |", "|---|---|"]
        + commands.map { "| `crm \($0.path.joined(separator: " "))` | \($0.summary.en) |" })
  }

  func testTheStatusTableIsTheTree() throws {
    let statuses = CommandTree.program.description.exitStatuses
    XCTAssertGreaterThan(statuses.count, 5)
    try expect(
      "statuses",
      ["| status | meaning |", "|---|---|"]
        + statuses.map { "| \($0.code) | \($0.meaning.en) |" })
  }

  func testEveryOptionNamedIsKnown() throws {
    let description = CommandTree.program.description
    let known = Set(
      (description.globalOptions + description.root.flattened.flatMap(\.options))
        .flatMap(\.names))
    let named = try Readme().code
      .filter { $0.hasPrefix("crm ") || $0.hasPrefix("-") || $0.contains("$(crm ") }
      .flatMap { $0.matches(of: /(?:^|\s)(--?[a-z][a-z-]*)/).map { String($0.1) } }
    XCTAssertTrue(named.contains("--next"))
    XCTAssertEqual(named.filter { !known.contains($0) }, [])
  }

  func testEveryCommandNamedParses() throws {
    let program = CommandTree.program
    let lines = try Readme().code.filter { $0.hasPrefix("crm ") }
    XCTAssertGreaterThan(lines.count, 15)
    for line in lines {
      let words = line.matches(of: /'[^']*'|"[^"]*"|\S+/).dropFirst()
        .map { $0.0.trimmingCharacters(in: CharacterSet(charactersIn: "'\"")) }
        // Where the output goes is the shell's business.
        .prefix { $0 != ">" }
      if case .failure(let error) = program.parse(Array(words)).outcome {
        // A command named in prose without what it needs is not a mistake.
        switch error.cause {
        case .missingArgument, .missingOption: continue
        default: XCTFail("\(line): \(error)")
        }
      }
    }
  }

  func testEveryFileNamedExists() throws {
    let readme = try Readme()
    let paths = (readme.code + readme.links).flatMap { text in
      text.matches(of: /(?:Sources|Tests|Examples|\.ci)\/[A-Za-z0-9+.\/_-]+/).map { String($0.0) }
    }
    XCTAssertGreaterThan(paths.count, 10)
    for path in paths {
      XCTAssertTrue(
        FileManager.default.fileExists(
          atPath: ExamplesProcess.checkout.appendingPathComponent(path).path), path)
    }
  }

  /// Compares the lines between two markers with what they should be, or writes them.
  private func expect(_ name: String, _ lines: [String]) throws {
    var readme = try Readme()
    guard try readme.replace(name, with: lines) else { return }
    if ProcessInfo.processInfo.environment["CRM_RECORD"] == "1" { try readme.write() }
    XCTFail(
      "README.md: the table '\(name)' is stale; record it with CRM_RECORD=1 and read the diff")
  }
}
