/// What became of a committed operation.
package struct StoreCommit: Equatable, Sendable {
  /// The place in the order of all operations, from 1.
  package let sequence: UInt64
  /// Whether the documents have been written already.
  ///
  /// Where not (a device failed after the commit point), the operation is committed all the same and
  /// the next command writes them; derived files are better left alone.
  package let isApplied: Bool
  /// The files of the written documents as they were before they got their names, in the order of the
  /// documents; none of one that was removed.
  let files: [FileStamp?]

  init(sequence: UInt64, files: [FileStamp?]? = nil) {
    self.sequence = sequence
    isApplied = files != nil
    self.files = files ?? []
  }
}
