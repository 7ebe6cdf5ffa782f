package import CRMModel

/// A company's facts as they lie in the catalog: hot what audits read and the name that lists
/// and reports show, cold the rest of the card.
struct CatalogCompany: CompanyFacts {
  private let view: ByteView

  init(_ record: CatalogRecord) { view = record.hot }

  private enum Offset {
    static let id = CatalogRecord.hotHead
    static let nameKey = id + 8
    static let oddLetters = nameKey + 8
    static let manager = oddLetters + 8
    static let gaps = manager + 8
    static let login = gaps + 4
  }

  private enum Cold {
    static let createdAt = CatalogRecord.coldHead
    static let updatedAt = createdAt + 8
    static let revision = updatedAt + 8
    static let texts = revision + 8
  }

  /// Both parts of a company's record.
  fileprivate static func joined(_ record: CompanyRecord, _ file: FileStamp) -> [UInt8] {
    var writer = RecordWriter(
      file, name: record.name, company: record.id.bits,
      keys: MatchSubject(record.company).keys + record.company.aliases)
    writer.hot.append(record.id.bits)
    writer.hot.append(record.nameKey.bits)
    writer.hot.append(record.oddLetters)
    writer.hot.append(record.managerKey.bits)
    writer.hot.append(record.gaps.rawValue)
    for text in [record.manager.text, record.name] { writer.hot.append(text) }
    writer.hot.append(count: record.otherNameKeys.count)
    for key in record.otherNameKeys { writer.hot.append(key.bits) }
    writer.cold.append(record.createdAt?.secondsSinceEpoch ?? Int64.min)
    writer.cold.append(record.updatedAt?.secondsSinceEpoch ?? Int64.min)
    writer.cold.append(Int64(record.revision))
    writer.cold.append(record.company.origin)
    writer.cold.append(card: record.company)
    writer.cold.append(record.company.legal)
    writer.cold.append(merged: record.company.merged)
    return writer.joined
  }

  var id: CompanyID { Identifier(stored: view.integer(Offset.id)) }
  var nameKey: NameKey { NameKey(bits: view.integer(Offset.nameKey)) }
  var oddLetters: UInt64 { view.integer(Offset.oddLetters) }
  var managerKey: NameKey { NameKey(bits: view.integer(Offset.manager)) }

  var gaps: CompanyGaps { CompanyGaps(rawValue: view.integer(Offset.gaps)) }

  private var cold: ByteView { CatalogRecord.cold(of: view) }

  var createdAt: Instant? { cold.time(Cold.createdAt) }

  var manager: Login {
    var cursor = ByteCursor(view, at: Offset.login)
    return Login(stored: cursor.text())
  }

  var otherNameKeys: [NameKey] {
    var cursor = ByteCursor(view, at: Offset.login)
    for _ in 0..<2 { cursor.skipText() }
    return cursor.list { NameKey(bits: $0.integer()) }
  }

  var rank: Int? { CatalogRecord.rank(of: view) }

  var name: String {
    var cursor = ByteCursor(view, at: Offset.login)
    cursor.skipText()
    return cursor.text()
  }

  var record: CompanyRecord {
    CompanyRecord(
      bare: card, revision: Int(cold.integer(Cold.revision, as: Int64.self)), createdAt: createdAt,
      updatedAt: cold.time(Cold.updatedAt))
  }

  private var card: Company {
    var cursor = ByteCursor(cold, at: Cold.texts)
    var card = Company(id: id, name: name, manager: manager)
    card.origin = cursor.origin()
    cursor.fill(&card)
    card.legal = cursor.legalEntities()
    card.merged = cursor.merged { Company(id: $0, name: $1, manager: card.manager) }
    return card
  }
}

extension Company {
  package func cataloged(_: [PipelineID: Pipeline], _ file: FileStamp) -> [UInt8] {
    CatalogCompany.joined(CompanyRecord(self), file)
  }

  package static func ownFields(in record: CatalogRecord) -> [String: Value] {
    CatalogCompany(record).record.company.fields
  }
}
