import CRMModel

/// What the journal knows: every image of every document that it changed, and the operations' order;
/// and of what it has forgotten, digests.
///
/// Without a journal, or with a damaged one, it knows nothing.
struct JournalEvidence {
  private var images: [String: [ImageReference]] = [:]
  private var sequences: [String: UInt64] = [:]
  private let context: StoreContext?
  /// Nothing where operations are missing between them and the journal.
  private var digests: Digests?

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
    var last: [String: UInt64] = [:]
    let beginning = try journal.beginning()
    let end = try journal.scan(after: beginning) { (segment, record) throws(StoreError) in
      sequences[record.header.id] = record.sequence
      images.note(record, in: segment)
      for change in record.changes { last[change.path] = record.sequence }
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
    let digests = Digests.read(context)
    if let digests, digests.covered >= (end == nil ? known : beginning) {
      self.digests = digests
      // What was accepted after the last operation on a document takes its place.
      for (path, entry) in digests.entries where entry.sequence >= last[path] ?? .max {
        images[path] = nil
      }
    }
    self.context = context
    self.images = images
    self.sequences = sequences
  }

  /// The place of an operation in the order of all; `nil` for one that this journal does not have.
  func sequence(of operation: OperationID) -> UInt64? { sequences[operation.text] }

  /// The paths of the documents that exist by the journal, in order.
  var existingPaths: [String] {
    let forgotten = (digests?.entries ?? [:]).filter { path, entry in
      images[path] == nil && entry.digest != nil
    }
    return (images.keys.filter(hasImage) + forgotten.keys).sorted()
  }

  /// Whether the journal has an image of a document.
  func hasImage(_ path: String) -> Bool { images[path]?.last?.image != nil }

  /// Whether a document is as the program left it, or as somebody accepted it; `nil` where nothing is
  /// known of it.
  func isOwn(_ content: [UInt8], _ path: String) -> Bool? {
    if images[path] != nil { return lastImage(path) == content }
    return digests.map { $0.entries[path]?.digest == Checksum(content).value }
  }

  /// Whether somebody said that a document is right as it is.
  func isAccepted(_ content: [UInt8], _ path: String) -> Bool {
    images[path] == nil && digests?.entries[path]?.isAccepted == true
      && isOwn(content, path) == true
  }

  /// What a document held after the last operation that changed it, or when the directory was made
  /// where none has; `nil` where that is not known, or where the document was removed.
  func lastImage(_ path: String) -> [UInt8]? {
    guard let context, let last = images[path]?.last else { return shipped(path) }
    var reader = ImageReader(context)
    return try? reader.content(of: path, last)
  }

  /// A document that `init` wrote and no operation has changed: the program still has what its digest
  /// is of.
  private func shipped(_ path: String) -> [UInt8]? {
    guard images[path] == nil, let digest = digests?.entries[path]?.digest else { return nil }
    return Scenario.all.lazy.flatMap { $0.newDocuments }
      .first { $0.path == path && Checksum($0.bytes).value == digest }?.bytes
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

  /// Notes that documents are right as they are, and where nothing is known of the others, how they are.
  ///
  /// Under the exclusive lock.
  func accept(_ paths: [String], _ reader: StoreReader) throws(StoreError) {
    func entry(_ path: String, isAccepted: Bool) throws(StoreError) -> Digests.Entry {
      Digests.Entry(try reader.read(path), at: reader.sequence, isAccepted: isAccepted)
    }
    var entries = digests?.entries ?? [:]
    if digests == nil {
      // With one that cannot be read now, nothing is noted: without an entry it would later count
      // as somebody's.
      for path in try reader.paths() where !hasImage(path) {
        entries[path] = try entry(path, isAccepted: false)
      }
    }
    for path in paths { entries[path] = try entry(path, isAccepted: true) }
    try Digests.replace(
      Digests.batch(upTo: digests?.covered ?? reader.sequence, entries), reader.context)
  }
}
