import CRMModel

/// Making a data directory one of several, and asking how it stands.
extension Workspace {
  /// What tells git to leave the merging of documents to this program.
  private static let attributes = "*.json merge=crm -text\n"
  /// The driver's settings, by key.
  static let driver = [
    ("merge.crm.name", "crm"), ("merge.crm.driver", "crm merge-document %O %A %B %P"),
  ]

  /// Makes the data directory a repository of git, with everything in its first commit (R120).
  ///
  /// One that is a repository already is set right. The remote is where others find it; `nil` for later.
  /// - Throws: `CRMError.sync` where git refuses, `.notPermitted` for who may not write here.
  package func startSyncing(
    _ request: SyncRequest, remote: String?
  ) throws(CRMError) {
    let (context, files) = (store.context, store.context.fileSystem)
    let git = Git(
      root, context.access, author: request.user, at: environment.now(), runner: request.runner)
    try write(
      now: request.now, user: request.user, enteredBy: request.login, command: request.command,
      isDryRun: request.isDryRun
    ) { (transaction) throws(CRMError) in
      guard !request.isDryRun else { return }
      let isNew: Bool
      do throws(SystemError) { isNew = try files.status("\(root)/.git") == nil } catch {
        throw .system(error)
      }
      if isNew {
        try git.output(
          ["init", "--quiet", "--initial-branch=main", "--", root], inRepository: false)
      }
      for (key, value) in Self.driver { try git.output(["config", key, value]) }
      var state = SyncState.read(context)
      if let remote {
        let known = try git.line("config", "--get", "remote.\(GitRepository.origin).url")
        // With another remote, what was fetched from the first one is no news of it.
        if known != nil, known != remote {
          try git.output(["remote", "remove", GitRepository.origin])
          state.upstream = nil
        }
        if known != remote { try git.output(["remote", "add", GitRepository.origin, remote]) }
      }
      for (name, text) in zip(GitRepository.settings, ["local/\n", Self.attributes]) {
        try keep(text, named: name)
      }
      try git.output(["add", "--force", "--"] + GitRepository.settings)
      let repository = try GitRepository(git, files)
      let unpublished = try transaction.operations(since: state)
      let done = unpublished.filter { $0.sequence > state.committed }
      try repository.follow()
      try repository.commitAll(CommitMessage.text(of: done)) { (staged) throws(CRMError) in
        try HandChanges(transaction, repository, staged, unpublished: unpublished).requireSound()
      }
      state.committed = transaction.reader.sequence
      try state.write(context)
    }
  }

  /// Writes one of git's own files where there is none.
  private func keep(_ text: String, named name: String) throws(CRMError) {
    let context = store.context
    do throws(SystemError) {
      guard try context.fileSystem.status("\(root)/\(name)") == nil else { return }
      try context.fileSystem.createFile(
        "\(root)/\(name)", Array(text.utf8), mode: context.access.fileMode)
    } catch {
      throw .system(error)
    }
  }

  /// How this machine stands to the others, by what was fetched last; nothing is fetched.
  ///
  /// - Throws: `CRMError.sync` where there is nothing to synchronize with.
  package func syncStatus(_ request: SyncRequest) throws(CRMError) -> SyncStatus {
    let git = Git(
      root, store.context.access, author: request.user, at: environment.now(),
      runner: request.runner)
    let repository = try GitRepository(git, store.context.fileSystem)
    let state = SyncState.read(store.context)
    let operations = try read { (snapshot) throws(CRMError) in
      try snapshot.summaries(after: state.published).count(where: \.isOwn)
    }
    let distance = try repository.distance(repository.tips()) ?? (ahead: 0, behind: 0)
    return SyncStatus(
      remote: try repository.remote(), branch: repository.branch, operations: operations,
      ahead: distance.ahead, behind: distance.behind, setAside: state.setAside.count)
  }

  /// The own operations that are set aside, oldest first (R122).
  package func setAside() -> [SetAside] { SyncState.read(store.context).setAside }

  /// Forgets operations that are set aside, once somebody has given them again or given them up.
  ///
  /// - Throws: `CRMError.notFound` for one that is not set aside.
  package func dropSetAside(_ id: String?, isDryRun: Bool) throws(CRMError) -> [SetAside] {
    try fromStore(
      try store.write(wait: wait) { (_: consuming StoreWriter) throws(StoreError) in () })
    var state = SyncState.read(store.context)
    let dropped = state.setAside.filter { id == nil || $0.id == id }
    if let id, dropped.isEmpty {
      throw .notFound(.operation, id, nearest: state.setAside.map(\.id))
    }
    state.setAside.removeAll(where: dropped.contains)
    if !isDryRun { try state.write(store.context) }
    return dropped
  }
}

/// How a machine stands to the others.
package struct SyncStatus: Sendable {
  /// Where the others find what it does; `nil` where it is alone.
  package let remote: String?
  /// The branch that is worked on.
  package let branch: String
  /// Its own operations that wait for being sent.
  package let operations: Int
  /// Commits that wait for being sent, and those that were fetched and not taken over.
  package let ahead: Int
  package let behind: Int
  /// Own operations that are set aside.
  package let setAside: Int
}
