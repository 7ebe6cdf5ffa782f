import CRMModel

/// When something was recorded, by which the later of two is told.
struct MergeStamp: Comparable, Hashable, Sendable {
  /// In seconds since 1970.
  let at: Int64
  /// The operation, by which those of one second are told apart.
  let operation: String

  /// A time, or now where it lies further ahead.
  static func ranked(_ at: Int64, _ now: Instant) -> Int64 {
    at > now.latestElsewhere.secondsSinceEpoch ? now.secondsSinceEpoch : at
  }

  static func < (left: MergeStamp, right: MergeStamp) -> Bool {
    (left.at, left.operation) < (right.at, right.operation)
  }
}

/// One event of a document's JSON, whether or not it has been taken back since.
struct MergedEvent: Hashable {
  /// The event without the mark of having been taken back, and with its task by key.
  private(set) var json: JSONObject
  var isUndone: Bool

  init(_ value: JSONValue, task: (_ number: JSONValue, _ isUndone: Bool) -> JSONValue?) {
    var json = value.object ?? JSONObject()
    isUndone = json["isUndone"]?.bool ?? false
    json["isUndone"] = nil
    if let number = json["task"] { json["task"] = task(number, isUndone) ?? number }
    self.json = json
  }

  init(_ json: JSONObject) {
    self.json = json
    isUndone = false
  }

  /// When it was recorded; a time beyond now, as a wrong clock gives it, ranks as now (R124).
  func stamp(_ now: Instant) -> MergeStamp {
    let text = (json["recorded"] ?? json["at"])?.string ?? ""
    let at = (try? Instant(parsing: text))?.secondsSinceEpoch ?? 0
    return MergeStamp(
      at: MergeStamp.ranked(at, now), operation: json["operation"]?.string ?? "")
  }

  var name: String { json["event"]?.string ?? "" }

  /// Whether a merge tells by it what it decided; a change made between this and the one that stayed is
  /// later than that one all the same.
  var isOfMerge: Bool {
    [EventType.reconciled, .united, .renumbered].contains { $0.name == name }
  }

  /// The stage that a deal came to by it.
  var stage: String? {
    switch name {
    case Event.Kind.Name.created.rawValue: json["stage"]?.string
    case Event.Kind.Name.moved.rawValue, Event.Kind.Name.migrated.rawValue,
      Event.Kind.Name.closed.rawValue, Event.Kind.Name.reopened.rawValue:
      json["to"]?.string
    default: nil
    }
  }

  /// Whether it gave a property its value.
  func concerns(_ field: String) -> Bool {
    if let task = json["task"]?.string, field.hasPrefix("tasks.\(task)") { return true }
    if let changed = json["field"]?.string {
      return field == changed || field.hasPrefix(changed + ".")
    }
    if field == "manager" { return name == Event.Kind.Name.assigned.rawValue }
    return field == "stage" && stage != nil
  }

  /// The event as a document has it.
  func value(task: (JSONValue) -> JSONValue?) -> JSONValue {
    var json = json
    if let key = json["task"] { json["task"] = task(key) ?? key }
    if isUndone { json["isUndone"] = .bool(true) }
    return .object(json)
  }
}

/// The histories of both sides as one: nothing is lost, each side's own stays in its order (R121).
struct HistoryMerge {
  /// All that happened.
  private(set) var events: [MergedEvent] = []
  /// What each side did beyond what both began with.
  let own: (first: [MergedEvent], second: [MergedEvent])
  private let now: Instant

  init(_ versions: Versions<[MergedEvent]>, now: Instant) {
    self.now = now
    let known = Set((versions.base ?? []).map(\.json))
    let (first, second) = (versions.first ?? [], versions.second ?? [])
    own = (
      first.filter { !known.contains($0.json) }, second.filter { !known.contains($0.json) }
    )
    let order = Self.interleaved(
      first.map { ($0.json, $0.stamp(now)) },
      second.map {
        ($0.json, $0.stamp(now))
      })
    let undone = versions.part { events in
      Dictionary(keepingFirst: events.map { ($0.json, $0.isUndone) })
    }
    for json in order {
      var event = MergedEvent(json)
      // Taken back, or done again, by whichever side did not leave it as it was.
      event.isUndone = undone.part { $0[json] }.decided
      events.append(event)
    }
  }

  /// The common part as it stands, then both sides' own, each in its order, the elder one first.
  private static func interleaved(
    _ first: [(json: JSONObject, stamp: MergeStamp)],
    _ second: [(json: JSONObject, stamp: MergeStamp)]
  ) -> [JSONObject] {
    var order: [JSONObject] = []
    let (inFirst, inSecond) = (Set(first.map(\.json)), Set(second.map(\.json)))
    var (i, j) = (0, 0)
    var done: [JSONObject: (first: Int, second: Int)] = [:]
    func isDone(_ json: JSONObject, _ side: WritableKeyPath<(first: Int, second: Int), Int>) -> Bool
    {
      guard var counts = done[json], counts[keyPath: side] > 0 else { return false }
      counts[keyPath: side] -= 1
      done[json] = counts
      return true
    }
    while i < first.count || j < second.count {
      if i < first.count, isDone(first[i].json, \.first) {
        i += 1
      } else if j < second.count, isDone(second[j].json, \.second) {
        j += 1
      } else if i == first.count {
        order.append(second[j].json)
        j += 1
      } else if j == second.count {
        order.append(first[i].json)
        i += 1
      } else if first[i].json == second[j].json {
        order.append(first[i].json)
        (i, j) = (i + 1, j + 1)
      } else {
        let (mine, other) = (first[i], second[j])
        let (isMineShared, isOtherShared) = (
          inSecond.contains(mine.json), inFirst.contains(other.json)
        )
        let takesMine =
          isMineShared == isOtherShared ? mine.stamp <= other.stamp : !isMineShared
        if takesMine {
          order.append(mine.json)
          if isMineShared { done[mine.json, default: (0, 0)].second += 1 }
          i += 1
        } else {
          order.append(other.json)
          if isOtherShared { done[other.json, default: (0, 0)].first += 1 }
          j += 1
        }
      }
    }
    return order
  }

  /// Whether the second side was the last to give some properties their values, ties going to the later
  /// operation.
  func isSecondLater(_ fields: [String]) -> Bool {
    last(own.first, fields) < last(own.second, fields)
  }

  private func last(_ events: [MergedEvent], _ fields: [String]) -> MergeStamp {
    let stamps = events.lazy.filter { !$0.isOfMerge && fields.contains(where: $0.concerns) }
      .map { $0.stamp(now) }
    return stamps.max() ?? latest(events)
  }

  private func latest(_ events: [MergedEvent]) -> MergeStamp {
    events.map { $0.stamp(now) }.max() ?? MergeStamp(at: 0, operation: "")
  }

  /// Whether the second side's own work ended after the first one's.
  var isSecondNewer: Bool { latest(own.first) < latest(own.second) }

  /// Adds what the merge decided, once.
  ///
  /// Whoever merges the same, or what came of it, says the same: it is told as of the end of the history, by
  /// the operation that had the last word.
  mutating func tell(_ name: String, _ values: JSONObject) {
    guard let last = events.last else { return }
    var json = values
    json["event"] = .string(name)
    json["at"] = last.json["recorded"] ?? last.json["at"]
    for key in ["by", "actor", "operation"] { json[key] = last.json[key] }
    let event = MergedEvent(json)
    if !events.contains(event) { events.append(event) }
  }

  /// Whether the last event about a property is the second side's own; `nil` where both have it.
  func isLastToldBySecond(_ field: String) -> Bool? {
    guard let last = events.last(where: { !$0.isUndone && $0.concerns(field) }) else { return nil }
    let isFirst = own.first.contains { $0.json == last.json }
    let isSecond = own.second.contains { $0.json == last.json }
    return isFirst == isSecond ? nil : isSecond
  }

  /// Has the moves of the side that gave way count no more, where they were recorded after those of the
  /// other one: the last one that counts is to lead to the stage that the deal has.
  mutating func endMoves(at stage: String?, ofSecond isSecond: Bool) {
    let losing = Set((isSecond ? own.second : own.first).map(\.json))
    for place in events.indices.reversed() where !events[place].isUndone {
      guard let reached = events[place].stage else { continue }
      if reached == stage || !losing.contains(events[place].json) { return }
      events[place].isUndone = true
    }
  }

  /// Whether the deal has ended by the last move that counts.
  var isClosed: Bool {
    events.last { !$0.isUndone && $0.stage != nil }?.name == Event.Kind.Name.closed.rawValue
  }

  /// Whether a side ended the deal and left it so, and whether it took it up again.
  func closing(_ isSecond: Bool) -> (isClosed: Bool, isReopened: Bool) {
    let moves = (isSecond ? own.second : own.first).filter { !$0.isUndone && $0.stage != nil }
    return (
      moves.last?.name == Event.Kind.Name.closed.rawValue,
      moves.contains { $0.name == Event.Kind.Name.reopened.rawValue }
    )
  }
}

extension Versions<Bool> {
  /// A flag that either side may have turned.
  fileprivate var decided: Bool {
    agreed.map { $0 ?? false } ?? true
  }
}
