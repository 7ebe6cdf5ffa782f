/// A call, a meeting, a letter or a message, as a deal's history tells it (R55).
public struct Communication: Hashable, Sendable {
  /// What it was.
  public let activity: Activity
  /// Who began it; `nil` where that was not said.
  public var direction: Direction?
  /// How long it took; `nil` where that was not said.
  public var duration: Span?
  /// The number of the meeting's task of which the client was reminded by it (R56).
  public var meeting: Int?

  /// Something that was done.
  public init(_ activity: Activity) {
    self.activity = activity
  }

  /// Who began it.
  public enum Direction: String, CaseIterable, Sendable {
    /// The client.
    case incoming
    /// Somebody of us.
    case outgoing

    /// In words.
    public var name: Phrase {
      switch self {
      case .incoming: Phrase(ru: "от клиента", en: "incoming")
      case .outgoing: Phrase(ru: "клиенту", en: "outgoing")
      }
    }
  }

  /// What its command can supply of what a stage misses.
  static let options: Set = ["--comment", "--report", "--result", "--next", "--due"]
}
