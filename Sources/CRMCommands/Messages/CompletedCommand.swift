import CRMModel
import CommandLineKit

extension ErrorReport {
  /// The report with the user's own command among its hints, as it would be accepted: with the name
  /// that was probably meant, with everything that was missing, or with more patience.
  ///
  /// - Parameter words: The words that were refused.
  /// - Returns: The report with what they should have been.
  func completing(_ words: [String]) -> ErrorReport {
    var report = self
    let corrected = corrections(of: words)
    // The commands name them all.
    if let unknown, !unknown.known.isEmpty, corrected.count == unknown.known.count {
      report.hints = []
    }
    var command = OwnCommand(words)
    if code == .locked { command.set("--wait", to: Phrase(ru: "60", en: "60")) }
    complete(&command)
    report.hints.insert(contentsOf: corrected, at: 0)
    // What another command supplies comes first.
    if command.isChanged { report.hints.append(command.remedy.phrase) }
    return report
  }

  /// The command with the nearest of the known names, or with each where they are few.
  private func corrections(of words: [String]) -> [Phrase] {
    guard let unknown else { return [] }
    let nearest = NearestName.find(unknown.typed, among: unknown.known).map { [$0] }
    return (nearest ?? (unknown.known.count > 3 ? [] : unknown.known)).compactMap {
      OwnCommand(words).replacing(unknown.typed, by: $0)?.phrase
    }
  }

  /// Adds what is missing, and takes the place of a value that will not do.
  private func complete(_ command: inout OwnCommand) {
    var asked: [(option: String, value: Phrase?)] = []
    for missing in missing {
      guard let option = missing.option else { continue }
      if !Self.repeatable.contains(option),
        let index = asked.firstIndex(where: { $0.option == option })
      {
        asked[index].value = asked[index].value ?? missing.value
      } else {
        asked.append((option, missing.value))
        // A task is planned by both halves.
        if option == "--next", !command.has("--due") { asked.append(("--due", nil)) }
      }
    }
    // A batch passes on what another command misses.
    guard asked.map(\.option).allSatisfy(Self.options(of: command.words).contains) else { return }
    for (option, value) in asked {
      let value = value ?? Self.placeholder(for: option)
      if Self.repeatable.contains(option) {
        command.add(option, value)
      } else {
        command.set(option, to: value)
      }
    }
  }

  private static func options(of words: [String]) -> Set<String> {
    let path = CommandTree.program.parse(words).path
    let command = CommandTree.program.description.root.flattened.first { $0.path == path }
    return Set(command?.options.flatMap(\.names) ?? [])
  }

  /// Options that may be given again.
  private static var repeatable: Set<String> { ["--report"] }

  /// What stands where only the user knows the value.
  private static func placeholder(for option: String) -> Phrase {
    switch option {
    case "--comment": Phrase(ru: "КОММЕНТАРИЙ", en: "COMMENT")
    case "--report": Phrase(ru: "РАЗДЕЛ=ТЕКСТ", en: "SECTION=TEXT")
    case "--budget", "--total": Phrase(ru: "СУММА", en: "SUM")
    case "--next": Phrase(ru: "ДЕЙСТВИЕ", en: "ACTION")
    case "--due": Phrase(ru: "СРОК", en: "WHEN")
    case "--end-date": Phrase(ru: "ДАТА", en: "DATE")
    case "--package": Phrase(ru: "ПАКЕТ", en: "PACKAGE")
    case "--reason": Phrase(ru: "ПРИЧИНА", en: "REASON")
    case "--spoke-with": Phrase(ru: "ФИО", en: "FULL NAME")
    case "--position": Phrase(ru: "ДОЛЖНОСТЬ", en: "POSITION")
    case "--note": Phrase(ru: "ЧТО СДЕЛАНО", en: "WHAT WAS DONE")
    case "--result": Phrase(ru: "РЕЗУЛЬТАТ", en: "RESULT")
    default: Phrase(ru: "ЗНАЧЕНИЕ", en: "VALUE")
    }
  }
}
