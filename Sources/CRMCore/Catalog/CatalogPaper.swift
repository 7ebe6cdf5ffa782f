package import CRMModel

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
  fileprivate var number: UInt64 {
    switch self {
    case .deal(let deal): 1 << 40 | deal.bits
    case .company(let company): 2 << 40 | company.bits
    }
  }

  fileprivate init?(number: UInt64) {
    switch number >> 40 {
    case 1: self = .deal(Identifier(stored: number))
    case 2: self = .company(Identifier(stored: number))
    default: return nil
    }
  }
}

extension RecordIndex {
  /// The facts of everybody's papers, by their owners.
  package func paperFacts() -> @Sendable (PaperOwner) -> [PaperFacts] {
    let papers = map(.paper) { CatalogPaper($0) }
    let places: [(owner: UInt64, place: Int)] =
      papers.indices.map { (papers[$0].owner, $0) }.sorted(by: <)
    return { owner in
      let number = owner.number
      // Few companies have papers without a deal, and none stand behind those: all of them are asked.
      guard let last = places.last, number <= last.owner else { return [] }
      let start = places.indices.partitionPoint { places[$0].owner < number }
      return places[start...].prefix { $0.owner == number }.map { papers[$0.place].facts }
    }
  }
}
