/// A requirement that a department wrote for a stage itself (R41).
public struct OwnRequirement: Hashable, Sendable {
  /// Its name, which no built-in one has.
  public let id: Requirement.ID
  /// What has to hold (`where`).
  public let condition: Expression
  /// What to say where it does not.
  public let words: String
  /// The option or the command that supplies it; empty where none can.
  ///
  /// An option is such as `--set season=` with a value to come, or `--priority 3`; a command begins with
  /// `crm` and may name the deal's properties in braces.
  public let supply: String

  /// A requirement by its expression and its words.
  public init(id: Requirement.ID, condition: Expression, words: String, supply: String) {
    self.id = id
    self.condition = condition
    self.words = words
    self.supply = supply
  }

  /// The option, and the start of its value: `--set season=`.
  private var parts: (option: String, value: String)? {
    let parts = supply.split(separator: " ", maxSplits: 1).map(String.init)
    guard let option = parts.first, option.hasPrefix("--") else { return nil }
    return (option, parts.count > 1 ? parts[1] : "")
  }

  /// Whether it says in one of these ways what supplies it.
  var isSupplied: Bool { parts != nil || supply.hasPrefix("crm ") }

  /// What is missing, with the option or the command that supplies it, whose words are filled with the
  /// deal's values.
  func missing(filling: (String) -> String) -> Missing {
    guard let parts else {
      let command = isSupplied ? [Remedy(line: supply, filling: filling)] : []
      return Missing(id, Phrase(words), option: nil, remedies: command)
    }
    let isOpen = parts.value.isEmpty || parts.value.hasSuffix("=")
    return Missing(
      id, Phrase(words), option: parts.option,
      value: isOpen ? Placeholder.value.phrase(after: parts.value) : Phrase(parts.value))
  }
}

extension OwnRequirement {
  /// Stands for a requirement whose expression is no good.
  func mistaken(_ error: ExpressionError) -> Missing {
    Missing(
      id,
      Phrase(
        ru: "требование '\(id.rawValue)' написано с ошибкой: \(error.problem.ru)",
        en: "requirement '\(id.rawValue)' is mistaken: \(error.problem.en)"),
      option: nil, remedies: [Remedy("pipeline", "lint")])
  }
}
