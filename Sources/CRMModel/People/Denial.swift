/// Why somebody may not do something, and who may (M2).
public struct Denial: Error, Hashable, Sendable {
  /// What is not permitted.
  public let message: Phrase
  /// Who may, and commands that lead on.
  public let hints: [Phrase]

  /// A denial.
  public init(_ message: Phrase, hints: [Phrase]) {
    self.message = message
    self.hints = hints
  }
}
