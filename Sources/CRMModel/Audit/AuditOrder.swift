/// What an audit sorts its findings by: the manager, the name, the id.
package struct AuditOrder: Comparable {
  private let order: TextOrder

  /// The place of a deal's findings.
  package init(_ deal: any DealFacts) {
    self.init(deal.manager, deal.name, deal.id.bits)
  }

  /// The place of a company's findings.
  package init(_ company: any CompanyFacts) {
    self.init(company.manager, company.name, company.id.bits)
  }

  private init(_ manager: Login, _ name: String, _ id: UInt64) {
    order = TextOrder([manager.text, name], id)
  }

  /// Whether one stands before the other.
  package static func < (left: AuditOrder, right: AuditOrder) -> Bool { left.order < right.order }

  /// Sorts numbers of things by their places in an audit.
  ///
  /// Cost: what has a rank in the catalog is sorted by it, which reads no texts; each of the others is
  /// put between them by a search from the one before it.
  package static func sorted(
    _ things: [Int], rank: (Int) -> Int?, order: (Int) -> AuditOrder
  ) -> [Int] {
    var ranked: [(rank: Int, thing: Int)] = []
    var others: [(order: AuditOrder, thing: Int)] = []
    for thing in things {
      if let rank = rank(thing) {
        ranked.append((rank, thing))
      } else {
        others.append((order(thing), thing))
      }
    }
    ranked.sort { $0.rank < $1.rank }
    others.sort { $0.order < $1.order }
    var sorted: [Int] = []
    sorted.reserveCapacity(ranked.count + others.count)
    var next = 0
    for other in others {
      let end = place(in: ranked.count, from: next) { order(ranked[$0].thing) < other.order }
      while next < end {
        sorted.append(ranked[next].thing)
        next += 1
      }
      sorted.append(other.thing)
    }
    for (_, thing) in ranked[next...] { sorted.append(thing) }
    return sorted
  }

  /// The first place at which a condition ends that holds from the start on.
  ///
  /// Cost: logarithmic in the distance.
  private static func place(
    in count: Int, from start: Int, while isBefore: (Int) -> Bool
  ) -> Int {
    var (low, step) = (start, 1)
    while low + step <= count, isBefore(low + step - 1) {
      low += step
      step *= 2
    }
    return (low..<min(low + step - 1, count)).partitionPoint(where: isBefore)
  }
}
