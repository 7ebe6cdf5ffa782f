package import CRMModel

/// Where things lie in a data directory.
package enum DataDirectory {
  /// Read first, refused if newer.
  package static let formatPath = "crm.json"
  /// Time zone, currency, work calendar, dictionaries.
  package static let settingsPath = "settings.json"
  /// The department's saved lists; made with the first of them.
  package static let listsPath = "lists.json"
  /// The users and departments; absent while the directory is one person's tool.
  package static let peoplePath = "people.json"
  /// The department's own fields; made with the first of them.
  package static let fieldsPath = "fields.json"
  /// The department's own checks; made with the first of them.
  package static let checksPath = "checks.json"
  /// The dated rates of currencies; made with the first of them.
  package static let ratesPath = "rates.json"
  /// What people are to sell; made with the first plan.
  package static let plansPath = "plans.json"
  /// What becomes of the leads of a source (R60); written by hand.
  package static let sourcesPath = "sources.json"
  /// What was taken over from scenarios (R104).
  package static let scenarioPath = "scenario.json"
  /// The scenario's pipelines.
  package static let pipelinesFolder = "pipelines"
  /// The scenario's report templates.
  package static let templatesFolder = "templates"
  /// The department's processes (R52).
  static let processesFolder = "processes"
  /// What the department adds to the formats of exports (R112); written by hand.
  static let importFormatsFolder = "formats"
  /// The department's text snippets, which are no documents (R58).
  static let textsFolder = "texts"
  /// The kept evenings, a document a day.
  package static let auditsFolder = "audits"
  /// The name that is looked for in this folder and those above.
  package static let defaultName = ".crm"

  /// The department's documents that nobody need have.
  static let optionalPaths = [
    listsPath, peoplePath, fieldsPath, checksPath, ratesPath, plansPath, sourcesPath,
    scenarioPath,
  ]

  /// Whether a path is a pipeline's or a report template's, by which deals are judged.
  static func isScenario(_ path: String) -> Bool {
    path.hasPrefix("\(pipelinesFolder)/") || path.hasPrefix("\(templatesFolder)/")
  }

  /// Whether a path is a kept evening's, which is derived from the deals.
  static func isEvening(_ path: String) -> Bool { path.hasPrefix("\(auditsFolder)/") }

  /// The day of a kept evening; `nil` for the path of anything else.
  package static func evening(ofPath path: String) -> Day? {
    guard isEvening(path) else { return nil }
    return try? Day(parsing: String(path.dropFirst(auditsFolder.count + 1).dropLast(5)))
  }

  /// What those have to have who change the document of a path; `nil` for what everybody changes.
  static func duty(for path: String) -> RoleRights.Duty? {
    switch path {
    case peoplePath: .people
    case settingsPath, ratesPath, fieldsPath, checksPath, sourcesPath, scenarioPath: .settings
    case _ where path.hasPrefix("\(importFormatsFolder)/"): .settings
    default:
      isScenario(path) || path.hasPrefix("\(processesFolder)/") ? .pipelines : nil
    }
  }

  /// The pipeline whose document lies at a path.
  static func pipelineID(ofPath path: String) -> PipelineID? {
    guard path.hasPrefix("\(pipelinesFolder)/") else { return nil }
    return PipelineID(String(path.dropFirst(pipelinesFolder.count + 1).dropLast(".json".count)))
  }

  package static func pipelinePath(_ id: String) -> String { "\(pipelinesFolder)/\(id).json" }
  package static func templatePath(_ id: String) -> String { "\(templatesFolder)/\(id).json" }
  static func processPath(_ id: String) -> String { "\(processesFolder)/\(id).json" }
  static func importFormatPath(_ id: String) -> String { "\(importFormatsFolder)/\(id).json" }
  static func auditPath(_ day: String) -> String { "\(auditsFolder)/\(day).json" }
}

extension DataDirectory {
  /// The version of the data directory that this program writes.
  package static let formatVersion = 1

  /// The version of a data directory, which is looked at before anything else is read.
  ///
  /// - Throws: `CRMError.store` where there is none, `.document` where it is none of ours or is lost.
  static func version(_ reader: StoreReader) throws(CRMError) -> Int {
    guard let bytes = try fromStore(try reader.read(formatPath)) else {
      throw withoutVersion(reader.context)
    }
    return try version(of: bytes)
  }

  /// Why a folder has no document of the format: it is no data directory, or one that has lost it, which
  /// `fsck --repair` mends.
  static func withoutVersion(_ context: StoreContext) -> CRMError {
    let settings = try? context.fileSystem.status(context.layout.document(settingsPath))
    guard settings != nil else { return .store(.noDataDirectory(context.layout.root)) }
    return .document(
      path: formatPath, DocumentError("", ru: "файла нет", en: "the file is missing"))
  }

  /// The version that the document of the format names.
  static func version(of bytes: [UInt8]) throws(CRMError) -> Int {
    try Snapshot.decoding(formatPath) { () throws(DocumentError) in
      let fields = try DocumentVersion.fields(bytes)
      guard try fields.string("format") == "crm" else {
        throw fields.error("format", ru: "это не данные crm", en: "this is not crm's data")
      }
      return try fields.int("version")
    }
  }
}

extension DataDirectory {
  /// Who may use files that are made from now on (R31): the owner unless `"shared": true` stands in
  /// the settings.
  ///
  /// Read without the lock, because the lock's own file needs it; a document is replaced by one
  /// rename, so it is whole. Where it cannot be read, the stricter answer holds.
  static func access(_ root: String, _ files: any FileSystem) -> StoreAccess {
    let path = StoreLayout(root: root).document(settingsPath)
    let bytes = try? files.readFile(path, from: 0, limit: StoreLimits().documentBytes)
    return access((bytes ?? nil).flatMap { try? JSONReader.parse($0) })
  }

  /// Who may use the files by these settings.
  static func access(_ settings: JSONValue?) -> StoreAccess {
    settings?["shared"]?.bool == true ? .group : .owner
  }
}
