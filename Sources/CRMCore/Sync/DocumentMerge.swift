import CRMModel

/// What became of a document that two machines changed.
package struct MergedDocument: Sendable {
  /// Its bytes; `nil` where it is gone.
  package let bytes: [UInt8]?
  /// Whether anything had to give way.
  package var isReconciled = false
  /// Which properties these are, where the document itself cannot tell: it has no history.
  package var fields: [String] = []
}

extension Document {
  /// Makes one document of what two machines made of it (R121); whoever merges the same gets the same.
  ///
  /// - Parameters:
  ///   - versions: What both began with, and what each has.
  ///   - now: The present moment; later times rank as it.
  /// - Throws: `DocumentError` for what is no document of this kind.
  /// - Returns: The document, and whether anything had to give way.
  static func merged(
    _ versions: Versions<[UInt8]>, now: Instant
  ) throws(DocumentError) -> MergedDocument {
    guard let first = versions.first, let second = versions.second else {
      let isSecond = versions.first == nil
      guard let kept = versions.side(isSecond) else { return MergedDocument(bytes: nil) }
      return try keptThoughRemoved(kept, base: versions.base, now: now)
    }
    func object(_ bytes: [UInt8]) throws(DocumentError) -> JSONObject {
      try DocumentVersion.checked(bytes, newest: DocumentVersion.second).object
    }
    let base = try versions.base.map { (bytes) throws(DocumentError) in try object(bytes) }
    var merge = DocumentMerge(
      Versions(base: base, first: try object(first), second: try object(second)), now: now)
    let merged = merge.merged(by: mergings)
    var document = try Self(
      bytes: JSONWriter.bytes(of: .object(merged), style: .document))
    document.agreeWithItself()
    let strangers = merged.members.filter { !keys.contains($0.key) }
    return MergedDocument(
      bytes: document.bytes(keeping: strangers), isReconciled: merge.isReconciled)
  }

  /// What one machine removed stays where another one changed it, and says so.
  private static func keptThoughRemoved(
    _ bytes: [UInt8], base: [UInt8]?, now: Instant
  ) throws(DocumentError) -> MergedDocument {
    let object = try DocumentVersion.checked(bytes, newest: DocumentVersion.second).object
    var merge = DocumentMerge(
      Versions(
        base: try base.map { (bytes) throws(DocumentError) in
          try DocumentVersion.checked(bytes, newest: DocumentVersion.second).object
        }, first: object, second: object), now: now)
    merge.conflicts = [
      MergeConflict(field: "id", kept: object["id"], dropped: nil)
    ]
    let document = try Self(
      bytes: JSONWriter.bytes(of: .object(merge.merged(by: mergings)), style: .document))
    return MergedDocument(
      bytes: document.bytes(keeping: object.members.filter { !keys.contains($0.key) }),
      isReconciled: true)
  }
}

/// The merge of one document with a history, as JSON, so that what nobody here knows stays.
struct DocumentMerge {
  private let versions: Versions<JSONObject>
  private var history: HistoryMerge
  /// What was decided.
  var conflicts: [MergeConflict] = []
  /// Whether anything had to give way.
  var isReconciled: Bool { !conflicts.isEmpty }

  /// The sides are put in order of their last own work, then of their bytes.
  init(_ versions: Versions<JSONObject>, now: Instant) {
    let events = versions.part { Self.events($0, since: versions.base) }
    let history = HistoryMerge(events, now: now)
    let swapped = Versions(base: events.base, first: events.second, second: events.first)
    let isInOrder =
      history.isSecondNewer
      || !HistoryMerge(swapped, now: now).isSecondNewer
        && Self.text(versions.first) <= Self.text(versions.second)
    self.versions =
      isInOrder
      ? versions
      : Versions(base: versions.base, first: versions.second, second: versions.first)
    self.history = isInOrder ? history : HistoryMerge(swapped, now: now)
  }

  private static func text(_ object: JSONObject?) -> String {
    object.map {
      String(decoding: JSONWriter.bytes(of: .object($0), style: .compact), as: UTF8.self)
    } ?? ""
  }

  private static func events(_ object: JSONObject, since base: JSONObject?) -> [MergedEvent] {
    let (older, tasks) = (base.map { TaskNumbers($0) }, TaskNumbers(object, since: base))
    return (object["history"]?.array ?? []).map { event in
      // The task that was taken back is gone, and another one may have its number by now.
      MergedEvent(event) { number, isUndone in (isUndone ? older : tasks)?.key(number) }
    }
  }

  /// The merged document.
  mutating func merged(by mergings: [String: Merging]) -> JSONObject {
    var object = JSONObject()
    var values = ValueMerge { [history] in history.isSecondLater([$0]) }
    let names = [versions.first, versions.second].flatMap { $0?.members.map(\.key) ?? [] }
    var groups: [Merging.Group: [String]] = [:]
    for name in Set(names).sorted() where name != "history" && name != "schema" {
      if case .together(let group) = mergings[name] {
        groups[group, default: []].append(name)
      } else {
        let states =
          name == "tasks" ? TaskNumbers.agreed(versions) : versions.part { $0[name] }
        object[name] = values.merge(name, states, by: mergings[name] ?? .latest)
      }
    }
    for (group, names) in groups.sorted(by: { $0.value.lexicographicallyPrecedes($1.value) }) {
      merge(group, names, with: &values, into: &object)
    }
    object["schema"] = [versions.first, versions.second].compactMap { $0?["schema"] }
      .max { ($0.int ?? 0) < ($1.int ?? 0) }
    conflicts += values.conflicts
    for isSecond in [false, true] where versions.side(isSecond)?["stage"] != object["stage"] {
      history.endMoves(at: object["stage"]?.string, ofSecond: isSecond)
    }
    let tasks = TaskNumbers(merging: versions, in: object)
    object["tasks"] = object["tasks"].map(tasks.numbered)
    for (key, number) in tasks.renumbered {
      tell(EventType.renumbered.name, [("task", key), ("from", number)])
    }
    let known = Set(conflicts.map(\.field))
    // Also of what has no value any more: one side took back what the other one had entered by itself.
    for name in Set(names).sorted()
    where name != "history" && !known.contains(name) && isToldOtherwise(name, object[name]) {
      tell(
        EventType.united.name, [("field", name), ("value", MergeConflict.text(object[name]))])
    }
    for conflict in conflicts {
      tell(
        EventType.reconciled.name,
        [
          ("field", tasks.named(conflict.field)), ("kept", MergeConflict.text(conflict.kept)),
          ("dropped", MergeConflict.text(conflict.dropped)),
        ])
    }
    if history.isClosed { object["tasks"] = object["tasks"].map { cancelled($0) } }
    object["history"] = .array(history.events.map { $0.value(task: tasks.number) })
    return object
  }

  /// Whether the last that the history tells of a property is what one side had and the merge has not.
  private func isToldOtherwise(_ name: String, _ value: JSONValue?) -> Bool {
    guard let isSecond = history.isLastToldBySecond(name) else { return false }
    return versions.side(isSecond)?[name] != value
  }

  private mutating func tell(_ name: String, _ values: [(String, String?)]) {
    var told = JSONObject()
    for (key, value) in values { told[key] = value.map(JSONValue.string) }
    history.tell(name, told)
  }

  /// The tasks of a deal that one side closed while the other one planned (R17a).
  private mutating func cancelled(_ tasks: JSONValue) -> JSONValue {
    let open = JSONValue.string(Task.State.open.rawValue)
    return .array(
      (tasks.array ?? []).map { task in
        guard task["state"] == open, var object = task.object else { return task }
        object["state"] = .string(Task.State.cancelled.rawValue)
        object["doneAt"] = history.events.last.flatMap { $0.json["recorded"] ?? $0.json["at"] }
        tell(Event.Kind.Name.taskCancelled.rawValue, [("task", object["key"]?.string)])
        return .object(object)
      })
  }

  /// Merges properties that are one value.
  private mutating func merge(
    _ group: Merging.Group, _ names: [String], with values: inout ValueMerge,
    into object: inout JSONObject
  ) {
    let properties = names.map { name in (name, versions.part { $0[name] }) }
    let different = properties.filter { $0.1.first != $0.1.second }
    // Who alone changed what they differ in has not contradicted the other one, whose rest is the same.
    for isSecond in [false, true]
    where different.allSatisfy({ $0.1.side(!isSecond) == $0.1.base }) {
      for (name, property) in properties { object[name] = property.side(isSecond) }
      return
    }
    // How far a deal is follows from nothing else: where each property was changed by one side only, both
    // changes stand.
    if group == .closing, properties.allSatisfy({ $0.1.agreed != nil }) {
      for (name, property) in properties { object[name] = property.agreed ?? nil }
      return
    }
    let isSecond = isSecondLater(group, different.map(\.0))
    for (name, property) in properties {
      object[name] = values.latest(name, property, isSecond: isSecond)
    }
  }

  /// Whether the second side has the last word: a closed deal stays closed unless the other side took it
  /// up again, and a lead that a deal came of does not end without one.
  private func isSecondLater(_ group: Merging.Group, _ names: [String]) -> Bool {
    if group == .outcome, versions.base?["deal"] == nil {
      let (first, second) = (versions.first?["deal"], versions.second?["deal"])
      if (first == nil) != (second == nil) { return first == nil }
    }
    if group == .closing {
      let (first, second) = (history.closing(false), history.closing(true))
      if first.isClosed != second.isClosed, !first.isReopened, !second.isReopened {
        return second.isClosed
      }
    }
    return history.isSecondLater(names)
  }
}
