/// A word that names nothing known, and what could have been meant.
public struct UnknownWord: Hashable, Sendable {
  /// The word as typed.
  public let typed: String
  /// What there is.
  public let known: [String]

  /// A word that is none of the known ones.
  public init(_ typed: String, known: [String]) {
    self.typed = typed
    self.known = known
  }
}
