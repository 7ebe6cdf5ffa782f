import CRMModel

/// The derived file of one compact record a document (`local/catalog`).
///
/// It can be deleted at any moment, and decides nothing that the documents contradict: it is used
/// only where the store's epoch, the pipelines' files and the journal say that it is of this data,
/// and its folders' stamps say that nobody else has added, replaced or removed a document. A changed
/// folder is listed, and in it only the documents whose files changed are read.
package struct Catalog {
  let reader: StoreReader
  /// The operation that the documents are at.
  let sequence: UInt64
  let environment: WorkspaceEnvironment
  /// The pipelines' files as they were before the pipelines were read.
  let configuration: () throws(CRMError) -> UInt64
  /// Reads the pipelines; asked for only when a document has to be read.
  let pipelines: () throws(CRMError) -> [PipelineID: Pipeline]

  /// The catalog of the documents that a command reads.
  ///
  /// The sequence is that of the operation that has just been written, where the reader does not know
  /// it.
  init(_ snapshot: Snapshot, sequence: UInt64? = nil) {
    reader = snapshot.reader
    self.sequence = sequence ?? snapshot.reader.sequence
    environment = snapshot.environment
    configuration = { () throws(CRMError) in try snapshot.configuration() }
    pipelines = { () throws(CRMError) in try snapshot.pipelines() }
  }

  /// Its folder in the data directory.
  package static let folder = "local/catalog"
  package static let baseName = "base"
  package static let middleName = "middle"
  package static let tailName = "tail"

  /// The catalog as it is known to this command.
  struct State {
    /// `nil` until a base has been made.
    var layers: CatalogLayers?
    var index: RecordIndex
    var stamps: FolderStamps
    let origin: CatalogBase.Origin
    /// The kinds whose folders have been looked at.
    var verified: Set<Kind> = []
    /// What this command found out that the files do not say yet.
    var news: [CatalogFrame] = []
    /// A whole new base, where one had to be made.
    var rebuilt: [UInt8]?
    /// The files that were read.
    var files = Files()

    /// Whether there is anything to write down.
    var hasNews: Bool { rebuilt != nil || !news.isEmpty || !files.isTrusted }
  }

  /// The files of a catalog as a command found them.
  struct Files: Equatable {
    var base = FileStamp.none
    var middle = FileStamp.none
    /// Whether the tail says that all of these is as it was written.
    var isTrusted = false
    var tail = FileStamp.none
    /// Where the next entry belongs; 0 where a tail has to be begun.
    var end = 0
  }

  var files: any FileSystem { reader.context.fileSystem }
  var path: String { reader.context.layout.document(Self.folder) }
  var basePath: String { path + "/" + Self.baseName }
  var middlePath: String { path + "/" + Self.middleName }
  var tailPath: String { path + "/" + Self.tailName }

  /// Opens the catalog and brings it up to the store's last operation; builds it where that cannot
  /// be done.
  func open() throws(CRMError) -> State {
    let origin = try currentOrigin()
    if var state = stored(origin) {
      let known = state.sequence
      if known == sequence { return state.value }
      if known < sequence, try catchUp(&state.value, from: known) { return state.value }
    }
    return try rebuilt(origin)
  }

  /// What a catalog has to be made from to be trusted now.
  func currentOrigin() throws(CRMError) -> CatalogBase.Origin {
    CatalogBase.Origin(
      epoch: Array(reader.epoch.utf8).withUnsafeBytes { Digest.of($0) },
      configuration: try configuration())
  }

  /// A digest of the documents by which deals are judged, from their files' stamps, and of the fields
  /// whose values stand in records one behind the other (R33).
  static func configuration(_ reader: StoreReader) throws(CRMError) -> UInt64 {
    var writer = ByteWriter()
    for key in Company.card.map(\.key) + Contact.card.map(\.key) { writer.append(key) }
    do throws(StoreError) {
      for folder in [DataDirectory.pipelinesFolder, DataDirectory.templatesFolder] {
        for name in try reader.names(in: folder) {
          let path = "\(folder)/\(name).json"
          let file = reader.context.layout.document(path)
          let stamp =
            try asking(try reader.context.fileSystem.status(file)).map(FileStamp.init) ?? .none
          writer.append(path)
          for number in [Int64(bitPattern: stamp.inode), stamp.modified, stamp.changed, stamp.size]
          {
            writer.append(number)
          }
        }
      }
    } catch {
      throw CRMError(error)
    }
    return writer.bytes.withUnsafeBytes { Digest.of($0) }
  }

  // MARK: Reading what is stored

  /// What the files say, and the operation they say it of; an unreadable catalog is as good as none.
  func stored(_ origin: CatalogBase.Origin) -> (value: State, sequence: UInt64)? {
    guard let layers = storedLayers(origin) else { return nil }
    var found = files(of: layers)
    let tail = CatalogTail((try? files.mapFile(tailPath)) ?? nil, of: layers)
    found.isTrusted = tail.head == found.head(of: layers)
    guard found.isTrusted || layers.isWhole else { return nil }
    found.end = tail.end
    var state = State(
      layers: layers, index: RecordIndex(layers), stamps: layers.stamps, origin: origin)
    state.files = found
    tail.forEach { state.apply($0) }
    return (state, tail.sequence ?? layers.sequence)
  }

  /// The sorted files on the disk; their tables and records may still be damaged.
  func storedLayers(_ origin: CatalogBase.Origin) -> CatalogLayers? {
    // Through a link, somebody else's files would be read and written.
    guard let folder = try? files.status(path), folder.kind == .folder,
      let base = sorted(basePath, origin), base.foundation == 0
    else { return nil }
    let middle = sorted(middlePath, origin)
    return CatalogLayers(
      base: base, middle: middle?.foundation == base.identity ? middle : nil)
  }

  private func sorted(_ path: String, _ origin: CatalogBase.Origin) -> CatalogBase? {
    let bytes = (try? files.mapFile(path)) ?? nil
    return bytes.flatMap { CatalogBase($0, origin: origin) }
  }

  /// The files as they are.
  func files(of layers: CatalogLayers) -> Files {
    Files(
      base: fileStamp(basePath), middle: layers.middle == nil ? .none : fileStamp(middlePath),
      tail: fileStamp(tailPath))
  }

  func fileStamp(_ path: String) -> FileStamp {
    guard let status = (try? files.status(path)) ?? nil, status.kind == .file else { return .none }
    return FileStamp(status)
  }

  /// Reads the documents of operations that a killed command did not tell the catalog of.
  private func catchUp(_ state: inout State, from sequence: UInt64) throws(CRMError) -> Bool {
    let missing = self.sequence - sequence
    guard missing <= 1_000 else { return false }
    let summaries = try fromStore(try reader.summaries(limit: Int(missing)))
    guard UInt64(summaries.count) == missing else { return false }
    let reading = CatalogReading(reader: reader, pipelines: try pipelines())
    for path in Set(summaries.flatMap(\.paths)).sorted() {
      guard let place = DocumentPlace(path) else { continue }
      state.take(try reading.frame(of: place))
      // The folder was changed by that command too, in a way nobody noted.
      state.note(place.folder, .unknown)
      state.note(FolderKey(place.kind), .unknown)
    }
    return true
  }

  // MARK: Looking at the folders

  /// Makes sure that the records of a kind are those of its documents, as far as the folders tell.
  ///
  /// With `everyFile`, the files of unchanged folders are looked at too.
  func verify(
    _ kind: Kind, _ state: inout State, everyFile: Bool = false
  ) throws(CRMError) {
    guard state.verified.insert(kind).inserted || everyFile else { return }
    let now = environment.now()
    let own = FolderKey(kind)
    var suspects: Set<FolderKey> = []
    let found = try stamp(own)
    if found == .unknown || found != state.stamps[own] {
      suspects = try shards(of: kind)
      state.note(own, found.settled(at: now))
    }
    var known: [(key: FolderKey, stamp: FolderStamp)] = []
    known.reserveCapacity(FolderKey.shards)
    for (key, stamp) in zip(FolderKey.shards(of: kind), state.stamps.shards(of: kind))
    where stamp != .absent || suspects.contains(key) { known.append((key, stamp)) }
    let changed = try folders(of: kind, otherThan: known, evenIfEqual: everyFile)
    guard !changed.isEmpty else { return }
    let reading = CatalogReading(reader: reader, pipelines: try pipelines())
    let index = state.index
    let frames = try environment.results(of: changed) { (folder) throws(CRMError) in
      try reading.changes(kind, folder.key, index)
    }
    for (folder, frames) in zip(changed, frames) {
      for frame in frames { state.take(frame) }
      state.note(folder.key, folder.stamp.settled(at: now))
    }
  }

  /// The folder as it is; `absent` where there is none.
  func stamp(_ key: FolderKey) throws(CRMError) -> FolderStamp {
    let path = reader.context.layout.document(key.path)
    let status: FileStatus?
    do throws(SystemError) { status = try files.status(path) } catch { throw .system(error) }
    if status?.kind == .symbolicLink { throw .store(.symbolicLink(path)) }
    return status.map(FolderStamp.init) ?? .absent
  }

  /// Those of some two-character folders of a kind that are not as they were, as they are now.
  private func folders(
    of kind: Kind, otherThan known: [(key: FolderKey, stamp: FolderStamp)], evenIfEqual: Bool
  ) throws(CRMError) -> [(key: FolderKey, stamp: FolderStamp)] {
    let folder = reader.context.layout.document(kind.folder)
    var (place, link) = (known.startIndex, String?.none)
    var changed: [(key: FolderKey, stamp: FolderStamp)] = []
    do throws(SystemError) {
      try files.statuses(of: known.map { $0.key.shard }, in: folder) { name, status in
        let stamp = status.map(FolderStamp.init) ?? .absent
        if status?.kind == .symbolicLink { link = link ?? name }
        if stamp != known[place].stamp || evenIfEqual { changed.append((known[place].key, stamp)) }
        place += 1
      }
    } catch {
      throw .system(error)
    }
    if let link { throw .store(.symbolicLink("\(folder)/\(link)")) }
    return changed
  }

  /// The two-character folders that there are.
  func shards(of kind: Kind) throws(CRMError) -> Set<FolderKey> {
    let folder = reader.context.layout.document(kind.folder)
    let entries = try fromStore(try Folders(reader.context).entries(folder))
    return Set(
      entries.filter { $0.kind == .folder }.compactMap { FolderKey(kind, shard: $0.name) })
  }
}

extension Catalog.State {
  /// Takes over what the files say.
  mutating func apply(_ frame: CatalogFrame) {
    switch frame {
    case .record(let record): index.insert(record)
    case .removed(let kind, let id): index.remove(kind, id)
    case .folder(let key, let from, let to): stamps.follow(key, from: from, to: to)
    case .commit: break
    }
  }

  /// Takes over what this command found out.
  mutating func take(_ frame: CatalogFrame) {
    apply(frame)
    news.append(frame)
  }

  mutating func note(_ key: FolderKey, _ stamp: FolderStamp) {
    guard stamp != stamps[key] else { return }
    take(.folder(key, from: stamps[key], to: stamp))
  }
}

extension Catalog.Files {
  /// What a tail says that knows them to be as they were written.
  func head(of layers: CatalogLayers) -> CatalogTail.Head {
    CatalogTail.Head(identity: layers.identity, base: base, middle: middle)
  }
}
