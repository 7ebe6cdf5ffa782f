/// Numbers by a key, the newest first; one key may have many.
///
/// Its keys are digests and ids, which nobody chooses: what a dictionary does against those who choose theirs is
/// most of what a command pays for looking them up.
package struct Chains: Sendable {
  private struct Link {
    let key: UInt64
    let number: UInt64
    /// The link before it of the keys that fall together; -1 for none.
    var previous: Int
  }

  private var links: [Link] = []
  /// The newest link of the keys that fall together, -1 for none; their number is a power of two.
  private var heads: [Int]

  /// No numbers, with room for so many.
  package init(capacity: Int = 0) {
    heads = Self.heads(capacity)
    links.reserveCapacity(capacity)
  }

  private static func heads(_ count: Int) -> [Int] {
    Array(repeating: -1, count: 1 << (Int.bitWidth - max(count, 8).leadingZeroBitCount))
  }

  private func place(of key: UInt64) -> Int {
    Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(heads.count.leadingZeroBitCount + 1))
  }

  /// Adds a number to those of a key.
  package mutating func append(_ number: UInt64, for key: UInt64) {
    if links.count == heads.count {
      heads = Self.heads(links.count)
      for link in links.indices { hang(link) }
    }
    links.append(Link(key: key, number: number, previous: -1))
    hang(links.count - 1)
  }

  private mutating func hang(_ link: Int) {
    let place = place(of: links[link].key)
    links[link].previous = heads[place]
    heads[place] = link
  }

  /// The first number of a key that fits.
  package func first(for key: UInt64, where fits: (UInt64) -> Bool) -> UInt64? {
    var next = heads[place(of: key)]
    while next >= 0 {
      let link = links[next]
      if link.key == key, fits(link.number) { return link.number }
      next = link.previous
    }
    return nil
  }

  /// All numbers of a key.
  package func all(for key: UInt64) -> Set<UInt64> {
    var all: Set<UInt64> = []
    _ = first(for: key) {
      all.insert($0)
      return false
    }
    return all
  }
}
