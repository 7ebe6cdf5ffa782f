import CRMModel

/// How a problem can be mended without guessing, and who may.
extension Check {
  /// The people by their document, else by what the journal last knew of it; with neither, the
  /// directory is nobody's.
  var people: People {
    let path = DataDirectory.peoplePath
    let read = (try? reader.read(path)) ?? nil
    let known = [read, journal.lastImage(path)].compactMap { $0 }
    return known.lazy.compactMap { try? People(bytes: $0) }.first ?? People()
  }

  /// Refuses a repair by somebody who may not act here, or may not change documents so.
  ///
  /// - Throws: `CRMError.notPermitted`.
  func require(
    _ changes: [StoredChange], by actor: (login: Login, user: Login), on day: Day
  ) throws(CRMError) {
    let people = people
    try permitted { () throws(Denial) in
      try people.requireActor(actor.login, as: actor.user)
      for change in changes { try people.require(change, by: actor.user, on: day) }
    }
  }

  /// The steps that mend a problem, in their order; none where it is left to a person.
  func steps(for problem: CheckProblem) -> [RepairStep] {
    guard problem.isRepairable else { return [] }
    switch problem.kind {
    case .permissions:
      let isShared = isShared != false
      let tally = isShared ? exposed.beyondGroup : exposed.beyondOwner
      return [.restrict(tally.paths, isShared ? .group : .owner)]
    case .notIgnored:
      return [.ignoreLocal]
    case .leftoverFile:
      return leftover(problem.path).map { [.setAside($0)] } ?? []
    case .catalogWrong:
      return [.setAside(problem.path)]
    case .misplacedDocument:
      return stepsForMisplaced(problem.path)
    case .damagedDocument, .missingDocument, .duplicateID, .brokenHistory, .lostHistory,
      .unreadable, .notAFile, .symbolicLink:
      return restore(problem.path)
    case .newerDocument, .danglingReference, .brokenChain, .brokenPaper, .duplicateNumber,
      .brokenTasks, .wrongContacts, .notAFolder, .foreignFile, .journalDamaged,
      .contradictsHistory, .misspeltKey, .changedOutside:
      return []
    }
  }

  /// The name of a leftover file, which a problem shows without its control characters.
  private func leftover(_ shown: String) -> String? {
    let folder = "local/tmp"
    let entries = try? reader.context.fileSystem.listFolder(absolute(folder))
    return entries?.map { "\(folder)/\($0.name)" }.first { SafeText.visible($0) == shown }
  }

  private func restore(_ path: String) -> [RepairStep] {
    guard let image = journal.lastImage(path) else { return [] }
    do throws(StoreError) {
      return [.restore(path, before: try reader.read(path), image: image)]
    } catch {
      // What may not be read now may be somebody's good work.
      if case .failed(let cause) = error, cause.isReadOnly { return [] }
      return [.setAside(path), .restore(path, before: nil, image: image)]
    }
  }

  private func stepsForMisplaced(_ path: String) -> [RepairStep] {
    guard let bytes = try? reader.read(path) else { return [] }
    let name = String(path.drop { $0 != "/" }.split(separator: "/").last?.dropLast(5) ?? "")
    for kind in Kind.documents where path.hasPrefix(kind.folder + "/") {
      guard let id = (try? kind.type.init(bytes: bytes))?.place.text else { return [] }
      let place = kind.path(id)
      guard (try? reader.read(place)) == .some(nil) else { return [] }
      if path != kind.path(name) { return [.move(path, to: place, bytes)] }
      // Over this document another one was written. That one is put in its place if there was one.
      let move = journal.lastImage(place) == nil ? [] : [RepairStep.move(path, to: place, bytes)]
      return move + restore(path)
    }
    return []
  }
}
