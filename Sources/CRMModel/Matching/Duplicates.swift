/// Clients that are, or may be, one (R64).
public struct DuplicateGroup: Hashable, Sendable {
  /// Their places among those that were looked at, in order.
  public let members: [Int]
  /// What they have in common, the surest first.
  public let reasons: [MatchReason]

  /// Whether they are the same; else they may be.
  public var isCertain: Bool { reasons.allSatisfy(\.isCertain) }
}

extension [MatchSubject] {
  /// Groups of those that are one, and of those that may be, the certain ones first.
  ///
  /// Cost: linear but for names that have very much in common.
  public func duplicates() -> [DuplicateGroup] {
    var (same, similar) = (Groups(count), Groups(count))
    joinSame(&same, &similar)
    joinSimilar(&similar, unless: &same)
    return same.all + similar.all
  }

  /// Joins those who have a number or an address in common; leads of one phone may be one whatever
  /// name was given (I13), while colleagues share theirs.
  private func joinSame(_ same: inout Groups, _ similar: inout Groups) {
    var known = Chains()
    for (place, client) in enumerated() {
      for key in client.channelKeys {
        _ = known.first(for: key.bits) { other in
          guard let reason = client.reason(self[Int(other)]) else { return false }
          if reason.isCertain {
            same.join(place, Int(other), reason)
          } else if client.kind == .lead, !similar.isJoined(place, Int(other)) {
            similar.join(place, Int(other), reason)
          }
          return reason.isCertain
        }
        known.append(UInt64(place), for: key.bits)
      }
    }
  }

  /// Joins those who have similar names; each looks only for shorter ones, so that a pair is met once.
  private func joinSimilar(_ similar: inout Groups, unless same: inout Groups) {
    let named = indices.compactMap { place in self[place].company.map { (place, $0) } }
      .sorted { ($0.1.count, $0.0) < ($1.1.count, $1.0) }
    let (places, names) = (named.map(\.0), named.map(\.1))
    let index = NameIndex(names)
    for (rank, name) in names.enumerated() {
      let (place, letters, most) = (places[rank], name.oddLetters, name.mostOddLetters)
      for key in name.soughtKeys(upTo: name.count) {
        index.forEach(of: key, before: rank, like: letters, most) { rank in
          let other = places[rank]
          if !same.isJoined(place, other), !similar.isJoined(place, other),
            let reason = name.matchReason(names[rank])
          {
            similar.join(place, other, reason)
          }
        }
      }
    }
  }
}

/// Names by their keys, those of a key side by side: in a department of 100,000 a key has thousands,
/// which are passed over without a look at the names.
private struct NameIndex {
  /// Half of a key is enough: two that share it only cost a look at the names.
  private struct Entry {
    /// The half above, the rank below, so that one number orders by both.
    let spot: UInt64
    let oddLetters: UInt64

    var key: UInt32 { UInt32(spot >> 32) }
    var rank: Int { Int(UInt32(truncatingIfNeeded: spot)) }
  }

  private var entries: [Entry] = []
  private var starts: [UInt32: Int] = [:]

  init(_ names: [ClientName]) {
    for (rank, name) in names.enumerated() {
      let letters = name.oddLetters
      for key in name.keys {
        let spot = UInt64(Self.half(key)) << 32 | UInt64(UInt32(clamping: rank))
        entries.append(Entry(spot: spot, oddLetters: letters))
      }
    }
    entries.sort { $0.spot < $1.spot }
    for (place, entry) in entries.enumerated().reversed() { starts[entry.key] = place }
  }

  private static func half(_ key: NameKey) -> UInt32 { UInt32(truncatingIfNeeded: key.bits) }

  /// Gives the names of a key that stand before another one and may be like it.
  func forEach(
    of key: NameKey, before rank: Int, like oddLetters: UInt64, _ most: Int, _ body: (Int) -> Void
  ) {
    let half = Self.half(key)
    guard var place = starts[half] else { return }
    while place < entries.count, entries[place].key == half, entries[place].rank < rank {
      if (entries[place].oddLetters ^ oddLetters).nonzeroBitCount <= most {
        body(entries[place].rank)
      }
      place += 1
    }
  }
}

/// Things that are put together two by two (Galler, Fischer: «An improved equivalence algorithm», 1964).
private struct Groups {
  private var parents: [Int]
  private var pairs: [(member: Int, reason: MatchReason)] = []

  init(_ count: Int) { parents = Array(0..<count) }

  private mutating func root(of member: Int) -> Int {
    var member = member
    while parents[member] != member {
      parents[member] = parents[parents[member]]
      member = parents[member]
    }
    return member
  }

  mutating func isJoined(_ left: Int, _ right: Int) -> Bool { root(of: left) == root(of: right) }

  mutating func join(_ left: Int, _ right: Int, _ reason: MatchReason) {
    parents[root(of: left)] = root(of: right)
    pairs.append((left, reason))
  }

  /// Every group of two or more, the surest first.
  var all: [DuplicateGroup] {
    var groups = self
    var members: [Int: [Int]] = [:]
    for member in parents.indices { members[groups.root(of: member), default: []].append(member) }
    var reasons: [Int: Set<MatchReason>] = [:]
    for pair in pairs { reasons[groups.root(of: pair.member), default: []].insert(pair.reason) }
    return reasons.map { root, reasons in
      DuplicateGroup(members: members[root] ?? [], reasons: reasons.sorted())
    }.sorted { ($0.reasons[0], $0.members[0]) < ($1.reasons[0], $1.members[0]) }
  }
}
