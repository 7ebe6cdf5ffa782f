package import CRMModel

extension Workspace {
  /// Notes that what was changed outside of the program is right as it is, so that the check speaks of
  /// later changes only.
  ///
  /// No document changes, and nothing goes into the journal: what this machine takes for right lies in
  /// `local/`.
  ///
  /// - Parameters:
  ///   - user: In whose name the command is given.
  ///   - login: Who gives it.
  ///   - isDryRun: Whether only to say what would be accepted.
  /// - Throws: What `check` throws, and `CRMError.notPermitted` for everybody but admins, because no
  ///   rights were asked of the change.
  /// - Returns: What was accepted, and the problems that are left.
  package func accept(
    user: Login, enteredBy login: Login, isDryRun: Bool
  ) throws(CRMError) -> RepairReport {
    try migrateIfOlder()
    let (accepted, rest) = try store.write(wait: wait) {
      (writer: consuming StoreWriter) throws(CRMError) -> ([CheckProblem], [CheckProblem]) in
      let reader = writer.reader
      var check = Check(reader, environment)
      let problems = try check.problems()
      let people = check.people
      try permitted { () throws(Denial) in
        try people.requireActor(login, as: user)
        try people.require(
          .people,
          user,
          Phrase(
            ru: "изменения в обход crm принимает только администратор",
            en: "only an admin accepts what was changed outside of crm"))
      }
      let accepted = problems.filter(\.isAcceptable)
      if !isDryRun { try fromStore(try check.journal.accept(accepted.map(\.path), reader)) }
      return (accepted, problems.filter { !$0.isAcceptable })
    }
    let remaining = isDryRun ? rest : try check()
    return RepairReport(
      repaired: accepted.filter { !remaining.contains($0) }
        .map { CheckRepair(accepting: $0) },
      remaining: remaining)
  }

  /// Notes how all documents are where nothing is known of that, as in a fresh copy or a directory of
  /// an earlier version, and writes the digests anew where half of them are old; what cannot be written
  /// is left to the next check.
  func keepDigests() {
    let context = store.context
    let status: FileStatus?
    do throws(SystemError) {
      status = try context.fileSystem.status(context.layout.digests)
    } catch {
      return
    }
    if let size = status?.size {
      guard size > 1 << 20, let digests = Digests.read(context), digests.size < size / 2 else {
        return
      }
    }
    try? store.write(wait: .zero) { (writer: consuming StoreWriter) throws(CRMError) in
      let reader = writer.reader
      try fromStore(try JournalEvidence(reader).accept([], reader))
    }
  }
}

extension CheckProblem {
  /// Whether a person can say that the document is right as it is: what every command reads rightly,
  /// and what is gone and is not needed.
  package var isAcceptable: Bool {
    switch kind {
    case .changedOutside, .contradictsHistory, .misspeltKey, .lostHistory: true
    case .missingDocument:
      StoreLayout.isDocument(path)
        && ![DataDirectory.formatPath, DataDirectory.settingsPath].contains(path)
    case .damagedDocument, .newerDocument, .misplacedDocument, .duplicateID, .danglingReference,
      .brokenChain, .brokenPaper, .duplicateNumber, .brokenHistory, .brokenTasks, .wrongContacts,
      .unreadable, .notAFile, .notAFolder, .symbolicLink, .foreignFile, .leftoverFile,
      .permissions, .notIgnored, .journalDamaged, .catalogWrong:
      false
    }
  }
}
