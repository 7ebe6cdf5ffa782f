/// How large and how many; tests use small numbers to come past them quickly.
package struct StoreLimits: Sendable {
  /// The most bytes of one document.
  package var documentBytes = 16 << 20
  /// The most bytes of one operation with all its images, as an import of a whole company needs.
  package var operationBytes = 1 << 30
  /// The bytes of a large operation that are held in memory and written at once.
  package var chunkBytes = 1 << 20
  /// The operations after which the journal begins a new segment.
  package var segmentOperations: UInt64 = 256
  /// The bytes after which the journal begins a new segment.
  package var segmentBytes = 8 << 20
  /// The operations between two checkpoints; as many stay readable for undo and log, at least.
  package var checkpointOperations: UInt64 = 1_000
  /// The bytes of the catalog's tail after which it becomes a part of the sorted files: each command reads
  /// all of them.
  package var tailBytes = 32 << 10
  /// The bytes of what would be the catalog's middle that become a part of the base instead: a larger middle
  /// has more written anew with every tail, a smaller one the base more often.
  package var middleBytes: @Sendable (_ base: Int) -> Int = { $0 / 32 }

  /// The limits of the real program.
  package init() {}
}
