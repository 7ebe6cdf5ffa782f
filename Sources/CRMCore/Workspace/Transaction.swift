package import CRMModel

/// One read-decide-write: a snapshot that can be changed, and becomes one operation as a whole.
package final class Transaction: Snapshot {
  /// What actions know of the world.
  package let context: ActionContext
  /// Whether the operation is a command's own or turns another one back or forth.
  var operationKind = OperationHeader.Kind.normal
  /// One document of the transaction; its contents are places in the log.
  fileprivate struct Draft {
    /// What was stored.
    let before: Int
    var after = 0
    /// What the catalog says of it, where that had to be made anyway.
    var record = 0
    var isChanged = false
  }

  /// The documents that are changed, or that were asked for to be new, by path.
  private var drafts: [String: Draft] = [:]
  /// What drafts were before each change since a moment was marked; `nil` where none was.
  private var former: [(path: String, draft: Draft?)]?
  private let log: ImageLog
  /// The records with this transaction's own changes, once they have been asked for.
  private var combined: (index: RecordIndex, kinds: Set<Kind>)?

  init(
    _ reader: StoreReader, _ environment: WorkspaceEnvironment,
    now: (TimeZoneRules) throws(CRMError) -> Instant, user: Login, enteredBy login: Login
  ) throws(CRMError) {
    log = ImageLog(reader.context)
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
    takeDepartment(of: snapshot)
    let seen = ownViewpoint
    viewpoint = { () throws(CRMError) in seen }
  }

  override func bytes(_ path: String) throws(CRMError) -> [UInt8]? {
    guard let draft = drafts[path] else { return try super.bytes(path) }
    return try content(at: draft.isChanged ? draft.after : draft.before)
  }

  private func content(at place: Int) throws(CRMError) -> [UInt8]? {
    try fromStore(try log.content(at: place))
  }

  /// What becomes of a document, its stored content being read once.
  private func draft(_ path: String) throws(CRMError) -> Draft {
    if let known = drafts[path] { return known }
    let bytes: [UInt8]?
    if let known = recentlyRead(path) { bytes = known.bytes } else { bytes = try super.bytes(path) }
    let draft = Draft(before: try fromStore(try log.keep(bytes)))
    drafts[path] = draft
    return draft
  }

  /// Whether a document is not what was stored.
  func isChanged(_ path: String) -> Bool { drafts[path]?.isChanged == true }

  private var isLent = false
  override var isReading: Bool { isLent }

  /// Runs a command of a batch that only reads.
  package func reading<Result>(
    _ body: () throws(CRMError) -> Result
  ) throws(CRMError) -> Result {
    let before = isLent
    isLent = true
    defer { isLent = before }
    return try body()
  }

  override var changedPaths: Set<String> { Set(drafts.filter(\.value.isChanged).keys) }

  /// Whether documents are there after this transaction, of those that it changes.
  private var presence: [(path: String, isPresent: Bool)] {
    drafts.compactMap { $1.isChanged ? ($0, $1.after > 0) : nil }
  }

  override func identifiers(_ kind: Kind, prefix: String = "") throws(CRMError) -> [String] {
    let stored = try super.identifiers(kind, prefix: prefix)
    guard !drafts.isEmpty else { return stored }
    var present = Set(stored)
    for (path, isPresent) in presence {
      guard let id = kind.id(ofPath: path), id.hasPrefix(prefix) else { continue }
      if isPresent { present.insert(id) } else { present.remove(id) }
    }
    return present.sorted()
  }

  override func names(in folder: String) throws(CRMError) -> [String] {
    let stored = try super.names(in: folder)
    var present = Set(stored)
    for (path, isPresent) in presence where path.hasPrefix("\(folder)/") && path.hasSuffix(".json")
    {
      let name = String(path.dropFirst(folder.count + 1).dropLast(".json".count))
      if isPresent { present.insert(name) } else { present.remove(name) }
    }
    return present.count == stored.count ? stored : present.sorted()
  }

  /// An id that no document of the kind has.
  package func newIdentifier<New: Document>(_: New.Type) throws(CRMError) -> Identifier<New> {
    var generator = EnvironmentGenerator(environment: environment)
    while true {
      let id = Identifier<New>(random: &generator)
      let draft = try draft(New.path(id))
      if !draft.isChanged, draft.before == 0 { return id }
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
    guard let pipelines = try? pipelines() else { return }
    let record = Projection(pipelines: pipelines).record(of: entity)
    drafts[path]?.record = try fromStore(try log.keep(record.joined))
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

  override func adjusted(_ index: RecordIndex, _ kinds: Set<Kind>) throws(CRMError)
    -> RecordIndex
  {
    if let combined, combined.kinds == kinds { return combined.index }
    guard drafts.values.contains(where: \.isChanged) else { return index }
    var index = index
    let projection = Projection(pipelines: try pipelines())
    for (path, draft) in drafts where draft.isChanged {
      guard let place = DocumentPlace(path) else { continue }
      if let record = record(path) {
        index.insert(record)
      } else if let bytes = try content(at: draft.after) {
        index.insert(try projection.record(at: place, bytes))
      } else {
        index.remove(place.kind, place.id)
      }
    }
    combined = (index, kinds)
    return index
  }

  override func takeCatalog() -> Catalog.State? {
    combined = nil
    return super.takeCatalog()
  }

  /// Forgets the records with its own changes; they are made again when somebody asks for them.
  func forgetIndex() { combined = nil }

  /// Removes a document that nothing refers to.
  ///
  /// - Throws: `CRMError.notPermitted` where the user may not remove it.
  package func remove(_ entity: some Document) throws(CRMError) {
    try require(changing: entity, isRemoved: true)
    try set(entity.path, to: nil)
  }

  /// A document of the department's own as it is written, with keys that nobody here knows; `nil` where
  /// there is none.
  func document(
    at path: String, newest: Int = DocumentVersion.second
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
    try requireDuty(for: path)
    try replace(bytes, at: path)
  }

  /// Replaces or removes any document by its bytes, without asking who may, because that has been asked.
  func replace(_ bytes: [UInt8]?, at path: String) throws(CRMError) {
    try set(path, to: bytes)
    forgetDerived()
  }

  /// Forgets what was made of documents that are not what they were.
  ///
  /// Cost: a step for each changed document.
  func forgetDerived() {
    forgetDepartment()
    combined = nil
    for path in drafts.keys { drafts[path]?.record = 0 }
  }

  /// Keeps the settings; keys of the document that nobody here knows stay.
  package func put(_ settings: Settings) throws(CRMError) {
    let path = DataDirectory.settingsPath
    try put(settings.json(over: document(at: path) ?? JSONObject()), at: path)
  }

  /// Replaces or removes a document by its path.
  func set(_ path: String, to bytes: [UInt8]?) throws(CRMError) {
    var draft = try draft(path)
    draft.after = try fromStore(try log.keep(bytes))
    draft.record = 0
    draft.isChanged = true
    former?.append((path, drafts[path]))
    drafts[path] = draft
    forget(path)
    if bytes == nil, let place = DocumentPlace(path) {
      combined?.index.remove(place.kind, place.id)
    }
  }

  /// Does something as a whole or not at all: what is half done when it fails is forgotten.
  func attempt<Result>(_ body: () throws(CRMError) -> Result) throws(CRMError) -> Result {
    let isOutermost = former == nil
    let before = mark()
    defer { if isOutermost { former = nil } }
    do throws(CRMError) { return try body() } catch {
      goBack(to: before)
      throw error
    }
  }

  /// A moment of the transaction to which one can go back.
  struct Mark {
    fileprivate let changes: Int
  }

  /// How it is now.
  func mark() -> Mark {
    let changes = former ?? []
    former = changes
    return Mark(changes: changes.count)
  }

  /// What was changed since a moment, in order.
  func paths(changedSince mark: Mark) -> [String] {
    Set((former ?? []).dropFirst(mark.changes).map(\.path)).sorted()
  }

  /// Forgets what was done since a moment.
  ///
  /// Cost: a step for each change since then, and where there is any, one for each changed document.
  func goBack(to mark: Mark) {
    guard let former, former.count > mark.changes else { return }
    for (path, draft) in former[mark.changes...].reversed() {
      drafts[path] = draft
      forget(path)
    }
    self.former = Array(former.prefix(mark.changes))
    forgetDerived()
  }

  /// The data directory with what this transaction changes, as it will be stored.
  func changedReader() throws(CRMError) -> StoreReader {
    var images: [String: [UInt8]?] = [:]
    for (path, draft) in drafts where try differs(draft) {
      images.updateValue(try content(at: draft.after), forKey: path)
    }
    return reader.showing(images)
  }

  /// Whether deals are judged as before it.
  var keepsPipelines: Bool {
    !drafts.contains { $1.isChanged && DataDirectory.isScenario($0) }
  }

  /// Whether anything differs from before.
  package func hasChanges() throws(CRMError) -> Bool {
    for draft in drafts.values where try differs(draft) { return true }
    return false
  }

  private func differs(_ draft: Draft) throws(CRMError) -> Bool {
    guard draft.isChanged else { return false }
    if draft.before == 0 || draft.after == 0 { return draft.before != draft.after }
    return try content(at: draft.before) != content(at: draft.after)
  }

  /// What differs from before, by path.
  func changes() throws(CRMError) -> StoredChanges {
    var paths: [String] = []
    for (path, draft) in drafts where try differs(draft) { paths.append(path) }
    paths.sort()
    return StoredChanges(paths, areInFile: log.isInFile) {
      [log, drafts] (place) throws(StoreError) in
      let (path, draft) = (paths[place], drafts[paths[place]])
      return StoredChange(
        path: path, before: try log.content(at: draft?.before ?? 0),
        after: try log.content(at: draft?.after ?? 0))
    }
  }

  /// What the catalog says of a changed document, where that is known.
  func record(_ path: String) -> CatalogRecord? {
    guard let place = DocumentPlace(path), let draft = drafts[path],
      let bytes = try? log.content(at: draft.record)
    else { return nil }
    return CatalogRecord(kind: place.kind, id: place.id, joined: ByteView(Bytes(copying: bytes)))
  }

  /// Gives up what has not been committed.
  func forgetImages() { log.remove() }
}
