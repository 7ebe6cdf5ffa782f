import CRMModel

/// What of this machine's own is taken back where it does not go with what others have published (R122).
extension MergeRun {
  /// The newest own operation on the documents that a problem is about.
  func culprit(of problem: CheckProblem) -> OperationSummary? {
    let gone = Set(taken.map(\.id))
    let left = own.filter { !gone.contains($0.header.id) }
    // What is too much for a paper is what is based on it, and it does not speak of that.
    if DocumentPlace(problem.path)?.kind == .paper,
      let found = left.last(where: { operation in
        operation.paths.contains { self.related(to: $0).contains(problem.path) }
      })
    {
      return found
    }
    let related = related(to: problem.path)
    if let found = left.last(where: { !related.isDisjoint(with: $0.paths) }) { return found }
    // What a document refers to can be what this machine removed.
    return left.last { operation in
      operation.paths.contains {
        sides.changes.theirs[$0] != nil || (try? transaction.bytes($0)) == nil
      }
    }
  }

  /// A document with those that it speaks of, and a chain with its parts.
  private func related(to path: String) -> Set<String> {
    var found: Set<String> = [path]
    var open = [path]
    while let next = open.popLast(), found.count < 200 {
      guard let place = DocumentPlace(next), let document = try? transaction.document(at: place)
      else { continue }
      for reference in document.references where found.insert(reference.path).inserted {
        if [.deal, .paper].contains(reference.kind) { open.append(reference.path) }
      }
    }
    return found
  }

  /// Takes an operation back with all later own ones on its documents.
  mutating func setAside(_ culprit: OperationSummary, because problem: CheckProblem) {
    var paths = Set(culprit.paths)
    let gone = Set(taken.map(\.id))
    let fresh = own.filter { operation in
      guard operation.sequence >= culprit.sequence, !gone.contains(operation.header.id),
        operation.sequence == culprit.sequence || !paths.isDisjoint(with: operation.paths)
      else { return false }
      paths.formUnion(operation.paths)
      return true
    }
    let reason = Phrase(
      ru: "\(problem.path): \(problem.message.ru)", en: "\(problem.path): \(problem.message.en)")
    taken += fresh.map { SetAside($0, because: reason, by: transaction.context.operation) }
    let order = Dictionary(keepingFirst: own.enumerated().map { ($1.header.id, $0) })
    taken.sort { order[$0.id] ?? 0 < order[$1.id] ?? 0 }
  }

  /// Gives the documents of what is taken back the contents that they had before it.
  mutating func takeBack() throws(CRMError) {
    let gone = Set(taken.map(\.id))
    again = [:]
    for path in Set(taken.flatMap(\.paths)).sorted() {
      let all = unpublished.filter { $0.paths.contains(path) }
      guard let last = all.last, let place = all.firstIndex(where: { gone.contains($0.header.id) }),
        let change = try change(of: path, by: all[place]),
        try transaction.bytes(path) == self.change(of: path, by: last)?.after
      else {
        guard let aside = taken.first(where: { $0.paths.contains(path) }) else { continue }
        throw impossible(aside)
      }
      try transaction.replace(change.before, at: path)
      guard all[place...].contains(where: { !$0.isOwn }) else { continue }
      again.updateValue(try self.change(of: path, by: all[0])?.before, forKey: path)
    }
  }

  /// What an operation made of a document; `nil` where the journal does not have it.
  private func change(
    of path: String, by summary: OperationSummary
  ) throws(CRMError) -> StoredChange? {
    guard let changes = try transaction.operation(summary.sequence)?.changes,
      let place = changes.paths.firstIndex(of: path)
    else { return nil }
    return try fromStore(try changes.at(place))
  }

  private func impossible(_ aside: SetAside) -> CRMError {
    .sync(
      SyncProblem(
        .refused,
        ru: "действие \(aside.id) не сочетается с тем, что сделали другие, а отложить его нельзя: "
          + "его документы с тех пор изменились (\(aside.reason.ru))",
        en: "operation \(aside.id) does not go with what others did and cannot be set aside: its "
          + "documents have changed since (\(aside.reason.en))", Remedy("log")))
  }
}

extension SetAside {
  fileprivate init(
    _ summary: OperationSummary, because reason: Phrase, by merge: OperationID
  ) {
    self.init(
      id: summary.header.id, at: Instant(secondsSinceEpoch: summary.header.at) ?? .first,
      user: Login(stored: summary.header.user), command: summary.header.command,
      paths: summary.paths, reason: reason, sequence: summary.sequence, merge: merge.text)
  }
}
