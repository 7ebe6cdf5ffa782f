package import CRMModel

extension Workspace {
  /// Which way an operation is turned.
  package enum Turn: Sendable {
    /// Takes back an operation: where none is named, the last one of the user that stands.
    case undo
    /// Does an operation again: where none is named, the last one of the user that was taken back.
    case redo
  }

  /// Takes back, or does again, an operation as a whole: the user's last one, or whosever is named.
  ///
  /// Every field gets its other value; it is a new revision, never an old one. Events and comments of
  /// an undone operation stay in the history, marked undone.
  ///
  /// - Throws: `CRMError.refused` where there is nothing to turn, where a document has changed since,
  ///   or where the result would break a reference; `.notPermitted` where the user may not do now what
  ///   the operation did; `.notFound` and `.ambiguous` for an id that names none or several.
  /// - Returns: The operation that was turned.
  package func turn(
    _ turn: Turn, _ reference: String? = nil, now: (TimeZoneRules) throws(CRMError) -> Instant,
    user: Login,
    enteredBy login: Login? = nil, command: [String], isDryRun: Bool
  ) throws(CRMError) -> LogEntry {
    try write(
      now: now, user: user, enteredBy: login, command: command, isDryRun: isDryRun
    ) {
      (transaction) throws(CRMError) in
      let target = try transaction.target(of: turn, reference, user: user)
      transaction.operationKind =
        switch turn {
        case .undo: .undo(of: target.header.id)
        case .redo: .redo(of: target.header.id)
        }
      let people = try transaction.people()
      let today = transaction.context.zone.day(of: transaction.context.now)
      try target.forEach { (change) throws(CRMError) in
        try permitted { () throws(Denial) in try people.require(change, by: user, on: today) }
      }
      let papers = try transaction.papersAround(target.summary)
      try target.forEach { (change) throws(CRMError) in
        try transaction.turn(turn, change, of: target)
      }
      try transaction.settlePapers(of: target.summary, since: papers, turn.refused)
      try transaction.checkReferences(of: target, turned: turn)
      try transaction.checkStages(turn, of: target)
      return try transaction.logEntry(target.summary, isUndone: turn == .undo)
    }
  }
}

extension Workspace.Turn {
  /// What cannot be done.
  var refused: Phrase {
    switch self {
    case .undo: Phrase(ru: "нельзя отменить действие", en: "cannot undo the operation")
    case .redo: Phrase(ru: "нельзя вернуть отмененное действие", en: "cannot redo the operation")
    }
  }

  /// That an operation is as the turn would make it.
  fileprivate func isDone(_ id: String) -> CRMError {
    let words =
      switch self {
      case .undo: Phrase(ru: "действие '\(id)' уже отменено", en: "operation '\(id)' is undone")
      case .redo: Phrase(ru: "действие '\(id)' в силе", en: "operation '\(id)' stands")
      }
    return .refused(Refusal("undo", words, remedies: [Remedy(self == .undo ? "redo" : "undo", id)]))
  }
}

extension StoredChange {
  /// The document as it is found and as it becomes.
  fileprivate func images(_ turn: Workspace.Turn) -> (from: [UInt8]?, to: [UInt8]?) {
    switch turn {
    case .undo: (after, before)
    case .redo: (before, after)
    }
  }
}

extension Operation {
  /// The operation without the contents of its documents.
  fileprivate var summary: OperationSummary {
    OperationSummary(sequence: sequence, header: header, paths: changes.paths)
  }

  /// Looks at the documents in their order.
  fileprivate func forEach(_ body: (StoredChange) throws(CRMError) -> Void) throws(CRMError) {
    for place in changes.paths.indices { try body(try fromStore(try changes.at(place))) }
  }
}

extension Transaction {
  /// The operation that a turn is about.
  fileprivate func target(
    of turn: Workspace.Turn, _ reference: String?, user: Login
  ) throws(CRMError) -> Operation {
    if let reference { return try operation(called: reference, turn) }
    guard let last = try last(for: turn, user), let operation = try operation(last.sequence) else {
      throw .refused(
        Refusal(
          "undo",
          turn == .undo
            ? Phrase(ru: "отменять нечего", en: "there is nothing to undo")
            : Phrase(ru: "возвращать нечего", en: "there is nothing to redo")))
    }
    return operation
  }

  /// The operation of an id, or of the start of one, where it can be turned.
  private func operation(
    called reference: String, _ turn: Workspace.Turn
  ) throws(CRMError) -> Operation {
    let summaries = try summaries()
    let found = summaries.filter {
      $0.header.id == reference
        || reference.count >= Self.leastPrefix && $0.header.id.hasPrefix(reference)
    }
    guard found.count < 2 else {
      throw .ambiguous(
        .operation, reference,
        candidates: found.map {
          .init(reference: $0.header.id, name: $0.header.command.joined(separator: " "))
        })
    }
    guard let summary = found.first, let operation = try operation(summary.sequence) else {
      throw .notFound(.operation, reference, nearest: [])
    }
    guard case .normal = summary.header.kind else {
      throw .refused(
        Refusal(
          "undo",
          Phrase(
            ru: "действие '\(reference)' само отменяет, возвращает или сводит другие",
            en: "operation '\(reference)' itself takes back, repeats or merges others"),
          remedies: [Remedy("log")]))
    }
    guard !summaries.setAside.contains(summary.header.id) else {
      throw .refused(
        Refusal(
          "undo",
          Phrase(
            ru: "действие '\(reference)' отложено: оно не сочеталось с тем, что сделали другие",
            en: "operation '\(reference)' is set aside: it did not go with what others did"),
          remedies: [Remedy("sync", "conflicts")]))
    }
    let isUndone = summaries.undone.contains(summary.header.id)
    guard isUndone == (turn == .redo) else { throw turn.isDone(summary.header.id) }
    return operation
  }

  /// The user's last operation that can be turned: a stack of them is played from the journal, of
  /// which others may have taken some back.
  private func last(
    for turn: Workspace.Turn, _ user: Login
  ) throws(CRMError) -> OperationSummary? {
    var done: [OperationSummary] = []
    var undone: [OperationSummary] = []
    let summaries = try summaries()
    let aside = summaries.setAside
    for summary in summaries.reversed() where !aside.contains(summary.header.id) {
      switch summary.header.kind {
      case .normal:
        guard summary.header.user == user.text else { continue }
        done.append(summary)
        undone = []
      case .merge: continue
      case .undo(let id):
        if let turned = done.takeLast(where: { $0.header.id == id }) { undone.append(turned) }
      case .redo(let id):
        if let turned = undone.takeLast(where: { $0.header.id == id }) { done.append(turned) }
      }
    }
    return turn == .undo ? done.last : undone.last
  }

  /// Turns one document.
  fileprivate func turn(
    _ turn: Workspace.Turn, _ change: StoredChange, of target: Operation
  ) throws(CRMError) {
    guard let place = DocumentPlace(change.path) else {
      return try turnBytes(turn, change, of: target)
    }
    try self.turn(place.kind.type, turn, change, of: target)
  }

  /// Turns what has no history, as a whole.
  private func turnBytes(
    _ turn: Workspace.Turn, _ change: StoredChange, of target: Operation
  ) throws(CRMError) {
    let (from, to) = change.images(turn)
    guard ChangeNotes.areSame(try bytes(change.path), from) else {
      // Where another head has kept his part of the evening since, all of it stays.
      if DataDirectory.isEvening(change.path) { return }
      throw try changedSince(change.path, turn, target)
    }
    try replace(to, at: change.path)
  }

  private func turn<Kind: Document>(
    _: Kind.Type, _ turn: Workspace.Turn, _ change: StoredChange, of target: Operation
  ) throws(CRMError) {
    // What a repair replaced may be no document, or not the one of its place.
    for image in [change.before, change.after] {
      if let image, (try? Kind(bytes: image))?.path != change.path {
        return try turnBytes(turn, change, of: target)
      }
    }
    if let before: Kind = try decode(change.before, change.path),
      let after: Kind = try decode(change.after, change.path), !after.continues(before)
    {
      // A backup was restored: what came after it is in the other image only.
      return try turnBytes(turn, change, of: target)
    }
    let images = change.images(turn)
    let was: Kind? = try decode(images.from, change.path)
    let becomes: Kind? = try decode(images.to, change.path)
    // Where it is not there on one side, what stays of the other side's is.
    let (from, to) = (was ?? becomes?.remains, becomes ?? was?.remains)
    let current: Kind? = try decode(try bytes(change.path), change.path)
    guard let id = OperationID(target.header.id) else {
      throw try changedSince(change.path, turn, target)
    }
    let bare = current?.withoutHistory
    var isChanged = bare != from?.withoutHistory
    if !isChanged, let current, let from {
      isChanged = try isTouched(current, since: from, by: target, keeps: to != nil)
    }
    // Whether an invoice is paid is told by the payments that stay, once all is turned.
    let isSettled = Self.isSettled(from, to) && [from, to].contains { $0?.withoutHistory == bare }
    guard !isChanged || isSettled else { throw try changedSince(change.path, turn, target) }
    guard var result = isChanged ? current : to else { return try set(change.path, to: nil) }
    result.history = (current ?? result).history
    for index in result.history.indices where result.history[index].operation == id {
      result.history[index].isUndone = turn == .undo
    }
    result.history.append(
      Event(
        at: context.now, recorded: context.now, by: context.user, actor: context.actor,
        operation: context.operation, kind: turn == .undo ? .undone(id) : .redone(id)))
    try keep(result)
  }

  /// Whether other operations stand than in the state that an operation found or left.
  ///
  /// All count and not the last one alone: a merge puts what others did before that, too (R123). Of mere
  /// words that others had written by then, nothing is lost where the document stays.
  private func isTouched<Kind: Document>(
    _ current: Kind, since state: Kind, by target: Operation, keeps isKept: Bool
  ) throws(CRMError) -> Bool {
    let (here, there) = (current.standingOperations, state.standingOperations)
    guard here != there else { return false }
    guard isKept, there.isSubset(of: here) else { return true }
    let own = Set(try summaries().map(\.header.id))
    return current.history.contains { event in
      here.contains(event.operation) && !there.contains(event.operation)
        && (!event.kind.isRemark || own.contains(event.operation.text)
          || event.recorded.secondsSinceEpoch > target.header.at)
    }
  }

  private func decode<Kind: Document>(
    _ bytes: [UInt8]?, _ path: String
  ) throws(CRMError) -> Kind? {
    guard let bytes else { return nil }
    return try Snapshot.decoding(path) { () throws(DocumentError) in try Kind(bytes: bytes) }
  }

  /// What stands in the way of a turn: the operations that touched a document since, the newest of
  /// which has to be taken back first; none where the journal does not know it.
  private func changedSince(
    _ path: String, _ turn: Workspace.Turn, _ target: Operation
  ) throws(CRMError) -> CRMError {
    let summaries = try summaries()
    let undone = summaries.undone
    let later = summaries.filter {
      $0.sequence > target.sequence && $0.header.kind == .normal && $0.paths.contains(path)
        && !undone.contains($0.header.id)
    }
    let refused = turn.refused
    guard let last = later.first else {
      return .refused(
        Refusal(
          "undo",
          Phrase(
            ru: "\(refused.ru): документ '\(path)' с тех пор изменился",
            en: "\(refused.en): '\(path)' has changed since"),
          remedies: [Remedy("log")]))
    }
    let list = later.prefix(5).map { "\($0.header.id) (\($0.header.user))" }
      .joined(separator: ", ")
    return .refused(
      Refusal(
        "undo",
        Phrase(
          ru: "\(refused.ru): документ '\(path)' с тех пор изменили: \(list)",
          en: "\(refused.en): '\(path)' was changed since by \(list)"),
        alternative: Alternative(Remedy("undo", last.header.id))))
  }

  /// Refuses where something still refers to what would vanish, such as a deal added meanwhile to a
  /// company that was made by the undone operation, and where what comes back refers to what is gone.
  fileprivate func checkReferences(
    of target: Operation, turned turn: Workspace.Turn
  ) throws(CRMError) {
    var vanishes = false
    try target.forEach { (change) throws(CRMError) in
      let images = change.images(turn)
      if images.from == nil, images.to != nil { try requireReferences(of: change.path, turn) }
      vanishes = vanishes || images.from != nil && images.to == nil
    }
    guard vanishes else { return }
    // What the operation changed refers to what it says now, all else to what the catalog says: an
    // index with all of these changes would be as large as that of the documents.
    let stored = try storedIndex()
    var turned: [DocumentPlace: [DocumentPlace]] = [:]
    for place in target.changes.paths.lazy.compactMap(DocumentPlace.init) {
      for reference in try document(at: place)?.references ?? [] {
        turned[reference, default: []].append(place)
      }
    }
    try target.forEach { (change) throws(CRMError) in
      let images = change.images(turn)
      guard let from = images.from, images.to == nil, let place = DocumentPlace(change.path),
        let document = try? place.kind.type.init(bytes: from)
      else { return }
      let others = try users(of: place, as: document, in: stored).filter { !isChanged($0.path) }
      var users: [String] = []
      for user in (turned[place] ?? []) + others {
        // What stays of a document may be named by what is out of force too.
        if document.hasRemains, try self.document(at: user)?.isOnlyRemains == true { continue }
        users.append(user.text)
      }
      guard users.isEmpty else { throw stillUsed(place.text, by: users, turn) }
    }
  }

  /// Refuses where a deal would stand at a stage that there is no more, because either has been
  /// turned (R44).
  fileprivate func checkStages(_ turn: Workspace.Turn, of target: Operation) throws(CRMError) {
    try target.forEach { (change) throws(CRMError) in
      let images = change.images(turn)
      if let id = DataDirectory.pipelineID(ofPath: change.path) {
        let gone = PipelineDocument.stages(images.from)
          .subtracting(PipelineDocument.stages(images.to))
        guard !gone.isEmpty else { return }
        let deals = try index([.deal]).deals.filter {
          $0.pipeline == id && gone.contains($0.stage)
        }
        guard deals.isEmpty else { throw stillUsed(id.text, by: deals.map(\.id.text), turn) }
      } else if Kind.deal.id(ofPath: change.path) != nil,
        let deal = try? images.to.map({ try Deal(bytes: $0) }),
        (try? images.from.map({ try Deal(bytes: $0) }))?.stage != deal.stage,
        try pipelines()[deal.pipeline]?.stage(deal.stage) == nil
      {
        throw try changedSince(DataDirectory.pipelinePath(deal.pipeline.text), turn, target)
      }
    }
  }
}

extension Document {
  fileprivate var hasRemains: Bool { remains != nil }
  fileprivate var isOnlyRemains: Bool { remains == withoutHistory }

  /// What an undo compares: the fields without what only ever grows.
  fileprivate var withoutHistory: Self {
    var bare = self
    bare.history = []
    return bare
  }

  /// Whether all that happened to another state of the document happened to this one too.
  fileprivate func continues(_ earlier: Self) -> Bool {
    history.count >= earlier.history.count
      && zip(history, earlier.history).allSatisfy { $0.asDone == $1.asDone }
  }

  /// The operations that stand: turned ones, and the turning itself, count for nothing.
  fileprivate var standingOperations: Set<OperationID> {
    Set(
      history.lazy.filter { event in
        if case .undone = event.kind { return false }
        if case .redone = event.kind { return false }
        return !event.isUndone
      }.map(\.operation))
  }
}

extension Array {
  /// Removes the last element that fits, and returns it.
  fileprivate mutating func takeLast(where fits: (Element) -> Bool) -> Element? {
    lastIndex(where: fits).map { remove(at: $0) }
  }
}
