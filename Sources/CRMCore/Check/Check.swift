import CRMModel

/// One look at a whole data directory.
///
/// The order makes consequences tell themselves from causes: first the machine's own files, then the
/// department's, then every document by itself, and last what documents say about each other, where
/// those that have a problem of their own count as neither there nor missing.
struct Check {
  let reader: StoreReader
  let environment: WorkspaceEnvironment
  private var found: [String: CheckProblem] = [:]

  /// Documents that are not as the program left them.
  private var changed: [String] = []

  /// What the journal knows of the documents.
  var journal = JournalEvidence()
  /// The pipelines; one that is damaged has no value.
  var pipelines: [PipelineID: Pipeline?] = [:]
  /// Whether the folder of the pipelines could be read through.
  var knowsPipelines = true
  /// Whether an operation was committed whose documents could not be written yet, as on a disk that
  /// is read-only: the reader shows them all the same.
  let hasUnwritten: Bool
  /// What sound documents say about others.
  var facts = CheckFacts()
  /// Whether other machines write these documents too, by clocks of their own.
  let isOneOfSeveral: Bool
  /// What is looked at; `nil` for everything.
  let reach: CheckReach?
  /// Whether a group may use the files (R31); unknown where the settings cannot be read.
  var isShared: Bool?
  /// The files that others than the owner may use, and those that others than the group may.
  var exposed = (beyondOwner: FileTally(), beyondGroup: FileTally())

  /// What the reader shows otherwise than it is stored, by folder and name.
  let shownOtherwise: [String: [String: FileStatus.Kind?]]

  init(_ reader: StoreReader, _ environment: WorkspaceEnvironment, _ reach: CheckReach? = nil) {
    self.reader = reader
    self.reach = reach
    shownOtherwise = Self.shownOtherwise(reader)
    self.environment = environment
    isOneOfSeveral = reader.context.isOneOfSeveral
    let state = try? Recovery(reader.context).readState()
    hasUnwritten = state?.applied ?? 0 < reader.sequence
  }

  /// All problems, by path.
  mutating func problems() throws(CRMError) -> [CheckProblem] {
    // What is lost of the format too is mended by what the journal knows.
    lookAtOwnFiles()
    try lookAtFormat()
    _ = read(DataDirectory.formatPath)
    lookAtIgnoredFiles()
    lookAtContent()
    lookAtCatalog()
    for path in changed { reportChanged(path) }
    return (found.values + [exposure].compactMap { $0 }).sorted { left, right in
      (left.path, left.kind.rawValue) < (right.path, right.kind.rawValue)
    }
  }

  /// What documents say by themselves and about each other.
  private mutating func lookAtContent() {
    lookAtSettings()
    lookAtLists()
    lookAtOwnRules()
    lookAtPeople()
    lookAtMoney()
    lookAtSources()
    lookAtPipelines()
    lookAtProcesses()
    lookAtImportFormats()
    lookAtEvenings()
    for kind in Kind.documents { lookAtDocuments(kind.type) }
    if reach != nil { lookAtThoseSpokenOf() }
    lookForMissingDocuments()
    lookAtReferences()
    lookAtChains()
    lookAtPapers()
  }

  /// The problems of the documents as the reader shows them, by path, whatever else is in the directory.
  ///
  /// - Throws: `CRMError.newerFormat` where the whole directory is newer than the program.
  mutating func problemsOfContent() throws(CRMError) -> [CheckProblem] {
    try lookAtFormat()
    lookAtContent()
    return found.values.sorted { $0.path < $1.path }
  }

  /// Whether it is asked of a document if it goes with those that it speaks of.
  func isJudged(_ place: DocumentPlace) -> Bool { reach?.judged.contains(place) ?? true }

  /// Whether a problem was found there already.
  func hasProblem(_ path: String) -> Bool { found[path] != nil }

  /// Notes a problem; a second one of the same document is its consequence or comes to light once
  /// the first one is mended.
  mutating func report(
    _ kind: CheckProblem.Kind, _ path: String, _ message: Phrase, isRepairable: Bool = false
  ) {
    guard found[path] == nil else { return }
    found[path] = CheckProblem(kind, path, message, isRepairable: isRepairable)
  }

  /// Reads a document; `nil` where there is none or where it cannot be read, which is reported.
  mutating func read(_ path: String, isRepairable: Bool = false) -> [UInt8]? {
    do throws(StoreError) {
      let bytes = try reader.read(path)
      if let bytes, journal.isOwn(bytes, path) == false { changed.append(path) }
      return bytes
    } catch {
      report(error, path, isRepairable: isRepairable)
      return nil
    }
  }

  /// A document that has no other problem; whether its change is right, only a person can say.
  private mutating func reportChanged(_ path: String) {
    report(
      .changedOutside, path,
      Phrase(
        ru: "изменено не командой crm", en: "changed by no command of crm"))
  }

  /// Notes a key that looks like a known one: what it holds is not seen by any command.
  mutating func report(_ keys: KnownKeys, of path: String, _ bytes: [UInt8]) {
    guard let (typed, meant) = keys.misspelt, !journal.isAccepted(bytes, path) else { return }
    let key = SafeText.visible(typed)
    report(
      .misspeltKey, path,
      Phrase(
        ru: "неизвестный ключ '\(key)': не '\(meant)' ли?",
        en: "unknown key '\(key)': is '\(meant)' meant?"))
  }

  /// Notes what kept a file or folder from being read.
  mutating func report(_ error: StoreError, _ path: String, isRepairable: Bool = false) {
    switch error {
    case .symbolicLink: reportLink(path, isRepairable: isRepairable)
    case .damaged(_, .notAFolder): reportNoFolder(path)
    case .damaged: reportNoFile(path, isRepairable: isRepairable)
    case .tooLarge(_, let limit):
      report(
        .damagedDocument, path,
        Phrase(ru: "файл больше \(limit) байт", en: "the file has more than \(limit) bytes"),
        isRepairable: isRepairable)
    case .failed(let cause), .uncertain(let cause):
      report(
        .unreadable, path,
        Phrase(
          ru: "система не дает это прочитать (ошибка \(cause.code))",
          en: "the system does not let it be read (error \(cause.code))"),
        isRepairable: isRepairable)
    case .noDataDirectory, .alreadyExists, .locked, .invalidPath:
      report(
        .unreadable, path, Phrase(ru: "это нельзя прочитать", en: "it cannot be read"),
        isRepairable: isRepairable)
    }
  }

  mutating func reportLink(_ path: String, isRepairable: Bool = false) {
    report(
      .symbolicLink, path,
      Phrase(
        ru: "символьная ссылка: внутри каталога данных по ним не ходят",
        en: "a symbolic link: none is followed inside the data directory"),
      isRepairable: isRepairable)
  }

  mutating func reportNoFile(_ path: String, isRepairable: Bool = false) {
    report(
      .notAFile, path,
      Phrase(ru: "здесь должен быть файл", en: "a file belongs here"), isRepairable: isRepairable)
  }

  mutating func reportNoFolder(_ path: String) {
    report(.notAFolder, path, Phrase(ru: "здесь должна быть папка", en: "a folder belongs here"))
  }
}
