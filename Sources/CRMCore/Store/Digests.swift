/// What the program last left in documents that the journal has forgotten, as digests
/// (`local/digests`), so that a change from outside is noticed however old the document is.
///
///     batch 1000
///     companies/7k/7k3m9qa2.json 17 9ae16a3b2f90404f
///     deals/7k/7k3m9qa2.json 999 -
///     settings.json 1203 3f29a1c07e6d5518 accepted
///     end 3f29a1c07e6d5518
///
/// A batch names the last operation that it takes into account, then documents with the operation at
/// which each was so, and ends with a checksum; a document that was removed has no digest. Batches are
/// appended at a checkpoint, so that no command pays for the number of documents; one that was torn
/// counts for nothing, because the journal has not forgotten its operations then.
struct Digests {
  /// What is known of one document.
  struct Entry {
    /// The operation at which it was so.
    var sequence: UInt64
    /// The digest of its bytes; `nil` where there was none.
    var digest: UInt64?
    /// Whether somebody said that a change from outside is right.
    var isAccepted = false

    /// A document as it is.
    init(_ bytes: [UInt8]?, at sequence: UInt64, isAccepted: Bool = false) {
      self.sequence = sequence
      digest = bytes.map { Checksum($0).value }
      self.isAccepted = isAccepted
    }
  }

  /// The last operation that the entries take into account.
  private(set) var covered: UInt64 = 0
  /// The documents, by path.
  private(set) var entries: [String: Entry] = [:]

  /// The bytes of all entries in one batch.
  var size: Int { Self.batch(upTo: covered, entries).count }

  /// A batch as it is appended.
  static func batch(upTo covered: UInt64, _ entries: [String: Entry]) -> [UInt8] {
    var body = ""
    for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
      let digest = entry.digest.map { Checksum.text($0) } ?? "-"
      body += "\(path) \(entry.sequence) \(digest)\(entry.isAccepted ? " accepted" : "")\n"
    }
    // The first newline ends the line at which an interrupted append stopped.
    let head = "batch \(covered)\n"
    return Array("\n\(head)\(body)end \(Checksum((head + body).utf8).text)\n".utf8)
  }

  /// Reads a file; `nil` where it holds no whole batch.
  init?(_ bytes: [UInt8]) {
    var batch: (covered: UInt64, entries: [(String, Entry)], sum: Checksum)?
    var isEmpty = true
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let words = line.split(separator: UInt8(ascii: " ")).map {
        String(decoding: $0, as: UTF8.self)
      }
      if words.count == 2, words[0] == "batch", let covered = UInt64(words[1]) {
        batch = (covered, [], Checksum(line + [UInt8(ascii: "\n")]))
      } else if words.count == 2, words[0] == "end", let whole = batch, whole.sum.text == words[1] {
        take(whole.entries, upTo: whole.covered)
        (batch, isEmpty) = (nil, false)
      } else if words.count >= 3, let sequence = UInt64(words[1]) {
        var entry = Entry(nil, at: sequence, isAccepted: words.count == 4)
        entry.digest = UInt64(words[2], radix: 16)
        batch?.entries.append((words[0], entry))
        batch?.sum.add(line + [UInt8(ascii: "\n")])
      } else {
        batch = nil
      }
    }
    if isEmpty { return nil }
  }

  private mutating func take(_ batch: [(String, Entry)], upTo covered: UInt64) {
    self.covered = max(self.covered, covered)
    for (path, entry) in batch where entries[path].map({ $0.sequence <= entry.sequence }) ?? true {
      entries[path] = entry
    }
  }
}

/// Reading and writing the digests; writing only under the exclusive lock.
extension Digests {
  /// The digests of a data directory; `nil` where none can be read.
  static func read(_ context: StoreContext) -> Digests? {
    let bytes = try? context.fileSystem.readFile(context.layout.digests, from: 0, limit: Int.max)
    return (bytes ?? nil).flatMap { Digests($0) }
  }

  /// Puts a batch in place of all there are.
  static func replace(_ batch: [UInt8], _ context: StoreContext) throws(StoreError) {
    // A fresh copy has no place for files in the making yet.
    try DocumentFiles(context).sweep(keepsImages: true)
    try DocumentFiles(context).replaceOwn(context.layout.digests, by: batch)
  }

  /// Adds a batch; without a file there is nothing to add to.
  static func append(_ batch: [UInt8], _ context: StoreContext) throws(StoreError) {
    let path = context.layout.digests
    guard let status = try asking(try context.fileSystem.status(path)) else { return }
    try asking(try context.fileSystem.append(batch, to: path, at: status.size))
  }

  /// Keeps digests of what the operations up to one left, before the journal forgets them; where that
  /// cannot be, nothing is known any more.
  static func keep(upTo sequence: UInt64, _ context: StoreContext) {
    do throws(StoreError) {
      try gather(upTo: sequence, context)
    } catch {
      try? context.fileSystem.remove(context.layout.digests)
    }
  }

  private static func gather(upTo sequence: UInt64, _ context: StoreContext) throws(StoreError) {
    guard sequence > 0,
      try asking(try context.fileSystem.status(context.layout.digests)) != nil
    else { return }
    let journal = Journal(context)
    var last: [String: (sequence: UInt64, image: ImageReference)] = [:]
    _ = try journal.scan(after: journal.beginning()) { (segment, record) throws(StoreError) in
      guard record.sequence <= sequence else { return }
      for change in record.changes {
        last[change.path] = (
          record.sequence, record.references(to: change, in: segment).after
        )
      }
    }
    var reader = ImageReader(context)
    var entries: [String: Entry] = [:]
    for (path, change) in last.sorted(by: { $0.key < $1.key }) {
      entries[path] = Entry(try reader.content(of: path, change.image), at: change.sequence)
    }
    try append(batch(upTo: sequence, entries), context)
  }
}
