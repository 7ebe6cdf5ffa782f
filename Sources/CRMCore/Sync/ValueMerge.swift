import CRMModel

/// Three states of one value: what both sides began with, and what each made of it.
struct Versions<Content: Equatable> {
  let base: Content?
  let first: Content?
  let second: Content?

  /// What needs no decision: both agree, or only one side changed it; `nil` where both did.
  var agreed: Content?? {
    if first == second || second == base { return .some(first) }
    return first == base ? .some(second) : nil
  }

  /// The states of a part.
  func part<Part>(_ part: (Content) -> Part?) -> Versions<Part> {
    Versions<Part>(
      base: base.flatMap(part), first: first.flatMap(part), second: second.flatMap(part))
  }

  /// What one of the sides has.
  func side(_ isSecond: Bool) -> Content? { isSecond ? second : first }
}

extension Versions<JSONValue> {
  /// A key of objects.
  func member(_ key: String) -> Versions { part { $0[key] } }
}

/// Two values of which one had to give way.
struct MergeConflict: Hashable, Sendable {
  /// Whose: keys from the document's down, with a point between them.
  var field: String
  let kept: JSONValue?
  let dropped: JSONValue?

  /// A value as the history quotes it.
  static func text(_ value: JSONValue?) -> String? {
    guard let value, !value.isNull else { return nil }
    if let texts = value.array?.map(\.string), !texts.contains(nil) {
      return texts.compactMap { $0 }.joined(separator: ", ")
    }
    return value.string ?? value.number?.text
      ?? String(decoding: JSONWriter.bytes(of: value, style: .compact), as: UTF8.self)
  }
}

/// Merges values that two sides changed, by what the schema says of each property (R121).
///
/// The sides have an order that does not depend on who merges, so that two machines that merge the
/// same get the same.
struct ValueMerge {
  /// Whether the second side has the last word on a property.
  let isSecondLater: (String) -> Bool
  /// What was decided.
  private(set) var conflicts: [MergeConflict] = []

  init(isSecondLater: @escaping (String) -> Bool) { self.isSecondLater = isSecondLater }

  /// What becomes of a value, `nil` where it is gone; without a policy its form decides.
  mutating func merge(
    _ name: String, _ versions: Versions<JSONValue>, by policy: Merging?
  ) -> JSONValue? {
    if let agreed = versions.agreed { return agreed }
    switch policy ?? Self.policy(of: versions) {
    case .latest, .together, .history: return latest(name, versions)
    case .members: return members(versions)
    case .rows: return rows(name, versions)
    case .parts: return parts(name, versions, deeply: policy == nil)
    case .entries(let keys, let together):
      return entries(name, versions, by: keys, together, deeply: policy == nil)
    }
  }

  /// What was recorded later, on both sides differently.
  mutating func latest(
    _ name: String, _ versions: Versions<JSONValue>, isSecond: Bool? = nil
  ) -> JSONValue? {
    let isSecond = isSecond ?? isSecondLater(name)
    let (kept, dropped) = (versions.side(isSecond), versions.side(!isSecond))
    if kept != dropped {
      conflicts.append(MergeConflict(field: name, kept: kept, dropped: dropped))
    }
    return kept
  }

  // MARK: Lists of texts

  private func members(_ versions: Versions<JSONValue>) -> JSONValue? {
    let lists = versions.part(\.array)
    let (base, first, second) = (lists.base ?? [], lists.first ?? [], lists.second ?? [])
    let gone = Set(base).subtracting(Set(first).intersection(second))
    let kept = base.filter { !gone.contains($0) }
    let added = (first + second).filter { !base.contains($0) }
    var all: [JSONValue] = []
    for element in kept + added where !all.contains(element) { all.append(element) }
    // Who has it all already keeps his order: a merge that is merged once more stays as it is.
    let whole = [first, second].first { $0.count == all.count && Set($0) == Set(all) }
    return .array(whole ?? all)
  }

  private mutating func rows(_ name: String, _ versions: Versions<JSONValue>) -> JSONValue? {
    let lists = versions.part { $0.array.map(Set.init) }
    let (base, first, second) = (lists.base ?? [], lists.first ?? [], lists.second ?? [])
    let areReplaced =
      !base.subtracting(first).isDisjoint(with: base.subtracting(second))
      && !first.subtracting(base).isEmpty && !second.subtracting(base).isEmpty
    guard !areReplaced else { return latest(name, versions) }
    return members(versions).flatMap(\.array).map { rows in
      .array(rows.sorted { ($0.string ?? "") < ($1.string ?? "") })
    }
  }

  // MARK: Objects

  private mutating func parts(
    _ name: String, _ versions: Versions<JSONValue>, together: [String] = [], deeply: Bool
  ) -> JSONValue? {
    // Gone on one side, changed on the other.
    if versions.first?.object == nil || versions.second?.object == nil {
      return present(name, versions)
    }
    var object = JSONObject()
    let isOneValue = versions.part { value in together.map { value[$0] } }.agreed == nil
    for key in keys(of: versions) {
      let (part, states) = (name.isEmpty ? key : "\(name).\(key)", versions.member(key))
      object[key] =
        isOneValue && together.contains(key)
        ? latest(part, states) : merge(part, states, by: deeply ? nil : .latest)
    }
    return .object(object)
  }

  private func keys(of versions: Versions<JSONValue>) -> [String] {
    let all = [versions.first, versions.second].flatMap { $0?.object?.members.map(\.key) ?? [] }
    return Set(all).sorted()
  }

  /// What one side removed and the other changed stays as that one has it.
  private mutating func present(_ name: String, _ versions: Versions<JSONValue>) -> JSONValue? {
    latest(name, versions, isSecond: versions.first == nil)
  }

  private mutating func entries(
    _ name: String, _ versions: Versions<JSONValue>, by keys: [[String]],
    _ together: [String], deeply: Bool
  ) -> JSONValue? {
    let lists = versions.part { value in
      (value.array ?? []).map { Named(name: Self.name(of: $0, by: keys), entry: $0) }
    }
    let tables = lists.part { list in
      Dictionary(keepingFirst: list.map { ($0.name, $0.entry) })
    }
    var merged: [JSONValue] = []
    for id in Self.order(lists.part { $0.map(\.name) }) {
      let entry = tables.part { $0[id] }
      if let agreed = entry.agreed {
        if let agreed { merged.append(agreed) }
      } else if entry.first == nil || entry.second == nil {
        if let kept = present("\(name).\(id)", entry) { merged.append(kept) }
      } else if let kept = parts(
        "\(name).\(id)", entry, together: together, deeply: deeply)
      {
        merged.append(kept)
      }
    }
    return .array(merged)
  }

  private struct Named: Equatable {
    let name: String
    let entry: JSONValue
  }

  private static func name(of entry: JSONValue, by keys: [[String]]) -> String {
    for alternative in keys {
      let parts = alternative.compactMap { MergeConflict.text(entry[$0]) }
      if !parts.isEmpty { return parts.joined(separator: "/") }
    }
    return MergeConflict.text(entry) ?? ""
  }

  /// The names of both sides: in the order of the one that rearranged them, what only the other has
  /// behind what stands ahead of it there.
  private static func order(_ names: Versions<[String]>) -> [String] {
    let (base, first, second) = (names.base ?? [], names.first ?? [], names.second ?? [])
    let known = Set(base)
    let isRearranged = second.filter(known.contains) != base.filter(Set(second).contains)
    var order = isRearranged ? second : first
    let others = isRearranged ? first : second
    for (place, name) in others.enumerated() where !order.contains(name) {
      let ahead = others[..<place].last { order.contains($0) }
      let position = ahead.flatMap { order.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
      // Both sides put something behind the same one: the first side's own stays in front.
      let end = order[position...].prefix { !known.contains($0) }.count
      order.insert(name, at: position + end)
    }
    return order
  }

  // MARK: Without a schema

  /// What tells the entries of a document's lists apart, where nothing more is said of them.
  private static let usualKeys = [
    ["id"], ["login"], ["key"], ["code"], ["name"], ["day"], ["check"], ["currency", "on"],
    ["user", "department", "period", "pipeline"],
  ]

  /// How documents without a history of their own are merged: by what they are made of.
  private static func policy(of versions: Versions<JSONValue>) -> Merging {
    let all = [versions.base, versions.first, versions.second].compactMap { $0 }
    if all.allSatisfy({ $0.object != nil }) { return .parts }
    let lists = all.compactMap(\.array)
    guard lists.count == all.count else { return .latest }
    let elements = lists.joined()
    if elements.allSatisfy({ $0.object == nil && $0.array == nil }) { return .members }
    for keys in usualKeys
    where lists.allSatisfy({ list in
      let names = list.map { entry in keys.compactMap { entry[$0]?.string } }
      return !names.contains([]) && Set(names).count == names.count
    }) {
      return .entries(by: [keys])
    }
    return .latest
  }

  /// The names of what differs between two states of a document without a history, as a merge that has
  /// to decide between them calls them.
  static func differences(
    _ first: JSONValue?, _ second: JSONValue?, of name: String = ""
  ) -> [String] {
    if first == second { return [] }
    guard let first, let second else { return [name] }
    let versions = Versions(base: nil, first: first, second: second)
    let tables: Versions<[String: JSONValue]>
    switch policy(of: versions) {
    case .parts:
      tables = versions.part { value in
        Dictionary(keepingFirst: (value.object?.members ?? []).map { ($0.key, $0.value) })
      }
    case .entries(let keys, _):
      tables = versions.part { value in
        Dictionary(keepingFirst: (value.array ?? []).map { (Self.name(of: $0, by: keys), $0) })
      }
    case .latest, .together, .members, .rows, .history: return [name]
    }
    let (before, after) = (tables.first ?? [:], tables.second ?? [:])
    let keys = Set(before.keys).union(after.keys).sorted()
    // Rearranged only.
    guard keys.contains(where: { before[$0] != after[$0] }) else { return [name] }
    return keys.flatMap { key in
      differences(before[key], after[key], of: name.isEmpty ? key : "\(name).\(key)")
    }
  }
}
