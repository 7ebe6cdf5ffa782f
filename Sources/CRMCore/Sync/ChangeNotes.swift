import CRMModel

/// When each part of a document without a history was changed last, so that of two machines' changes the
/// later one stays (R121): `settings people pipelines fields checks lists` and the like.
///
///     "changes": [{"at": "…", "by": "ivanov", "key": "maxContacts", "operation": "k3m9qa27"}]
///
/// They are kept once a directory is shared; a document that nobody shares is written as before.
struct ChangeNotes: Equatable {
  /// The notes by what was changed, named as a merge names it.
  private var notes: [String: JSONObject]

  /// Where a document keeps them.
  static let key = "changes"

  /// Those of a document.
  init(_ document: JSONObject) {
    notes = Dictionary(
      keepingFirst: (document[Self.key]?.array ?? []).compactMap { note in
        note.object.flatMap { object in object["key"]?.string.map { ($0, object) } }
      })
  }

  /// A document with a note of everything that an operation changes in it.
  static func noting(
    _ document: JSONObject, since before: JSONObject, in context: ActionContext
  ) -> JSONObject {
    var all = ChangeNotes(document)
    for name in ValueMerge.differences(.object(without(before)), .object(without(document)))
    where name != "schema" {
      var note = JSONObject()
      note.set("key", name)
      note.set("at", context.now)
      note.set("by", context.user.text)
      note.set("operation", context.operation.text)
      // What was changed within it before, or it within something, is changed now.
      all.notes = all.notes.filter { !Self.isWithin($0.key, name) }
      all.notes[name] = note
    }
    var document = document
    document[key] = all.value
    return document
  }

  /// A document without its notes.
  static func without(_ document: JSONObject) -> JSONObject {
    var document = document
    document[key] = nil
    return document
  }

  /// Whether two states of a document say the same but for when it was changed.
  static func areSame(_ first: [UInt8]?, _ second: [UInt8]?) -> Bool {
    if first == second { return true }
    guard let first, let second, let one = (try? JSONReader.parse(first))?.object,
      let other = (try? JSONReader.parse(second))?.object
    else { return false }
    return without(one) == without(other)
  }

  /// The changes that a document notes and its earlier state does not.
  static func new(
    in document: [UInt8], since before: [UInt8]?
  ) -> [(by: Login, at: Instant)] {
    func notes(_ bytes: [UInt8]?) -> ChangeNotes? {
      bytes.flatMap { try? JSONReader.parse($0) }?.object.map { ChangeNotes($0) }
    }
    let known = notes(before)
    return (notes(document)?.notes ?? [:]).sorted { $0.key < $1.key }.compactMap { name, note in
      guard known?.notes[name] != note, let by = note["by"]?.string,
        let at = note["at"]?.string.flatMap({ try? Instant(parsing: $0) })
      else { return nil }
      return (Login(stored: by), at)
    }
  }

  private var value: JSONValue? {
    notes.isEmpty
      ? nil : .array(notes.sorted { $0.key < $1.key }.map { JSONValue.object($0.value) })
  }

  private static func isWithin(_ name: String, _ whole: String) -> Bool {
    name == whole || name.hasPrefix(whole + ".")
  }

  // MARK: Merging

  private func stamp(_ name: String, since base: ChangeNotes?, now: Instant) -> MergeStamp? {
    notes.filter {
      (Self.isWithin($0.key, name) || Self.isWithin(name, $0.key))
        && base?.notes[$0.key] != $0.value
    }.map { MergedEvent($0.value).stamp(now) }.max()
  }

  /// Whether the second side was the last to change something; also where one of them does not say when.
  static func isSecondLater(
    _ name: String, _ versions: Versions<ChangeNotes>, now: Instant
  ) -> Bool {
    guard let first = versions.first?.stamp(name, since: versions.base, now: now),
      let second = versions.second?.stamp(name, since: versions.base, now: now)
    else { return true }
    return first <= second
  }

  /// The notes of both sides, of each thing the later one.
  static func united(_ versions: Versions<ChangeNotes>, now: Instant) -> JSONValue? {
    guard var all = versions.first ?? versions.second else { return nil }
    all.notes.merge(versions.second?.notes ?? [:]) { first, second in
      MergedEvent(second).stamp(now) < MergedEvent(first).stamp(now) ? first : second
    }
    return all.value
  }
}

extension Transaction {
  /// Has the changed documents that have no history say what was changed, where the data are shared
  /// (R121).
  func noteChanges() throws(CRMError) {
    guard !operationKind.isMerge else { return }
    let paths = changedPaths.filter {
      DocumentPlace($0) == nil && !DataDirectory.isEvening($0)
        && ![DataDirectory.formatPath, DataDirectory.scenarioPath].contains($0)
    }
    guard !paths.isEmpty, try isShared() else { return }
    let record = ScenarioRecord(try document(at: DataDirectory.scenarioPath) ?? JSONObject())
    for path in paths.sorted() {
      guard let bytes = try bytes(path), let before = try fromStore(try reader.read(path)),
        // A document as the scenario ships it stays so, to follow it further.
        !record.isUnchanged(bytes, at: path), !ChangeNotes.areSame(bytes, before),
        let object = (try? JSONReader.parse(bytes))?.object,
        let old = (try? JSONReader.parse(before))?.object
      else { continue }
      let noted = ChangeNotes.noting(object, since: old, in: context)
      try set(path, to: JSONWriter.bytes(of: .object(noted), style: .document))
    }
  }

  /// Whether the data directory is one of several.
  private func isShared() throws(CRMError) -> Bool {
    do throws(SystemError) {
      return try reader.context.fileSystem.status("\(reader.root)/.git") != nil
    } catch {
      throw .system(error)
    }
  }
}
