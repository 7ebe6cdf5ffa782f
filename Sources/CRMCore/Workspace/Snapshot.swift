package import CRMModel

/// The data directory as it is while a lock is held: what a reading command sees.
///
/// Everything is read when it is first asked for and then kept, so a command pays only for what it
/// needs. Not to be used after the lock has been given up.
package class Snapshot {
  let reader: StoreReader
  let environment: WorkspaceEnvironment
  /// Whose eyes the command sees with; asked for only where a department's own expressions are.
  package var viewpoint: () throws(CRMError) -> Viewpoint? = { () throws(CRMError) in nil }
  /// What all machines have done, for the log; nothing where nobody has asked git.
  package var published: [LogEntry] = []
  private var cachedSettings: Settings?
  private var cachedPeople: People?
  private var cachedFields: CustomFields?
  private var cachedZone: TimeZoneRules?
  /// What the department's expressions mean: a batch asks for it with each of its lines.
  var cachedRules: DealRules?
  private var cachedPipelines: [PipelineID: Pipeline]?
  /// Those that were read alone, as a command with one deal needs one of them.
  private var singlePipelines: [PipelineID: Pipeline] = [:]
  private var cachedTemplates: [String: ReportTemplate] = [:]
  private var cachedConfiguration: UInt64?
  /// Documents that were read, by path: what decides reads the same as what prints, and what replaces
  /// one needs neither read nor understand it again.
  private var recent: [String: Recent] = [:]
  /// The folders that were found to be folders and no links.
  private var knownFolders: Set<Substring> = []
  /// The catalog, once it has been asked for.
  private(set) var catalog: Catalog.State?

  init(_ reader: StoreReader, _ environment: WorkspaceEnvironment) {
    self.reader = reader
    self.environment = environment
  }

  /// The bytes of a document; `nil` where there is none.
  func bytes(_ path: String) throws(CRMError) -> [UInt8]? {
    try fromStore(try reader.read(path, in: &knownFolders))
  }

  /// The documents that this command sees otherwise than they are stored.
  var changedPaths: Set<String> { [] }
  /// Whether records are asked for to be shown, and not to judge a change by.
  var isReading: Bool { true }
  /// What the command may see, once that has been asked for.
  var cachedSight: Sight??

  /// The ids of the documents of a kind that begin with a prefix, in order.
  func identifiers(_ kind: Kind, prefix: String = "") throws(CRMError) -> [String] {
    let shard = prefix.count >= 2 ? String(prefix.prefix(2)) : nil
    let found = try fromStore(try reader.identifiers(in: kind.folder, shard: shard))
    return prefix.isEmpty ? found : found.filter { $0.hasPrefix(prefix) }
  }

  /// Reads a document; `nil` where there is none.
  package func find<Found: Document>(_ id: Identifier<Found>) throws(CRMError) -> Found? {
    let path = Found.path(id)
    if let known = recent[path]?.document as? Found { return known }
    guard let bytes = try bytes(path) else { return nil }
    let (found, strangers) = try Self.decoding(path) {
      () throws(DocumentError) -> (Found, [JSONObject.Member]) in
      let fields = try DocumentVersion.checked(bytes, newest: DocumentVersion.second)
      return (try Found(fields), Found.strangers(in: fields))
    }
    guard found.id == id else {
      throw .document(path: path, .isNotTheFilesName())
    }
    // A batch may touch any number of documents, one command a handful.
    if recent.count >= 64 { recent = [:] }
    recent[path] = Recent(document: found, bytes: bytes, strangers: strangers)
    return found
  }

  /// Reads a document of any kind; `nil` where there is none.
  func document(at place: DocumentPlace) throws(CRMError) -> (any Document)? {
    func find<Found: Document>(_: Found.Type) throws(CRMError) -> (any Document)? {
      try self.find(Identifier<Found>(stored: place.id))
    }
    return try find(place.kind.type)
  }

  /// A document that was read.
  struct Recent {
    let document: any Document
    let bytes: [UInt8]
    /// Its keys that nobody here knows.
    let strangers: [JSONObject.Member]
  }

  /// What is still known of a document that was read.
  func recentlyRead(_ path: String) -> Recent? { recent[path] }

  /// Forgets a document, because it has been changed.
  func forget(_ path: String) { recent[path] = nil }

  /// Reads a document that another one refers to.
  package func get<Found: Document>(_ id: Identifier<Found>) throws(CRMError) -> Found {
    guard let found = try find(id) else {
      throw .document(
        path: Found.path(id),
        DocumentError(
          "", ru: "документа нет, а на него ссылаются", en: "is missing though referred to"))
    }
    return found
  }

  /// Says which file a decoding error is about.
  static func decoding<Result>(
    _ path: @autoclosure () -> String, _ body: () throws(DocumentError) -> Result
  ) throws(CRMError) -> Result {
    do {
      return try body()
    } catch {
      throw error.isNewer ? .newerFormat(path: path()) : .document(path: path(), error)
    }
  }

  // MARK: The department's own data

  /// The settings.
  package func settings() throws(CRMError) -> Settings {
    if let cachedSettings { return cachedSettings }
    let path = DataDirectory.settingsPath
    let bytes = try required(path)
    let settings = try Self.decoding(path) { () throws(DocumentError) in try Settings(bytes: bytes)
    }
    cachedSettings = settings
    return settings
  }

  /// The users and departments; none where nobody has been put down.
  package func people() throws(CRMError) -> People {
    if let cachedPeople { return cachedPeople }
    let people =
      try optional(DataDirectory.peoplePath) { (bytes) throws(DocumentError) in
        try People(bytes: bytes)
      } ?? People()
    cachedPeople = people
    return people
  }

  /// The department's own fields (R35); none where it has made none.
  package func customFields() throws(CRMError) -> CustomFields {
    if let cachedFields { return cachedFields }
    let fields =
      try optional(DataDirectory.fieldsPath) { (bytes) throws(DocumentError) in
        try CustomFields(bytes: bytes)
      } ?? CustomFields()
    cachedFields = fields
    return fields
  }

  /// A document of the department's own that nobody need have; `nil` where there is none.
  func optional<Result>(
    _ path: String, _ read: ([UInt8]) throws(DocumentError) -> Result
  ) throws(CRMError) -> Result? {
    guard let bytes = try bytes(path) else { return nil }
    return try Self.decoding(path) { () throws(DocumentError) in try read(bytes) }
  }

  /// The zone in which days are judged (R28).
  package func zone() throws(CRMError) -> TimeZoneRules {
    if let cachedZone { return cachedZone }
    let identifier = try settings().timeZone
    guard let zone = environment.zone(identifier) else { throw .zone(identifier) }
    cachedZone = zone
    return zone
  }

  /// All pipelines.
  package func pipelines() throws(CRMError) -> [PipelineID: Pipeline] {
    if let cachedPipelines { return cachedPipelines }
    var pipelines: [PipelineID: Pipeline] = [:]
    for name in try names(in: DataDirectory.pipelinesFolder) {
      let id = PipelineID(name)
      pipelines[id] = try pipeline(id)
    }
    cachedPipelines = pipelines
    return pipelines
  }

  /// All pipelines, by id.
  package func sortedPipelines() throws(CRMError) -> [Pipeline] {
    try pipelines().values.sorted { $0.id < $1.id }
  }

  /// One pipeline.
  package func pipeline(_ id: PipelineID) throws(CRMError) -> Pipeline {
    if let pipeline = cachedPipelines?[id] ?? singlePipelines[id] { return pipeline }
    let pipeline = try readPipeline(id)
    singlePipelines[id] = pipeline
    return pipeline
  }

  /// Names the files by which deals are judged as they were before the first of them was read, so
  /// that the catalog never takes a judgement for that of files changed meanwhile.
  func configuration() throws(CRMError) -> UInt64 {
    if let cachedConfiguration { return cachedConfiguration }
    let configuration = try Catalog.configuration(reader)
    cachedConfiguration = configuration
    return configuration
  }

  private func readPipeline(_ id: PipelineID) throws(CRMError) -> Pipeline {
    _ = try? configuration()
    let path = DataDirectory.pipelinePath(id.text)
    let bytes = try required(path)
    var templates = cachedTemplates
    let pipeline = try Self.decoding(path) { () throws(DocumentError) in
      try Pipeline(bytes: bytes) { (name) throws(DocumentError) in
        if let known = templates[name] { return known }
        let path = DataDirectory.templatePath(name)
        guard let bytes = try? self.reader.read(path) else { return nil }
        let template = try ReportTemplate(bytes: bytes)
        templates[name] = template
        return template
      }
    }
    cachedTemplates = templates
    guard pipeline.id == id else {
      throw .document(path: path, .isNotTheFilesName())
    }
    return pipeline
  }

  private func required(_ path: String) throws(CRMError) -> [UInt8] {
    guard let bytes = try bytes(path) else {
      throw .document(path: path, DocumentError("", ru: "файла нет", en: "the file is missing"))
    }
    return bytes
  }

  /// The documents of a plain folder, without their `.json`, in order.
  func names(in folder: String) throws(CRMError) -> [String] {
    try fromStore(try reader.names(in: folder))
  }

  /// Takes over what another snapshot of the same moment has read of the department's own data.
  func takeDepartment(of other: Snapshot) {
    cachedSettings = other.cachedSettings
    cachedPeople = other.cachedPeople
    cachedZone = other.cachedZone
  }

  /// Forgets what has been read of the department's own data, because it has been changed.
  func forgetDepartment() {
    cachedSettings = nil
    cachedPeople = nil
    cachedFields = nil
    cachedZone = nil
    cachedRules = nil
    cachedPipelines = nil
    singlePipelines = [:]
    cachedTemplates = [:]
  }

  // MARK: Records

  /// The records of every document, by way of the catalog.
  ///
  /// Only the folders of the kinds that will be asked for are looked at.
  package func index(
    _ kinds: [Kind] = Kind.documents
  ) throws(CRMError) -> RecordIndex {
    try isReading ? seenIndex(kinds) : wholeIndex(kinds)
  }

  /// The records of every document, whoever looks on: what rules judge by.
  func wholeIndex(_ kinds: [Kind] = Kind.documents) throws(CRMError) -> RecordIndex {
    try adjusted(storedIndex(kinds), catalog?.verified ?? [])
  }

  /// Gives back the memory of the catalog and takes what it had found out.
  func takeCatalog() -> Catalog.State? {
    defer { catalog = nil }
    return catalog
  }

  /// The records of the documents as they are stored.
  func storedIndex(_ kinds: [Kind] = Kind.documents) throws(CRMError) -> RecordIndex {
    try changeCatalog { (catalog, state) throws(CRMError) in
      for kind in kinds { try catalog.verify(kind, &state) }
    }
    return catalog?.index ?? RecordIndex(base: nil)
  }

  /// Looks at every document file first, so that what was written in place is noticed too.
  package func verifyFiles() throws(CRMError) {
    try changeCatalog { (catalog, state) throws(CRMError) in
      for kind in Kind.documents { try catalog.verify(kind, &state, everyFile: true) }
    }
  }

  /// The evening audit of all records (R24).
  package func audit(
    _ scope: Audit.Scope, where condition: Condition<DealSubject>? = nil, at clock: AuditClock
  ) throws(CRMError) -> Audit {
    Audit(
      try index(), pipelines: try pipelines(), rules: try rules(), scope: scope,
      where: condition, clock: clock)
  }

  private func changeCatalog(
    _ change: (Catalog, inout Catalog.State) throws(CRMError) -> Void
  ) throws(CRMError) {
    let files = Catalog(self)
    var state: Catalog.State
    if let catalog { state = catalog } else { state = try files.open() }
    // Kept in one place while it changes, so that nothing is copied.
    catalog = nil
    try change(files, &state)
    catalog = state
  }

  /// The records as this command sees them.
  func adjusted(
    _ index: RecordIndex, _ kinds: Set<Kind>
  ) throws(CRMError) -> RecordIndex { index }

  // MARK: What actions need

  /// A deal with everything that a rule may look at.
  package func dealCase(_ deal: Deal) throws(CRMError) -> DealCase {
    var contacts: [Contact] = []
    for link in deal.contacts { contacts.append(try get(link.contact)) }
    let pipeline = try pipeline(deal.pipeline)
    return DealCase(
      deal: deal, company: try get(deal.company), contacts: contacts, chain: try chain(of: deal),
      papers: try wholeIndex([.paper]).papers(ofSale: deal), pipeline: pipeline,
      rules: try rules(of: pipeline, for: deal))
  }

  /// All parts of a deal's payment chain in order; empty without a chain.
  ///
  /// Cost: one document a part.
  package func chain(of deal: Deal) throws(CRMError) -> [Deal] {
    guard let link = deal.chain else { return [] }
    // A damaged chain must not run in circles.
    var seen: Set = [deal.id]
    var earlier: [Deal] = []
    var previous = link.previous
    while let id = previous, seen.insert(id).inserted {
      let part = try get(id)
      earlier.append(part)
      previous = part.chain?.previous
    }
    var parts = earlier.reversed() + [deal]
    var next = link.next
    while let id = next, seen.insert(id).inserted {
      let part = try get(id)
      parts.append(part)
      next = part.chain?.next
    }
    return parts
  }
}
