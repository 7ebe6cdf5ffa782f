/// What was paid of a paper, refunds taken off, and what is left to be paid of it, in minor units (R80).
public struct PaperBalance: Hashable, Sendable {
  /// What was paid of it and of all that is based on it.
  public let paid: Int64
  /// What a payment of it may still come to (R86).
  public let left: Int64
}

/// What papers that belong together come to of each other, by their facts alone (R78 to R82, R86).
package struct PaperLedger: Sendable {
  /// By id, as the catalog has them.
  let papers: [PaperFacts]
  /// From each to those that are based on it, and from each to those that it is based on.
  private let below: [Link]
  private let above: [Link]
  /// What was received for each and for all that is based on it, in minor units.
  private var received: [Int64] = []

  private typealias Link = (from: Int, to: Int)

  /// Of papers that are sorted by id.
  package init(_ papers: [PaperFacts]) {
    var links: [Link] = []
    for place in papers.indices {
      for basis in papers[place].basis {
        if let basis = Self.place(of: basis, papers) { links.append((place, basis)) }
      }
    }
    self.papers = papers
    above = links
    below = links.map { ($0.to, $0.from) }.sorted(by: <)
    received = papers.map { _ in 0 }
    receive()
  }

  /// Counts each payment once for all that it is of.
  ///
  /// What pays several orders at once pays the first ones first, each as far as it goes, after what was
  /// paid of one alone; what goes back of it leaves the last ones first (R86).
  private mutating func receive() {
    var shared: [(payment: Int, orders: [Int])] = []
    for payment in places(of: Self.receipt) {
      let bases = all(above, from: payment)
      let orders = bases.filter { papers[$0].isAll([.order, .inForce]) }
      for place in bases
      where papers[place].currency == papers[payment].currency
        && (orders.count < 2 || !papers[place].traits.contains(.order))
      {
        received[place] &+= papers[payment].total
      }
      if orders.count > 1 { shared.append((payment, orders.sorted(by: isBefore))) }
    }
    for (payment, orders) in shared.sorted(by: { isBefore($0.payment, $1.payment) }) {
      var rest = papers[payment].total
      for order in rest < 0 ? orders.reversed() : orders {
        let share =
          rest < 0
          ? max(rest, min(-received[order], 0))
          : min(rest, max(papers[order].total - received[order], 0))
        received[order] &+= share
        rest &-= share
      }
      // What is too much is a fault of the last one.
      if let last = orders.last { received[last] &+= rest }
    }
  }

  private static func place(of id: PaperID, _ papers: [PaperFacts]) -> Int? {
    let found = papers.indices.partitionPoint { papers[$0].id < id }
    return found < papers.count && papers[found].id == id ? found : nil
  }

  /// Where a paper stands; `nil` where it is none of them.
  func place(of id: PaperID) -> Int? { Self.place(of: id, papers) }

  /// Whether the paper of a place comes before another's: by day, number and id.
  func isBefore(_ place: Int, _ other: Int) -> Bool { papers[place] < papers[other] }

  /// The places of those that are all of this.
  func places(of traits: PaperFacts.Traits) -> some Sequence<Int> {
    papers.indices.lazy.filter { papers[$0].isAll(traits) }
  }

  private func linked(_ links: [Link], from place: Int) -> ArraySlice<Link> {
    let start = links.indices.partitionPoint { links[$0].from < place }
    return links[start...].prefix { $0.from == place }
  }

  /// The papers that are based on one.
  func based(on place: Int) -> [Int] { linked(below, from: place).map(\.to) }

  /// All that is reached from a paper step by step, each once.
  private func all(_ links: [Link], from start: Int) -> [Int] {
    var found: [Int] = []
    var seen: Set = [start]
    var next = Array(linked(links, from: start))
    while let place = next.popLast()?.to {
      guard seen.insert(place).inserted else { continue }
      found.append(place)
      next += linked(links, from: place)
    }
    return found
  }

  /// All that a paper is based on, step by step.
  func bases(of place: Int) -> [Int] { all(above, from: place) }

  /// The orders in force that a paper fulfils.
  private func orders(above place: Int) -> some Sequence<Int> {
    bases(of: place).lazy.filter {
      papers[$0].isAll([.order, .inForce]) && papers[$0].currency == papers[place].currency
    }
  }

  /// A payment that counts.
  private static let receipt: PaperFacts.Traits = [.payment, .inForce]

  /// What was paid of a paper, refunds taken off, in minor units.
  ///
  /// What was paid of an order itself pays its invoices, the first ones first; what was paid back of it
  /// is theirs no more, the last ones first (R80).
  func paid(_ place: Int) -> Int64 {
    let own = received[place]
    guard papers[place].traits.contains(.invoice) else { return own }
    return orders(above: place).reduce(own) { paid, order in
      let share = share(of: place, from: order)
      return share < 0 ? paid &+ share : paid &+ min(share, max(papers[place].total &- paid, 0))
    }
  }

  /// What was paid of an order itself and pays one of its invoices.
  private func share(of wanted: Int, from order: Int) -> Int64 {
    var rest = linked(below, from: order).reduce(0) { sum, link in
      papers[link.to].isAll(Self.receipt) ? sum &+ papers[link.to].total : sum
    }
    // Nearly always: who pays, pays an invoice.
    guard rest != 0 else { return 0 }
    let invoices = all(below, from: order).filter { papers[$0].isAll([.invoice, .inForce]) }
      .sorted(by: isBefore)
    // What went back of an invoice itself was the order's money, and stays with that one.
    var kept: [Int: Int64] = [:]
    for invoice in invoices where rest > 0 && received[invoice] < 0 {
      let back = min(rest, -received[invoice])
      kept[invoice] = back
      rest -= back
    }
    for invoice in rest < 0 ? invoices.reversed() : invoices {
      let own = max(received[invoice], 0)
      let back = kept[invoice] ?? 0
      let share =
        rest < 0 ? max(rest, -own) : min(rest, max(papers[invoice].total - own - back, 0))
      if invoice == wanted { return back + share }
      rest -= share
    }
    return 0
  }

  /// What is left to be paid of a paper: no orders may be paid more than whole by it (R86).
  func left(of place: Int) -> Int64 { left(of: place, paid: paid(place)) }

  private func left(of place: Int, paid: Int64) -> Int64 {
    let orders = Array(orders(above: place))
    let left = papers[place].total &- paid
    guard !orders.isEmpty else { return left }
    return min(left, orders.reduce(0) { $0 &+ papers[$1].total &- self.paid($1) })
  }

  /// What was paid of a paper and what is left; `nil` where it is none of them.
  package func balance(of id: PaperID) -> PaperBalance? {
    place(of: id).map { place in
      let paid = paid(place)
      return PaperBalance(paid: paid, left: left(of: place, paid: paid))
    }
  }

  /// What agreed orders have in their schedules and is not paid, part by part (R78).
  var unpaid: [(place: Int, due: Day, left: Int64)] {
    var unpaid: [(place: Int, due: Day, left: Int64)] = []
    for place in places(of: .agreedOrder) {
      let parts = papers[place].parts
      for (part, paid) in zip(parts, PaymentSchedule.paid(paid(place), of: parts.map(\.sum)))
      where paid < part.sum {
        unpaid.append((place, part.due, part.sum - paid))
      }
    }
    return unpaid
  }

  /// How much of each line of an order was shipped, in thousandths, by the line's number.
  func shipped(_ order: Int, withPlanned: Bool) -> [Int: Int64] {
    var quantities: [Int: Int64] = [:]
    for (_, place) in linked(below, from: order) where papers[place].isAll([.shipment, .inForce]) {
      guard withPlanned || !papers[place].traits.contains(.draft) else { continue }
      for line in papers[place].lines { quantities[line.number, default: 0] &+= line.quantity }
    }
    return quantities
  }

  /// All that is based on a paper, step by step.
  func uses(of place: Int) -> [Int] { all(below, from: place) }

  /// What is wrong with a paper among the others.
  enum Fault { case overpaid, repaid, overshipped, needed }

  /// Whether something in force rests on a paper that is not (R74).
  func isNeeded(_ place: Int) -> Bool {
    !papers[place].traits.contains(.inForce)
      && linked(below, from: place).contains { papers[$0.to].traits.contains(.inForce) }
  }

  /// What papers say of each other that cannot be (R86); `nil` where they agree.
  func fault(at place: Int) -> Fault? {
    let traits = papers[place].traits
    guard traits.contains(.inForce) else { return nil }
    let isOrder = traits.contains(.order)
    if isOrder || traits.contains(.invoice) {
      let paid = paid(place)
      if paid > papers[place].total { return .overpaid }
      if paid < 0 { return .repaid }
    }
    guard isOrder else { return nil }
    let isOver = shipped(place, withPlanned: true).contains { number, quantity in
      let lines = papers[place].lines
      return !lines.indices.contains(number - 1) || quantity > lines[number - 1].quantity
    }
    return isOver ? .overshipped : nil
  }
}
