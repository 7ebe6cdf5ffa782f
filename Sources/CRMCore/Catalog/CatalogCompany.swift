import CRMModel

/// A company's facts as they lie in the catalog: hot what audits read, cold the whole card.
struct CatalogCompany: CompanyFacts {
  private let view: ByteView

  init(_ record: CatalogRecord) { view = record.hot }

  private enum Offset {
    static let id = CatalogRecord.hotHead
    static let nameKey = id + 8
    static let manager = nameKey + 8
    static let empty = manager + 8
    static let login = empty + 4
  }

  private enum Cold {
    static let createdAt = CatalogRecord.coldHead
    static let updatedAt = createdAt + 8
    static let revision = updatedAt + 8
    static let texts = revision + 8
  }

  /// Both parts of a company's record.
  static func joined(_ record: CompanyRecord, _ file: FileStamp) -> [UInt8] {
    var writer = RecordWriter(file, name: record.name, company: record.id.bits)
    let unfilled = record.emptyFields
    var empty: UInt32 = 0
    for (bit, field) in CompanyField.allCases.enumerated() where unfilled.contains(field) {
      empty |= 1 << UInt32(bit)
    }
    writer.hot.append(record.id.bits)
    writer.hot.append(record.nameKey.bits)
    writer.hot.append(record.managerKey.bits)
    writer.hot.append(empty)
    writer.hot.append(record.manager.text)
    writer.cold.append(record.createdAt?.secondsSinceEpoch ?? Int64.min)
    writer.cold.append(record.updatedAt?.secondsSinceEpoch ?? Int64.min)
    writer.cold.append(Int64(record.revision))
    writer.cold.append(record.name)
    let card = record.company
    for text in [
      card.phone?.typed, card.email?.text, card.address, card.city, card.taxNumber?.text, card.site,
    ] { writer.cold.append(optional: text) }
    writer.cold.append(card.origin)
    writer.cold.append(count: card.tags.count)
    for tag in card.tags { writer.cold.append(tag) }
    writer.cold.append(card.fields)
    return writer.joined
  }

  var id: CompanyID { Identifier(stored: view.integer(Offset.id)) }
  var nameKey: NameKey { NameKey(bits: view.integer(Offset.nameKey)) }
  var managerKey: NameKey { NameKey(bits: view.integer(Offset.manager)) }

  var emptyFields: [CompanyField] {
    let bits = view.integer(Offset.empty, as: UInt32.self)
    guard bits != 0 else { return [] }
    return CompanyField.allCases.enumerated().filter { bits & 1 << UInt32($0.offset) != 0 }
      .map(\.element)
  }

  private var cold: ByteView { CatalogRecord.cold(of: view) }

  var createdAt: Instant? { cold.time(Cold.createdAt) }

  var manager: Login {
    var cursor = ByteCursor(view, at: Offset.login)
    return Login(stored: cursor.text())
  }

  var rank: Int? { CatalogRecord.rank(of: view) }

  var name: String {
    var cursor = ByteCursor(cold, at: Cold.texts)
    return cursor.text()
  }

  var record: CompanyRecord {
    CompanyRecord(
      bare: card, revision: Int(cold.integer(Cold.revision, as: Int64.self)), createdAt: createdAt,
      updatedAt: cold.time(Cold.updatedAt))
  }

  private var card: Company {
    var cursor = ByteCursor(cold, at: Cold.texts)
    var card = Company(id: id, name: cursor.text(), manager: manager)
    card.phone = cursor.optionalText().flatMap { try? PhoneNumber(typed: $0) }
    card.email = cursor.optionalText().flatMap { try? EmailAddress(parsing: $0) }
    card.address = cursor.optionalText()
    card.city = cursor.optionalText()
    card.taxNumber = cursor.optionalText().flatMap { try? TaxNumber(parsing: $0) }
    card.site = cursor.optionalText()
    card.origin = cursor.origin()
    card.tags = cursor.list { $0.text() }
    card.fields = cursor.fields()
    return card
  }
}
