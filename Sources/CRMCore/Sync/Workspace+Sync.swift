package import CRMModel

/// What one synchronizing did, or would do.
package struct SyncReport: Sendable {
  /// Own commits that the remote has now.
  package var sent = 0
  /// Documents that others had changed.
  package var received: Set<String> = []
  /// Of these, those that this machine had changed too.
  package var merged: Set<String> = []
  /// Of these, those where something had to give way; with what, where their history cannot tell.
  package var reconciled: [String: [String]] = [:]
  /// Own operations that were taken back.
  package var setAside: [SetAside] = []
  /// What people should know of what others did (R124).
  package var warnings: [SyncWarning] = []
  /// The commit that the branch is at.
  package var head: String?
  /// What kept the connection from working; what could be done without it is done.
  package var problem: SyncProblem?
}

/// Who synchronizes, and how.
package struct SyncRequest {
  let runner: Git.Runner
  let now: (TimeZoneRules) throws(CRMError) -> Instant
  let user: Login
  let login: Login
  let command: [String]
  let isDryRun: Bool
  let acceptsRewritten: Bool

  /// A request in the name of a user.
  package init(
    runner: @escaping Git.Runner, now: @escaping (TimeZoneRules) throws(CRMError) -> Instant,
    user: Login, enteredBy login: Login, command: [String], isDryRun: Bool = false,
    acceptsRewritten: Bool = false
  ) {
    self.runner = runner
    self.now = now
    self.user = user
    self.login = login
    self.command = command
    self.isDryRun = isDryRun
    self.acceptsRewritten = acceptsRewritten
  }
}

extension Workspace {
  /// How often others may be faster before one gives up.
  private static let mostTries = 5

  /// Brings this machine's data and the remote's together (R120 to R124).
  ///
  /// Fetching and sending go on while others work; the merge is one operation.
  ///
  /// - Throws: `CRMError.sync` where there is nothing to synchronize with, where what comes in is broken,
  ///   and where others were faster every time; nothing is half merged then.
  /// - Returns: What was done; with a problem where only the connection failed.
  package func sync(_ request: SyncRequest) throws(CRMError) -> SyncReport {
    // Two synchronizings of this machine are kept apart; commands go on meanwhile.
    let lock = try fromStore(try store.lock(.exclusive, wait, at: store.context.layout.syncLock))
    defer { lock.release() }
    let repository = try repository(request)
    var left = LeftLocks(store.context, repository)
    try left.begin()
    defer { left.end() }
    var report = SyncReport()
    for attempt in 1...Self.mostTries {
      let known = attempt == 1 ? repository.opened : try repository.tips()
      if !request.isDryRun { try remember(known.upstream, unlessKnown: true) }
      let isConnected = known.upstream == nil ? try repository.remote() != nil : true
      let news = try fetch(repository, isConnected: isConnected)
      report.problem = news.problem
      report.head = known.head
      if news.isNone, known.head != nil, known.head == known.upstream { return report }
      let found = news.isFetched ? try repository.commit(repository.upstream) : known.upstream
      if found == nil, isConnected, news.problem == nil { try repository.requireKnownBranch() }
      try refuseRewritten(found, known.upstream, repository, request)
      let last = try exchange(repository, request, mark: news.mark, &report)
      let tips = try repository.tips()
      report.head = tips.head
      let waiting = try repository.distance(tips)?.ahead ?? 1
      if request.isDryRun { report.sent = waiting + (try repository.hasUncommitted() ? 1 : 0) }
      guard report.problem == nil, isConnected, !request.isDryRun else { return report }
      switch waiting == 0 ? .done : try send(tips, repository) {
      case .done:
        report.sent += waiting
        try published(upTo: last, at: tips.head)
        return report
      case .failed(let problem):
        report.problem = problem
        return report
      case .overtaken where attempt < Self.mostTries: continue
      case .overtaken: break
      }
    }
    throw .sync(
      SyncProblem(
        .failed, ru: "другие машины отправляют быстрее: повторите позже",
        en: "other machines send faster: try again later", Remedy("sync")))
  }

  /// The repository of the data directory, in the name of a user.
  private func repository(_ request: SyncRequest) throws(CRMError) -> GitRepository {
    let git = Git(
      root, store.context.access, author: request.user, at: environment.now(),
      runner: request.runner)
    return try GitRepository(git, store.context.fileSystem)
  }

  /// What there is to be brought together.
  private struct News {
    var isFetched = false
    var isHere = true
    /// What the files here were by the quick look, where it was taken.
    var mark: UInt64?
    var problem: SyncProblem?

    /// Whether there is nothing, neither here nor there.
    var isNone: Bool { !isFetched && !isHere && problem == nil }
  }

  /// Asks the remote, and looks meanwhile whether anything was changed here (R126).
  private func fetch(
    _ repository: GitRepository, isConnected: Bool
  ) throws(CRMError) -> News {
    let parts = try environment.results(of: [false, true]) {
      (isRemote) throws(CRMError) -> News in
      guard isRemote else { return lookHere() }
      guard isConnected else { return News() }
      let fetched = try repository.fetch()
      return News(isFetched: fetched.isNews, problem: fetched.problem)
    }
    var news = parts[0]
    (news.isFetched, news.problem) = (parts[1].isFetched, parts[1].problem)
    return news
  }

  /// Whether anything was changed here since the last synchronizing, or others lack any of it.
  private func lookHere() -> News {
    let state = SyncState.read(store.context)
    let sequence = try? read { (snapshot) throws(CRMError) in snapshot.reader.sequence }
    guard let sequence, state.published == sequence,
      let mark = try? SharedFiles(store.context).mark()
    else { return News() }
    let isHere = !state.isUpToDate(at: sequence, mark: mark, now: environment.now())
    return News(isHere: isHere, mark: mark)
  }

  /// Refuses a remote that does not have any more what was taken over of it or sent to it last; git itself
  /// forgets that with the fetch, and a kill may come between.
  private func refuseRewritten(
    _ found: String?, _ before: String?, _ repository: GitRepository, _ request: SyncRequest
  ) throws(CRMError) {
    let known = SyncState.read(store.context).upstream ?? before
    guard let found, found != known else { return }
    if let known, !request.acceptsRewritten, try repository.base(known, found) != known {
      throw .sync(
        SyncProblem(
          .refused,
          ru: "история на удаленной стороне переписана: коммита \(known.prefix(10)) там больше нет",
          en: "the remote's history was rewritten: commit \(known.prefix(10)) is there no more",
          Remedy("sync", "--rewritten")))
    }
    if !request.isDryRun { try remember(found) }
  }

  /// Notes what the remote has.
  private func remember(_ upstream: String?, unlessKnown: Bool = false) throws(CRMError) {
    var state = SyncState.read(store.context)
    guard let upstream, state.upstream != upstream, !unlessKnown || state.upstream == nil else {
      return
    }
    state.upstream = upstream
    try state.write(store.context)
  }

  /// Sends the branch.
  private func send(
    _ tips: GitRepository.Tips, _ repository: GitRepository
  ) throws(CRMError) -> GitRepository.Pushed {
    do throws(CRMError) { return try repository.push(tips) } catch {
      // What a hand then does about it, in git's index, no quick look sees.
      var state = SyncState.read(store.context)
      state.looked = nil
      try state.write(store.context)
      throw error
    }
  }

  // MARK: Under the lock

  /// Commits what this machine did, and takes over what others did.
  ///
  /// - Returns: The last operation that the branch holds then.
  private func exchange(
    _ repository: GitRepository, _ request: SyncRequest, mark: UInt64?,
    _ report: inout SyncReport
  ) throws(CRMError) -> UInt64 {
    var state = SyncState.read(store.context)
    var move: (from: String, to: String)?
    var last: UInt64 = 0
    let outcome = try write(
      now: request.now, user: request.user, enteredBy: request.login, command: request.command,
      isDryRun: request.isDryRun
    ) { (transaction) throws(CRMError) -> MergeRun.Outcome? in
      last = transaction.reader.sequence
      transaction.operationKind = .merge(settingAside: [])
      if !request.isDryRun { try commit(transaction, &state, repository, mark: mark) }
      guard let sides = try sides(repository, isDryRun: request.isDryRun) else { return nil }
      var run = MergeRun(
        transaction, repository, sides, unpublished: try transaction.operations(since: state))
      let outcome = try run.run()
      transaction.operationKind = .merge(settingAside: outcome.setAside.map(\.id))
      guard !request.isDryRun else { return outcome }
      // Where this machine has nothing of its own, the branch just goes on.
      let isBehind = sides.base == sides.ours && outcome.isAll(of: sides.changes.theirs)
      let merge =
        isBehind
        ? sides.theirs : try repository.writeMerge(of: sides.ours, with: sides.theirs, outcome.tree)
      if try transaction.hasChanges() { last += 1 }
      let operation = transaction.context.operation.text
      state.pending = .init(commit: merge, operation: operation)
      state.setAside += outcome.setAside
      try state.write(store.context)
      move = (sides.ours, merge)
      return outcome
    }
    if let move {
      try repository.move(from: move.from, to: move.to, store.context.fileSystem)
      state.pending = nil
      state.committed = last
      try state.write(store.context)
    }
    if let outcome { report.add(outcome) }
    return last
  }

  /// Ends what a killed synchronizing began, and commits what was done since.
  private func commit(
    _ transaction: Transaction, _ state: inout SyncState, _ repository: GitRepository,
    mark known: UInt64?
  ) throws(CRMError) {
    let summaries = try transaction.operations(since: state)
    if let pending = state.pending {
      // What was stored has happened; what was not, is made again.
      if summaries.contains(where: { $0.header.id == pending.operation }),
        let ours = try repository.commit("HEAD")
      {
        try repository.move(from: ours, to: pending.commit, store.context.fileSystem)
      } else {
        state.setAside.removeAll { $0.merge == pending.operation }
      }
      state.pending = nil
    }
    let (sequence, now) = (transaction.reader.sequence, environment.now())
    // An older look only has the next synchronizing look again.
    let mark: UInt64
    if let known {
      mark = known
    } else {
      mark = try fromStore(try SharedFiles(store.context).mark())
    }
    guard !state.isUpToDate(at: sequence, mark: mark, now: now) else { return }
    let done = summaries.filter { $0.sequence > state.committed && $0.isOwn }
    try repository.commitAll(CommitMessage.text(of: done)) { (staged) throws(CRMError) in
      try HandChanges(transaction, repository, staged, unpublished: summaries).requireSound()
    }
    state.committed = sequence
    state.looked = .init(at: now, mark: mark)
    try state.write(store.context)
  }

  /// What is to be brought together; `nil` where the branch has all that the remote has.
  private func sides(
    _ repository: GitRepository, isDryRun: Bool
  ) throws(CRMError) -> MergeRun.Sides? {
    let tips = try repository.tips()
    guard let ours = tips.head, let theirs = tips.upstream, ours != theirs else { return nil }
    let base = try repository.requireBase(ours, theirs)
    guard base != theirs else { return nil }
    guard isDryRun else {
      return try repository.sides(base, (ours, ours), theirs, now: environment.now())
    }
    let index = store.context.layout.syncIndex
    defer { try? store.context.fileSystem.remove(index) }
    return try repository.sides(
      base, (ours, repository.treeOfWork(index: index)), theirs, now: environment.now())
  }

  /// Notes that others have everything up to an operation.
  private func published(upTo sequence: UInt64, at head: String?) throws(CRMError) {
    var state = SyncState.read(store.context)
    guard state.published != sequence || state.upstream != head else { return }
    (state.published, state.upstream) = (sequence, head)
    try state.write(store.context)
  }
}

extension SyncReport {
  fileprivate mutating func add(_ outcome: MergeRun.Outcome) {
    received.formUnion(outcome.received)
    merged.formUnion(outcome.merged)
    reconciled.merge(outcome.reconciled) { $0 + $1 }
    setAside += outcome.setAside
    warnings += outcome.warnings
  }
}

extension Transaction {
  /// The operations that only this machine has, its merges among them, oldest first.
  func operations(since state: SyncState) throws(CRMError) -> [OperationSummary] {
    try summaries(after: state.published).reversed()
  }

  /// Whether there is work of this machine that nobody else has.
  func hasUnpublishedWork() throws(CRMError) -> Bool {
    try operations(since: SyncState.read(reader.context)).contains(where: \.isOwn)
  }
}

extension OperationSummary {
  /// Whether somebody did it here: a merge is the work of others.
  var isOwn: Bool { !header.kind.isMerge }
}
