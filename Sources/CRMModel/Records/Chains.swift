/// Numbers by a key, the newest first; one key may have many.
package struct Chains: Sendable {
  private var last: [UInt64: Int] = [:]
  private var links: [(number: UInt64, previous: Int?)] = []

  /// No numbers, with room for so many.
  package init(capacity: Int = 0) {
    last.reserveCapacity(capacity)
    links.reserveCapacity(capacity)
  }

  /// Adds a number to those of a key.
  package mutating func append(_ number: UInt64, for key: UInt64) {
    links.append((number, last.updateValue(links.count, forKey: key)))
  }

  /// The first number of a key that fits.
  package func first(for key: UInt64, where fits: (UInt64) -> Bool) -> UInt64? {
    var next = last[key]
    while let place = next {
      if fits(links[place].number) { return links[place].number }
      next = links[place].previous
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
