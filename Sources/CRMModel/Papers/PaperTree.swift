/// Papers by what they are based on, and what they come to together (R82).
public struct PaperTree: Sendable {
  /// All of them, by day, number and id.
  public let papers: [Paper]
  /// Those that are based on a paper, as places in `papers`.
  private let children: [PaperID: [Int]]
  private let places: [PaperID: Int]

  /// The tree of some papers.
  public init(_ papers: some Sequence<Paper>) {
    self.papers = papers.map { (key: ($0.day, $0.name, $0.id), paper: $0) }
      .sorted { $0.key < $1.key }.map(\.paper)
    var children: [PaperID: [Int]] = [:]
    for (place, paper) in self.papers.enumerated() {
      for basis in paper.basis { children[basis, default: []].append(place) }
    }
    self.children = children
    places = Dictionary(
      self.papers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Those that are based on a paper.
  public func based(on id: PaperID) -> [Paper] { (children[id] ?? []).map { papers[$0] } }

  /// The papers that one is based on.
  private func bases(of id: PaperID) -> [Paper] {
    places[id].map { papers[$0].basis.compactMap { places[$0] }.map { papers[$0] } } ?? []
  }

  /// All that is reached from a paper step by step, each once, in the order of the tree.
  private func all(from id: PaperID, _ step: (PaperID) -> [Paper]) -> [Paper] {
    var seen: Set<PaperID> = [id]
    var next = step(id)
    while let paper = next.popLast() {
      guard seen.insert(paper.id).inserted else { continue }
      next += step(paper.id)
    }
    return seen.subtracting([id]).compactMap { places[$0] }.sorted().map { papers[$0] }
  }

  private func below(_ id: PaperID) -> [Paper] { all(from: id, based(on:)) }

  /// The orders in force that a paper fulfils.
  private func orders(above paper: Paper) -> [Paper] {
    all(from: paper.id, bases).filter {
      $0.type == .order && $0.isInForce && $0.currency == paper.currency
    }
  }

  /// The papers with their depth, each below what it is based on first.
  public var rows: [(paper: Paper, depth: Int)] {
    let known = Set(papers.map(\.id))
    var seen: Set<PaperID> = []
    var rows: [(Paper, Int)] = []
    func add(_ paper: Paper, _ depth: Int) {
      guard seen.insert(paper.id).inserted else { return }
      rows.append((paper, depth))
      for child in based(on: paper.id) { add(child, depth + 1) }
    }
    for paper in papers where !paper.basis.contains(where: known.contains) { add(paper, 0) }
    // What goes in a circle, as only a damaged document does, is shown all the same.
    for paper in papers { add(paper, 0) }
    return rows
  }

  private func received(_ papers: [Paper]) -> Int64 {
    papers.filter { $0.type == .payment && $0.isInForce }.reduce(0) { $0 &+ $1.total.minorUnits }
  }

  /// What was paid of a paper, refunds taken off, in minor units.
  ///
  /// What was paid of an order itself pays its invoices, the first ones first; what was paid back of it
  /// is theirs no more, the last ones first (R80).
  public func paid(_ id: PaperID) -> Int64 {
    let own = received(below(id))
    guard let paper = places[id].map({ papers[$0] }), paper.type == .invoice else { return own }
    return orders(above: paper).reduce(own) { $0 &+ (shares(of: $1)[id] ?? 0) }
  }

  /// What agreed orders were to be paid by a day before this one and were not, part by part (R78).
  public func overdue(on today: Day) -> [(order: Paper, due: Day, left: Money)] {
    papers.filter(\.isAgreedOrder).flatMap { order -> [(order: Paper, due: Day, left: Money)] in
      guard let schedule = order.schedule else { return [] }
      return zip(schedule.parts, schedule.paid(paid(order.id))).compactMap { part, paid in
        part.due < today && paid < part.sum
          ? (order, part.due, order.amount(part.sum - paid)) : nil
      }
    }
  }

  /// What is left to be paid of a paper: no order may be paid more than whole by it (R86).
  public func left(of paper: Paper) -> Int64 {
    ([paper] + orders(above: paper)).map { $0.total.minorUnits - paid($0.id) }.min() ?? 0
  }

  /// What was paid of an order itself, by the invoices that it pays.
  private func shares(of order: Paper) -> [PaperID: Int64] {
    var rest = received(based(on: order.id))
    let invoices = below(order.id).filter { $0.type == .invoice && $0.isInForce }
    var shares: [PaperID: Int64] = [:]
    for invoice in rest < 0 ? invoices.reversed() : invoices {
      let own = max(received(below(invoice.id)), 0)
      let share = rest < 0 ? max(rest, -own) : min(rest, max(invoice.total.minorUnits - own, 0))
      shares[invoice.id] = share
      rest -= share
    }
    return shares
  }

  /// How much of each line of an order was shipped, in thousandths, by the line's number.
  public func shipped(_ order: PaperID, withPlanned: Bool = false) -> [Int: Int64] {
    var quantities: [Int: Int64] = [:]
    for shipment in based(on: order)
    where shipment.type == .shipment && shipment.isInForce && (withPlanned || !shipment.isDraft) {
      for line in shipment.lines {
        guard let number = line.mark.flatMap({ Int($0) }) else { continue }
        quantities[number, default: 0] &+= line.quantity
      }
    }
    return quantities
  }

  /// The worth of what was shipped of an order, at its prices.
  private func worth(ofShipped order: Paper) -> Int64 {
    let shipped = shipped(order.id)
    return order.lines.enumerated().reduce(0) { worth, element in
      var line = element.element
      line.quantity = shipped[element.offset + 1] ?? 0
      return worth &+ (line.sums(order.tax)?.total ?? 0)
    }
  }

  /// What the papers of a deal in one currency come to: the one place that says what is ordered, paid
  /// and shipped.
  public func sums(in currency: Currency) -> PaperSums {
    let own = papers.filter { $0.isInForce && $0.currency == currency }
    let orders = own.filter(\.isAgreedOrder)
    let hasOrder = own.contains { $0.type == .order }
    let invoices = own.filter { $0.type == .invoice }
    let payments = own.filter { $0.type == .payment && !$0.basis.isEmpty }
    func sum(_ papers: [Paper]) -> Money {
      Money(minorUnits: papers.reduce(0) { $0 &+ $1.total.minorUnits }, currency: currency)
    }
    let shipped = orders.reduce(0) { $0 &+ worth(ofShipped: $1) }
    return PaperSums(
      ordered: sum(hasOrder ? orders : invoices), invoiced: sum(invoices), paid: sum(payments),
      shipped: Money(minorUnits: shipped, currency: currency),
      lastQuoteSent: papers.filter { $0.type == .quotation }.compactMap(\.sentAt).max())
  }
}

/// What the papers of a deal come to (R82).
public struct PaperSums: Hashable, Sendable {
  /// Agreed orders, or invoices where nothing was ordered.
  public let ordered: Money
  /// Asked for.
  public let invoiced: Money
  /// Paid, less what was paid back.
  public let paid: Money
  /// Shipped, at the orders' prices.
  public let shipped: Money
  /// When an offer was last sent.
  public let lastQuoteSent: Instant?

  /// How much of what was ordered is paid, in whole percents rounded down; `nil` where nothing was.
  public var paidShare: Int? { share(paid) }
  /// The same of what was shipped.
  public var shippedShare: Int? { share(shipped) }

  private func share(_ part: Money) -> Int? {
    guard ordered.isPositive else { return nil }
    let share = Int128(part.minorUnits) * 100 / Int128(ordered.minorUnits)
    return Int(min(max(share, 0), 100))
  }
}
