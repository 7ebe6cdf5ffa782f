/// Something worth saying on standard error although the command is done.
public struct Notice: Hashable, Sendable {
  /// What is noticed.
  public let message: Phrase
  /// The command that mends it.
  public let remedy: Remedy?

  /// A notice.
  public init(_ message: Phrase, remedy: Remedy? = nil) {
    self.message = message
    self.remedy = remedy
  }
}
