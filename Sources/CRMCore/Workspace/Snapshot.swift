package import CRMModel

/// The data directory as it is while a lock is held: what a reading command sees.
///
/// Everything is read when it is first asked for and then kept, so a command pays only for what it
/// needs. Not to be used after the lock has been given up.
package class Snapshot {
  let reader: StoreReader
  private let environment: WorkspaceEnvironment
  private var cachedSettings: Settings?
  private var cachedZone: TimeZoneRules?
  private var cachedPipelines: [PipelineID: Pipeline]?
  private var cachedTemplates: [String: ReportTemplate] = [:]
  private(set) var cachedIndex: RecordIndex?

  init(_ reader: StoreReader, _ environment: WorkspaceEnvironment) {
    self.reader = reader
    self.environment = environment
  }

  /// The bytes of a document; `nil` where there is none.
  func bytes(_ path: String) throws(CRMError) -> [UInt8]? {
    do { return try reader.read(path) } catch { throw CRMError(error) }
  }

  /// The ids of the documents of a kind that begin with a prefix, in order.
  func identifiers(_ kind: DocumentKind, prefix: String = "") throws(CRMError) -> [String] {
    do {
      let shard = prefix.count >= 2 ? String(prefix.prefix(2)) : nil
      let found = try reader.identifiers(in: kind.folder, shard: shard)
      return prefix.isEmpty ? found : found.filter { $0.hasPrefix(prefix) }
    } catch {
      throw CRMError(error)
    }
  }

  /// Reads a document; `nil` where there is none.
  package func find<Found: Document>(_ id: Identifier<Found>) throws(CRMError) -> Found? {
    let path = Found.path(id)
    guard let bytes = try bytes(path) else { return nil }
    let found = try Self.decoding(path) { () throws(DocumentError) in try Found(bytes: bytes) }
    guard found.id == id else {
      throw .document(
        path: path,
        DocumentError("id", ru: "не совпадает с именем файла", en: "is not the file's name"))
    }
    return found
  }

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
    _ path: String, _ body: () throws(DocumentError) -> Result
  ) throws(CRMError) -> Result {
    do {
      return try body()
    } catch {
      throw error.isNewer ? .newerFormat(path: path) : .document(path: path, error)
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
      pipelines[id] = try readPipeline(id)
    }
    cachedPipelines = pipelines
    return pipelines
  }

  /// One pipeline.
  package func pipeline(_ id: PipelineID) throws(CRMError) -> Pipeline {
    if let pipeline = cachedPipelines?[id] { return pipeline }
    return try readPipeline(id)
  }

  private func readPipeline(_ id: PipelineID) throws(CRMError) -> Pipeline {
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
      throw .document(
        path: path,
        DocumentError("id", ru: "не совпадает с именем файла", en: "is not the file's name"))
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
    do { return try reader.names(in: folder) } catch { throw CRMError(error) }
  }

  /// Forgets what has been read of the department's own data, because it has been changed.
  func forgetDepartment() {
    cachedSettings = nil
    cachedZone = nil
    cachedPipelines = nil
    cachedTemplates = [:]
  }

  // MARK: Records

  /// Every record, made from every document.
  package func index() throws(CRMError) -> RecordIndex {
    if let cachedIndex { return cachedIndex }
    var index = RecordIndex()
    let pipelines = try pipelines()
    for id in try all(Deal.self) {
      if let deal = try find(id) {
        index.insert(DealRecord(deal, pipeline: pipelines[deal.pipeline]))
      }
    }
    for id in try all(Company.self) {
      if let company = try find(id) { index.insert(CompanyRecord(company)) }
    }
    for id in try all(Contact.self) {
      if let contact = try find(id) { index.insert(ContactRecord(contact)) }
    }
    cachedIndex = index
    return index
  }

  func updateIndex(_ change: (inout RecordIndex) throws(CRMError) -> Void) throws(CRMError) {
    guard var index = cachedIndex else { return }
    cachedIndex = nil
    try change(&index)
    cachedIndex = index
  }

  private func all<Kind: Document>(_: Kind.Type) throws(CRMError) -> [Identifier<Kind>] {
    try identifiers(Kind.kind).compactMap { Identifier<Kind>($0) }
  }

  // MARK: What actions need

  /// A deal with everything that a rule may look at.
  package func dealCase(_ deal: Deal) throws(CRMError) -> DealCase {
    var contacts: [Contact] = []
    for link in deal.contacts { contacts.append(try get(link.contact)) }
    return DealCase(
      deal: deal, company: try get(deal.company), contacts: contacts, chain: try chain(of: deal),
      pipeline: try pipeline(deal.pipeline))
  }

  /// All parts of a deal's payment chain in order; empty without a chain.
  ///
  /// Cost: one document a part.
  package func chain(of deal: Deal) throws(CRMError) -> [Deal] {
    guard let link = deal.chain else { return [] }
    var parts = [deal]
    var previous = link.previous
    // A damaged chain must not run in circles.
    while let id = previous, parts.count < 1_000, !parts.contains(where: { $0.id == id }) {
      let part = try get(id)
      parts.insert(part, at: 0)
      previous = part.chain?.previous
    }
    var next = link.next
    while let id = next, parts.count < 1_000, !parts.contains(where: { $0.id == id }) {
      let part = try get(id)
      parts.append(part)
      next = part.chain?.next
    }
    return parts
  }
}
