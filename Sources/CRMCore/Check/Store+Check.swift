import CRMModel

extension Store {
  /// Looks at every file of the data directory and says what is wrong with it.
  ///
  /// Nothing is changed, apart from what any reading command does first: carrying out an operation
  /// that was committed and then interrupted. A torn end of the journal and what a killed command
  /// left in `local/tmp` are no problems, because the next writing command clears them away.
  /// Cost: one pass over all documents and the journal; memory for a few words a document.
  ///
  /// - Parameters:
  ///   - wait: How long to wait for a writer.
  ///   - environment: Says which time zones this machine knows.
  /// - Throws: `CRMError.newerFormat` where the whole directory is newer than the program, `.store`
  ///   where there is none, where it is locked, and where a failure leaves no trace in the files.
  /// - Returns: One problem a damaged document and none for its consequences, by path.
  package func check(
    wait: Duration, environment: WorkspaceEnvironment
  ) throws(CRMError) -> [CheckProblem] {
    do throws(CRMError) {
      return try read(wait: wait) { (reader) throws(CRMError) in
        var check = Check(reader, environment)
        return try check.problems()
      }
    } catch {
      guard case .store(let cause) = error, cause.leavesTraces else { throw error }
      let problems = try checkAsItIs(wait: wait, environment)
      if problems.isEmpty { throw error }
      return problems
    }
  }

  /// Checks a directory that cannot be opened as usual, for example because its journal is damaged.
  private func checkAsItIs(
    wait: Duration, _ environment: WorkspaceEnvironment
  ) throws(CRMError) -> [CheckProblem] {
    try lookingAsItIs(.shared, wait, environment) { (_, problems) throws(CRMError) in problems }
  }

  /// Mends what concerns no document in a directory that cannot be opened as usual.
  ///
  /// - Throws: `CRMError` as `check` does; `.notPermitted` for who may not act here.
  /// - Returns: What was mended.
  func repairAsItIs(
    wait: Duration, _ environment: WorkspaceEnvironment, by actor: (login: Login, user: Login),
    now: Instant, isDryRun: Bool
  ) throws(CRMError) -> [CheckRepair] {
    try lookingAsItIs(.exclusive, wait, environment) { (check, problems) throws(CRMError) in
      try check.require([], by: actor, on: TimeZoneRules.utc.day(of: now))
      var run = RepairRun(check, at: now, isDryRun: isDryRun)
      run.mend(problems, isCommitPossible: false)
      return run.repaired
    }
  }

  /// Sets a damaged journal aside, once everything that can be read of it is in the documents.
  ///
  /// - Throws: `CRMError` as `check` does, `.notPermitted` for who may not act here, and `.store` where
  ///   it cannot be done.
  /// - Returns: What was mended; nothing where the journal is whole.
  func repairJournal(
    wait: Duration, _ environment: WorkspaceEnvironment, by actor: (login: Login, user: Login),
    now: Instant, isDryRun: Bool
  ) throws(CRMError) -> [CheckRepair] {
    try lookingAsItIs(.exclusive, wait, environment) { (check, problems) throws(CRMError) in
      try check.require([], by: actor, on: TimeZoneRules.utc.day(of: now))
      guard let problem = problems.first(where: { $0.kind == .journalDamaged }) else { return [] }
      var done = Phrase(
        ru: "все, что читается, доведено до документов; журнал отложен и начат заново",
        en: "brought what can be read into the documents, set the journal aside, began a new one")
      if isDryRun { return [CheckRepair(problem: problem, done: done, aside: nil)] }
      var aside = Aside(context, at: now)
      let (kept, unread) = try fromStore(try Recovery(context).salvage(&aside))
      if let first = unread.first {
        let more = FileTally(paths: unread).more
        done = Phrase(
          ru: done.ru + "; запись о \(first)\(more.ru) не читается: сверьте с резервной копией",
          en: done.en + "; the record of \(first)\(more.en) is unreadable: compare with a backup")
      }
      return [CheckRepair(problem: problem, done: done, aside: kept)]
    }
  }

  private func lookingAsItIs<Result>(
    _ kind: FileLock.Kind, _ wait: Duration, _ environment: WorkspaceEnvironment,
    _ body: (Check, [CheckProblem]) throws(CRMError) -> Result
  ) throws(CRMError) -> Result {
    let lock = try fromStore(try lockWherePossible(kind, wait))
    defer { lock?.release() }
    let nowhere = JournalPosition(sequence: 0, segment: 1, offset: 0, isTorn: false)
    let plan = Recovery.Plan(
      position: nowhere, checkpoint: 0, epoch: "", images: [], isRecorded: true)
    var check = Check(StoreReader(context, plan, isOverlaid: false), environment)
    let problems = try check.problems()
    return try body(check, problems)
  }

  /// Keeps writers out, unless what is wrong is the lock's own place: then none can get in either.
  private func lockWherePossible(
    _ kind: FileLock.Kind, _ wait: Duration
  ) throws(StoreError) -> FileLock? {
    guard (try? Folders(context).exists(context.layout.local)) == true else { return nil }
    do throws(StoreError) {
      return try lock(kind, wait)
    } catch {
      if case .locked = error { throw error }
      return nil
    }
  }
}

extension StoreError {
  /// Whether a look at the files can show what is behind the error.
  var leavesTraces: Bool {
    switch self {
    case .damaged, .symbolicLink, .tooLarge, .failed, .invalidPath: true
    case .noDataDirectory, .alreadyExists, .locked, .uncertain: false
    }
  }
}
