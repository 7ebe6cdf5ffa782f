import CRMModel

/// The department's own data: version, settings, pipelines, templates.
extension Check {
  /// The version, without which nothing else can be judged.
  ///
  /// - Throws: `CRMError` where this is no data directory, or a newer one.
  mutating func lookAtFormat() throws(CRMError) {
    let path = DataDirectory.formatPath
    do throws(CRMError) {
      _ = try DataFormat.released.steps(for: DataDirectory.version(reader))
      noteMode(of: path)
    } catch {
      switch error {
      case .document(_, let cause):
        (try? reader.read(path)) == nil ? reportMissing(path) : report(cause, path)
      case .store(.noDataDirectory): throw error
      case .store(let cause): report(cause, path)
      default: throw error
      }
    }
  }

  mutating func lookAtSettings() {
    let path = DataDirectory.settingsPath
    guard let bytes = read(path) else {
      return hasProblem(path) ? () : reportMissing(path)
    }
    let keys = KnownKeys()
    do throws(DocumentError) {
      let settings = try Settings(bytes: bytes, noting: keys)
      isShared = try DocumentVersion.fields(bytes, noting: keys).bool("shared")
      if environment.zone(settings.timeZone) == nil {
        let zone = SafeText.visible(settings.timeZone)
        throw DocumentError(
          "timeZone", ru: "этот компьютер не знает пояса '\(zone)'",
          en: "this machine does not know the zone '\(zone)'")
      }
    } catch {
      report(error, path, bytes)
    }
    report(keys, of: path, bytes)
    noteMode(of: path)
  }

  /// The saved lists, which nobody need have.
  mutating func lookAtLists() {
    lookAtOptional(DataDirectory.listsPath) { (bytes, keys) throws(DocumentError) in
      _ = try SavedLists(bytes: bytes, noting: keys)
    }
  }

  /// The department's own fields and checks, which nobody need have.
  mutating func lookAtOwnRules() {
    lookAtOptional(DataDirectory.fieldsPath) { (bytes, keys) throws(DocumentError) in
      _ = try CustomFields(bytes: bytes, noting: keys)
    }
    lookAtOptional(DataDirectory.checksPath) { (bytes, keys) throws(DocumentError) in
      _ = try OwnCheck.all(bytes: bytes, noting: keys)
    }
  }

  /// The users and departments, where anybody has been put down.
  mutating func lookAtPeople() {
    lookAtOptional(DataDirectory.peoplePath) { (bytes, keys) throws(DocumentError) in
      let people = try People(bytes: bytes, noting: keys)
      if !people.isEmpty, !people.active.contains(where: { people.isAdmin($0.login) }) {
        throw DocumentError("users", ru: "нет ни одного администратора", en: "there is no admin")
      }
    }
  }

  /// The rates of currencies and the plans, which nobody need have.
  mutating func lookAtMoney() {
    lookAtOptional(DataDirectory.ratesPath) { (bytes, keys) throws(DocumentError) in
      _ = try ExchangeRates(bytes: bytes, noting: keys)
    }
    lookAtOptional(DataDirectory.plansPath) { (bytes, keys) throws(DocumentError) in
      _ = try SalesPlans(bytes: bytes, noting: keys)
    }
  }

  /// What becomes of the leads of a source, and what came from scenarios, which nobody need have said.
  mutating func lookAtSources() {
    lookAtOptional(DataDirectory.sourcesPath) { (bytes, keys) throws(DocumentError) in
      _ = try LeadSource.all(bytes: bytes, noting: keys)
    }
    lookAtOptional(DataDirectory.scenarioPath) { (bytes, keys) throws(DocumentError) in
      _ = try DocumentVersion.checked(bytes, noting: keys).dictionary("files")
    }
  }

  private mutating func lookAtOptional(
    _ path: String, _ judge: ([UInt8], KnownKeys) throws(DocumentError) -> Void
  ) {
    guard let bytes = read(path) else {
      if !hasProblem(path), journal.existingPaths.contains(path) { reportLost(path) }
      return
    }
    let keys = KnownKeys()
    do throws(DocumentError) { try judge(bytes, keys) } catch { report(error, path, bytes) }
    report(keys, of: path, bytes)
    noteMode(of: path)
  }

  mutating func lookAtIgnoredFiles() {
    let path = ".gitignore"
    let lines = (try? reader.context.fileSystem.readFile(absolute(path), from: 0, limit: 1 << 20))?
      .split { $0 == 0x0A || $0 == 0x0D }.map { String(decoding: $0, as: UTF8.self) }
    guard !["local/", "/local/", "local", "/local"].contains(where: (lines ?? []).contains) else {
      return noteMode(of: path)
    }
    report(
      .notIgnored, path,
      Phrase(
        ru: "нет строки 'local/': файлы этого компьютера попадут в git",
        en: "the line 'local/' is missing: this machine's own files would get into git"),
      isRepairable: true)
  }

  mutating func lookAtPipelines() {
    let templates = lookAtTemplates()
    let folder = DataDirectory.pipelinesFolder
    var wanted: Set<String> = []
    let names = names(in: folder)
    for name in names {
      pipelines[PipelineID(name)] = .some(
        document(DataDirectory.pipelinePath(name)) { (bytes, keys) throws(DocumentError) in
          let pipeline = try Pipeline(bytes: bytes, noting: keys) { (name) throws(DocumentError) in
            wanted.insert(name)
            // A template that is missing or damaged is a problem of its own, told once.
            return ReportTemplate(id: name, sections: [])
          }
          return (pipeline, isRightID: pipeline.id.text == name)
        })
    }
    // Where none is left, the folder itself is what is missing.
    for name in names.isEmpty ? [] : lostNames(in: folder, besides: Set(names)) {
      pipelines[PipelineID(name)] = .some(nil)
    }
    knowsPipelines = !hasProblem(folder)
    if pipelines.isEmpty { reportMissing(folder) }
    for name in wanted.subtracting(templates).sorted()
    where !hasProblem(DataDirectory.templatesFolder) {
      reportMissing(DataDirectory.templatePath(name))
    }
  }

  mutating func lookAtProcesses() {
    let folder = DataDirectory.processesFolder
    let processes = Set(names(in: folder))
    for name in processes.sorted() {
      _ = document(DataDirectory.processPath(name)) { (bytes, keys) throws(DocumentError) in
        let process = try SalesProcess(bytes: bytes, noting: keys)
        return (process, isRightID: process.id == name)
      }
    }
    _ = lostNames(in: folder, besides: processes)
  }

  mutating func lookAtImportFormats() {
    for name in names(in: DataDirectory.importFormatsFolder) {
      _ = document(DataDirectory.importFormatPath(name)) { (bytes, keys) throws(DocumentError) in
        var format = ImportFormat(name)
        try format.add(DocumentVersion.fields(bytes, noting: keys))
        return (format, isRightID: true)
      }
    }
  }

  mutating func lookAtEvenings() {
    let folder = DataDirectory.auditsFolder
    let evenings = Set(names(in: folder))
    // There is one for every day that there ever was.
    for name in evenings.sorted()
    where reach?.changed.contains(DataDirectory.auditPath(name)) ?? true {
      _ = document(DataDirectory.auditPath(name)) { (bytes, keys) throws(DocumentError) in
        let evening = try Evening(bytes: bytes, noting: keys)
        return (evening, isRightID: evening.day.text == name)
      }
    }
    _ = lostNames(in: folder, besides: evenings)
  }

  /// The names of the templates that are there, sound or not.
  private mutating func lookAtTemplates() -> Set<String> {
    let templates = Set(names(in: DataDirectory.templatesFolder))
    for name in templates.sorted() {
      _ = document(DataDirectory.templatePath(name)) { (bytes, keys) throws(DocumentError) in
        let template = try ReportTemplate(bytes: bytes, noting: keys)
        return (template, isRightID: template.id == name)
      }
    }
    return templates.union(lostNames(in: DataDirectory.templatesFolder, besides: templates))
  }

  /// The documents of a plain folder that the journal knows and that are gone, which is reported.
  private mutating func lostNames(in folder: String, besides present: Set<String>) -> [String] {
    // Nothing is known of a folder that could not be listed.
    guard !hasProblem(folder) else { return [] }
    let start = folder + "/"
    let lost = journal.existingPaths.filter { $0.hasPrefix(start) }
      .map { String($0.dropFirst(start.count).dropLast(".json".count)) }
      .filter { !present.contains($0) && !hasProblem("\(start)\($0).json") }
    for name in lost { reportLost("\(start)\(name).json") }
    return lost
  }

  /// A decoded document of a plain folder; `nil` where it has a problem, which is reported.
  private mutating func document<Value>(
    _ path: String,
    _ decode: ([UInt8], KnownKeys) throws(DocumentError) -> (Value, isRightID: Bool)
  ) -> Value? {
    noteMode(of: path)
    guard let bytes = read(path) else { return nil }
    let keys = KnownKeys()
    do throws(DocumentError) {
      let (value, isRightID) = try decode(bytes, keys)
      guard isRightID else { throw .isNotTheFilesName() }
      report(keys, of: path, bytes)
      return value
    } catch {
      report(error, path, bytes)
      return nil
    }
  }

  /// The documents of a plain folder, without their `.json`.
  private mutating func names(in folder: String) -> [String] {
    var names: [String] = []
    for entry in entries(of: folder) ?? [] {
      let path = "\(folder)/\(entry.name)"
      if entry.kind == .file, StoreLayout.isDocument(path) {
        names.append(String(entry.name.dropLast(".json".count)))
      } else {
        reportForeign(entry, path)
      }
    }
    return names
  }

  private mutating func reportMissing(_ path: String) {
    report(
      .missingDocument, path, Phrase(ru: "этого нет", en: "it is missing"),
      isRepairable: journal.lastImage(path) != nil)
  }

  /// Notes why bytes are not the document that they should be.
  mutating func report(_ error: DocumentError, _ path: String, _ bytes: [UInt8]? = nil) {
    let isRepairable = journal.lastImage(path).map { $0 != bytes } ?? false
    report(error, path, bytes, isRepairable: isRepairable)
  }

  mutating func report(
    _ error: DocumentError, _ path: String, _ bytes: [UInt8]?, isRepairable: Bool
  ) {
    let isEmpty = bytes?.isEmpty ?? false
    report(
      error.isNewer ? .newerDocument : .damagedDocument, path,
      isEmpty ? Phrase(ru: "файл пуст", en: "the file is empty") : error.problem,
      isRepairable: isRepairable && !error.isNewer)
  }
}
