import CRMModel

/// The derived file of one compact record a document (`local/catalog`).
///
/// It can be deleted at any moment, and decides nothing that the documents contradict: it is used
/// only where the store's epoch, the pipelines' files and the journal say that it is of this data,
/// and its folders' stamps say that nobody else has added, replaced or removed a document. A changed
/// folder is listed, and in it only the documents whose files changed are read.
struct Catalog {
  let reader: StoreReader
  /// The operation that the documents are at.
  let sequence: UInt64
  let environment: WorkspaceEnvironment
  /// Reads the pipelines; asked for only when a document has to be read.
  let pipelines: () throws(CRMError) -> [PipelineID: Pipeline]

  /// The catalog of the documents that a command reads.
  ///
  /// - Parameter sequence: The operation that has just been written, where the reader does not know it.
  init(
    _ reader: StoreReader, _ environment: WorkspaceEnvironment, _ snapshot: Snapshot,
    sequence: UInt64? = nil
  ) {
    self.reader = reader
    self.sequence = sequence ?? reader.sequence
    self.environment = environment
    pipelines = { () throws(CRMError) in try snapshot.pipelines() }
  }

  static let folder = "catalog"
  static let baseName = "base"
  static let tailName = "tail"

  /// The catalog as it is known to this command.
  struct State {
    /// `nil` until a base has been made.
    var base: CatalogBase?
    var index: RecordIndex
    var stamps: [FolderKey: FolderStamp]
    var origin: CatalogBase.Origin
    /// The kinds whose folders have been looked at.
    var verified: Set<DocumentKind> = []
    /// What this command found out that the files do not say yet.
    var news: [CatalogFrame] = []
    /// A whole new base, where one had to be made.
    var rebuilt: [UInt8]?
    /// The size of the tail that was read.
    var tailSize = 0
  }

  var files: any FileSystem { reader.context.fileSystem }
  var path: String { reader.context.layout.local + "/" + Self.folder }

  /// Opens the catalog and brings it up to the store's last operation; builds it where that cannot
  /// be done.
  func open() throws(CRMError) -> State {
    let origin = try currentOrigin()
    if let state = try stored(origin) { return state }
    return try rebuilt(origin)
  }

  /// What a catalog has to be made from to be trusted now.
  func currentOrigin() throws(CRMError) -> CatalogBase.Origin {
    CatalogBase.Origin(epoch: reader.epoch.digest, configuration: try configurationDigest())
  }

  // MARK: Reading what is stored

  private func stored(_ origin: CatalogBase.Origin) throws(CRMError) -> State? {
    // An unreadable catalog is as good as none.
    guard let bytes = try? files.mapFile(path + "/" + Self.baseName),
      let base = CatalogBase(bytes, origin: origin)
    else { return nil }
    var state = State(
      base: base, index: RecordIndex(base: base), stamps: base.stamps, origin: origin)
    let tail =
      (try? files.readFile(path + "/" + Self.tailName, from: 0, limit: Self.largestTail)) ?? nil
    var sequence = base.sequence
    if let tail, let frames = CatalogTail.frames(tail, of: base.identity) {
      sequence = frames.sequence ?? sequence
      for frame in frames.frames { state.apply(frame) }
      state.tailSize = tail.count
    }
    guard sequence <= self.sequence else { return nil }
    if sequence < self.sequence, !(try catchUp(&state, from: sequence)) { return nil }
    return state
  }

  /// No tail grows this large before it becomes part of a new base.
  static var largestTail: Int { 256 << 20 }

  /// Reads the documents of operations that a killed command did not tell the catalog of.
  private func catchUp(_ state: inout State, from sequence: UInt64) throws(CRMError) -> Bool {
    let missing = self.sequence - sequence
    guard missing <= 1_000 else { return false }
    let summaries: [OperationSummary]
    do throws(StoreError) { summaries = try reader.summaries(limit: Int(missing)) } catch {
      throw CRMError(error)
    }
    guard UInt64(summaries.count) == missing else { return false }
    let projection = Projection(pipelines: try pipelines())
    for path in Set(summaries.flatMap(\.paths)).sorted() {
      guard let place = DocumentPlace(path) else { continue }
      try refresh(place, &state, projection)
      // The folder was changed by that command too, in a way nobody noted.
      state.stamps[place.folder] = .unknown
      state.stamps[FolderKey(place.kind)] = .unknown
    }
    return true
  }

  // MARK: Looking at the folders

  /// Makes sure that the records of a kind are those of its documents, as far as the folders tell.
  func verify(_ kind: DocumentKind, _ state: inout State) throws(CRMError) {
    guard state.verified.insert(kind).inserted else { return }
    let root = reader.context.layout.document(kind.folder)
    let now = environment.now()
    let kindKey = FolderKey(kind)
    let stamp = try self.stamp(root)
    var shards = state.stamps.keys.filter { $0.number >> 16 == kind.number && !$0.isOfKind }
    if stamp != state.stamps[kindKey] {
      let listed = try shardKeys(kind, root)
      shards = Array(Set(shards).union(listed))
      state.note(kindKey, stamp?.settled(at: now))
    }
    for key in shards.sorted() {
      let found = try self.stamp("\(root)/\(key.shard)")
      guard found != state.stamps[key] || found == nil else { continue }
      try rescan(kind, key, &state)
      state.note(key, found?.settled(at: now))
    }
  }

  func stamp(_ path: String) throws(CRMError) -> FolderStamp? {
    guard let status = try status(path) else { return nil }
    if status.kind == .symbolicLink { throw .store(.symbolicLink(path)) }
    return FolderStamp(status)
  }

  private func status(_ path: String) throws(CRMError) -> FileStatus? {
    do throws(SystemError) { return try files.status(path) } catch { throw .system(error) }
  }

  func shardKeys(_ kind: DocumentKind, _ root: String) throws(CRMError) -> [FolderKey] {
    do throws(StoreError) {
      return try Folders(reader.context).entries(root).filter { $0.kind == .folder }
        .compactMap { FolderKey(kind, shard: $0.name) }
    } catch {
      throw CRMError(error)
    }
  }

  /// Compares a folder's documents with their records, file by file.
  private func rescan(
    _ kind: DocumentKind, _ key: FolderKey, _ state: inout State
  ) throws(CRMError) {
    let projection = Projection(pipelines: try pipelines())
    let reading = CatalogReading(reader: reader, projection: projection)
    var known = Set(state.index.identifiers(in: key, kind))
    for text in try reading.identifiers(kind, key) {
      guard let id = Identifier<Deal>(text)?.bits else { continue }
      known.remove(id)
      let place = DocumentPlace(kind: kind, id: id)
      guard try reading.fileStamp(place) != state.index.record(kind, id)?.file else { continue }
      try refresh(place, &state, projection)
    }
    for id in known.sorted() { state.take(.removed(kind, id: id)) }
  }

  /// Looks at every document file (`audit --verify`): also what was written in place is noticed.
  func verifyFiles(_ state: inout State) throws(CRMError) {
    for kind in DocumentKind.allCases {
      try verify(kind, &state)
      for key in state.stamps.keys.sorted()
      where key.number >> 16 == kind.number && !key.isOfKind {
        try rescan(kind, key, &state)
      }
    }
  }

  /// Reads a document again; its record goes where the document has gone.
  private func refresh(
    _ place: DocumentPlace, _ state: inout State, _ projection: Projection
  ) throws(CRMError) {
    let reading = CatalogReading(reader: reader, projection: projection)
    state.take(try reading.record(place).map { .record($0) } ?? .removed(place.kind, id: place.id))
  }

  /// A digest of the documents by which deals are judged, from their files' stamps.
  private func configurationDigest() throws(CRMError) -> UInt64 {
    var writer = ByteWriter()
    for folder in [DataDirectory.pipelinesFolder, DataDirectory.templatesFolder] {
      do throws(StoreError) {
        for name in try reader.names(in: folder) {
          let path = "\(folder)/\(name).json"
          writer.append(path)
          guard let status = try asking(try files.status(reader.context.layout.document(path)))
          else { continue }
          let stamp = FileStamp(status)
          writer.append(stamp.inode)
          writer.append(stamp.modified)
          writer.append(stamp.size)
        }
      } catch {
        throw CRMError(error)
      }
    }
    return writer.bytes.withUnsafeBytes { Digest.of($0) }
  }
}

extension String {
  /// The text as a number, for comparison only.
  fileprivate var digest: UInt64 {
    Array(utf8).withUnsafeBytes { Digest.of($0) }
  }
}

extension FolderStamp {
  /// The stamp, or `unknown` while an entry could still change within the same tick of the clock.
  func settled(at now: Instant) -> FolderStamp {
    modified < (now.secondsSinceEpoch - 1) &* 1_000_000_000 ? self : .unknown
  }
}

extension Catalog.State {
  /// Takes over what the files say.
  mutating func apply(_ frame: CatalogFrame) {
    switch frame {
    case .record(let record): index.insert(record)
    case .removed(let kind, let id): index.remove(kind, id)
    case .folder(let key, let from, let to):
      // A folder that was not as the writer's own catalog had it was changed by somebody else before.
      stamps[key] = stamps[key] == from || from == .unknown && stamps[key] == nil ? to : .unknown
    case .commit: break
    }
  }

  /// Takes over what this command found out.
  mutating func take(_ frame: CatalogFrame) {
    apply(frame)
    news.append(frame)
  }

  mutating func note(_ key: FolderKey, _ stamp: FolderStamp?) {
    let old = stamps[key]
    stamps[key] = stamp
    guard stamp != old else { return }
    news.append(.folder(key, from: old ?? .unknown, to: stamp ?? .unknown))
  }
}

/// Where a document lies, as kind and id.
struct DocumentPlace: Sendable {
  let kind: DocumentKind
  let id: UInt64

  init(kind: DocumentKind, id: UInt64) {
    self.kind = kind
    self.id = id
  }

  /// The place of a path; `nil` for what is no document of an entity.
  init?(_ path: String) {
    for kind in DocumentKind.allCases {
      guard let text = kind.id(ofPath: path), let id = Identifier<Deal>(text) else { continue }
      self.init(kind: kind, id: id.bits)
      return
    }
    return nil
  }

  var text: String { (Identifier<Deal>(bits: id) ?? .zero).text }
  var path: String { kind.path(text) }
  var folder: FolderKey { FolderKey(kind, id: id) }
}
