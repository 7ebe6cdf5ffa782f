package import CRMModel

/// What was done, by whom, newest first.
extension Snapshot {
  /// The operations that the journal still knows, and those that other machines have published, newest
  /// first.
  package func log() throws(CRMError) -> [LogEntry] {
    let summaries = try summaries()
    let undone = summaries.undone
    var entries: [LogEntry] = []
    for summary in summaries {
      entries.append(try logEntry(summary, isUndone: undone.contains(summary.header.id)))
    }
    let known = Set(entries.map(\.id))
    let others = published.filter { !known.contains($0.id) }
    // Of one second, this machine's own first.
    if !others.isEmpty { entries = (entries + others).sorted { $1.at < $0.at } }
    guard let sight = try sight() else { return entries }
    return entries.filter { sight.sees(.deal, of: $0.user.key) }
  }

  /// The operations that changed a deal, company or contact (R37), newest first: from its own history,
  /// so that they are known on every machine and however long ago they were; the command's words where
  /// the journal has them.
  package func log<Kind: Document>(of entity: Kind) throws(CRMError) -> [LogEntry] {
    log(of: entity, try commands())
  }

  /// The same of all deals that were changed since a moment, each for itself.
  ///
  /// Reads their documents.
  package func logOfDeals(since start: Instant?) throws(CRMError) -> [LogEntry] {
    let commands = try commands()
    var entries: [LogEntry] = []
    for record in try index([.deal]).deals where !record.isDeleted {
      if let start, let changed = record.updatedAt, changed < start { continue }
      entries += log(of: try get(record.id), commands)
    }
    return entries.sorted { ($1.at, $1.id.bits) < ($0.at, $0.id.bits) }
  }

  /// The words of the commands that the journal knows.
  private func commands() throws(CRMError) -> [String: [String]] {
    Dictionary(
      keepingFirst: try summaries().map { ($0.header.id, $0.header.command) }
        + published.map { ($0.id.text, $0.command) })
  }

  private func log<Kind: Document>(of entity: Kind, _ commands: [String: [String]]) -> [LogEntry] {
    var entries: [LogEntry] = []
    var seen: Set<OperationID> = []
    let events = Dictionary(grouping: entity.history, by: \.operation)
    for event in entity.history.reversed() where seen.insert(event.operation).inserted {
      entries.append(
        LogEntry(
          id: event.operation, at: event.recorded, user: event.by, actor: event.actor,
          command: commands[event.operation.text] ?? [],
          changes: [
            .init(
              kind: Kind.kind.rawValue, id: entity.id.text, name: entity.name,
              events: events[event.operation] ?? [])
          ],
          isUndone: event.isUndone,
          events: events[event.operation] ?? []))
    }
    return entries
  }

  /// The journal's operations without their documents, newest first.
  func summaries(after first: UInt64 = 0) throws(CRMError) -> [OperationSummary] {
    try fromStore(try reader.summaries(after: first, limit: Int.max))
  }

  /// One operation with its documents; `nil` where the journal has forgotten it.
  func operation(_ sequence: UInt64) throws(CRMError) -> Operation? {
    try fromStore(try reader.operation(sequence))
  }

  /// An import changes 100,000 documents, and each is opened for its name.
  private static var mostShownChanges: Int { 100 }

  /// An operation as the log shows it, with the present names of what it changed.
  func logEntry(_ summary: OperationSummary, isUndone: Bool) throws(CRMError) -> LogEntry {
    let header = summary.header
    guard let id = OperationID(header.id), let at = Instant(secondsSinceEpoch: header.at) else {
      throw .store(.damaged(path: reader.root, .badRecord(sequence: summary.sequence)))
    }
    return LogEntry(
      id: id, at: at,
      user: Login(stored: header.user), actor: header.actor.map { Login(stored: $0) },
      command: header.command,
      changes: summary.paths.prefix(Self.mostShownChanges).map { change($0, by: id) },
      changeCount: summary.paths.count, isUndone: isUndone)
  }

  private func change(_ path: String, by operation: OperationID) -> LogEntry.Change {
    for kind in Kind.documents {
      guard let id = kind.id(ofPath: path) else { continue }
      return change(of: kind.type, id, by: operation)
    }
    return LogEntry.Change(kind: "document", id: path, name: nil)
  }

  /// What happened to a document; nothing is known of one that is gone or cannot be read, which a log
  /// need not fail for.
  private func change<Named: Document>(
    of _: Named.Type, _ id: String, by operation: OperationID
  ) -> LogEntry.Change {
    let found = Identifier<Named>(id).flatMap { try? find($0) }
    return LogEntry.Change(
      kind: Named.kind.rawValue, id: id, name: found?.name,
      events: found?.history.filter { $0.operation == operation } ?? [])
  }
}

extension [OperationSummary] {
  /// The ids of those that a merge took back: for whoever turns others they were never done (R122).
  var setAside: Set<String> {
    reduce(into: []) { found, summary in
      if case .merge(let ids) = summary.header.kind { found.formUnion(ids) }
    }
  }

  /// The ids of those, newest first, that are taken back; of the turns of an operation, all but the
  /// newest, which decides.
  var undone: Set<String> {
    let aside = setAside
    var undone = aside
    var settled: Set<String> = []
    for summary in self where !aside.contains(summary.header.id) {
      switch summary.header.kind {
      case .normal, .merge: continue
      case .undo(let id), .redo(let id):
        if !settled.insert(id).inserted {
          undone.insert(summary.header.id)
        } else if summary.header.kind == .undo(of: id) {
          undone.insert(id)
        }
      }
    }
    return undone
  }
}
