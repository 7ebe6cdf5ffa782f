/// The right to commit one operation, while the exclusive lock is held.
///
/// Committing uses the right up, so that there is at most one operation a lock; a writer that is
/// dropped has changed nothing.
package struct StoreWriter: ~Copyable {
  private let context: StoreContext
  private let plan: Recovery.Plan
  /// The view of the data directory; after the commit it shows the documents as changed.
  package let reader: StoreReader

  init(_ context: StoreContext, _ plan: Recovery.Plan) {
    self.context = context
    self.plan = plan
    reader = StoreReader(context, plan, isOverlaid: false)
  }

  /// Commits one operation: after the journal is flushed it has happened, whatever comes next.
  ///
  /// New contents are written to temporary files first, so that a full disk or a missing right is
  /// found while nothing has happened yet; after the commit point only renames are left. Should one
  /// of them fail, the journal still holds the operation and the next command carries it out.
  /// One flush, two where the journal begins a new segment; one more at a checkpoint. With the one
  /// of a recovery a command makes two at most, the checkpoint aside.
  ///
  /// - Parameters:
  ///   - header: who did what and when.
  ///   - changes: the documents by path, each once, with the contents that `reader` gave as before.
  /// - Throws: `StoreError.invalidPath` for what is no path of a document or comes twice,
  ///   `tooLarge`, `symbolicLink`, `damaged` or `failed`, with nothing changed; `uncertain` where
  ///   the device failed twice.
  /// - Returns: the operation's number, and whether the documents are written yet.
  package consuming func commit(
    _ header: OperationHeader, _ changes: StoredChanges
  ) throws(StoreError) -> StoreCommit {
    try checkPaths(changes.paths)
    let journal = Journal(context)
    let documents = DocumentFiles(context)
    let sequence = plan.position.sequence + 1
    guard sequence < StoreState.greatestSequence else {
      throw .damaged(path: context.layout.journal, .badRecord(sequence: sequence))
    }
    var total = 0
    let (staged, files, surroundings) = try documents.stage(
      changes.paths, keepsImages: changes.areInFile
    ) { (place) throws(StoreError) in
      let change = try changes.at(place)
      total += try size(of: change)
      guard total <= context.limits.operationBytes else {
        throw .tooLarge(path: context.layout.journal, limit: context.limits.operationBytes)
      }
      return change.before == change.after ? nil : .some(change.after)
    }
    // A command that has flushed for a recovery leaves the flush of a new segment to the next one.
    var place = plan.isRecorded ? journal.placeOfNext(plan.position) : plan.position
    var recent = RecentImages(place.offset == 0 ? "" : plan.recent)
    let written: Int
    do throws(StoreError) {
      let record = try JournalEntry(
        Operation(sequence: sequence, header: header, changes: changes), surroundings, recent)
      try recent.note(changes, record: place.offset)
      written = try journal.append(record, at: place)
    } catch {
      try? documents.sweep(keepsImages: false)
      throw error
    }
    place.sequence = sequence
    place.offset += written
    place.isTorn = false
    do throws(StoreError) {
      try documents.publish(staged)
    } catch {
      return StoreCommit(sequence: sequence)
    }
    settle(at: place, recent)
    return StoreCommit(sequence: sequence, files: files)
  }

  /// Forgets all operations so far, with the images that the journal holds of documents: nothing of
  /// them can be undone any more.
  ///
  /// The documents are on the device before, and the state that needs no older operation is, before any
  /// goes; killed at any point, it can be done again.
  package consuming func forget() throws(StoreError) {
    var plan = plan
    let (journal, last) = (Journal(context), plan.position.sequence)
    Digests.keep(upTo: last, context)
    try Recovery(context).makeCheckpoint(&plan)
    plan.position = JournalPosition(sequence: last, segment: last + 1, offset: 0, isTorn: false)
    plan.recent = ""
    try journal.prepare(plan.position)
    try Recovery(context).record(plan)
    try asking(try context.fileSystem.flushFileSystem(context.layout.root))
    try journal.forget(upTo: last)
  }

  /// Commits an operation of few documents, in any order.
  package consuming func commit(
    _ header: OperationHeader, _ changes: [StoredChange]
  ) throws(StoreError) -> StoreCommit {
    try commit(header, StoredChanges(changes.sorted { $0.path < $1.path }))
  }

  private borrowing func checkPaths(_ paths: [String]) throws(StoreError) {
    var previous = ""
    for path in paths {
      guard StoreLayout.isDocument(path), previous < path else { throw .invalidPath(path) }
      previous = path
    }
  }

  private borrowing func size(of change: StoredChange) throws(StoreError) -> Int {
    let sizes = (change.before?.count ?? 0, change.after?.count ?? 0)
    guard max(sizes.0, sizes.1) <= context.limits.documentBytes else {
      throw .tooLarge(path: change.path, limit: context.limits.documentBytes)
    }
    return sizes.0 + sizes.1
  }

  /// Notes that the documents are written, and where due that they are on the device.
  ///
  /// Nothing here may fail the command: with an old state, the next command does the same again.
  private borrowing func settle(at position: JournalPosition, _ recent: RecentImages) {
    var plan = plan
    plan.position = position
    plan.recent = recent.text
    let isDue = position.sequence - plan.checkpoint >= context.limits.checkpointOperations
    let previous = plan.checkpoint
    do throws(StoreError) {
      if isDue {
        // Flushed with the rest, so that what is about to be forgotten is not lost with it.
        Digests.keep(upTo: previous, context)
        try Recovery(context).makeCheckpoint(&plan)
      }
      try Recovery(context).record(plan)
      // The state that names the previous checkpoint has just been flushed; the new one may still be
      // lost, and the old one must then find every operation it asks for.
      if isDue {
        // What other machines have not got yet, a merge may have to take back (R122).
        let kept = SyncState.lastForgettable(context) ?? previous
        try Journal(context).forget(upTo: min(previous, kept))
      }
    } catch {
      return
    }
  }
}
