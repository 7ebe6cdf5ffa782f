/// Why a rule of the business refuses a command, and every way past it.
public struct Refusal: Error, Hashable, Sendable {
  /// What cannot be done, such as «нельзя перевести сделку 'Кафе Пушкин' на этап 'Звонок'».
  public let message: Phrase
  /// The rule, such as `R4`.
  public let rule: String
  /// Everything that is missing at once, each thing once (R6); empty where another rule refuses.
  public let missing: [Missing]
  /// Commands that lead past the refusal.
  public let remedies: [Remedy]
  /// The word that is in no dictionary, where that is why.
  public let unknown: UnknownWord?
  /// What to do instead, or first.
  public let alternative: Alternative?

  /// A refusal by a rule that has nothing to do with missing values.
  public init(
    _ rule: String, _ message: Phrase, remedies: [Remedy] = [], unknown: UnknownWord? = nil,
    alternative: Alternative? = nil
  ) {
    self.message = message
    self.rule = rule
    self.missing = []
    self.remedies = remedies
    self.unknown = unknown
    self.alternative = alternative
  }

  /// A refusal because something is missing.
  public init(_ message: Phrase, missing: [Missing], alternative: Alternative? = nil) {
    self.message = message
    self.rule = "R6"
    self.missing = missing.withoutRepetitions
    self.remedies = missing.flatMap(\.remedies).withoutRepetitions
    self.unknown = nil
    self.alternative = alternative
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it stood first.
  fileprivate var withoutRepetitions: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
