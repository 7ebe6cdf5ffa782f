/// The command that does what a refused one was after, or that has to come before it.
public struct Alternative: Hashable, Sendable {
  /// The command.
  public let remedy: Remedy
  /// What it misses in its turn, so that whoever takes the hint is not refused again.
  public let missing: [Missing]
  /// Options of the refused command that do not go with it, while all others do; `nil` where none
  /// does, because the refused command is still to be given afterwards.
  public let leaving: Set<String>?

  /// A command instead of the refused one, or, where it leaves all options, before it.
  public init(_ remedy: Remedy, missing: [Missing] = [], leaving: Set<String>? = []) {
    self.remedy = remedy
    self.missing = missing
    self.leaving = leaving
  }
}

extension Refusal {
  /// The refusal of what another command does; that one is tried, so that the hint says what it misses,
  /// or what leads past its own refusal.
  static func instead(
    _ rule: String, _ message: Phrase, _ remedy: Remedy, leaving: Set<String> = [],
    remedies: [Remedy] = [], trying attempt: () throws(Refusal) -> Void
  ) -> Refusal {
    var missing: [Missing] = []
    do throws(Refusal) {
      try attempt()
    } catch {
      guard !error.missing.isEmpty else {
        return Refusal(
          rule, message, remedies: remedies + error.remedies, alternative: error.alternative)
      }
      missing = error.missing
    }
    return Refusal(
      rule, message, remedies: remedies + missing.flatMap(\.remedies),
      alternative: Alternative(remedy, missing: missing, leaving: leaving))
  }
}
