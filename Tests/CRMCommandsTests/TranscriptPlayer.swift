import CRMCore
import CRMTestSupport
import CommandLineKit
import Foundation

/// Plays a transcript in a world of its own.
struct TranscriptPlayer {
  private let world: TestWorld
  private var names: [String: String]
  private var isPrepared = false
  private var scenario = "restaurant"
  /// What another program holds.
  private var lock: FileLock?
  /// What is wrong with the hints of the last command.
  private(set) var hintProblems: [String] = []
  private var checkedHints: Set<[[String]]> = []

  init(seed: UInt64) throws {
    world = try TestWorld(seed: seed)
    names = [
      "FOLDER": world.folder, "LONG": String(repeating: "ж", count: 50_001),
      "HUGE": String(repeating: "ж", count: 600_000), "BELL": "\u{7}", "BROKEN": "\u{FFFD}",
    ]
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
    hintProblems = []
    checkedHints = []
    let words = try ShellWord.split(step.commandLine)
    guard words.first == "crm" else { throw Problem("a command begins with crm") }
    guard step.isRefusal else {
      let run = try played(words)
      return try printed(run, of: step) + status(run)
    }
    let language = world.environment["CRM_LANG"]
    defer { world.environment["CRM_LANG"] = language }
    var lines: [String] = []
    for language in ["ru", "en"] {
      world.environment["CRM_LANG"] = language
      let run = try played(words)
      guard run.status != 0 else { throw Problem("it is not refused: \(run.out)") }
      lines += try printed(run, of: step)
      if language == "en" { lines += status(run) }
    }
    return lines
  }

  /// Runs a command, and what it suggests in copies of the world.
  private mutating func played(_ words: [String]) throws -> TestRun {
    let words = words.dropFirst().map(expanded)
    let run = world.run(words)
    hintProblems += try HintCheck(world: world, words: words, run: run)
      .problems(after: &checkedHints)
    return run
  }

  private func status(_ run: TestRun) -> [String] { run.status == 0 ? [] : ["? \(run.status)"] }

  private mutating func printed(_ run: TestRun, of step: Transcript.Step) throws -> [String] {
    if let name = step.capture {
      guard let id = Self.identifier(in: lines(run.out)) else {
        throw Problem("no id for \(name): \(run.out)")
      }
      names[name] = id
    }
    var lines = lines(run.out).map { line in
      line.first.map { "$!?@=#|>\\".contains($0) } == true ? "\\" + line : line
    }
    lines += self.lines(run.err).map { "! " + $0 }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  private mutating func obey(_ step: Transcript.Step) throws {
    let words = try step.directive.map(expanded)
    let value = words.count > 1 ? words[1] : ""
    let content = step.content.joined(separator: "\n") + "\n"
    switch words[0] {
    case "now": world.environment["CRM_NOW"] = value
    case "lang": world.environment["CRM_LANG"] = value
    case "user": world.environment["CRM_USER"] = value
    case "login": world.login = value
    case "home": world.environment["HOME"] = world.resolve(value)
    case "scenario": scenario = value
    case "terminal": world.terminalWidth = Int(value)
    case "file": try world.write(expanded(content), to: expanded(value))
    case "input": world.input = Array(expanded(content).utf8)
    case "remove": try FileManager.default.removeItem(atPath: world.resolve(value))
    case "replace":
      try replace(words[2], with: words[3], in: value)
    case "bytes":
      let bytes = stride(from: 0, to: words[2].count, by: 2).compactMap {
        UInt8(words[2].dropFirst($0).prefix(2), radix: 16)
      }
      if value == "-" {
        world.input = bytes
      } else {
        try Data(bytes).write(to: URL(fileURLWithPath: world.resolve(value)))
      }
    case "lock":
      lock?.release()
      lock = nil
      if value != "none" {
        lock = try PosixSystem().tryLock(world.data + "/local/lock", .exclusive, mode: 0o600)
      }
    case "disk": world.files = value == "read-only" ? ReadOnlyFiles(PosixSystem()) : PosixSystem()
    case "link":
      try FileManager.default.createSymbolicLink(
        atPath: world.resolve(value), withDestinationPath: world.resolve(words[2]))
    case "spoil":
      let folder = world.data + "/local/journal"
      let url = try URL(
        fileURLWithPath: folder + "/" + FileManager.default.contentsOfDirectory(atPath: folder)[0])
      var bytes = try Data(contentsOf: url)
      bytes[60] ^= 0xFF
      try bytes.write(to: url)
    case "output":
      world.outputFailure =
        value == "none"
        ? nil : SystemError(.write, "standard output", code: SystemError.noSpace)
    case "data": world.environment["CRM_DATA"] = world.resolve(value)
    case "git": try world.git(Array(words.dropFirst()))
    case "programs": world.hasGit = value != "none"
    case "area", "entry": break
    default: throw Problem("unknown directive @\(words[0])")
    }
  }

  private func replace(_ old: String, with new: String, in name: String) throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: world.data)
    guard
      let path = paths.first(where: { $0 == name })
        ?? paths.first(where: { $0.hasSuffix("/\(name)") })
    else {
      throw Problem("no document \(name)")
    }
    let text = try String(contentsOfFile: "\(world.data)/\(path)", encoding: .utf8)
    guard text.contains(old) else { throw Problem("no '\(old)' in \(text)") }
    try world.write(text.replacingOccurrences(of: old, with: new), to: "data/\(path)")
  }

  private func expanded(_ word: String) -> String {
    names.sorted { $0.key.count > $1.key.count }
      .reduce(word) { $0.replacingOccurrences(of: "$" + $1.key, with: $1.value) }
  }

  private func lines(_ text: String) -> [String] {
    let shown = text.replacingOccurrences(of: world.folder, with: "$FOLDER")
      .replacing(/\b[0-9a-f]{40}\b|\b[0-9a-f]{10}\b/) { match in
        // The name of a commit, which every change of a scenario changes; a telephone has no letters.
        match.output.contains { $0.isLetter } ? "$COMMIT" : match.output
      }
      .replacingOccurrences(of: "\r", with: "␍").replacingOccurrences(of: "\u{1B}", with: "␛")
    return shown.isEmpty
      ? []
      : (shown.hasSuffix("\n") ? String(shown.dropLast()) : shown).components(separatedBy: "\n")
  }

  /// The id that a command printed first, alone or in JSON.
  static func identifier(in lines: [String]) -> String? {
    let text = lines.joined(separator: "\n")
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
