import CommandLineKit
import Foundation
import XCTest

/// Hints are pasted into three shells, and each has to read the words that were meant.
final class QuotedWordTests: XCTestCase {
  private let words = [
    "Бар\\'; touch pasted; \\", "\\", "\\\\'", "'\\''", "$HOME `id` $(id) \"x\"", "!! !x",
    "~ * ? [a] {b,c}",
    "%self", "=ls", "a;b|c&d<e>f", "конец\\", "#1", "^x", "", "-x", "a\u{A0}b\u{3000}",
  ]

  func testBashReadsWhatWasMeant() throws { try reads(.bash, ["--norc", "-c"]) }
  func testZshReadsWhatWasMeant() throws { try reads(.zsh, ["-f", "-c"]) }
  func testFishReadsWhatWasMeant() throws { try reads(.fish, ["--no-config", "-c"]) }

  private func reads(_ shell: CompletionShell, _ options: [String]) throws {
    try ShellSession.require(shell)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [shell.rawValue] + options + ["printf '[%s]\\n' " + ShellWord.quote(words)]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    XCTAssertEqual(
      String(decoding: bytes, as: UTF8.self), words.map { "[\($0)]\n" }.joined())
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder.path), [])
  }
}
