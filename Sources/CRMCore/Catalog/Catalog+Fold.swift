import CRMModel

/// Making a large tail a part of the sorted files.
///
/// It goes into the middle, and with that into the base where the middle has grown to a good part of it.
/// Writing 100,000 records anew takes a third of a second, so nobody waits for it: the new file is made
/// beside the old ones without the store's lock, which is taken only to put it in place. Every step may
/// fail or be the last one; then the old files count, and a later command finds the tail still large.
extension Catalog {
  /// Whether the tail has grown too large.
  var hasLargeTail: Bool { fileStamp(tailPath).size > reader.context.limits.tailBytes }

  /// Makes a large tail a part of the sorted files.
  ///
  /// Who writes very much meanwhile finds somebody at it and leaves, so that there may be more to do then.
  func fold(in store: Store) {
    while hasLargeTail, foldOnce(in: store) {}
  }

  /// Makes the file that has the tail's records, and puts it in place under the store's lock.
  ///
  /// - Returns: Whether it is there.
  private func foldOnce(in store: Store) -> Bool {
    // The lock on the base keeps others from doing the same meanwhile.
    let mode = reader.context.access.fileMode
    guard let lock = (try? files.tryLock(basePath, .exclusive, mode: mode)) ?? nil else {
      return false
    }
    defer { lock.release() }
    // What counts of a tail stays where it lies; only a torn end could be cut off while it is read.
    let found = try? store.read(wait: .seconds(5)) { (_) throws(CRMError) in
      try stored(currentOrigin())
    }
    guard let (state, sequence) = found, let layers = state.layers else { return false }
    let size = (layers.middle?.size ?? 0) + state.files.end
    let isWhole = size > reader.context.limits.middleBytes(layers.base.size)
    let builder =
      isWhole
      ? CatalogBuilder(environment, records: state.index.records)
      : CatalogBuilder(environment, changesIn: state.index)
    let path = isWhole ? basePath : middlePath
    let temporary = path + ".folded"
    do throws(SystemError) {
      try stage(
        builder.bytes(origin: state.origin, sequence: sequence, stamps: state.stamps), at: temporary
      )
      // Else the next command's flush would wait for all these bytes.
      try files.flush(temporary)
    } catch {
      return false
    }
    // Where it is not put in place.
    defer { try? files.remove(temporary) }
    let isThere = try? store.write(wait: .seconds(5)) {
      (_: consuming StoreWriter) throws(StoreError) in
      guard let newer = entries(after: sequence, state) else { return false }
      return (try? publish(temporary, as: path, state.origin, newer)) != nil
    }
    return isThere ?? false
  }

  /// What was appended behind the operation that a folded file ends with; `nil` where the files are
  /// others by now.
  private func entries(after sequence: UInt64, _ state: State) -> [UInt8]? {
    let start = state.files.end - CatalogTail.commitSize
    guard let layers = state.layers,
      files(of: layers).head(of: layers) == state.files.head(of: layers),
      tailHead?.identity == layers.identity,
      start >= CatalogTail.headSize,
      let rest = (try? files.readFile(tailPath, from: start, limit: .max)) ?? nil,
      CatalogTail.lastSequence(Array(rest.prefix(CatalogTail.commitSize))) == sequence
    else { return nil }
    return Array(rest.dropFirst(CatalogTail.commitSize))
  }
}
