/// A view of the data directory while the lock is held.
///
/// It must not be used after the closure it was given to returns.
package struct StoreReader: Sendable {
  let context: StoreContext
  /// Committed documents that could not be written, by path; nil where one is removed.
  let overlay: [String: [UInt8]?]
  /// The last committed operation, or 0.
  package let sequence: UInt64
  /// Changes whenever documents may have been replaced by recovery: derived files that were made
  /// under another value are not to be trusted.
  package let epoch: String

  init(_ context: StoreContext, _ plan: Recovery.Plan, isOverlaid: Bool) {
    self.context = context
    sequence = plan.position.sequence
    epoch = plan.epoch
    let images = isOverlaid ? plan.images : []
    overlay = Dictionary(uniqueKeysWithValues: images.map { ($0.path, $0.bytes) })
  }

  private init(_ other: StoreReader, _ images: [String: [UInt8]?]) {
    context = other.context
    sequence = other.sequence
    epoch = other.epoch
    overlay = other.overlay.merging(images) { _, new in new }
  }

  /// The same view with other documents in place of the stored ones; nil where one is removed.
  func showing(_ images: [String: [UInt8]?]) -> StoreReader { StoreReader(self, images) }

  /// Reads a document.
  ///
  /// - Parameter path: relative to the data directory, such as `deals/7k/7k3m9qa2.json`.
  /// - Throws: `StoreError.invalidPath`, `tooLarge`, `symbolicLink`, `damaged` or `failed`.
  /// - Returns: the content, or nil where there is no document.
  package func read(_ path: String) throws(StoreError) -> [UInt8]? {
    var known: Set<Substring> = []
    return try read(path, in: &known)
  }

  /// Reads a document as `read` does, without looking again at folders that have been looked at.
  func read(_ path: String, in known: inout Set<Substring>) throws(StoreError) -> [UInt8]? {
    guard StoreLayout.isDocument(path) else { throw .invalidPath(path) }
    if let image = overlay[path] { return image }
    return try DocumentFiles(context).read(path, in: &known)
  }

  /// Reads a document whose folders have been looked at, with what is known of its file.
  ///
  /// - Throws: As `read` does.
  /// - Returns: Nil where there is no document; no status where the content is not in its file yet.
  func readInKnownFolder(
    _ path: String
  ) throws(StoreError) -> (bytes: [UInt8], status: FileStatus?)? {
    if let image = overlay[path] { return image.map { ($0, nil) } }
    return try DocumentFiles(context).readInKnownFolder(path).map { ($0.bytes, $0.status) }
  }

  /// Reads the documents of a two-character folder, with what is known of their files, by id.
  ///
  /// - Throws: As `identifiers` and `read` do.
  /// - Returns: No status where the content is not in its file yet.
  func documents(
    in folder: String, shard: String
  ) throws(StoreError) -> [(identifier: String, bytes: [UInt8], status: FileStatus?)] {
    let identifiers = try identifiers(in: folder, shard: shard)
    let path = "\(folder)/\(shard)"
    let found = try DocumentFiles(context).readInKnownFolder(
      path, names: identifiers.map { $0 + ".json" })
    return zip(identifiers, found).compactMap { identifier, content in
      if !overlay.isEmpty, let image = overlay["\(path)/\(identifier).json"] {
        return image.map { (identifier, $0, nil) }
      }
      return content.map { (identifier, $0.bytes, $0.status) }
    }
  }

  /// Lists the documents that lie in two-character folders below a folder.
  ///
  /// Files in a folder that does not fit their name are not among them.
  ///
  /// - Parameters:
  ///   - folder: `companies`, `contacts` or `deals`.
  ///   - shard: the first two characters of the ids, or nil for all.
  /// - Throws: `StoreError.symbolicLink`, `damaged` or `failed`.
  /// - Returns: the ids, sorted.
  package func identifiers(
    in folder: String, shard: String? = nil
  ) throws(StoreError) -> [String] {
    let folders = Folders(context)
    let path = context.layout.document(folder)
    var shards: [String] = []
    if let shard {
      // What is no shard of a document could name a folder outside.
      if StoreLayout.isDocument("\(folder)/\(shard)/\(shard).json"), try folders.exists(path) {
        shards = [shard]
      }
    } else {
      for entry in try folders.entries(path) where entry.kind == .folder {
        shards.append(entry.name)
      }
    }
    var found: [String] = []
    for shard in shards where shard.utf8.count == 2 {
      for entry in try folders.entries(path + "/" + shard) where entry.kind == .file {
        if let identifier = identifier(entry.name, shard) { found.append(identifier) }
      }
    }
    guard !overlay.isEmpty else { return found.sorted() }
    var identifiers = Set(found)
    for (path, image) in overlay {
      let parts = path.split(separator: "/")
      guard parts.count == 3, parts[0] == folder, shard == nil || shard == String(parts[1]),
        let identifier = identifier(String(parts[2]), String(parts[1]))
      else { continue }
      if image == nil { identifiers.remove(identifier) } else { identifiers.insert(identifier) }
    }
    return identifiers.sorted()
  }

  /// The id of a file in a folder of these two characters; `nil` for one that does not belong there.
  private func identifier(_ name: String, _ shard: String) -> String? {
    guard StoreLayout.isDocument(name), name.utf8.starts(with: shard.utf8) else { return nil }
    return String(decoding: name.utf8.dropLast(".json".utf8.count), as: UTF8.self)
  }

  /// Lists the newest operations without their documents.
  ///
  /// Reads the journal backwards as far as needed; what has been forgotten is not among them.
  ///
  /// - Parameters:
  ///   - first: only operations after this one.
  ///   - before: only operations before this one, or nil for all.
  ///   - limit: the most that are wanted.
  /// - Throws: `StoreError.damaged` where a record cannot be read, or `failed`.
  /// - Returns: the summaries, newest first.
  package func summaries(
    after first: UInt64 = 0, before: UInt64? = nil, limit: Int
  ) throws(StoreError) -> [OperationSummary] {
    let last = min(sequence, max(before ?? UInt64.max, 1) - 1)
    return try Journal(context).summaries(after: first, upTo: last, limit: limit)
  }

  /// An operation with its documents, or nil where it is forgotten or was never made.
  ///
  /// - Throws: `StoreError.damaged` where its record cannot be read, or `failed`.
  package func operation(_ sequence: UInt64) throws(StoreError) -> Operation? {
    guard sequence <= self.sequence else { return nil }
    return try Journal(context).operation(sequence)
  }
}
