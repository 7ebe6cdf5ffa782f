import CRMCore
import CRMModel
import CommandLineKit

extension ErrorReport {
  /// The report with the user's own command among its hints, as it would be accepted: with the name
  /// that was probably meant, with everything that was missing, or with more patience.
  ///
  /// - Parameters:
  ///   - words: The words that were refused.
  ///   - isUsable: Whether everything that a line names is there.
  /// - Returns: The report with what they should have been.
  func completing(
    _ words: [String], where isUsable: ([String]) -> Bool = { _ in true }
  ) -> ErrorReport {
    var report = self
    let swapped = swapped(words).map { [$0] } ?? []
    let corrected = (swapped + corrections(of: words)).filter(isUsable)
      .map { Remedy(words: $0).phrase }
    // The commands name them all.
    if let unknown, !unknown.known.isEmpty, corrected.count == unknown.known.count {
      report.hints = []
    }
    report.hints.insert(contentsOf: corrected, at: 0)
    if let company = companyToAdd(words) {
      report.hints = [company.phrase] + (unknown?.known.isEmpty == true ? [] : report.hints)
    }
    var command = OwnCommand(words)
    if code == .locked { command.set("--wait", to: Phrase(ru: "60", en: "60")) }
    Self.complete(&command, missing)
    // What another command supplies comes first.
    if command.isChanged { report.hints.append(command.remedy.phrase) }
    if let alternative, isUsable(alternative.remedy.words.map(\.en)) {
      var other = OwnCommand(alternative.remedy)
      if let leaving = alternative.leaving { other.take(optionsOf: words, leaving: leaving) }
      Self.complete(&other, alternative.missing)
      report.hints.append(other.remedy.phrase)
    }
    var seen: Set<Phrase> = []
    report.hints = report.hints.filter { seen.insert($0).inserted }
      .map { OwnCommand.placed($0, as: words) }
    return report
  }

  /// The command with the nearest of the known names, or with each where they are few; never with
  /// another client's record where it writes.
  private func corrections(of words: [String]) -> [[String]] {
    guard let unknown else { return [] }
    if subject?.kind != nil, CommandTree.program.parse(words).traits.contains(.writes) { return [] }
    // What is unreadable on a terminal cannot be pasted.
    let known = unknown.known.filter { SafeText.visible($0) == $0 }
    let nearest = NearestName.find(unknown.typed, among: known).map { [$0] }
    return (nearest ?? (unknown.known.count > 3 ? [] : known)).compactMap {
      OwnCommand(words).replacing(unknown.typed, by: $0)
    }
  }

  /// The command with its two arguments the other way round, where the first one names no record.
  private func swapped(_ words: [String]) -> [String]? {
    guard let unknown, subject?.kind != nil else { return nil }
    let arguments = CommandTree.program.readPartial(words).values.filter(\.parameter.isArgument)
    guard arguments.count == 2, arguments[0].word == unknown.typed,
      let first = words.lastIndex(of: arguments[0].word),
      let second = words.lastIndex(of: arguments[1].word), first != second
    else { return nil }
    var line = words
    line.swapAt(first, second)
    return line
  }

  /// The command that adds the company for which something was to be added.
  private func companyToAdd(_ words: [String]) -> Remedy? {
    guard let unknown, subject == .company, CompanyID(unknown.typed) == nil,
      [["deal", "add"], ["contact", "add"]].contains(CommandTree.program.parse(words).path)
    else { return nil }
    return Remedy("company", "add", unknown.typed)
  }

  /// Adds what is missing, and takes the place of a value that will not do.
  private static func complete(_ command: inout OwnCommand, _ missing: [Missing]) {
    var asked: [(option: String, value: Phrase?, mayRepeat: Bool)] = []
    for missing in missing {
      guard let option = missing.option else { continue }
      if let typed = missing.typed {
        command.replace(typed, of: option, by: missing.value)
      } else if !missing.mayRepeat,
        let index = asked.firstIndex(where: { $0.option == option })
      {
        asked[index].value = asked[index].value ?? missing.value
      } else {
        asked.append((option, missing.value, missing.mayRepeat))
        // A task is planned by both halves.
        if option == "--next", !command.has("--due") { asked.append(("--due", nil, false)) }
      }
    }
    // A batch passes on what another command misses.
    guard asked.map(\.option).allSatisfy(command.options.contains) else { return }
    for (option, value, mayRepeat) in asked {
      let value = value ?? Placeholder(for: option).phrase
      if mayRepeat {
        command.addNamed(option, value)
      } else {
        command.set(option, to: value)
      }
    }
  }
}
