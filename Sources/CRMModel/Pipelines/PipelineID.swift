/// The id of a pipeline: the name of its document.
public struct PipelineID: Hashable, Comparable, Sendable {
  /// As stored and printed.
  public let text: String

  /// An id that is taken as it stands.
  public init(_ text: String) { self.text = text }

  /// Order by code points.
  public static func < (left: PipelineID, right: PipelineID) -> Bool { left.text < right.text }
}
