import CRMModel

/// Writing the catalog; what counts only under the exclusive lock, and never so that a failure matters:
/// what cannot be written is found out again by the next command.
extension Catalog {
  /// Keeps what a command found out, where nobody else was quicker.
  func persist(_ state: State) {
    if let bytes = state.rebuilt { return replaceBase(bytes, state.origin) }
    guard let layers = state.layers, state.hasNews else { return }
    let present = files(of: layers)
    var found = state.files
    guard present.base == found.base, present.middle == found.middle, present.tail == found.tail
    else { return }
    append(entries(state.news), to: layers, &found)
  }

  /// What is known of the folders before documents are replaced in them.
  func stamps(of paths: [String]) -> [FolderKey: FolderStamp] {
    var stamps: [FolderKey: FolderStamp] = [:]
    for place in paths.lazy.compactMap(DocumentPlace.init) {
      for key in [FolderKey(place.kind), place.folder] where stamps[key] == nil {
        stamps[key] = (try? stamp(key)) ?? .unknown
      }
    }
    return stamps
  }

  /// Brings the catalog up to an operation that has just been written, in time that does not depend
  /// on how many documents there are.
  ///
  /// - Parameters:
  ///   - paths: What the operation changed.
  ///   - before: The folders as they were before.
  ///   - written: The files of its documents.
  ///   - known: The files that the operation was decided by, where they say all that was before it.
  ///   - record: What the operation's transaction knows of a document; others are read.
  func follow(
    _ paths: [String], before: [FolderKey: FolderStamp], written: [FileStamp?],
    known: (layers: CatalogLayers, files: Files)?, record: (String) -> CatalogRecord?
  ) {
    // At once, so that hardly anybody else's change can lie between.
    let folders = before.sorted { $0.key.slot < $1.key.slot }.compactMap { key, stamp in
      let settled = settledStamp(key, instead: stamp)
      return settled == stamp ? nil : CatalogFrame.folder(key, from: stamp, to: settled)
    }
    guard let (layers, files) = known ?? filesToFollow(), let pipelines = try? pipelines() else {
      return
    }
    var found = files
    let reading = CatalogReading(reader: reader, pipelines: pipelines)
    var bytes: [UInt8] = []
    for (path, written) in zip(paths, written) {
      guard let place = DocumentPlace(path) else { continue }
      if let record = record(path), let file = file(of: place, if: written) {
        bytes += CatalogFrame.record(record.read(from: file)).encoded
      } else {
        guard let frame = try? reading.frame(of: place) else { return }
        bytes += frame.encoded
      }
      // An import has very many; they count for nothing before the commit stands behind them.
      guard bytes.count >= reader.context.limits.chunkBytes else { continue }
      guard append(bytes, to: layers, &found) else { return }
      bytes = []
    }
    bytes += folders.flatMap(\.encoded)
    if !before.isEmpty { bytes += CatalogFrame.commit(sequence: sequence).encoded }
    append(bytes, to: layers, &found)
  }

  /// The stamp of a document's file, where it is the one that was written: nobody else has replaced
  /// or changed it since.
  private func file(of place: DocumentPlace, if written: FileStamp?) -> FileStamp? {
    guard let written else { return nil }
    let file = fileStamp(reader.context.layout.document(place.path))
    // Getting its name has changed the file's last time, and nothing else.
    let isSame =
      file.inode == written.inode && file.modified == written.modified && file.size == written.size
    return isSame ? file : nil
  }

  /// Sets a folder's time a little back to one that no later change can repeat, and gives the stamp:
  /// another change within the same tick of the kernel's clock would otherwise go unnoticed.
  private func settledStamp(_ key: FolderKey, instead old: FolderStamp) -> FolderStamp {
    guard let now = try? stamp(key), old != .unknown else { return .unknown }
    // A folder that nothing was renamed into keeps its time.
    if now == old || now == .absent { return now }
    guard settle(reader.context.layout.document(key.path), now.modified) else { return .unknown }
    return (try? stamp(key)) ?? .unknown
  }

  /// Sets a time back to one that the clock has passed, not by the ids' randomness.
  private func settle(_ path: String, _ modified: Int64) -> Bool {
    var spread = ByteWriter()
    spread.append(sequence)
    spread.append(modified)
    spread.append(path)
    let digest = spread.bytes.withUnsafeBytes { Digest.of($0) }
    let time = modified &- 2_000_000_000 &- Int64(digest % 1_000_000_000)
    return (try? files.setModified(path, nanoseconds: time)) != nil
  }

  /// The files that end with the operation before.
  private func filesToFollow() -> (layers: CatalogLayers, files: Files)? {
    guard let origin = try? currentOrigin(), let layers = storedLayers(origin),
      let found = files(of: layers, endingWith: sequence - 1), found.isTrusted || layers.isWhole
    else { return nil }
    return (layers, found)
  }

  /// The files of layers, where they end with an operation; found without reading the tail.
  private func files(of layers: CatalogLayers, endingWith sequence: UInt64) -> Files? {
    var found = files(of: layers)
    guard let head = tailHead, head.identity == layers.identity else {
      return layers.sequence == sequence ? found : nil
    }
    let size = Int(found.tail.size)
    found.isTrusted = head == found.head(of: layers)
    let start = max(size - CatalogTail.commitSize, CatalogTail.headSize)
    found.end = size
    if start == size { return layers.sequence == sequence ? found : nil }
    let end = try? files.readFile(tailPath, from: start, limit: CatalogTail.commitSize)
    guard let end = end ?? nil, CatalogTail.lastSequence(end) == sequence else { return nil }
    return found
  }

  /// What the tail says of itself; `nil` where there is none.
  var tailHead: CatalogTail.Head? {
    let bytes = (try? files.readFile(tailPath, from: 0, limit: CatalogTail.headSize)) ?? nil
    return bytes.flatMap { CatalogTail.Head(ByteView(Bytes(copying: $0))) }
  }

  private func entries(_ frames: [CatalogFrame]) -> [UInt8] {
    let commit = CatalogFrame.commit(sequence: sequence)
    return frames.isEmpty ? [] : (frames + [commit]).flatMap(\.encoded)
  }

  /// Adds to the tail; a torn entry counts for nothing, and the operation it belongs to is caught up
  /// with.
  @discardableResult
  private func append(_ bytes: [UInt8], to layers: CatalogLayers, _ found: inout Files) -> Bool {
    let head = found.head(of: layers).bytes
    let mode = reader.context.access.fileMode
    do throws(SystemError) {
      if found.end == 0 {
        if try files.status(tailPath) != nil { try files.remove(tailPath) }
        try files.createFile(tailPath, head + bytes, mode: mode)
        found.end = head.count
      } else {
        if found.tail.size > found.end { try files.truncate(tailPath, to: found.end) }
        if !bytes.isEmpty { try files.append(bytes, to: tailPath, at: found.end) }
        if !found.isTrusted { try files.append(head, to: tailPath, at: 0) }
      }
    } catch {
      return false
    }
    found.end += bytes.count
    found.isTrusted = true
    return true
  }

  private func replaceBase(_ bytes: [UInt8], _ origin: CatalogBase.Origin) {
    let mode = reader.context.access.folderMode
    do throws(SystemError) {
      if try files.status(path) == nil { try files.makeFolder(path, mode: mode) }
      guard try files.status(path)?.kind == .folder else { return }
      let temporary = basePath + ".new"
      try stage(bytes, at: temporary)
      try publish(temporary, as: basePath, origin)
    } catch {
      return
    }
  }

  /// Writes a base that does not count yet.
  func stage(_ bytes: [UInt8], at temporary: String) throws(SystemError) {
    if try files.status(temporary) != nil { try files.remove(temporary) }
    do throws(SystemError) {
      try files.createFile(temporary, bytes, mode: reader.context.access.fileMode)
    } catch {
      try? files.remove(temporary)
      throw error
    }
  }

  /// Puts a staged base or middle in place, with the entries that are newer than it.
  func publish(
    _ temporary: String, as path: String, _ origin: CatalogBase.Origin, _ newer: [UInt8] = []
  ) throws(SystemError) {
    do throws(SystemError) {
      // The old tail names the old files, and so counts for nothing from the rename on; so does the
      // middle of an old base.
      try files.rename(temporary, to: path)
    } catch {
      try? files.remove(temporary)
      throw error
    }
    if path == basePath, try files.status(middlePath) != nil { try? files.remove(middlePath) }
    guard let status = try files.status(path), let layers = storedLayers(origin) else { return }
    // As with folders: whoever writes into it within the same tick gives it another time.
    _ = settle(path, FileStamp(status).modified)
    var found = files(of: layers)
    (found.tail, found.end) = (.none, 0)
    append(newer, to: layers, &found)
  }
}
