import CRMModel

/// Making the catalog anew from the documents, on all cores.
extension Catalog {
  /// The catalog of what the documents say now.
  func rebuilt(_ origin: CatalogBase.Origin) throws(CRMError) -> State {
    let projection = Projection(pipelines: try pipelines())
    let now = environment.now()
    var state = State(base: nil, index: RecordIndex(base: nil), stamps: [:], origin: origin)
    var work: [(kind: DocumentKind, key: FolderKey)] = []
    for kind in DocumentKind.allCases {
      let root = reader.context.layout.document(kind.folder)
      // Stamps are taken before the documents are read, so that nothing slips in between.
      guard let stamp = try self.stamp(root) else { continue }
      state.stamps[FolderKey(kind)] = stamp.settled(at: now)
      for key in try shardKeys(kind, root) {
        guard let stamp = try self.stamp("\(root)/\(key.shard)") else { continue }
        state.stamps[key] = stamp.settled(at: now)
        work.append((kind, key))
      }
    }
    let results = ResultSlots<Result<[CatalogRecord], CRMError>>(count: work.count)
    let reading = CatalogReading(reader: reader, projection: projection)
    environment.concurrently(work.count) { [work] place in
      let (kind, key) = work[place]
      do throws(CRMError) {
        results.set(place, .success(try reading.records(kind, key)))
      } catch {
        results.set(place, .failure(error))
      }
    }
    var records: [CatalogRecord] = []
    for result in results.values {
      switch result {
      case .success(let found)?: records += found
      case .failure(let error)?: throw error
      case nil: continue
      }
    }
    let bytes = CatalogBuilder(records)
      .bytes(origin: origin, sequence: sequence, stamps: state.stamps)
    guard let base = CatalogBase(Bytes(copying: bytes), origin: origin) else {
      // What was just written is read by the same layout.
      fatalError("the catalog does not read what it wrote")
    }
    state.base = base
    state.index = RecordIndex(base: base)
    state.verified = Set(DocumentKind.allCases)
    state.rebuilt = bytes
    return state
  }
}

/// Reads documents for the catalog.
struct CatalogReading: Sendable {
  let reader: StoreReader
  let projection: Projection

  /// The records of a folder's documents.
  func records(_ kind: DocumentKind, _ key: FolderKey) throws(CRMError) -> [CatalogRecord] {
    var records: [CatalogRecord] = []
    for text in try identifiers(kind, key) {
      guard let id = Identifier<Deal>(text)?.bits,
        let record = try record(DocumentPlace(kind: kind, id: id))
      else { continue }
      records.append(record)
    }
    return records
  }

  /// The record of a document; `nil` where there is none.
  func record(_ place: DocumentPlace) throws(CRMError) -> CatalogRecord? {
    // The stamp is taken first: a document replaced in between is read again next time.
    let file = try fileStamp(place)
    let bytes: [UInt8]?
    do throws(StoreError) { bytes = try reader.read(place.path) } catch { throw CRMError(error) }
    guard let bytes else { return nil }
    let facts = try projection.facts(place.kind, id: place.text, bytes)
    return CatalogRecord(
      kind: place.kind, id: place.id, file: file ?? FileStamp(inode: 0, modified: 0, size: 0),
      body: ByteView(Bytes(copying: facts)))
  }

  func fileStamp(_ place: DocumentPlace) throws(CRMError) -> FileStamp? {
    let path = reader.context.layout.document(place.path)
    do throws(SystemError) {
      return try reader.context.fileSystem.status(path).map(FileStamp.init)
    } catch {
      throw .system(error)
    }
  }

  /// The documents of a folder, in order.
  func identifiers(_ kind: DocumentKind, _ key: FolderKey) throws(CRMError) -> [String] {
    do throws(StoreError) {
      return try reader.identifiers(in: kind.folder, shard: key.shard)
    } catch {
      throw CRMError(error)
    }
  }
}
