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
    var known = Chains()
    var (same, similar) = (Groups(count), Groups(count))
    let names = map { $0.company ?? ClientName("") }
    let oddLetters = names.map(\.oddLetters)
    // Each looks only for shorter names, so that a pair is met once.
    let lengths = names.map(\.count)
    for place in indices.sorted(by: { (lengths[$0], $0) < (lengths[$1], $1) }) {
      let client = self[place]
      for key in client.channelKeys {
        _ = known.first(for: key.bits) { other in
          let reason = client.reason(self[Int(other)])
          guard let reason, reason.isCertain else { return false }
          same.join(place, Int(other), reason)
          return true
        }
      }
      let (name, letters, most) = (names[place], oddLetters[place], names[place].mostOddLetters)
      for key in name.soughtKeys(upTo: lengths[place]) {
        _ = known.first(for: key.bits) { other in
          let other = Int(other)
          if (letters ^ oddLetters[other]).nonzeroBitCount <= most, !same.isJoined(place, other),
            !similar.isJoined(place, other), let reason = name.matchReason(names[other])
          {
            similar.join(place, other, reason)
          }
          return false
        }
      }
      for key in client.keys { known.append(UInt64(place), for: key.bits) }
    }
    return same.all + similar.all
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
