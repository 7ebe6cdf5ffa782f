package import CRMModel

/// An opened data directory.
///
/// Reading and changing go through `read` and `write`, which hold the lock for as long as the body
/// runs; a change is one operation of the journal or nothing at all.
package struct Workspace: Sendable {
  let store: Store
  let environment: WorkspaceEnvironment
  /// How long to wait for another writer.
  let wait: Duration
  let format: DataFormat

  /// Opens a data directory; whether a group may use what is made in it, its settings say (R31).
  ///
  /// - Parameters:
  ///   - path: The data directory.
  ///   - files: The disk.
  ///   - environment: The machine.
  ///   - wait: How long to wait for another writer.
  ///   - limits: How large and how many; tests use small numbers.
  ///   - format: The version to bring an older directory to; tests have versions of their own.
  /// - Throws: `CRMError.store` where there is none.
  package init(
    path: String, files: any FileSystem, environment: WorkspaceEnvironment, wait: Duration,
    limits: StoreLimits = StoreLimits(), format: DataFormat = .released
  ) throws(CRMError) {
    store = try fromStore(
      try Store(
        at: path, access: DataDirectory.access(path, files), fileSystem: files, limits: limits))
    self.environment = environment
    self.wait = wait
    self.format = format
  }

  /// The path of the data directory, as it was given.
  package var root: String { store.context.layout.root }

  /// Reads, under the shared lock; an older directory is brought up to date first.
  package func read<Result>(
    _ body: (Snapshot) throws(CRMError) -> Result
  ) throws(CRMError) -> Result {
    try requireData()
    let found = try store.read(wait: wait) {
      (reader) throws(CRMError) -> (result: Result, snapshot: Snapshot)? in
      guard try format.isCurrent(reader) else { return nil }
      let snapshot = Snapshot(reader, environment)
      return (try body(snapshot), snapshot)
    }
    guard let found else {
      try migrate()
      return try read(body)
    }
    keepNews(of: found.snapshot)
    return found.result
  }

  /// Leaves a folder alone that is somebody else's: not even a lock is made in it.
  private func requireData() throws(CRMError) {
    let layout = store.context.layout
    do throws(SystemError) {
      guard try store.context.fileSystem.status(layout.document(DataDirectory.formatPath)) == nil
      else { return }
    } catch {
      throw .system(error)
    }
    throw DataDirectory.withoutVersion(store.context)
  }

  /// Writes down what a reading command found out for the catalog, where nobody writes just then.
  func keepNews(of snapshot: Snapshot) {
    guard let state = snapshot.catalog, state.hasNews else { return }
    let seen = snapshot.reader
    let catalog = Catalog(snapshot)
    try? store.write(wait: .zero) { (writer: consuming StoreWriter) throws(CRMError) in
      let reader = writer.reader
      guard reader.sequence == seen.sequence, reader.epoch == seen.epoch else { return }
      catalog.persist(state)
    }
    fold(catalog)
  }

  /// Has a large tail of the catalog folded, once no lock is held.
  private func fold(_ catalog: Catalog) {
    guard catalog.hasLargeTail else { return }
    environment.aside { catalog.fold(in: store) }
  }

  /// Reads, decides and writes, under the exclusive lock; an older directory is brought up to date
  /// first, as an operation of its own.
  ///
  /// - Parameters:
  ///   - now: The present moment, once the directory's zone is known.
  ///   - user: In whose name the command is given.
  ///   - login: Who gives it, where that is somebody else.
  ///   - command: The words of the command, for the log.
  ///   - isDryRun: Whether nothing is to be written whatever the body changes.
  ///   - body: What to do; what it changes becomes one operation.
  /// - Throws: What the body throws, `CRMError.notPermitted` for somebody who may not write here, or
  ///   not as that user, and `CRMError.store` where it cannot be committed.
  /// - Returns: What the body returns.
  package func write<Result>(
    now: (TimeZoneRules) throws(CRMError) -> Instant, user: Login, enteredBy login: Login? = nil,
    command: [String], isDryRun: Bool,
    _ body: (Transaction) throws(CRMError) -> Result
  ) throws(CRMError) -> Result {
    try requireData()
    var written: Catalog?
    let result = try store.write(wait: wait) {
      (writer: consuming StoreWriter) throws(CRMError) -> Result? in
      guard try format.isCurrent(writer.reader) else { return nil }
      let transaction = try Transaction(
        writer.reader, environment, now: now, user: user, enteredBy: login ?? user)
      defer { transaction.forgetImages() }
      let result = try body(transaction)
      if isDryRun { return result }
      try transaction.noteChanges()
      let changes = try transaction.changes()
      guard !changes.paths.isEmpty else { return result }
      let header = OperationHeader(
        id: transaction.context.operation.text, at: transaction.context.now.secondsSinceEpoch,
        user: user.text, actor: transaction.context.actor?.text, command: command,
        kind: transaction.operationKind)
      let catalog = Catalog(transaction)
      // Nobody looks anything up from here on, and what an import or its undo has to write is large.
      var known: (layers: CatalogLayers, files: Catalog.Files)?
      if let state = transaction.takeCatalog(), transaction.keepsPipelines {
        catalog.persist(state)
        known = state.hasNews ? nil : state.layers.map { ($0, state.files) }
      }
      let before = catalog.stamps(of: changes.paths)
      do throws(StoreError) {
        let commit = try writer.commit(header, changes)
        if commit.isApplied, transaction.keepsPipelines {
          let followed = Catalog(transaction, sequence: commit.sequence)
          followed.follow(
            changes.paths, before: before, written: commit.files, known: known,
            record: transaction.record)
          written = followed
        }
      } catch {
        throw CRMError(error)
      }
      return result
    }
    if let written { fold(written) }
    if let result { return result }
    try migrate()
    return try write(
      now: now, user: user, enteredBy: login, command: command, isDryRun: isDryRun, body)
  }

  /// Looks at every file of the data directory and says what is wrong with it.
  ///
  /// An older directory is brought up to date first.
  /// - Parameter runner: Asks git where the data are shared: what a commit holds came from somebody.
  /// - Throws: `CRMError.newerFormat` for a newer one; what opening a directory meets and leaves no
  ///   trace in its files.
  /// - Returns: One problem a damaged document and none for its consequences, by path.
  package func check(askingGit runner: Git.Runner? = nil) throws(CRMError) -> [CheckProblem] {
    try migrateIfOlder()
    let problems = try store.check(wait: wait, environment: environment)
    keepDigests()
    guard !problems.isEmpty, isShared else { return problems }
    let unexplained = try? read { (snapshot) throws(CRMError) in
      try self.unexplained(problems, snapshot, askingGit: runner)
    }
    return unexplained ?? problems
  }
}
