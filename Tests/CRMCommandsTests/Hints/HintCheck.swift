import CRMCommands
import CRMCore
import CRMModel
import CRMTestSupport
import CommandLineKit
import Foundation

/// Runs what a command suggested, as it stands, in copies of the world in which it was shown.
///
/// A hint has to be taken, not refused, and has to lead on; it never names another client's record in
/// a command that writes, and never drops an option that was typed.
struct HintCheck {
  /// The world after the command; never changed here.
  let world: TestWorld
  /// The command that suggested something.
  let words: [String]
  let run: TestRun

  /// A suggested command, its name left out.
  private struct Hint {
    let words: [String]
    let path: [String]
    let writes: Bool

    init(_ words: [String]) {
      let parsed = CommandTree.program.parse(words)
      self.words = words
      path = parsed.path
      writes = parsed.traits.contains(.writes)
    }

    var line: String { ShellWord.quote(["crm"] + words) }

    /// Whether it only says what is wrong.
    var isCheck: Bool { [["audit"], ["fsck"], ["pipeline", "lint"]].contains(path) }
  }

  /// What is wrong with the hints, in words.
  ///
  /// - Parameter known: What the same command suggested in the other language.
  /// - Throws: Where the world cannot be copied, or a hint is no line of shell words.
  /// - Returns: One text a problem.
  func problems(after known: inout Set<[[String]]>) throws -> [String] {
    let words = try hints()
    guard known.insert(words.map(SensibleValues.meaning)).inserted else { return [] }
    let shown = words.map(Hint.init)
    let help = shown.filter { $0.path.first == "help" }
    let hints = shown.filter { $0.path.first != "help" }
    var problems = help.compactMap { hint in
      let topic = Array(hint.words.dropFirst())
      let isThere =
        (try? CommandTree.program.find(topic)) != nil
        || topic.count == 1 && CommandTree.program.topic(named: topic[0]) != nil
      return isThere ? nil : "'\(hint.line)': no such page"
    }
    guard !hints.isEmpty else { return problems }
    if run.status != 0 { problems += hints.flatMap(dropped) }
    let steps = hints.filter { isForAll && !$0.isCheck }
    if !steps.isEmpty { problems += try together(steps) }
    let others = hints.filter { !isForAll || $0.isCheck }
    let reader = try others.contains { !$0.writes } ? TestWorld(copying: world) : nil
    for hint in others {
      let copy = hint.writes ? nil : reader
      problems += try alone(hint, in: copy ?? TestWorld(copying: world))
    }
    return problems
  }

  // MARK: What was suggested

  private func hints() throws -> [[String]] {
    let errors = run.err.split(separator: "\n").filter { $0.hasPrefix("hint: crm ") }
      .map { $0.dropFirst("hint: ".count) }
    let cards = [["audit"], ["rework", "show"], ["today"], ["deal", "show"]].contains(path)
    let results = (cards ? run.out : "").split(separator: "\n")
      .map { $0.drop { " $".contains($0) } }.filter { $0.hasPrefix("crm ") }
    return try (errors + results).map { try Array(ShellWord.split(String($0)).dropFirst()) }
  }

  private var path: [String] { CommandTree.program.parse(words).path }

  /// Whether the hints are steps towards one thing: a list of what is missing stands above them.
  private var isForAll: Bool {
    run.status == 3 && run.err.contains("\n  - ") || run.status == 0 && path == ["deal", "show"]
  }

  // MARK: What it leads to

  /// The hints one after another; then the command itself, where it is not the last of them, misses
  /// less than before.
  private func together(_ hints: [Hint]) throws -> [String] {
    let copy = try TestWorld(copying: world)
    for hint in hints {
      let run = take(hint, in: copy)
      guard run.status == 0 else { return ["'\(hint.line)' is refused:\n\(run.err)"] }
    }
    guard run.status != 0, hints.last?.path != path else { return [] }
    let again = copy.run(moved(words, to: copy))
    let missing = { (run: TestRun) in run.err.components(separatedBy: "\n  - ").count }
    return again.status == 0 || missing(again) < missing(run)
      ? [] : ["the hints did not help:\n\(again.err)"]
  }

  private func alone(_ hint: Hint, in copy: TestWorld) throws -> [String] {
    let found = run.out.contains(hint.line) ? findings(of: hint, in: copy) : nil
    let strangers = run.status == 4 && hint.writes ? records(named: hint, in: copy) : []
    guard strangers.isEmpty else {
      return ["'\(hint.line)' names what was not meant: \(strangers)"]
    }
    // The file is the user's to fill in first.
    guard !hint.words.contains("--map") else { return [] }
    let taken = take(hint, in: copy)
    // With the word that was meant the command is looked at further, and may then miss something.
    let isCorrected =
      (run.status == 2 || run.status == 4 && hint.path == path) && taken.status == 3
    guard taken.status == 0 || hint.isCheck && taken.status == 1 || isCorrected else {
      return ["'\(hint.line)' is refused:\n\(taken.err)"]
    }
    if let found, found == findings(of: hint, in: copy) {
      return ["'\(hint.line)' mends nothing"]
    }
    guard Self.prerequisites.contains(hint.path), path != hint.path else { return [] }
    let again = copy.run(moved(words, to: copy))
    return again.status == 0 || again.err.prefix { $0 != "\n" } != run.err.prefix { $0 != "\n" }
      ? [] : ["'\(hint.line)' did not help:\n\(again.err)"]
  }

  /// What has to be done before the command can be.
  private static let prerequisites = [
    ["company", "add"], ["deal", "restore"], ["deal", "contact", "remove"], ["init"],
    ["user", "edit"],
  ]

  /// Runs a hint, with its placeholders filled in.
  private func take(_ hint: Hint, in copy: TestWorld) -> TestRun {
    let values = SensibleValues(copy, for: hint.words, after: words)
    var run = copy.run(moved(values.filled(try: 0), to: copy))
    for attempt in 1..<max(values.attempts, 1) where run.status != 0 {
      run = copy.run(moved(values.filled(try: attempt), to: copy))
    }
    return run
  }

  /// The findings that the hint mends, as they are called; `nil` where it mends none.
  private func findings(of hint: Hint, in copy: TestWorld) -> [JSONValue]? {
    let findings = (copy.run("audit", "--json").json.at("findings").array ?? [])
      .filter { $0.at("fix").string == hint.line }
    return findings.isEmpty ? nil : findings
  }

  // MARK: What it must not be

  /// Records that a hint names and the command did not.
  private func records(named hint: Hint, in copy: TestWorld) -> [String] {
    hint.words.dropFirst(hint.path.count).filter { word in
      !words.contains(word) && !word.hasPrefix("-")
        && ["company", "contact", "deal"].contains { copy.run($0, "show", word).status == 0 }
    }
  }

  /// Options of the command that its hint leaves out without a word.
  private func dropped(from hint: Hint) -> [String] {
    guard hint.path == path, hint.writes else { return [] }
    let name = { (word: String) in String(word.prefix { $0 != "=" }) }
    let lost = words.filter { $0.hasPrefix("--") }.map(name).filter { option in
      !hint.words.map(name).contains(option) && !run.err.contains(option)
    }
    return lost.isEmpty ? [] : ["'\(hint.line)' drops \(lost.joined(separator: ", "))"]
  }

  private func moved(_ words: [String], to copy: TestWorld) -> [String] {
    words.map { $0.replacingOccurrences(of: world.folder, with: copy.folder) }
  }
}
