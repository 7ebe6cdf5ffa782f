import Foundation
import XCTest

/// Input that is far too much ends in a clear error, quickly and in bounded memory.
final class HostileInputTests: XCTestCase {
  /// The address space that every command has to make do with, in kilobytes.
  private let memory = 2 << 20

  private func run(
    _ scene: ProcessScene, _ script: String, file: StaticString = #filePath, line: UInt = #line
  ) throws -> ProcessResult {
    let start = ContinuousClock.now
    let result = try scene.shell("ulimit -v \(memory); \(script)")
    // Far more than is needed, and far less than forever.
    XCTAssertLessThan(ContinuousClock.now - start, .seconds(60), script, file: file, line: line)
    XCTAssertFalse(
      [70, 132, 134, 139].contains(result.status), result.error, file: file, line: line)
    // At most one word of the command line is repeated whole.
    XCTAssertLessThan(result.error.utf8.count, 125_000, file: file, line: line)
    return result
  }

  func testLineOfAGigabyteIsAnError() throws {
    let scene = try ProcessScene(deals: 1)
    let zeros = "head -c 1073741824 /dev/zero | tr '\\0' 'a'"
    for command in ["batch", "import amocrm -", "comment add \(scene.deals[0]) -"] {
      let result = try run(scene, "\(zeros) | \"$CRM\" \(command)")
      XCTAssertNotEqual(result.status, 0, command)
      XCTAssertTrue(result.error.hasPrefix("crm: "), "\(command): \(result.error)")
    }
    let sparse = scene.folder + "/sparse"
    _ = try scene.shell("truncate -s 20G '\(sparse)'")
    for command in ["batch '\(sparse)'", "import amocrm '\(sparse)'"] {
      XCTAssertNotEqual(try run(scene, "\"$CRM\" \(command)").status, 0, command)
    }
    try scene.assertSound()
  }

  func testHugeWordsAreErrorsOrTexts() throws {
    let scene = try ProcessScene(deals: 1)
    let word = "\"$(head -c 120000 /dev/zero | tr '\\0' 'a')\""
    for command in [
      word, "--\(word)", "deal show \(word)", "deal list --limit \(word)",
      "--data \(word) deal list",
      "deal add \(word)", "--now \(word) deal list", "deal list --search \(word)",
      "deal edit \(scene.deals[0]) --budget \(word)", "--fields \(word) deal list",
    ] {
      _ = try run(scene, "\"$CRM\" \(command)")
    }
    try scene.assertSound()
  }

  func testDocumentNestedAHundredThousandDeepIsDamaged() throws {
    let scene = try ProcessScene(deals: 1)
    let path = "deals/\(scene.deals[0].prefix(2))/\(scene.deals[0]).json"
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      let nested =
        "{\"fields\":" + String(repeating: open, count: 100_000) + "1"
        + String(repeating: close, count: 100_000) + ",\"schema\":1}"
      try nested.write(toFile: scene.data + "/" + path, atomically: false, encoding: .utf8)
      let show = try run(scene, "\"$CRM\" deal show \(scene.deals[0])")
      XCTAssertEqual(show.status, 5, show.error)
      XCTAssertTrue(show.error.contains("nested deeper"), show.error)
      let check = try run(scene, "\"$CRM\" fsck --json")
      XCTAssertEqual(check.status, 1)
      XCTAssertTrue(check.output.contains("nested deeper"), check.output)
    }
    let repaired = try run(scene, "\"$CRM\" fsck --repair")
    XCTAssertEqual(repaired.status, 0, repaired.error)
    try scene.assertSound()
  }

  func testTableOfAMillionColumnsIsAnError() throws {
    let scene = try ProcessScene(deals: 0)
    let columns = String(repeating: "ID,", count: 1_000_000)
    try (columns + "\n" + columns).write(
      toFile: scene.folder + "/wide.csv", atomically: false, encoding: .utf8)
    let result = try run(scene, "\"$CRM\" import amocrm '\(scene.folder)/wide.csv'")
    XCTAssertNotEqual(result.status, 0)
    XCTAssertTrue(result.error.hasPrefix("crm: "), result.error)
  }

  func testWordsThatAreNoTextAreHarmless() throws {
    let scene = try ProcessScene(deals: 1)
    for bytes in ["\\377\\376", "\\300\\200", "\\355\\240\\200", "\\033[31m", "\\007"] {
      let word = "\"$(printf '\(bytes)')\""
      for command in ["\(word)", "company add \(word)", "deal show \(word)", "--data \(word) fsck"]
      {
        let result = try run(scene, "\"$CRM\" \(command)")
        for text in [result.output, result.error] {
          XCTAssertFalse(text.contains("\u{1B}") || text.contains("\u{7}"), command)
        }
      }
    }
    try scene.assertSound()
  }
}
