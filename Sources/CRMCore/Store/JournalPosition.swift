/// Where the journal ends.
struct JournalPosition: Equatable, Sendable {
  /// The last committed operation, or 0.
  var sequence: UInt64
  /// The first operation of the last segment, whether or not that file is there yet.
  var segment: UInt64
  /// The end of the last committed record in that segment.
  var offset: Int
  /// Whether bytes of an uncommitted record follow.
  var isTorn: Bool
  /// Whether what follows is the mark of a recovery after a restart that did not end.
  var isRestoring = false
}
