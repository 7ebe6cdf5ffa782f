package import CRMModel

extension Workspace {
  /// Mends what can be mended without guessing, as one operation.
  ///
  /// Documents come back from the journal's last image or move to where their id says; others lose
  /// permissions (R31); `.gitignore` and leftover files are put right. What is replaced is kept under
  /// `local/aside`, and undoing the operation brings the documents back as they were. Where the
  /// directory cannot be opened because something else stands in a document's place, that is set
  /// aside first and the document restored when it then can be. A damaged journal is set aside before
  /// all else: with it goes what could have been undone.
  ///
  /// - Parameters:
  ///   - now: The present moment in the directory's zone; in UTC where that is not known.
  ///   - user: In whose name the command is given.
  ///   - login: Who gives it.
  ///   - command: The words of the command, for the log.
  ///   - isDryRun: Whether only to say what would be done.
  ///   - runner: Asks git where the data are shared.
  /// - Throws: What `check` throws, `CRMError.notPermitted` for somebody who may not do here what the
  ///   repair does, and `.store` where the operation cannot be committed; nothing is mended then.
  /// - Returns: What was mended, and the problems that are left.
  package func repair(
    now: (TimeZoneRules) throws(CRMError) -> Instant, user: Login, enteredBy login: Login,
    command: [String], isDryRun: Bool, askingGit runner: Git.Runner? = nil
  ) throws(CRMError) -> RepairReport {
    try migrateIfOlder()
    let actor = (login: login, user: user)
    let journal = try store.repairJournal(
      wait: wait, environment, by: actor, now: try now(.utc), isDryRun: isDryRun)
    do throws(CRMError) {
      let repaired = try repairInOneOperation(now, actor, command, isDryRun, runner)
      return try report(journal + repaired, isDryRun, runner)
    } catch {
      guard case .store(let cause) = error, cause.leavesTraces else { throw error }
      let first = try store.repairAsItIs(
        wait: wait, environment, by: actor, now: try now(.utc), isDryRun: isDryRun)
      if isDryRun { return try report(journal + first, isDryRun, runner) }
      // Now that the way is clear, it may be opened as usual; if not, the check says why.
      let second = (try? repairInOneOperation(now, actor, command, isDryRun, runner)) ?? []
      return try report(journal + first + second, isDryRun, runner)
    }
  }

  private func repairInOneOperation(
    _ now: (TimeZoneRules) throws(CRMError) -> Instant, _ actor: (login: Login, user: Login),
    _ command: [String], _ isDryRun: Bool, _ runner: Git.Runner?
  ) throws(CRMError) -> [CheckRepair] {
    try store.write(wait: wait) { (writer: consuming StoreWriter) throws(CRMError) in
      var check = Check(writer.reader, environment)
      let snapshot = Snapshot(writer.reader, environment)
      let problems = try unexplained(try check.problems(), snapshot, askingGit: runner)
      let zone = (try? snapshot.zone()) ?? .utc
      let time = try now(zone)
      // What would be done is known before anything is, so that a refusal leaves all as it was.
      var run = RepairRun(check, at: time, isDryRun: true)
      run.mend(problems, isCommitPossible: true)
      try check.require(run.changes, by: actor, on: zone.day(of: time))
      if isDryRun { return run.repaired }
      run = RepairRun(check, at: time, isDryRun: false)
      run.mend(problems, isCommitPossible: true)
      guard !run.changes.isEmpty else { return run.repaired }
      var generator = EnvironmentGenerator(environment: environment)
      let header = OperationHeader(
        id: OperationID(random: &generator).text, at: time.secondsSinceEpoch,
        user: actor.user.text,
        actor: check.people.isEmpty || actor.login == actor.user ? nil : actor.login.text,
        command: command)
      do throws(StoreError) { _ = try writer.commit(header, run.changes) } catch {
        throw CRMError(error)
      }
      return run.repaired
    }
  }

  /// What is left is what a new look finds; of what was only tried, what nothing can be done about.
  private func report(
    _ repaired: [CheckRepair], _ isDryRun: Bool, _ runner: Git.Runner?
  ) throws(CRMError) -> RepairReport {
    let mended = isDryRun ? Set(repaired.map(\.problem)) : []
    let remaining = try check(askingGit: runner).filter { !mended.contains($0) }
    return RepairReport(
      repaired: repaired.sorted { $0.problem.path < $1.problem.path }, remaining: remaining)
  }
}
