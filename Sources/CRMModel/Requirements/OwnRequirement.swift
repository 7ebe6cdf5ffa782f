/// A requirement that a department wrote for a stage itself (R41).
public struct OwnRequirement: Hashable, Sendable {
  /// Its name, which no built-in one has.
  public let id: Requirement.ID
  /// What has to hold (`where`).
  public let condition: Expression
  /// What to say where it does not.
  public let words: String
  /// The option that supplies it, such as `--set season=` with a value to come, or `--priority 3`; empty where no command can.
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

  /// What is missing, with the option that supplies it.
  var missing: Missing {
    guard let parts else { return Missing(id, Phrase(words), option: nil) }
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
