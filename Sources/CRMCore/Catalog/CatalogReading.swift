import CRMModel

/// Reads documents for the catalog; several threads may use it at once.
struct CatalogReading: Sendable {
  let reader: StoreReader
  private let projection: Projection

  init(reader: StoreReader, pipelines: [PipelineID: Pipeline]) {
    self.reader = reader
    projection = Projection(pipelines: pipelines)
  }

  /// The records of a folder's documents, by id.
  func records(_ kind: Kind, _ key: FolderKey) throws(CRMError) -> [CatalogRecord] {
    let documents = try fromStore(try reader.documents(in: kind.folder, shard: key.shard))
    var records: [CatalogRecord] = []
    records.reserveCapacity(documents.count)
    for (identifier, bytes, status) in documents {
      guard let id = Identifier<Deal>(identifier)?.bits else { continue }
      let place = DocumentPlace(kind: kind, id: id)
      if let record = try record(place, bytes, status) { records.append(record) }
    }
    return records
  }

  /// What differs between a folder's documents and their records, by the stamps of the files.
  func changes(
    _ kind: Kind, _ key: FolderKey, _ index: RecordIndex
  ) throws(CRMError) -> [CatalogFrame] {
    var frames: [CatalogFrame] = []
    var known = index.identifiers(in: key, kind)
    for id in try identifiers(kind, key) {
      let isKnown = known.remove(id) != nil
      let place = DocumentPlace(kind: kind, id: id)
      if isKnown, try fileStamp(place) == index.record(kind, id)?.file { continue }
      if let record = try record(place) {
        frames.append(.record(record))
      } else if isKnown {
        frames.append(.removed(kind, id: id))
      }
    }
    return frames + known.sorted().map { .removed(kind, id: $0) }
  }

  /// Whether a folder's records say what its documents say.
  func agrees(
    _ kind: Kind, _ key: FolderKey, _ index: RecordIndex
  ) throws(CRMError) -> Bool {
    let records = try records(kind, key)
    return records.count == index.identifiers(in: key, kind).count
      && records.allSatisfy { index.record(kind, $0.id)?.joined == $0.joined }
  }

  /// What the catalog has to say of a document now.
  func frame(of place: DocumentPlace) throws(CRMError) -> CatalogFrame {
    do throws(StoreError) {
      let folders = StoreLayout.folders(of: place.path).map(reader.context.layout.document)
      for folder in folders where try !Folders(reader.context).exists(folder) {
        return .removed(place.kind, id: place.id)
      }
    } catch {
      throw CRMError(error)
    }
    return try record(place).map { .record($0) } ?? .removed(place.kind, id: place.id)
  }

  /// The record of a document whose folders have been looked at; `nil` where there is none.
  private func record(_ place: DocumentPlace) throws(CRMError) -> CatalogRecord? {
    guard let found = try fromStore(try reader.readInKnownFolder(place.path)) else { return nil }
    return try record(place, found.bytes, found.status)
  }

  /// The stamp is older than the content: a document replaced in between is read again next time.
  private func record(
    _ place: DocumentPlace, _ bytes: [UInt8], _ status: FileStatus?
  ) throws(CRMError) -> CatalogRecord? {
    try projection.record(at: place, bytes, status.map(FileStamp.init) ?? .none)
  }

  private func fileStamp(_ place: DocumentPlace) throws(CRMError) -> FileStamp? {
    let path = reader.context.layout.document(place.path)
    do throws(SystemError) {
      return try reader.context.fileSystem.status(path).map(FileStamp.init)
    } catch {
      throw .system(error)
    }
  }

  private func identifiers(
    _ kind: Kind, _ key: FolderKey
  ) throws(CRMError) -> [UInt64] {
    try fromStore(try reader.identifiers(in: kind.folder, shard: key.shard))
      .compactMap { Identifier<Deal>($0)?.bits }
  }
}
