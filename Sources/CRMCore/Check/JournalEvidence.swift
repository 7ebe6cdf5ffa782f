import CRMModel

/// What the journal knows: every image of every document that it changed, and the operations' order.
///
/// Without a journal, or with a damaged one, it knows nothing.
struct JournalEvidence {
  private var images: [String: [Recovery.Reference]] = [:]
  private var sequences: [String: UInt64] = [:]
  private let journal: Journal?

  /// Knows nothing.
  init() {
    journal = nil
  }

  /// Reads the whole journal.
  ///
  /// - Throws: `StoreError.damaged` where an operation is missing or cannot be read.
  init(_ reader: StoreReader) throws(StoreError) {
    let context = reader.context
    let journal = Journal(context)
    var images: [String: [Recovery.Reference]] = [:]
    var sequences: [String: UInt64] = [:]
    let end = try journal.scan(after: journal.beginning()) { (segment, record) throws(StoreError) in
      sequences[record.header.id] = record.sequence
      images.note(record, in: segment)
    }
    // A state that cannot be read is a matter of its own.
    let state = try? Recovery(context).readState()
    // Damage inside the last record looks like a torn end; what was applied had been whole. A
    // journal without any segment was removed on purpose.
    let known = max(reader.sequence, state?.applied ?? 0)
    if let end, end.sequence < known {
      throw .damaged(
        path: context.layout.segment(end.segment), .missingOperation(sequence: end.sequence + 1))
    }
    self.journal = journal
    self.images = images
    self.sequences = sequences
  }

  /// The place of an operation in the order of all; `nil` for one that this journal does not have.
  func sequence(of operation: OperationID) -> UInt64? { sequences[operation.text] }

  /// The paths of the documents that exist by the journal, in order.
  var existingPaths: [String] {
    images.filter { $0.value.last?.range != nil }.keys.sorted()
  }

  /// What a document held after the last operation that changed it; `nil` where that is not known,
  /// or where the document was removed.
  func lastImage(_ path: String) -> [UInt8]? { images[path]?.last.flatMap(bytes) }

  /// Whether this is what a document held before its last change, so that going on to the last image
  /// loses nothing.
  func isEarlierImage(_ content: [UInt8], _ path: String) -> Bool {
    (images[path] ?? []).dropLast().contains { image in
      // Reading an image costs more than comparing its size.
      image.range?.count == content.count && bytes(image) == content
    }
  }

  private func bytes(_ image: Recovery.Reference) -> [UInt8]? {
    guard let range = image.range else { return nil }
    return try? journal?.image(range, segment: image.segment)
  }
}
