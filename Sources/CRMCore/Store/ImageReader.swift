/// Where the journal keeps a content of a document.
struct ImageReference {
  let segment: UInt64
  /// The operation.
  let sequence: UInt64
  /// Where the operation's record begins in the segment.
  let record: Int
  /// The content; `nil` where the document was absent.
  let image: JournalRecord.Image?
  /// The content from which this one is put together.
  let base: JournalRecord.Image?
}

extension JournalRecord {
  /// Where a segment keeps what a document was and became.
  func references(
    to change: Change, in segment: UInt64
  ) -> (before: ImageReference, after: ImageReference) {
    let record = extent.lowerBound
    return (
      ImageReference(
        segment: segment, sequence: sequence, record: record, image: change.before, base: nil),
      ImageReference(
        segment: segment, sequence: sequence, record: record, image: change.after,
        base: change.before)
    )
  }
}

/// Reads contents of documents from the journal, each put together from what the records before left.
///
/// It remembers the last one, so that reading all contents of a document in their order costs one step
/// each.
struct ImageReader {
  private let context: StoreContext
  private var segment: (first: UInt64, reader: SegmentReader)?
  private var last: (path: String, segment: UInt64, record: Int, content: [UInt8])?

  init(_ context: StoreContext) {
    self.context = context
  }

  /// The content of a document, or nil where it was absent.
  ///
  /// - Throws: `StoreError.damaged` where a record that is needed cannot be read.
  mutating func content(
    of path: String, _ reference: ImageReference
  ) throws(StoreError) -> [UInt8]? {
    var (image, base, record) = (reference.image, reference.base, reference.record)
    var patches: [[JournalRecord.Piece]] = []
    var content: [UInt8]?
    walk: while content == nil {
      switch image {
      case nil:
        guard patches.isEmpty else { throw damaged(reference) }
        return nil
      case .whole(let range):
        content = try bytes(range, reference)
      case .pieces(let pieces):
        patches.append(pieces)
        (image, base) = (base, nil)
      case .left(let earlier):
        if let last, last.path == path, last.segment == reference.segment, last.record == earlier {
          content = last.content
          break walk
        }
        guard earlier < record, let found = try change(of: path, at: earlier, reference) else {
          throw damaged(reference)
        }
        (image, base, record) = (found.after, found.before, earlier)
      }
    }
    guard var content else { return nil }
    for pieces in patches.reversed() { content = try joined(pieces, content, reference) }
    if !patches.isEmpty { last = (path, reference.segment, reference.record, content) }
    return content
  }

  private mutating func change(
    of path: String, at offset: Int, _ reference: ImageReference
  ) throws(StoreError) -> JournalRecord.Change? {
    try open(reference.segment)
    let record = try segment?.reader.record(at: offset, includingImages: true)
    return record?.changes.first { $0.path == path }
  }

  /// Small windows: the next content may lie anywhere.
  private mutating func open(_ first: UInt64) throws(StoreError) {
    guard segment?.first != first else { return }
    segment = (first, try SegmentReader(context, segment: first, windowSize: 16 << 10))
  }

  private mutating func joined(
    _ pieces: [JournalRecord.Piece], _ base: [UInt8], _ reference: ImageReference
  ) throws(StoreError) -> [UInt8] {
    var content: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .own(let range): content += try bytes(range, reference)
      case .kept(let range):
        guard range.upperBound <= base.count else { throw damaged(reference) }
        content += base[range]
      }
      guard content.count <= context.limits.documentBytes else { throw damaged(reference) }
    }
    return content
  }

  private mutating func bytes(
    _ range: Range<Int>, _ reference: ImageReference
  ) throws(StoreError) -> [UInt8] {
    try open(reference.segment)
    return Array(try segment?.reader.bytes(at: range.lowerBound, count: range.count) ?? [])
  }

  private func damaged(_ reference: ImageReference) -> StoreError {
    .damaged(
      path: context.layout.segment(reference.segment), .badRecord(sequence: reference.sequence))
  }
}
