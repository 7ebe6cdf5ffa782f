package import CRMModel

extension Workspace {
  /// Copies every document as it is at one moment, without this machine's own files.
  ///
  /// Writers wait meanwhile. Cost: reads every document.
  ///
  /// - Parameters:
  ///   - path: An absolute path where nothing is yet: an archive where it ends with `.tar`, else a
  ///     folder.
  ///   - isDryRun: Whether only to count.
  /// - Throws: `CRMError.store` where something is there, where a document cannot be read or the copy
  ///   not be written; then nothing is left of it.
  /// - Returns: How many documents there are.
  package func backUp(to path: String, isDryRun: Bool) throws(CRMError) -> Int {
    let files = store.context.fileSystem
    let time = environment.now()
    return try read { (snapshot) throws(CRMError) in
      let reader = snapshot.reader
      var count = 0
      var copy = try fromStore(
        isDryRun
          ? nil : try BackupWriter(path, isArchive: path.hasSuffix(".tar"), at: time, files))
      do throws(StoreError) {
        try reader.forEachKept { (path, bytes) throws(StoreError) in
          if StoreLayout.isDocument(path) { count += 1 }
          try copy?.add(path, bytes)
        }
        try copy?.finish()
      } catch {
        copy?.discard()
        throw .store(error)
      }
      return count
    }
  }

  /// Makes every document what it was in a backup, and removes those that were not in it; one operation,
  /// which `undo` takes back.
  ///
  /// - Parameters:
  ///   - backup: The backup.
  ///   - now: The present moment in the directory's zone.
  ///   - user: In whose name the command is given.
  ///   - login: Who gives it.
  ///   - command: The words of the command, for the log.
  ///   - isDryRun: Whether only to say what would change.
  /// - Throws: `CRMError.notPermitted` for everybody but admins, and for one who is none in the backup and
  ///   could not take it back; `.document` where the backup's own settings, people or pipelines cannot
  ///   be used; `.store`, `.noDataDirectory` among it.
  /// - Returns: What changed.
  package func restore(
    _ backup: Backup, now: (TimeZoneRules) throws(CRMError) -> Instant, user: Login,
    enteredBy login: Login, command: [String], isDryRun: Bool
  ) throws(CRMError) -> RestoreReport {
    try write(now: now, user: user, enteredBy: login, command: command, isDryRun: isDryRun) {
      (transaction) throws(CRMError) in
      let refused = Phrase(
        ru: "из копии восстанавливает только администратор", en: "only an admin restores a backup")
      let people = try transaction.people()
      try permitted { () throws(Denial) in try people.require(.people, user, refused) }
      for path in try fromStore(try transaction.reader.paths()) where backup.files[path] == nil {
        try transaction.set(path, to: nil)
      }
      for (path, bytes) in backup.files.sorted(by: { $0.key < $1.key })
      where StoreLayout.isDocument(path) {
        if try transaction.bytes(path) != bytes { try transaction.set(path, to: bytes) }
      }
      transaction.forgetDerived()
      _ = try transaction.zone()
      let restored = try transaction.people()
      try permitted { () throws(Denial) in
        try restored.require(
          .people,
          user,
          Phrase(
            ru: "в копии \(user.text) — не администратор и не смог бы отменить восстановление",
            en: "in the backup \(user.text) is no admin and could not undo the restoring"))
      }
      return try RestoreReport(try transaction.changes())
    }
  }

  /// Makes a new data directory of a backup.
  ///
  /// - Throws: `CRMError.store` where something is there or it cannot be made.
  package static func restore(
    _ backup: Backup, at path: String, files: any FileSystem, isDryRun: Bool
  ) throws(CRMError) -> RestoreReport {
    if !isDryRun {
      let settings = backup.files[DataDirectory.settingsPath].flatMap { try? JSONReader.parse($0) }
      _ = try fromStore(
        try Store.create(
          at: path, files: backup.files.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
          access: DataDirectory.access(settings), fileSystem: files))
    }
    return RestoreReport(added: backup.files.keys.count { StoreLayout.isDocument($0) })
  }
}

/// How many documents a restoring changed.
package struct RestoreReport: Sendable {
  /// Those that were gone.
  package let added: Int
  /// Those that were otherwise.
  package let changed: Int
  /// Those that the backup does not have.
  package let removed: Int

  fileprivate init(added: Int = 0, changed: Int = 0, removed: Int = 0) {
    (self.added, self.changed, self.removed) = (added, changed, removed)
  }

  init(_ changes: StoredChanges) throws(CRMError) {
    var (added, changed, removed) = (0, 0, 0)
    for place in changes.paths.indices {
      let change = try fromStore(try changes.at(place))
      if change.before == nil {
        added += 1
      } else if change.after == nil {
        removed += 1
      } else {
        changed += 1
      }
    }
    self.init(added: added, changed: changed, removed: removed)
  }
}
