/// One committed operation with every document before and after.
package struct Operation {
  /// The place in the order of all operations, from 1.
  package var sequence: UInt64
  /// Who did what and when.
  package var header: OperationHeader
  /// The documents, in the order in which they were committed.
  package var changes: StoredChanges

  /// Describes a committed operation.
  package init(sequence: UInt64, header: OperationHeader, changes: StoredChanges) {
    self.sequence = sequence
    self.header = header
    self.changes = changes
  }
}
