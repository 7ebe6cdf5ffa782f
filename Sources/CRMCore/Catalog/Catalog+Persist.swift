import CRMModel

/// Writing the catalog; only under the exclusive lock, and never so that a failure matters: what
/// cannot be written is found out again by the next command.
extension Catalog {
  private var basePath: String { path + "/" + Self.baseName }
  private var tailPath: String { path + "/" + Self.tailName }

  /// Keeps what a reading command found out.
  func persist(_ state: State) {
    if let bytes = state.rebuilt { return replaceBase(bytes) }
    guard let base = state.base, !state.news.isEmpty,
      // Another reader may have been quicker.
      storedBase()?.identity == base.identity, sizeOfTail == state.tailSize
    else { return }
    append(state.news, to: base, size: state.tailSize)
    if state.tailSize > limit(of: base) { compact(base) }
  }

  /// What is known of the folders before documents are replaced in them.
  func stampsBefore(_ paths: [String]) -> [FolderKey: FolderStamp] {
    var stamps: [FolderKey: FolderStamp] = [:]
    for place in paths.compactMap({ DocumentPlace($0) }) {
      let root = reader.context.layout.document(place.kind.folder)
      for (key, folder) in [
        (FolderKey(place.kind), root), (place.folder, "\(root)/\(place.folder.shard)"),
      ]
      where stamps[key] == nil {
        stamps[key] = (try? self.stamp(folder)) ?? .unknown
      }
    }
    return stamps
  }

  /// Brings the catalog up to an operation that has just been written, in time that does not depend
  /// on how many documents there are.
  func follow(_ changes: [StoredChange], before: [FolderKey: FolderStamp]) {
    guard let size = sizeOfTail(endingWith: sequence - 1), let base = storedBase(),
      let pipelines = try? pipelines()
    else { return }
    let reading = CatalogReading(reader: reader, projection: Projection(pipelines: pipelines))
    var frames: [CatalogFrame] = []
    for change in changes {
      guard let place = DocumentPlace(change.path) else { continue }
      guard let record = try? reading.record(place) else {
        guard change.after == nil else { return }
        frames.append(.removed(place.kind, id: place.id))
        continue
      }
      frames.append(.record(record))
    }
    for (key, stamp) in before.sorted(by: { $0.key < $1.key }) {
      frames.append(.folder(key, from: stamp, to: settledStamp(key, instead: stamp)))
    }
    frames.append(.commit(sequence: sequence))
    append(frames, to: base, size: size)
    if size > limit(of: base) { compact(base) }
  }

  /// Sets a folder's time a little back to one that no later change can repeat, and gives the stamp:
  /// another change within the same tick of the kernel's clock would otherwise go unnoticed.
  private func settledStamp(_ key: FolderKey, instead old: FolderStamp) -> FolderStamp {
    guard let kind = DocumentKind.allCases.first(where: { $0.number == key.number >> 16 }) else {
      return .unknown
    }
    let root = reader.context.layout.document(kind.folder)
    let folder = key.isOfKind ? root : "\(root)/\(key.shard)"
    guard let now = try? self.stamp(folder) else { return .unknown }
    // A folder that nothing was renamed into keeps its time.
    if now == old { return old }
    let time = now.modified &- 2_000_000_000 &- Int64(environment.random() % 1_000_000_000)
    guard (try? files.setModified(folder, nanoseconds: time)) != nil else { return .unknown }
    return (try? self.stamp(folder)) ?? .unknown
  }

  private func storedBase() -> CatalogBase? {
    guard let origin = try? currentOrigin(), let bytes = try? files.mapFile(basePath) else {
      return nil
    }
    return CatalogBase(bytes, origin: origin)
  }

  private var sizeOfTail: Int { ((try? files.status(tailPath)) ?? nil)?.size ?? 0 }

  /// The size of the tail, where the catalog ends with an operation.
  private func sizeOfTail(endingWith sequence: UInt64) -> Int? {
    guard let status = try? files.status(tailPath), status.kind == .file else {
      return storedBase()?.sequence == sequence ? 0 : nil
    }
    let end = try? files.readFile(
      tailPath, from: max(status.size - CatalogTail.commitSize, 0), limit: CatalogTail.commitSize)
    guard let end = end ?? nil, CatalogTail.lastSequence(end) == sequence else { return nil }
    return status.size
  }

  private func append(_ frames: [CatalogFrame], to base: CatalogBase, size: Int) {
    var bytes = size == 0 ? CatalogTail.head(of: base.identity) : []
    for frame in frames { bytes += frame.encoded }
    if case .commit? = frames.last {
    } else {
      bytes += CatalogFrame.commit(sequence: sequence).encoded
    }
    do throws(SystemError) {
      if size == 0 {
        if try files.status(tailPath) != nil { try files.remove(tailPath) }
        try files.createFile(tailPath, bytes, mode: reader.context.access.fileMode)
      } else {
        try files.append(bytes, to: tailPath, at: size)
      }
    } catch {
      // A torn entry is cut off by the next reader; the operation it belongs to is caught up with.
      return
    }
  }

  /// A tail as large as a sixteenth of its base becomes a part of a new one, so that reading it stays
  /// cheap and writing it anew is paid for by the operations in it.
  private func limit(of base: CatalogBase) -> Int { max(512 << 10, base.size / 16) }

  private func compact(_ base: CatalogBase) {
    guard let state = try? open(), state.rebuilt == nil else { return }
    let bytes = CatalogBuilder(state.index.all).bytes(
      origin: state.origin, sequence: sequence, stamps: state.stamps)
    replaceBase(bytes)
  }

  private func replaceBase(_ bytes: [UInt8]) {
    let temporary = path + "/" + Self.baseName + ".new"
    let mode = reader.context.access
    do throws(SystemError) {
      if try files.status(path) == nil { try files.makeFolder(path, mode: mode.folderMode) }
      if try files.status(temporary) != nil { try files.remove(temporary) }
      try files.createFile(temporary, bytes, mode: mode.fileMode)
      // The old tail names the old base, and so counts for nothing from the rename on.
      try files.rename(temporary, to: basePath)
      if try files.status(tailPath) != nil { try files.remove(tailPath) }
    } catch {
      return
    }
  }
}
