package import CRMModel

/// One read-decide-write: a snapshot that can be changed, and becomes one operation as a whole.
package final class Transaction: Snapshot {
  /// What actions know of the world.
  package let context: ActionContext
  /// Whether the operation is a command's own or turns another one back or forth.
  var operationKind = OperationHeader.Kind.normal
  /// What was stored at the paths that are changed, or that were asked for to be new.
  private var before: [String: [UInt8]?] = [:]
  private var after: [String: [UInt8]?] = [:]
  private var order: [String] = []
  /// The records with this transaction's own changes, once they have been asked for.
  private var combined: (index: RecordIndex, kinds: Set<DocumentKind>)?
  /// The records of changed documents, where they had to be made anyway.
  private(set) var records: [String: CatalogRecord] = [:]

  init(
    _ reader: StoreReader, _ environment: WorkspaceEnvironment,
    now: (TimeZoneRules) throws(CRMError) -> Instant, user: Login, enteredBy login: Login
  ) throws(CRMError) {
    let snapshot = Snapshot(reader, environment)
    var generator = EnvironmentGenerator(environment: environment)
    let zone = try snapshot.zone()
    let people = try snapshot.people()
    try permitted { () throws(Denial) in try people.requireActor(login, as: user) }
    context = ActionContext(
      now: try now(zone), user: user, actor: people.isEmpty || login == user ? nil : login,
      operation: OperationID(random: &generator),
      zone: zone, settings: try snapshot.settings(),
      taskKeySeed: environment.random())
    super.init(reader, environment)
    let seen = ownViewpoint
    viewpoint = { () throws(CRMError) in seen }
  }

  override func bytes(_ path: String) throws(CRMError) -> [UInt8]? {
    if let changed = after[path] ?? before[path] { return changed }
    return try super.bytes(path)
  }

  /// What is stored, read once.
  private func stored(_ path: String) throws(CRMError) -> [UInt8]? {
    if let known = before[path] { return known }
    let bytes: [UInt8]?
    if let known = recentlyRead(path) { bytes = known.bytes } else { bytes = try super.bytes(path) }
    before[path] = .some(bytes)
    return bytes
  }

  override var changedPaths: Set<String> { Set(after.keys) }

  override func identifiers(_ kind: DocumentKind, prefix: String = "") throws(CRMError) -> [String]
  {
    let stored = try super.identifiers(kind, prefix: prefix)
    guard !after.isEmpty else { return stored }
    var present = Set(stored)
    for (path, bytes) in after {
      guard let id = kind.id(ofPath: path), id.hasPrefix(prefix) else { continue }
      if bytes == nil { present.remove(id) } else { present.insert(id) }
    }
    return present.sorted()
  }

  override func names(in folder: String) throws(CRMError) -> [String] {
    let stored = try super.names(in: folder)
    var present = Set(stored)
    for (path, bytes) in after where path.hasPrefix("\(folder)/") && path.hasSuffix(".json") {
      let name = String(path.dropFirst(folder.count + 1).dropLast(".json".count))
      if bytes == nil { present.remove(name) } else { present.insert(name) }
    }
    return present.count == stored.count ? stored : present.sorted()
  }

  /// An id that no document of the kind has.
  package func newIdentifier<New: Document>(_: New.Type) throws(CRMError) -> Identifier<New> {
    var generator = EnvironmentGenerator(environment: environment)
    while true {
      let id = Identifier<New>(random: &generator)
      let path = New.path(id)
      if after[path] == nil, try stored(path) == nil { return id }
    }
  }

  /// Keeps a new or changed entity.
  ///
  /// - Throws: `CRMError.notPermitted` where the user may not change it so.
  package func put<Changed: Document>(_ entity: Changed) throws(CRMError) {
    try require(changing: entity)
    try keep(entity)
  }

  /// Keeps an entity without asking who may change it, because that has been asked.
  func keep<Changed: Document>(_ entity: Changed) throws(CRMError) {
    let path = entity.path
    try set(path, to: entity.bytes(keeping: strangers(of: entity)))
    // What the catalog says of it need not be read from the file afterwards.
    guard let pipelines = try? pipelines(),
      let record = Projection(pipelines: pipelines).record(of: entity)
    else { return }
    records[path] = record
    combined?.index.insert(record)
  }

  /// The keys of the document that an entity replaces which nobody here knows.
  private func strangers<Kept: Document>(of entity: Kept) throws(CRMError) -> [JSONObject.Member] {
    if let known = recentlyRead(entity.path) { return known.strangers }
    guard let old = try bytes(entity.path), let fields = try? DocumentVersion.fields(old) else {
      return []
    }
    return Kept.strangers(in: fields)
  }

  override func adjusted(_ index: RecordIndex, _ kinds: Set<DocumentKind>) throws(CRMError)
    -> RecordIndex
  {
    if let combined, combined.kinds == kinds { return combined.index }
    var index = index
    let projection = Projection(pipelines: try pipelines())
    for (path, bytes) in after {
      guard let place = DocumentPlace(path) else { continue }
      guard let bytes else {
        index.remove(place.kind, place.id)
        continue
      }
      if let record = try projection.record(at: place, bytes) { index.insert(record) }
    }
    combined = (index, kinds)
    return index
  }

  /// Forgets the records with its own changes; they are made again when somebody asks for them.
  func forgetIndex() { combined = nil }

  /// Removes a document that nothing refers to.
  ///
  /// - Throws: `CRMError.notPermitted` where the user may not remove it.
  package func remove(_ entity: some Document) throws(CRMError) {
    if let company = entity as? Company {
      let people = try people()
      try permitted { () throws(Denial) in
        try people.require(removing: company, by: context.user)
      }
    }
    try set(entity.path, to: nil)
  }

  /// A document of the department's own as it is written, with keys that nobody here knows; `nil` where
  /// there is none.
  func document(
    at path: String, newest: Int = DocumentVersion.current
  ) throws(CRMError) -> JSONObject? {
    guard let bytes = try bytes(path) else { return nil }
    return try Self.decoding(path) { () throws(DocumentError) in
      try DocumentVersion.checked(bytes, newest: newest).object
    }
  }

  /// Keeps a document of the department's own: the settings, the people, or a pipeline.
  ///
  /// What has been read of these is read again, so that rules see the change at once. Undo treats such
  /// a document as a whole, by its bytes.
  func put(_ document: JSONObject, at path: String) throws(CRMError) {
    try put(JSONWriter.bytes(of: .object(document), style: .document), at: path)
  }

  /// Keeps a document of the department's own by its bytes, or removes it.
  func put(_ bytes: [UInt8]?, at path: String) throws(CRMError) {
    try requireAdmin(for: path)
    try replace(bytes, at: path)
  }

  /// Replaces or removes any document by its bytes, without asking who may, because that has been asked.
  func replace(_ bytes: [UInt8]?, at path: String) throws(CRMError) {
    try set(path, to: bytes)
    forgetDepartment()
    combined = nil
    records = [:]
  }

  /// Keeps the settings; keys of the document that nobody here knows stay.
  package func put(_ settings: Settings) throws(CRMError) {
    let path = DataDirectory.settingsPath
    try put(settings.json(over: document(at: path) ?? JSONObject()), at: path)
  }

  /// Replaces or removes a document by its path.
  func set(_ path: String, to bytes: [UInt8]?) throws(CRMError) {
    _ = try stored(path)
    if after[path] == nil { order.append(path) }
    // Copied, because an array that has grown has room for as much again, and an import keeps very many.
    after[path] = .some(bytes.map { Array($0[...]) })
    records[path] = nil
    forget(path)
    if bytes == nil, let place = DocumentPlace(path) {
      combined?.index.remove(place.kind, place.id)
    }
  }

  /// Whether deals are judged as before it.
  var keepsPipelines: Bool { !order.contains(where: DataDirectory.isScenario) }

  /// Whether anything differs from before.
  package var hasChanges: Bool { order.contains { (before[$0] ?? nil) != (after[$0] ?? nil) } }

  /// What differs from before, in the order of the first change.
  var changes: [StoredChange] {
    order.compactMap { path in
      let old = before[path] ?? nil
      let new = after[path] ?? nil
      return old == new ? nil : StoredChange(path: path, before: old, after: new)
    }
  }
}

extension DocumentKind {
  /// The id of a document of this kind; `nil` for any other path.
  package func id(ofPath path: String) -> String? {
    guard path.utf8.starts(with: folder.utf8) else { return nil }
    let parts = path.utf8.split(separator: UInt8(ascii: "/"))
    guard parts.count == 3, parts[0].count == folder.utf8.count else { return nil }
    let name = Substring(parts[2])
    return name.hasSuffix(".json") ? String(name.dropLast(5)) : nil
  }
}
