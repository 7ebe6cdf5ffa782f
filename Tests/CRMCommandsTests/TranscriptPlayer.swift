import CRMTestSupport
import CommandLineKit
import Foundation

/// Plays a transcript in a world of its own.
struct TranscriptPlayer {
  private let world: TestWorld
  private var names: [String: String]
  private var isPrepared = false
  private var scenario = "restaurant"

  init(seed: UInt64) throws {
    world = try TestWorld(seed: seed)
    names = ["FOLDER": world.folder]
    world.environment["CRM_NOW"] = "2026-11-20T10:00:00+03:00"
    world.environment["CRM_USER"] = "ivanov"
  }

  /// Does one step.
  ///
  /// - Returns: What the command printed, as a transcript has it; `nil` for a directive.
  mutating func play(_ step: Transcript.Step) throws -> [String]? {
    guard step.isCommand else {
      try obey(step)
      return nil
    }
    if !isPrepared {
      isPrepared = true
      if scenario != "none" { world.run("init", "--scenario", scenario) }
    }
    let words = try ShellWord.split(step.commandLine)
    guard words.first == "crm" else { throw Problem("a command begins with crm") }
    let run = world.run(words.dropFirst().map(expanded))
    if let name = step.capture {
      guard let id = firstIdentifier(run.out) else {
        throw Problem("no id for \(name): \(run.out)")
      }
      names[name] = id
    }
    var lines = lines(run.out).map { line in
      line.first.map { "$!?@=#|>\\".contains($0) } == true ? "\\" + line : line
    }
    lines += self.lines(run.err).map { "! " + $0 }
    if run.status != 0 { lines.append("? \(run.status)") }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  private mutating func obey(_ step: Transcript.Step) throws {
    let words = try ShellWord.split(String(step.head[0].dropFirst()))
    let value = words.count > 1 ? words[1] : ""
    let content =
      step.body.map { $0.hasPrefix("| ") ? $0.dropFirst(2) : $0.dropFirst() }
      .joined(separator: "\n") + "\n"
    switch words[0] {
    case "now": world.environment["CRM_NOW"] = value
    case "lang": world.environment["CRM_LANG"] = value
    case "user": world.environment["CRM_USER"] = value
    case "login": world.login = value
    case "scenario": scenario = value
    case "terminal": world.terminalWidth = Int(value)
    case "file": try world.write(expanded(content), to: expanded(value))
    case "input": world.input = Array(expanded(content).utf8)
    case "remove": try FileManager.default.removeItem(atPath: world.resolve(value))
    default: throw Problem("unknown directive @\(words[0])")
    }
  }

  private func expanded(_ word: String) -> String {
    names.sorted { $0.key.count > $1.key.count }
      .reduce(word) { $0.replacingOccurrences(of: "$" + $1.key, with: $1.value) }
  }

  private func lines(_ text: String) -> [String] {
    let shown = text.replacingOccurrences(of: world.folder, with: "$FOLDER")
      .replacingOccurrences(of: "\r", with: "␍").replacingOccurrences(of: "\u{1B}", with: "␛")
    return shown.isEmpty
      ? []
      : (shown.hasSuffix("\n") ? String(shown.dropLast()) : shown).components(separatedBy: "\n")
  }

  private func firstIdentifier(_ text: String) -> String? {
    let json = text.firstRange(of: #""id": ""#).map { text[$0.upperBound...] }
    let id = (json ?? text[...]).prefix(8)
    return id.utf8.count == 8 && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      ? String(id) : nil
  }

  /// Why a transcript cannot be played.
  struct Problem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
  }
}
