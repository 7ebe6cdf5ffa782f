import CRMModel

/// What an audit asks of a paper as it lies in the catalog's hot parts.
struct CatalogPaper {
  private let id: PaperID
  private let view: ByteView

  init(_ record: CatalogRecord) { (id, view) = (Identifier(stored: record.id), record.hot) }

  private enum Offset {
    static let owner = CatalogRecord.hotHead
    static let total = owner + 8
    static let day = total + 8
    static let validUntil = day + 4
    static let traits = validUntil + 4
    static let currency = traits + 2
    static let rest = currency + 3
  }

  /// Stands for a missing day.
  private static var noDay: Int32 { .min }

  static func append(_ facts: PaperFacts, to writer: inout ByteWriter) {
    writer.append(facts.owner?.number ?? 0)
    writer.append(facts.total)
    writer.append(facts.day.daysSinceEpoch)
    writer.append(facts.validUntil?.daysSinceEpoch ?? noDay)
    writer.append(facts.traits.rawValue)
    writer.append(raw: facts.currency.code.utf8)
    writer.append(facts.number)
    writer.append(count: facts.basis.count)
    for id in facts.basis { writer.append(id.bits) }
    writer.append(count: facts.parts.count)
    for part in facts.parts {
      writer.append(part.due.daysSinceEpoch)
      writer.append(part.sum)
    }
    writer.append(count: facts.lines.count)
    for line in facts.lines {
      writer.append(Int64(line.number))
      writer.append(line.quantity)
    }
  }

  /// Its number.
  var number: String {
    var cursor = ByteCursor(view, at: Offset.rest)
    return cursor.text()
  }

  /// Whose it is by its number; 0 where nobody is named.
  var owner: UInt64 { view.integer(Offset.owner) }

  var facts: PaperFacts {
    var cursor = ByteCursor(view, at: Offset.rest)
    return PaperFacts(
      id: id, owner: PaperOwner(number: owner), number: cursor.text(),
      day: Day(daysSinceEpoch: Int(view.integer(Offset.day, as: Int32.self))) ?? .first,
      traits: PaperFacts.Traits(rawValue: view.integer(Offset.traits)),
      currency: view.currency(Offset.currency), total: view.integer(Offset.total),
      validUntil: Day(daysSinceEpoch: Int(view.integer(Offset.validUntil, as: Int32.self))),
      basis: cursor.list { PaperID(stored: $0.integer()) },
      parts: cursor.list { cursor in
        let due = Day(daysSinceEpoch: Int(cursor.integer(Int32.self))) ?? .first
        return PaperFacts.Part(due: due, sum: cursor.integer())
      },
      lines: cursor.list { cursor in
        let number = Int(cursor.integer(Int64.self))
        return PaperFacts.Line(number: number, quantity: cursor.integer())
      })
  }
}

extension PaperOwner {
  /// Ids have 40 bits, and what it is stands in front of them.
  var number: UInt64 {
    switch self {
    case .deal(let deal): 1 << 40 | deal.bits
    case .company(let company): 2 << 40 | company.bits
    }
  }

  init?(number: UInt64) {
    switch number >> 40 {
    case 1: self = .deal(Identifier(stored: number))
    case 2: self = .company(Identifier(stored: number))
    default: return nil
    }
  }
}

extension PaperFinding {
  /// What stands for papers of which others have to be asked on each evening.
  static var unknown: UInt64 { .max }
  /// What stands in a middle for papers that nothing is found of any more: a base has no room for these.
  static var nothing: UInt64 { .max - 1 }

  /// As the catalog keeps it.
  var number: UInt64 { UInt64(check) << 32 | UInt64(UInt32(bitPattern: due.daysSinceEpoch)) }

  init(number: UInt64) {
    let day = Int(Int32(truncatingIfNeeded: number))
    self.init(check: Int(number >> 32), due: Day(daysSinceEpoch: day) ?? .last)
  }
}

extension [CatalogPaper] {
  /// What is found of each owner's, as the catalog keeps it; nothing stands for who has nothing wrong.
  var findings: [(owner: UInt64, number: UInt64)] {
    let places = indices.filter { self[$0].owner != 0 }
    let sorted = places.sorted { (self[$0].owner, $0) < (self[$1].owner, $1) }
    var rest = sorted[...]
    var rows: [(owner: UInt64, number: UInt64)] = []
    while let first = rest.first {
      let owner = self[first].owner
      let own = rest.prefix { self[$0].owner == owner }
      rest = rest.dropFirst(own.count)
      var isKnown = true
      let found = PaperFinding.all(of: own.map { self[$0].facts }) { _ in
        isKnown = false
        return true
      }
      rows += isKnown ? found.map { (owner, $0.number) } : [(owner, PaperFinding.unknown)]
    }
    return rows
  }
}
