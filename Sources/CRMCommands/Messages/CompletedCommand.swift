import CRMModel
import CommandLineKit

extension ErrorReport {
  /// The report with the user's own command as its first hint, every missing option added to it.
  ///
  /// - Parameter words: The words that were refused.
  /// - Returns: The report, with one hint more where an option is missing.
  func completing(_ words: [String]) -> ErrorReport {
    var options: [String] = []
    for option in missing.compactMap(\.option) where !options.contains(option) {
      options.append(option)
    }
    // A task is planned by both halves.
    if options.contains("--next"), !options.contains("--due"), !words.contains("--due") {
      options.append("--due")
    }
    // A batch passes on what another command misses.
    guard options.allSatisfy(Self.options(of: words).contains) else { return self }
    options.removeAll { words.contains($0) && !Self.repeatable.contains($0) }
    guard !options.isEmpty else { return self }
    let command = Remedy(words: words.map { Phrase(ru: $0, en: $0) })
    let completed = options.reduce(command) { remedy, option in
      let placeholder = Self.placeholder(for: option)
      return remedy.asking(option, ru: placeholder.ru, en: placeholder.en)
    }
    var report = self
    report.hints.insert(completed.phrase, at: 0)
    return report
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
    case "--result": Phrase(ru: "РЕЗУЛЬТАТ", en: "RESULT")
    default: Phrase(ru: "ЗНАЧЕНИЕ", en: "VALUE")
    }
  }
}
