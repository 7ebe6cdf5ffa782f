import CRMModel

/// Making the catalog anew from the documents, on all cores.
extension Catalog {
  /// The catalog of what the documents say now.
  ///
  /// A folder with a document that cannot be read counts as unknown, so that it is met by the
  /// commands that need its kind and by no other.
  func rebuilt(_ origin: CatalogBase.Origin) throws(CRMError) -> State {
    let reading = CatalogReading(reader: reader, pipelines: try pipelines())
    let now = environment.now()
    var stamps = FolderStamps()
    var work: [(kind: Kind, key: FolderKey)] = []
    var verified = Set(Kind.documents)
    for kind in Kind.documents {
      // Stamps are taken before the documents are read, so that nothing slips in between.
      guard let stamp = try? stamp(FolderKey(kind)), let shards = try? shards(of: kind) else {
        stamps[FolderKey(kind)] = .unknown
        verified.remove(kind)
        continue
      }
      stamps[FolderKey(kind)] = stamp.settled(at: now)
      for key in shards.sorted(by: { $0.slot < $1.slot }) {
        stamps[key] = (try? self.stamp(key).settled(at: now)) ?? .unknown
        work.append((kind, key))
      }
    }
    let found = try environment.results(of: work, for: .catalog) { (folder) throws(CRMError) in
      try? reading.records(folder.kind, folder.key)
    }
    var records = Array(repeating: [CatalogRecord](), count: Kind.documents.count)
    for (folder, found) in zip(work, found) {
      guard let found else {
        stamps[folder.key] = .unknown
        verified.remove(folder.kind)
        continue
      }
      records[folder.kind.number] += found
    }
    let bytes = CatalogBuilder(environment) { records[$0.number] }
      .bytes(origin: origin, sequence: sequence, stamps: stamps)
    guard let base = CatalogBase(Bytes(copying: bytes), origin: origin) else {
      // What was just written is read by the same layout.
      fatalError("the catalog does not read what it wrote")
    }
    let layers = CatalogLayers(base: base, middle: nil)
    var state = State(layers: layers, index: RecordIndex(layers), stamps: stamps, origin: origin)
    state.verified = verified
    state.rebuilt = bytes
    return state
  }
}
