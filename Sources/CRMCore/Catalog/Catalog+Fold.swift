import CRMModel

/// Making a large tail a part of the base.
///
/// Writing 100,000 records anew takes a third of a second, so nobody waits for it: the new base is made
/// beside the old one without the store's lock, which is taken only to put it in place. Every step may
/// fail or be the last one; then the old files count, and a later command finds the tail still large.
extension Catalog {
  /// Whether the tail has grown too large.
  var hasLargeTail: Bool {
    fileStamp(tailPath).size > Self.greatestTail(ofBase: Int(fileStamp(basePath).size))
  }

  /// Makes the base that has the tail's records, and puts it in place under the store's lock.
  func fold(in store: Store) {
    // The lock on the file that is replaced keeps others from doing the same meanwhile.
    let mode = reader.context.access.fileMode
    guard let lock = (try? files.tryLock(basePath, .exclusive, mode: mode)) ?? nil else { return }
    defer { lock.release() }
    // What counts of a tail stays where it lies; only a torn end could be cut off while it is read.
    let found = try? store.read(wait: .seconds(5)) { (_) throws(CRMError) in
      try stored(currentOrigin())
    }
    guard let (state, sequence) = found else { return }
    let bytes = CatalogBuilder(environment, records: state.index.records)
      .bytes(origin: state.origin, sequence: sequence, stamps: state.stamps)
    let temporary = basePath + ".folded"
    do throws(SystemError) {
      try stage(bytes, at: temporary)
      // Else the next command's flush would wait for all these bytes.
      try files.flush(temporary)
    } catch {
      return
    }
    try? store.write(wait: .seconds(5)) { (_: consuming StoreWriter) throws(StoreError) in
      guard let newer = entries(after: sequence, state) else { return }
      try? publish(temporary, state.origin, newer)
    }
    // Where it was not put in place.
    try? files.remove(temporary)
  }

  /// What was appended behind the operation that a folded base ends with; `nil` where the files are
  /// others by now.
  private func entries(after sequence: UInt64, _ state: State) -> [UInt8]? {
    let start = state.files.end - CatalogTail.commitSize
    guard let base = state.base, fileStamp(basePath) == state.files.base,
      let head = (try? files.readFile(tailPath, from: 0, limit: CatalogTail.headSize)) ?? nil,
      CatalogTail.base(ByteView(Bytes(copying: head)), of: base.identity) != nil,
      start >= CatalogTail.headSize,
      let rest = (try? files.readFile(tailPath, from: start, limit: .max)) ?? nil,
      CatalogTail.lastSequence(Array(rest.prefix(CatalogTail.commitSize))) == sequence
    else { return nil }
    return Array(rest.dropFirst(CatalogTail.commitSize))
  }
}
