import CRMModel

/// What a merge of two commits does to the documents of a data directory, tried in a transaction until
/// nothing that spans documents is broken (R122, R124).
struct MergeRun {
  let transaction: Transaction
  private let repository: GitRepository
  let sides: Sides
  /// Operations that nobody else has, merges among them, oldest first.
  let unpublished: [OperationSummary]
  /// Those that somebody did here.
  let own: [OperationSummary]
  var taken: [SetAside] = []
  /// Documents of these that a merge has changed since, with what they were before all that is unpublished:
  /// they are merged again, without what is taken back.
  var again: [String: [UInt8]?] = [:]
  private var edited: Set<String> = []
  /// The leads that were accepted, and the advances that were used, on both sides.
  private(set) var doneTwice: [CheckProblem] = []

  /// The commits that are brought together.
  struct Sides {
    let base: String
    let ours: String
    let theirs: String
    /// Whether what they have was committed after what we have.
    let isTheirsNewer: Bool
    /// What each did since the base, by path.
    let changes: (ours: [String: GitChange], theirs: [String: GitChange])
    /// The contents of what they changed, and of what it was, by blob.
    let contents: [String: [UInt8]]
  }

  /// What came of it.
  struct Outcome {
    /// What others had done, by path.
    var received: [String] = []
    /// Documents that both had changed.
    var merged: [String] = []
    /// Of these, those where something had to give way, with what where their history cannot tell.
    var reconciled: [String: [String]] = [:]
    /// Own operations that were taken back.
    var setAside: [SetAside] = []
    /// What people should know of it.
    var warnings: [SyncWarning] = []
    /// What the merged commit holds beyond ours, by path; nil for what is gone.
    var tree: [String: Content?] = [:]

    enum Content {
      case blob(String)
      case bytes([UInt8])
    }

    /// Whether it is what others did, and nothing else.
    func isAll(of changes: [String: GitChange]) -> Bool {
      setAside.isEmpty
        && tree.allSatisfy { path, content in
          switch content {
          case nil: changes[path]?.after == nil
          case .blob(let blob)?: changes[path]?.after == blob
          case .bytes?: false
          }
        }
    }
  }

  init(
    _ transaction: Transaction, _ repository: GitRepository, _ sides: Sides,
    unpublished: [OperationSummary]
  ) {
    self.transaction = transaction
    self.repository = repository
    self.sides = sides
    self.unpublished = unpublished
    own = unpublished.filter(\.isOwn)
  }

  /// Takes over what others did, and takes back what of this machine's own does not go with it.
  ///
  /// - Throws: `CRMError.sync` where what they have is broken by itself.
  mutating func run() throws(CRMError) -> Outcome {
    try refuseForeign()
    edited = try editedByHand()
    let start = transaction.mark()
    while true {
      transaction.goBack(to: start)
      try takeBack()
      var outcome = try apply()
      let unchanged = transaction.mark()
      var problems = try follow()
      for path in transaction.paths(changedSince: unchanged) {
        try keep(transaction.bytes(path), at: path, blob: nil, in: &outcome)
      }
      if problems.isEmpty { problems = try self.problems(outcome) }
      outcome.setAside = taken
      guard let problem = problems.first else {
        outcome.warnings = try warnings()
        return outcome
      }
      guard let culprit = culprit(of: problem) else { throw broken(problem) }
      setAside(culprit, because: problem)
    }
  }

  // MARK: What comes in

  /// Refuses what is no plain file of a data directory: links, other repositories, this machine's own
  /// files, what changes how git works.
  private func refuseForeign() throws(CRMError) {
    let unfit = sides.changes.theirs.filter { !$1.isFit(at: $0) }.keys.min()
    if let unfit {
      throw foreign(
        unfit, ru: "это не документ и не обычный файл", en: "is no document and no plain file")
    }
  }

  private func foreign(_ path: String, ru: String, en: String) -> CRMError {
    repository.foreign(path, in: sides.theirs, ru: ru, en: en)
  }

  private func broken(_ problem: CheckProblem) -> CRMError {
    foreign(problem.path, ru: problem.message.ru, en: problem.message.en)
  }

  // MARK: The documents

  private mutating func apply() throws(CRMError) -> Outcome {
    var outcome = Outcome()
    let (ours, theirs) = sides.changes
    let now = transaction.context.now
    let back = Set(taken.flatMap(\.paths))
    doneTwice = []
    outcome.received = theirs.keys.sorted()
    for (path, change) in try incoming() {
      guard StoreLayout.isDocument(path) else {
        // Of what is no document the later commit's stays.
        if ours[path] == nil || sides.isTheirsNewer {
          outcome.tree.updateValue(change.after.map(Outcome.Content.blob), forKey: path)
        }
        continue
      }
      let their = try content(change.after)
      let own = try transaction.bytes(path)
      guard let base = try base(of: path, change), own != base else {
        try keep(their, at: path, blob: change.after, in: &outcome)
        continue
      }
      doneTwice += Self.acceptedTwice(path, own, their) + Self.usedTwice(path, base, own, their)
      let (older, newer) = sides.isTheirsNewer ? (own, their) : (their, own)
      let merged: MergedDocument
      do throws(DocumentError) {
        merged = try FileMerge.merged(path, base: base, older: older, newer: newer, now: now)
      } catch {
        throw foreign(path, ru: error.problem.ru, en: error.problem.en)
      }
      outcome.merged.append(path)
      if merged.isReconciled { outcome.reconciled[path] = merged.fields }
      try keep(
        merged.bytes, at: path, blob: merged.bytes == their ? change.after : nil, in: &outcome)
    }
    for path in back where theirs[path] == nil && again[path] == nil {
      try keep(transaction.bytes(path), at: path, blob: nil, in: &outcome)
    }
    transaction.forgetDerived()
    return outcome
  }

  /// What others changed, and what has to be merged once more, by path.
  private func incoming() throws(CRMError) -> [(path: String, change: GitChange)] {
    var changes = sides.changes.theirs
    for path in again.keys where changes[path] == nil {
      changes[path] = GitChange(
        before: nil, after: try repository.blob(path, in: sides.theirs), mode: "100644")
    }
    return changes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What both began with, where this machine changed it too; `nil` where it did not.
  private func base(of path: String, _ change: GitChange) throws(CRMError) -> [UInt8]?? {
    if let older = again[path] { return .some(older) }
    guard sides.changes.ours[path] != nil || edited.contains(path) else { return nil }
    return .some(try content(change.before))
  }

  /// The incoming documents that somebody has changed here without a command, in place and since the last
  /// look at all files: no commit has that yet, and what comes in must not take its place unseen.
  private func editedByHand() throws(CRMError) -> Set<String> {
    var stored: [String] = []
    for (path, change) in sides.changes.theirs.sorted(by: { $0.key < $1.key })
    where sides.changes.ours[path] == nil && change.before != nil
      && StoreLayout.isDocument(path)
    {
      if try transaction.bytes(path) != nil { stored.append(path) }
    }
    let blobs = try repository.blobs(ofFiles: stored)
    return Set(
      zip(stored, blobs).lazy.filter { sides.changes.theirs[$0]?.before != $1 }.map(\.0))
  }

  func content(_ blob: String?) throws(CRMError) -> [UInt8]? {
    guard let blob else { return nil }
    if let known = sides.contents[blob] { return known }
    return try repository.contents(of: [blob])[blob]
  }

  private func keep(
    _ bytes: [UInt8]?, at path: String, blob: String?, in outcome: inout Outcome
  ) throws(CRMError) {
    if try transaction.bytes(path) != bytes { try transaction.set(path, to: bytes) }
    outcome.tree.updateValue(
      bytes.map { blob.map(Outcome.Content.blob) ?? .bytes($0) }, forKey: path)
  }

  /// What the merged documents would have that they had not before, of what must never be published.
  private func problems(_ outcome: Outcome) throws(CRMError) -> [CheckProblem] {
    let changed = Set(outcome.tree.keys.filter(StoreLayout.isDocument))
    guard !changed.isEmpty else { return [] }
    let reach = try transaction.reach(of: changed)
    var after = Check(try transaction.changedReader(), transaction.environment, reach)
    let found = try after.problemsOfContent().filter(\.bars)
    guard !found.isEmpty else { return [] }
    var before = Check(transaction.reader, transaction.environment, reach)
    let known = Set(try before.problemsOfContent())
    return found.filter { !known.contains($0) }
  }
}

extension CheckProblem {
  /// Whether documents with such a problem are never published: what one command of one machine could not
  /// have made, and what no command could read.
  var bars: Bool {
    switch kind {
    case .damagedDocument, .newerDocument, .missingDocument, .misplacedDocument, .duplicateID,
      .danglingReference, .brokenChain, .brokenPaper, .brokenTasks, .wrongContacts, .unreadable,
      .notAFile, .notAFolder, .symbolicLink:
      true
    // Mended by hand, or a matter of this machine.
    case .duplicateNumber, .brokenHistory, .lostHistory, .foreignFile, .leftoverFile, .permissions,
      .notIgnored, .journalDamaged, .catalogWrong, .contradictsHistory, .misspeltKey,
      .changedOutside:
      false
    }
  }
}
