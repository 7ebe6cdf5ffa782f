/// The person with whom they spoke before a deal was lost (R6).
public struct SpokenPerson: Hashable, Sendable {
  /// Full name.
  public var name: String?
  /// What the person is there.
  public var position: String?

  /// A person; either part may still be unknown on an imported deal.
  public init(name: String?, position: String?) {
    self.name = name
    self.position = position
  }

  /// Name and position on one line.
  public var line: String { [name, position].compactMap { $0 }.joined(separator: ", ") }
}
