/// The id of a stage within its pipeline.
public struct StageID: Hashable, Sendable {
  /// As stored and printed.
  public let text: String

  /// An id that is taken as it stands.
  public init(_ text: String) { self.text = text }
}
