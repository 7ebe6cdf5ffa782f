package import CRMModel
import Synchronization

/// A record's facts as they lie in the catalog: all of them cold, for lists are all that reads them, but
/// what an audit asks of papers (``CatalogPaper``).
struct CatalogCard<Form: RecordForm> {
  private let record: CatalogRecord

  init(_ record: CatalogRecord) { self.record = record }

  private enum Cold {
    static var createdAt: Int { CatalogRecord.coldHead }
    static var updatedAt: Int { createdAt + 8 }
    static var revision: Int { updatedAt + 8 }
    static var texts: Int { revision + 8 }
  }

  /// Both parts of a record.
  fileprivate static func joined(_ record: CardRecord<Form>, _ file: FileStamp) -> [UInt8] {
    let company = record.references.first { $0.kind == .company }
    var writer = RecordWriter(
      file, name: record.name, company: company?.id ?? 0,
      keys: Form.keys(of: record) + record.aliases)
    if let facts = Form.facts(of: record) { CatalogPaper.append(facts, to: &writer.hot) }
    writer.cold.append(record.createdAt?.secondsSinceEpoch ?? Int64.min)
    writer.cold.append(record.updatedAt?.secondsSinceEpoch ?? Int64.min)
    writer.cold.append(Int64(record.revision))
    writer.cold.append(record)
    return writer.joined
  }

  /// The value of one field; the others are skipped.
  subscript(field: Field<CardRecord<Form>>) -> Value? {
    var cursor = ByteCursor(record.cold, at: Cold.texts)
    _ = cursor.origin()
    return cursor.field(field.key)
  }

  var bare: CardRecord<Form> {
    var cursor = ByteCursor(record.cold, at: Cold.texts)
    return cursor.card(Identifier(stored: record.id))
  }

  func subject(
    _ name: @escaping @Sendable (Kind, String) -> String?,
    balances: @escaping @Sendable (PaperID) -> PaperBalance? = { _ in nil },
    companies: @escaping @Sendable (CompanyID) -> CompanySubject? = { _ in nil }
  ) -> CardSubject<Form> {
    let cold = record.cold
    return CardSubject(
      bare: bare, revision: Int(cold.integer(Cold.revision, as: Int64.self)),
      createdAt: cold.time(Cold.createdAt), updatedAt: cold.time(Cold.updatedAt), name: name,
      balances: balances, companies: companies)
  }
}

extension ByteWriter {
  /// All that a record says, and all that was merged into it.
  fileprivate mutating func append<Form>(_ record: CardRecord<Form>) {
    append(record.origin)
    append(record.facts)
    append(record.fields)
    append(count: record.merged.count)
    for merged in record.merged {
      append(merged.id.bits)
      append(merged)
    }
  }
}

extension ByteCursor {
  fileprivate mutating func card<Form>(_ id: Identifier<CardRecord<Form>>) -> CardRecord<Form> {
    var card = CardRecord<Form>(id: id)
    card.origin = origin()
    card.facts = fields()
    card.fields = fields()
    card.merged = list { $0.card(Identifier(stored: $0.integer())) }
    return card
  }
}

/// What was paid of papers, found out once somebody asks: it takes a look at the facts of all of them.
private final class PaperBalances: Sendable {
  private let index: RecordIndex
  private let ledger = Mutex<PaperLedger?>(nil)

  init(_ index: RecordIndex) { self.index = index }

  @Sendable func of(_ id: PaperID) -> PaperBalance? {
    ledger.withLock { known in
      let ledger = known ?? PaperLedger(index.paperFacts)
      known = ledger
      return ledger.balance(of: id)
    }
  }
}

extension CardRecord {
  package func cataloged(_: [PipelineID: Pipeline], _ file: FileStamp) -> [UInt8] {
    CatalogCard.joined(self, file)
  }

  package static func ownFields(in record: CatalogRecord) -> [String: Value] {
    CatalogCard<Form>(record).bare.fields
  }
}

extension RecordIndex {
  /// Every record of a kind that is data, by id, with the names of what it refers to.
  package func cards<Form: RecordForm>(_: Form.Type) -> [CardSubject<Form>] {
    // Made once, not for each of a hundred thousand.
    let (name, balances) = (self.name, PaperBalances(self).of)
    let companies: @Sendable (CompanyID) -> CompanySubject? = { company($0)?.record }
    return records(Form.kind).map {
      CatalogCard<Form>($0).subject(name, balances: balances, companies: companies)
    }
  }

  /// One record of a kind that is data, without its history; `nil` where there is none.
  package func card<Form: RecordForm>(
    _ id: Identifier<CardRecord<Form>>
  ) -> CardRecord<Form>? {
    record(Form.kind, id.bits).map { CatalogCard<Form>($0).bare }
  }

  /// The papers of a deal, or those that a company has without one, without their histories (R74, R82).
  package func papers(of owner: PaperOwner) -> [Paper] {
    papersWithFacts(of: owner).map { $0.paper }
  }

  /// The papers of a deal, and before them those of its chain's first deal, which count for each of its
  /// deals (R20).
  func papers(ofSale deal: Deal) -> [Paper] {
    let first = deal.chain.flatMap { $0.id == deal.id ? nil : $0.id }
    return [first, deal.id].compactMap(\.self).flatMap { papers(of: .deal($0)) }
  }

  /// Every paper's facts, by id.
  fileprivate var paperFacts: [PaperFacts] { map(.paper) { CatalogPaper($0).facts } }

  /// Whether there is such a paper.
  package func hasPaper(_ id: PaperID) -> Bool { record(.paper, id.bits) != nil }

  /// What people call a document.
  @Sendable package func name(_ kind: Kind, _ id: String) -> String? {
    switch kind {
    case .company: CompanyID(id).flatMap { company($0) }?.name
    case .contact: ContactID(id).flatMap { contact($0) }?.name
    case .deal: DealID(id).flatMap { deal($0) }?.name
    case .paper: PaperID(id).flatMap { card($0) }?.name
    default: nil
    }
  }
}
