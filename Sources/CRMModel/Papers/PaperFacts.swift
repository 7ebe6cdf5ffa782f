/// Whose papers are looked at together: those of a deal, or those that a client has without one (R74).
public enum PaperOwner: Hashable, Sendable {
  /// Of a deal.
  case deal(DealID)
  /// Of a company, without a deal.
  case company(CompanyID)
}

/// What papers that belong together are asked of one: numbers that the catalog keeps at hand, so that an
/// evening's audit reads no paper that nothing is wrong with (R85).
public struct PaperFacts: Hashable, Sendable {
  /// What it is and what it has come to.
  public struct Traits: OptionSet, Hashable, Sendable {
    /// As the catalog keeps it.
    public let rawValue: UInt16

    /// Traits that were kept.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    static let inForce = Traits(rawValue: 1)
    static let order = Traits(rawValue: 2)
    static let agreedOrder = Traits(rawValue: 4)
    static let invoice = Traits(rawValue: 8)
    static let payment = Traits(rawValue: 16)
    static let shipment = Traits(rawValue: 32)
    static let draft = Traits(rawValue: 64)
    static let sentQuotation = Traits(rawValue: 128)
    /// Its own document contradicts itself.
    static let broken = Traits(rawValue: 256)
  }

  /// A part of a schedule (R78).
  public struct Part: Hashable, Sendable {
    /// When it is due.
    public let due: Day
    /// How much, in minor units.
    public let sum: Int64

    /// A part.
    public init(due: Day, sum: Int64) { (self.due, self.sum) = (due, sum) }
  }

  /// So much of a line of an order, in thousandths, by the line's number.
  public struct Line: Hashable, Sendable {
    /// From 1.
    public let number: Int
    /// What was ordered of it, or leaves.
    public let quantity: Int64

    /// A line.
    public init(number: Int, quantity: Int64) { (self.number, self.quantity) = (number, quantity) }
  }

  /// Its id.
  public let id: PaperID
  /// Whose it is looked at with; `nil` where nobody is named.
  public let owner: PaperOwner?
  /// Its number.
  public let number: String
  /// Of which day it is.
  public let day: Day
  /// What it is.
  public private(set) var traits: Traits
  /// The currency of its sums.
  public let currency: Currency
  /// What it comes to, in minor units.
  public let total: Int64
  /// Until when it holds.
  public let validUntil: Day?
  /// The papers that it is based on.
  public let basis: [PaperID]
  /// When it is to be paid; empty where nothing was said of it.
  public let parts: [Part]
  /// The lines of an order, and what a shipment fulfils of them.
  public let lines: [Line]

  /// Those that were kept.
  package init(
    id: PaperID, owner: PaperOwner?, number: String, day: Day, traits: Traits, currency: Currency,
    total: Int64, validUntil: Day?, basis: [PaperID], parts: [Part], lines: [Line]
  ) {
    (self.id, self.owner, self.number, self.day) = (id, owner, number, day)
    (self.traits, self.currency, self.total) = (traits, currency, total)
    (self.validUntil, self.basis, self.parts, self.lines) = (validUntil, basis, parts, lines)
  }

  /// Those of a paper.
  public init(_ paper: Paper) {
    id = paper.id
    owner = paper.owner
    number = paper.name
    day = paper.day
    currency = paper.currency
    total = paper.total.minorUnits
    validUntil = paper[.validUntil].flatMap { try? Day(parsing: $0.text) }
    basis = paper.basis
    parts = paper.schedule?.parts.map { Part(due: $0.due, sum: $0.sum) } ?? []
    let type = paper.type
    let known: [(Traits, Bool)] = [
      (.inForce, paper.isInForce), (.order, type == .order), (.agreedOrder, paper.isAgreedOrder),
      (.invoice, type == .invoice), (.payment, type == .payment), (.shipment, type == .shipment),
      (.draft, paper.isDraft), (.sentQuotation, type == .quotation && paper.isIn(.sent)),
    ]
    traits = Traits(known.compactMap { $1 ? $0 : nil })
    lines =
      switch type {
      case .order: paper.lines.enumerated().map { Line(number: $0 + 1, quantity: $1.quantity) }
      case .shipment:
        paper.lines.compactMap { line in
          line.mark.flatMap { Int($0) }.map { Line(number: $0, quantity: line.quantity) }
        }
      default: []
      }
  }

  /// The same, and whether its own document contradicts itself: each of its lines is read for that.
  public init(judging paper: Paper) {
    self.init(paper)
    if paper.fault != nil { traits.insert(.broken) }
  }

  func isAll(_ traits: Traits) -> Bool { self.traits.isSuperset(of: traits) }
}

extension PaperFacts: Comparable {
  /// By day, number and id; of numbers that are not filled up with zeros a longer one is a later one.
  public static func < (left: PaperFacts, right: PaperFacts) -> Bool {
    (left.day, left.number.utf8.count, left.number, left.id)
      < (right.day, right.number.utf8.count, right.number, right.id)
  }
}
