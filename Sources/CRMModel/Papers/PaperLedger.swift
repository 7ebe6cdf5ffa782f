/// What papers that belong together come to of each other, by their facts alone (R78 to R82, R86).
struct PaperLedger: Sendable {
  /// By day, number and id.
  let papers: [PaperFacts]
  /// Their places by id.
  private let places: [(id: PaperID, place: Int)]
  /// From each to those that are based on it, and from each to those that it is based on.
  private let below: [Link]
  private let above: [Link]

  private typealias Link = (from: Int, to: Int)

  init(_ papers: [PaperFacts]) {
    self.papers = papers.sorted()
    let places = self.papers.enumerated().map { (id: $1.id, place: $0) }
      .sorted { ($0.id, $0.place) < ($1.id, $1.place) }
    self.places = places
    var links: [Link] = []
    for (place, paper) in self.papers.enumerated() {
      for basis in paper.basis {
        if let basis = Self.place(of: basis, places) { links.append((place, basis)) }
      }
    }
    above = links.sorted(by: <)
    below = links.map { ($0.to, $0.from) }.sorted(by: <)
  }

  private static func place(of id: PaperID, _ places: [(id: PaperID, place: Int)]) -> Int? {
    let found = places.indices.partitionPoint { places[$0].id < id }
    return found < places.count && places[found].id == id ? places[found].place : nil
  }

  /// Where a paper stands; `nil` where it is none of them.
  func place(of id: PaperID) -> Int? { Self.place(of: id, places) }

  private func linked(_ links: [Link], from place: Int) -> [Int] {
    let start = links.indices.partitionPoint { links[$0].from < place }
    return links[start...].prefix { $0.from == place }.map(\.to)
  }

  /// The papers that are based on one.
  func based(on place: Int) -> [Int] { linked(below, from: place) }

  /// All that is reached from a paper step by step, each once, in order.
  private func all(_ links: [Link], from start: Int) -> [Int] {
    var found: Set<Int> = []
    var next = linked(links, from: start)
    while let place = next.popLast() {
      guard place != start, found.insert(place).inserted else { continue }
      next += linked(links, from: place)
    }
    return found.sorted()
  }

  /// The orders in force that a paper fulfils.
  private func orders(above place: Int) -> [Int] {
    all(above, from: place).filter {
      papers[$0].isAll([.order, .inForce]) && papers[$0].currency == papers[place].currency
    }
  }

  private func received(_ places: [Int]) -> Int64 {
    places.reduce(0) { papers[$1].isAll([.payment, .inForce]) ? $0 &+ papers[$1].total : $0 }
  }

  private func received(below place: Int) -> Int64 { received(all(below, from: place)) }

  /// What was paid of a paper, refunds taken off, in minor units.
  ///
  /// What was paid of an order itself pays its invoices, the first ones first; what was paid back of it
  /// is theirs no more, the last ones first (R80).
  func paid(_ place: Int) -> Int64 {
    let own = received(below: place)
    guard papers[place].traits.contains(.invoice) else { return own }
    return orders(above: place).reduce(own) { $0 &+ share(of: place, from: $1) }
  }

  /// What was paid of an order itself and pays one of its invoices.
  private func share(of wanted: Int, from order: Int) -> Int64 {
    var rest = received(based(on: order))
    // Nearly always: who pays, pays an invoice.
    guard rest != 0 else { return 0 }
    let invoices = all(below, from: order).filter { papers[$0].isAll([.invoice, .inForce]) }
    for invoice in rest < 0 ? invoices.reversed() : invoices {
      let own = max(received(below: invoice), 0)
      let share = rest < 0 ? max(rest, -own) : min(rest, max(papers[invoice].total - own, 0))
      if invoice == wanted { return share }
      rest -= share
    }
    return 0
  }

  /// What is left to be paid of a paper: no order may be paid more than whole by it (R86).
  func left(of place: Int) -> Int64 {
    ([place] + orders(above: place)).map { papers[$0].total - paid($0) }.min() ?? 0
  }

  /// What agreed orders were to be paid by a day before this one and were not, part by part (R78).
  func overdue(on today: Day) -> [(place: Int, due: Day, left: Int64)] {
    papers.indices.flatMap { place -> [(place: Int, due: Day, left: Int64)] in
      let order = papers[place]
      guard order.traits.contains(.agreedOrder), order.parts.contains(where: { $0.due < today })
      else { return [] }
      return zip(order.parts, order.paid(paid(place))).compactMap { part, paid in
        part.due < today && paid < part.sum ? (place, part.due, part.sum - paid) : nil
      }
    }
  }

  /// How much of each line of an order was shipped, in thousandths, by the line's number.
  func shipped(_ order: Int, withPlanned: Bool) -> [Int: Int64] {
    var quantities: [Int: Int64] = [:]
    for place in based(on: order) where papers[place].isAll([.shipment, .inForce]) {
      guard withPlanned || !papers[place].traits.contains(.draft) else { continue }
      for line in papers[place].lines { quantities[line.number, default: 0] &+= line.quantity }
    }
    return quantities
  }

  /// What is wrong with a paper among the others.
  enum Fault { case overpaid, overshipped }

  /// What papers say of each other that cannot be (R86); `nil` where they agree.
  func fault(at place: Int) -> Fault? {
    let paper = papers[place]
    guard paper.traits.contains(.inForce) else { return nil }
    let isOrder = paper.traits.contains(.order)
    if isOrder || paper.traits.contains(.invoice), paid(place) > paper.total { return .overpaid }
    guard isOrder else { return nil }
    let isOver = shipped(place, withPlanned: true).contains { number, quantity in
      !paper.lines.indices.contains(number - 1) || quantity > paper.lines[number - 1].quantity
    }
    return isOver ? .overshipped : nil
  }
}

extension PaperFacts {
  /// What is paid of each part, in their order, where so much is paid of all.
  fileprivate func paid(_ sum: Int64) -> [Int64] { PaymentSchedule.paid(sum, of: parts.map(\.sum)) }
}
