/// Something that a pipeline document says although it should not.
public struct LintProblem: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, CaseIterable, Hashable, Sendable {
    /// Deals cannot be kept as the document asks, or a rule asks for nothing.
    case error
    /// Deals can be kept; somebody probably meant something else.
    case warning
  }

  /// How bad it is.
  public let severity: Severity
  /// The place in the document, such as `stages[3].requires`; empty for the document as a whole.
  public let place: String
  /// What is wrong, in words.
  public let message: Phrase
  /// Whether deals can be kept all the same, so that no command is refused for it.
  public let isAdvice: Bool

  /// A problem at a place.
  public init(
    _ severity: Severity, _ place: String, ru: String, en: String, isAdvice: Bool = false
  ) {
    self.severity = severity
    self.place = place
    message = Phrase(ru: ru, en: en)
    self.isAdvice = isAdvice
  }
}
