/// A word that names nothing known, and what could have been meant.
public struct UnknownWord: Hashable, Sendable {
  /// The word as typed.
  public let typed: String
  /// What there is.
  public let known: [String]
  /// What it leaves unsaid, where more can be missing beside it (R6).
  let unmet: Missing?

  /// A word that is none of the known ones.
  public init(_ typed: String, known: [String], unmet: Missing? = nil) {
    self.typed = typed
    self.known = known
    self.unmet = unmet
  }
}
