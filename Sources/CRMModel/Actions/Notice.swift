/// Something worth saying on standard error although the command is done.
public struct Notice: Hashable, Sendable {
  /// What is noticed.
  public let message: Phrase
  /// The commands that mend it, each by itself.
  public let remedies: [Remedy]

  /// A notice with one way out, or none.
  public init(_ message: Phrase, remedy: Remedy? = nil) {
    self.init(message, remedies: [remedy].compactMap(\.self))
  }

  /// A notice with several ways out.
  public init(_ message: Phrase, remedies: [Remedy]) {
    self.message = message
    self.remedies = remedies
  }
}
