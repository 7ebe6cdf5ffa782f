import CRMModel

/// What a merge of two commits does to the documents of a data directory, tried in a transaction until
/// nothing that spans documents is broken (R122, R124).
struct MergeRun {
  let transaction: Transaction
  private let repository: GitRepository
  let sides: Sides
  /// Own operations that nobody else has, oldest first.
  private let own: [OperationSummary]
  private var taken: [SetAside] = []

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
  }

  init(
    _ transaction: Transaction, _ repository: GitRepository, _ sides: Sides,
    own: [OperationSummary]
  ) {
    self.transaction = transaction
    self.repository = repository
    self.sides = sides
    self.own = own
  }

  /// Takes over what others did, and takes back what of this machine's own does not go with it.
  ///
  /// - Throws: `CRMError.sync` where what they have is broken by itself.
  mutating func run() throws(CRMError) -> Outcome {
    try refuseForeign()
    let start = transaction.mark()
    while true {
      transaction.goBack(to: start)
      for operation in taken.reversed() { try takeBack(operation) }
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
      guard let culprit = try culprit(of: problem, outcome) else { throw broken(problem) }
      try setAside(culprit, because: problem)
    }
  }

  // MARK: What comes in

  /// Refuses what is no plain file of a data directory: links, other repositories, this machine's own
  /// files, what changes how git works.
  private func refuseForeign() throws(CRMError) {
    for (path, change) in sides.changes.theirs.sorted(by: { $0.key < $1.key }) {
      let isSafe =
        StoreLayout.isDocument(path)
        || !path.hasPrefix(".") && !path.contains("/.") && !path.hasPrefix("local/")
          && path.unicodeScalars.allSatisfy { $0.value >= 0x20 }
      guard isSafe, change.isFile else {
        throw foreign(
          path, ru: "это не документ и не обычный файл", en: "is no document and no plain file")
      }
    }
  }

  private func foreign(_ path: String, ru: String, en: String) -> CRMError {
    let (commit, path) = (sides.theirs.prefix(10), SafeText.visible(path))
    return .sync(
      SyncProblem(
        .refused, ru: "чужие изменения не приняты, коммит \(commit), '\(path)': \(ru)",
        en: "what others changed is not taken over, commit \(commit), '\(path)': \(en)",
        hint: "git -C \(repository.git.root) log \(repository.upstream) -- '\(path)'"))
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
    for (path, change) in theirs.sorted(by: { $0.key < $1.key }) {
      outcome.received.append(path)
      guard StoreLayout.isDocument(path) else {
        // Of what is no document the later commit's stays.
        if ours[path] == nil || sides.isTheirsNewer {
          outcome.tree.updateValue(change.after.map(Outcome.Content.blob), forKey: path)
        }
        continue
      }
      let their = change.after.flatMap { sides.contents[$0] }
      let own = try transaction.bytes(path)
      let base = change.before.flatMap { sides.contents[$0] }
      guard ours[path] != nil, own != base else {
        try keep(their, at: path, blob: change.after, in: &outcome)
        continue
      }
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
    for path in back where theirs[path] == nil {
      try keep(transaction.bytes(path), at: path, blob: nil, in: &outcome)
    }
    transaction.forgetDerived()
    return outcome
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
    guard !outcome.tree.isEmpty else { return [] }
    var after = Check(try transaction.changedReader(), transaction.environment)
    let found = try after.problemsOfContent().filter(\.bars)
    guard !found.isEmpty else { return [] }
    var before = Check(transaction.reader, transaction.environment)
    let known = Set(try before.problemsOfContent())
    return found.filter { !known.contains($0) }
  }

  // MARK: What is taken back

  /// The newest own operation on the documents that a problem is about.
  private func culprit(
    of problem: CheckProblem, _ outcome: Outcome
  ) throws(CRMError) -> OperationSummary? {
    let gone = Set(taken.map(\.id))
    let left = own.filter { !gone.contains($0.header.id) }
    let related = try related(to: problem.path)
    if let found = left.last(where: { !related.isDisjoint(with: $0.paths) }) { return found }
    // What a document refers to can be what this machine removed.
    return left.last { operation in
      operation.paths.contains {
        sides.changes.theirs[$0] != nil || (try? transaction.bytes($0)) == nil
      }
    }
  }

  /// A document with those that it speaks of, and a chain with its parts.
  private func related(to path: String) throws(CRMError) -> Set<String> {
    var found: Set<String> = [path]
    var open = [path]
    while let next = open.popLast(), found.count < 200 {
      guard let place = DocumentPlace(next), let document = try? transaction.document(at: place)
      else { continue }
      for reference in document.references where found.insert(reference.path).inserted {
        if [.deal, .paper].contains(reference.kind) { open.append(reference.path) }
      }
    }
    return found
  }

  /// Takes an operation back with all later own ones on its documents.
  private mutating func setAside(
    _ culprit: OperationSummary, because problem: CheckProblem
  ) throws(CRMError) {
    var paths = Set(culprit.paths)
    let gone = Set(taken.map(\.id))
    let fresh = own.filter { operation in
      guard operation.sequence >= culprit.sequence, !gone.contains(operation.header.id),
        operation.sequence == culprit.sequence || !paths.isDisjoint(with: operation.paths)
      else { return false }
      paths.formUnion(operation.paths)
      return true
    }
    let reason = Phrase(
      ru: "\(problem.path): \(problem.message.ru)", en: "\(problem.path): \(problem.message.en)")
    taken += fresh.map { SetAside($0, because: reason, by: transaction.context.operation) }
    let order = Dictionary(keepingFirst: own.enumerated().map { ($1.header.id, $0) })
    taken.sort { order[$0.id] ?? 0 < order[$1.id] ?? 0 }
  }

  /// Gives the documents of an operation the contents that they had before it.
  private func takeBack(_ aside: SetAside) throws(CRMError) {
    guard let summary = own.first(where: { $0.header.id == aside.id }),
      let operation = try transaction.operation(summary.sequence)
    else { throw impossible(aside) }
    for place in operation.changes.paths.indices {
      let change = try fromStore(try operation.changes.at(place))
      guard try transaction.bytes(change.path) == change.after else { throw impossible(aside) }
      try transaction.replace(change.before, at: change.path)
    }
  }

  private func impossible(_ aside: SetAside) -> CRMError {
    .sync(
      SyncProblem(
        .refused,
        ru: "действие \(aside.id) не сочетается с тем, что сделали другие, а отложить его нельзя: "
          + "его документы с тех пор изменились (\(aside.reason.ru))",
        en: "operation \(aside.id) does not go with what others did and cannot be set aside: its "
          + "documents have changed since (\(aside.reason.en))", Remedy("log")))
  }
}

extension SetAside {
  fileprivate init(
    _ summary: OperationSummary, because reason: Phrase, by merge: OperationID
  ) {
    self.init(
      id: summary.header.id, at: Instant(secondsSinceEpoch: summary.header.at) ?? .first,
      user: Login(stored: summary.header.user), command: summary.header.command,
      paths: summary.paths, reason: reason, sequence: summary.sequence, merge: merge.text)
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
