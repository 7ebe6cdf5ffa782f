import CRMModel

/// Every company, contact and deal by itself: place, content, history.
extension Check {
  /// The files of a kind: those where their name says, and those that lie elsewhere.
  private struct Places {
    var right: [String] = []
    var wrong: [(path: String, id: String)] = []
  }

  mutating func lookAtDocuments<Kind: Document>(_: Kind.Type) {
    let places = places(of: Kind.self)
    let present = Set(places.right)
    for (place, id) in places.right.enumerated() {
      look(at: Kind.path(id), id, as: Kind.self, present)
      environment.progress(WorkProgress(.check, place + 1, of: places.right.count))
    }
    for (path, id) in places.wrong { lookAtMisplaced(path, id, as: Kind.self, present) }
  }

  /// Those that the judged documents speak of, and the companies of their contacts: only to be known.
  mutating func lookAtThoseSpokenOf() {
    for place in facts.spokenOf { look(at: place.path, place.text, as: place.kind.type, []) }
    for place in facts.employers { look(at: place.path, place.text, as: place.kind.type, []) }
  }

  /// Documents that the journal knows and that are nowhere.
  mutating func lookForMissingDocuments() {
    for path in journal.existingPaths {
      guard let place = DocumentPlace(path), facts.isMissing(place) else { continue }
      reportLost(path)
      facts.suspect(place)
    }
  }

  mutating func reportLost(_ path: String) {
    report(
      .missingDocument, path,
      Phrase(
        ru: "документа нет, хотя журнал помнит его и не помнит удаления",
        en: "the document is gone, though the journal has it and no removal of it"),
      isRepairable: journal.lastImage(path) != nil)
  }

  // MARK: Places

  private mutating func places<Kind: Document>(of _: Kind.Type) -> Places {
    var places = Places()
    let folder = Kind.kind.folder
    if let reach {
      places.right = reach.identifiers(Kind.kind)
      places.wrong = reach.misplaced(Kind.kind).compactMap { path in
        Identifier<Kind>(String(path.split(separator: "/").last?.dropLast(5) ?? ""))
          .map { (path, $0.text) }
      }
      return places
    }
    guard let entries = entries(of: folder) else {
      facts.suspectAll(Kind.kind)
      return places
    }
    for entry in entries {
      let path = "\(folder)/\(entry.name)"
      // The first two characters of an id are told from other names by making a whole id of them.
      let isShard = Identifier<Kind>(entry.name + "000000") != nil
      switch entry.kind {
      case .folder where isShard: addShard(entry.name, to: &places, Kind.self)
      case .symbolicLink where isShard:
        reportLink(path)
        facts.suspectAll(Kind.kind)
      case .file where isShard:
        reportNoFolder(path)
        facts.suspectAll(Kind.kind)
      case .file, .folder, .symbolicLink, .other:
        add(entry, path, isInPlace: false, to: &places, Kind.self)
      }
    }
    addOverlaid(to: &places, folder)
    return places
  }

  private mutating func addShard<Kind: Document>(
    _ shard: String, to places: inout Places, _: Kind.Type
  ) {
    let folder = "\(Kind.kind.folder)/\(shard)"
    guard let entries = entries(of: folder) else { return facts.suspectAll(Kind.kind) }
    for entry in entries {
      add(
        entry, "\(folder)/\(entry.name)", isInPlace: entry.name.hasPrefix(shard), to: &places,
        Kind.self)
    }
  }

  private mutating func add<Kind: Document>(
    _ entry: FolderEntry, _ path: String, isInPlace: Bool, to places: inout Places, _: Kind.Type
  ) {
    let suffix = ".json"
    guard entry.name.hasSuffix(suffix),
      let id = Identifier<Kind>(String(entry.name.dropLast(suffix.count)))
    else { return reportForeign(entry, path) }
    switch entry.kind {
    case .file:
      noteMode(of: path)
      if isInPlace { places.right.append(id.text) } else { places.wrong.append((path, id.text)) }
    case .symbolicLink, .folder, .other:
      let isRepairable = journal.hasImage(path)
      if entry.kind == .symbolicLink {
        reportLink(path, isRepairable: isRepairable)
      } else {
        reportNoFile(path, isRepairable: isRepairable)
      }
      facts.suspect(DocumentPlace(id))
    }
  }

  /// Documents of a committed operation that could not be written yet.
  private func addOverlaid(to places: inout Places, _ folder: String) {
    guard hasUnwritten || !shownOtherwise.isEmpty, let all = try? reader.identifiers(in: folder)
    else { return }
    places.right = Set(places.right).union(all).sorted()
  }

  // MARK: Content

  private mutating func look<Kind: Document>(
    at path: String, _ name: String, as _: Kind.Type, _ present: Set<String>
  ) {
    guard let id = Identifier<Kind>(name) else { return }
    let isRestorable = journal.hasImage(path)
    guard let bytes = read(path, isRepairable: isRestorable) else {
      if hasProblem(path) { facts.suspect(DocumentPlace(id)) }
      return
    }
    let document: Kind
    let keys = KnownKeys()
    do throws(DocumentError) { document = try Kind(bytes: bytes, noting: keys) } catch {
      report(error, path, bytes)
      return facts.suspect(DocumentPlace(id))
    }
    if document.id != id {
      let isTaken = present.contains(document.id.text) || facts.isKnownSuspect(document.place)
      if !isTaken { facts.suspect(document.place) }
      reportWrongID(path, document.id.text, isTaken: isTaken)
    } else {
      lookAtHistory(of: document, bytes, path)
      if let deal = document as? Deal { look(at: deal, path) }
      report(keys, of: path, bytes)
    }
    if hasProblem(path) { facts.suspect(DocumentPlace(id)) } else { facts.note(document) }
  }

  private mutating func lookAtMisplaced<Kind: Document>(
    _ path: String, _ name: String, as _: Kind.Type, _ present: Set<String>
  ) {
    guard let nameID = Identifier<Kind>(name) else { return }
    guard let bytes = read(path) else {
      if !present.contains(name) { facts.suspect(DocumentPlace(nameID)) }
      return
    }
    do throws(DocumentError) {
      let id = try Kind(bytes: bytes).id
      let isTaken = present.contains(id.text) || facts.isKnownSuspect(DocumentPlace(id))
      if !isTaken { facts.suspect(DocumentPlace(id)) }
      reportWrongPlace(
        path, Kind.path(id), isTaken: isTaken, isRepairable: !facts.isUnlisted(Kind.kind))
    } catch {
      if !present.contains(name) { facts.suspect(DocumentPlace(nameID)) }
      report(error, path, bytes)
    }
  }

  private mutating func reportWrongID(_ path: String, _ id: String, isTaken: Bool) {
    let isRepairable = journal.hasImage(path)
    if isTaken {
      report(
        .duplicateID, path,
        Phrase(
          ru: "это второй документ с id \(id)", en: "this is a second document with the id \(id)"),
        isRepairable: isRepairable)
    } else {
      report(
        .misplacedDocument, path,
        Phrase(ru: "внутри другой id: \(id)", en: "the id inside is another one: \(id)"),
        isRepairable: isRepairable)
    }
  }

  private mutating func reportWrongPlace(
    _ path: String, _ right: String, isTaken: Bool, isRepairable: Bool
  ) {
    if isTaken {
      report(
        .duplicateID, path,
        Phrase(
          ru: "это второй документ с тем же id, что у \(right)",
          en: "this is a second document with the id of \(right)"))
    } else {
      report(
        .misplacedDocument, path,
        Phrase(ru: "место этого документа — \(right)", en: "this document belongs at \(right)"),
        isRepairable: isRepairable)
    }
  }
}

extension Document {
  fileprivate static func path(_ id: String) -> String { kind.path(id) }
}
