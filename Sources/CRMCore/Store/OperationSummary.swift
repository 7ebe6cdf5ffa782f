/// One committed operation without the contents of its documents, cheap to read.
package struct OperationSummary: Equatable, Sendable {
  /// The place in the order of all operations, from 1.
  package var sequence: UInt64
  /// Who did what and when.
  package var header: OperationHeader
  /// The documents that the operation changed, in the order in which they were committed.
  package var paths: [String]
}
