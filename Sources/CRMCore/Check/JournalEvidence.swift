import CRMModel

/// What the journal knows: every image of every document that it changed, and the operations' order.
///
/// Without a journal, or with a damaged one, it knows nothing.
struct JournalEvidence {
  private var images: [String: [ImageReference]] = [:]
  private var sequences: [String: UInt64] = [:]
  private let context: StoreContext?

  /// Knows nothing.
  init() {
    context = nil
  }

  /// Reads the whole journal.
  ///
  /// - Throws: `StoreError.damaged` where an operation is missing or cannot be read.
  init(_ reader: StoreReader) throws(StoreError) {
    let context = reader.context
    let journal = Journal(context)
    var images: [String: [ImageReference]] = [:]
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
    self.context = context
    self.images = images
    self.sequences = sequences
  }

  /// The place of an operation in the order of all; `nil` for one that this journal does not have.
  func sequence(of operation: OperationID) -> UInt64? { sequences[operation.text] }

  /// The paths of the documents that exist by the journal, in order.
  var existingPaths: [String] {
    images.filter { $0.value.last?.image != nil }.keys.sorted()
  }

  /// What a document held after the last operation that changed it; `nil` where that is not known,
  /// or where the document was removed.
  func lastImage(_ path: String) -> [UInt8]? {
    guard let context, let last = images[path]?.last else { return nil }
    var reader = ImageReader(context)
    return try? reader.content(of: path, last)
  }

  /// Whether this is what a document held before its last change, so that going on to the last image
  /// loses nothing.
  func isEarlierImage(_ content: [UInt8], _ path: String) -> Bool {
    guard let context else { return false }
    var reader = ImageReader(context)
    return (images[path] ?? []).dropLast().contains {
      (try? reader.content(of: path, $0)) == content
    }
  }
}
