/// Papers by what they are based on, and what they come to together (R82).
public struct PaperTree: Sendable {
  /// All of them, by day, number and id.
  public let papers: [Paper]
  /// Their arithmetic.
  let ledger: PaperLedger
  /// The papers as the ledger has them.
  private let byID: [Paper]

  /// A paper with its facts, which whoever has kept them need not find out again.
  package typealias Entry = (paper: Paper, facts: PaperFacts)

  /// The tree of some papers.
  public init(_ papers: [Paper]) { self.init(papers.map { ($0, PaperFacts($0)) }) }

  /// The same of papers that are looked at for what contradicts itself.
  init(judging papers: [Paper]) { self.init(papers.map { ($0, PaperFacts(judging: $0)) }) }

  /// The same of papers whose facts are known.
  package init(_ entries: [Entry]) {
    let entries = entries.sorted { $0.facts.id < $1.facts.id }
    let ledger = PaperLedger(entries.map { $0.facts })
    byID = entries.map { $0.paper }
    papers = entries.indices.sorted(by: ledger.isBefore).map { entries[$0].paper }
    self.ledger = ledger
  }

  /// The paper of a place of the ledger.
  func paper(at place: Int) -> Paper { byID[place] }

  /// Those that are based on a paper.
  public func based(on id: PaperID) -> [Paper] {
    ledger.place(of: id).map { ledger.based(on: $0).sorted(by: ledger.isBefore).map(paper) } ?? []
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

  /// What was paid of a paper, refunds taken off, in minor units (R80).
  public func paid(_ id: PaperID) -> Int64 { ledger.place(of: id).map(ledger.paid) ?? 0 }

  /// What was paid of a paper and what is left; `nil` where it is none of them.
  public func balance(of id: PaperID) -> PaperBalance? { ledger.balance(of: id) }

  /// What agreed orders were to be paid by a day before this one and were not, part by part (R78).
  public func overdue(on today: Day) -> [Money] {
    ledger.unpaid.filter { $0.due < today }.map { paper(at: $0.place).amount($0.left) }
  }

  /// What is left to be paid of a paper: no order may be paid more than whole by it (R86).
  public func left(of paper: Paper) -> Int64 {
    ledger.place(of: paper.id).map(ledger.left) ?? paper.total.minorUnits
  }

  /// How much of each line of an order was shipped, in thousandths, by the line's number.
  public func shipped(_ order: PaperID, withPlanned: Bool = false) -> [Int: Int64] {
    ledger.place(of: order).map { ledger.shipped($0, withPlanned: withPlanned) } ?? [:]
  }

  /// The worth of what was shipped of an order, at its prices.
  private func worth(ofShipped order: Paper) -> Int64 {
    let shipped = shipped(order.id)
    guard !shipped.isEmpty else { return 0 }
    return order.lines.enumerated().reduce(0) { worth, element in
      var line = element.element
      line.quantity = shipped[element.offset + 1] ?? 0
      return worth &+ (line.sums(order.tax)?.total ?? 0)
    }
  }

  /// What the papers of a deal in one currency come to: the one place that says what is ordered, paid
  /// and shipped.
  public func sums(in currency: Currency) -> PaperSums {
    func places(_ traits: PaperFacts.Traits) -> [Int] {
      ledger.places(of: [.inForce, traits]).filter { ledger.papers[$0].currency == currency }
    }
    func sum(_ places: [Int]) -> Money {
      Money(
        minorUnits: places.reduce(0) { $0 &+ ledger.papers[$1].total }, currency: currency)
    }
    let (orders, invoices) = (places(.agreedOrder), places(.invoice))
    let counted = places(.order).isEmpty ? invoices : orders
    let shipped = orders.reduce(0) { $0 &+ worth(ofShipped: byID[$1]) }
    return PaperSums(
      ordered: sum(counted), invoiced: sum(invoices),
      paid: Money(
        minorUnits: counted.reduce(0) { $0 &+ ledger.paid($1) }, currency: currency),
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
  /// Paid of what is ``ordered``, less what was paid back.
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
