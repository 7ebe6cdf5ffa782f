import CRMModel

/// A company's facts as they lie in the catalog: hot what audits read, cold the whole card.
struct CatalogCompany: CompanyFacts {
  private let view: ByteView

  init(_ record: CatalogRecord) { view = record.hot }

  private enum Offset {
    static let id = CatalogRecord.hotHead
    static let nameKey = id + 8
    static let createdAt = nameKey + 8
    static let updatedAt = createdAt + 8
    static let revision = updatedAt + 8
    static let empty = revision + 8
    static let manager = empty + 4
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
    writer.hot.append(record.createdAt?.secondsSinceEpoch ?? Int64.min)
    writer.hot.append(record.updatedAt?.secondsSinceEpoch ?? Int64.min)
    writer.hot.append(Int64(record.revision))
    writer.hot.append(empty)
    writer.hot.append(record.manager.text)
    writer.cold.append(record.name)
    writer.cold.append(
      raw: JSONWriter.bytes(of: .object(record.company.json), style: .compact))
    return writer.joined
  }

  var id: CompanyID { Identifier(stored: view.integer(Offset.id)) }
  var nameKey: NameKey { NameKey(bits: view.integer(Offset.nameKey)) }
  var createdAt: Instant? { view.time(Offset.createdAt) }

  var emptyFields: [CompanyField] {
    let bits = view.integer(Offset.empty, as: UInt32.self)
    guard bits != 0 else { return [] }
    return CompanyField.allCases.enumerated().filter { bits & 1 << UInt32($0.offset) != 0 }
      .map(\.element)
  }

  var manager: Login {
    var cursor = ByteCursor(view, at: Offset.manager)
    return Login(stored: cursor.text())
  }

  private var cold: ByteCursor {
    ByteCursor(CatalogRecord.cold(of: view), at: CatalogRecord.coldHead)
  }

  var name: String {
    var cursor = cold
    return cursor.text()
  }

  var record: CompanyRecord {
    CompanyRecord(
      bare: Company(json: cold) ?? Company(id: id, name: name, manager: manager),
      revision: Int(view.integer(Offset.revision, as: Int64.self)), createdAt: createdAt,
      updatedAt: view.time(Offset.updatedAt))
  }
}

/// A contact's facts as they lie in the catalog: hot what audits read, cold the whole card.
struct CatalogContact: ContactFacts {
  private let view: ByteView

  init(_ record: CatalogRecord) { view = record.hot }

  private enum Offset {
    static let id = CatalogRecord.hotHead
    static let company = id + 8
    static let createdAt = company + 8
    static let revision = createdAt + 8
    static let gaps = revision + 8
  }

  /// Both parts of a contact's record.
  static func joined(_ record: ContactRecord, _ file: FileStamp) -> [UInt8] {
    var writer = RecordWriter(file, name: record.name, company: record.company.bits)
    writer.hot.append(record.id.bits)
    writer.hot.append(record.company.bits)
    writer.hot.append(record.createdAt?.secondsSinceEpoch ?? Int64.min)
    writer.hot.append(Int64(record.revision))
    writer.hot.append(record.gaps.rawValue)
    writer.cold.append(record.name)
    writer.cold.append(
      raw: JSONWriter.bytes(of: .object(record.contact.json), style: .compact))
    return writer.joined
  }

  var id: ContactID { Identifier(stored: view.integer(Offset.id)) }
  var company: CompanyID { Identifier(stored: view.integer(Offset.company)) }
  var createdAt: Instant? { view.time(Offset.createdAt) }
  var gaps: ContactGaps { ContactGaps(rawValue: view.integer(Offset.gaps)) }

  private var cold: ByteCursor {
    ByteCursor(CatalogRecord.cold(of: view), at: CatalogRecord.coldHead)
  }

  var name: String {
    var cursor = cold
    return cursor.text()
  }

  var record: ContactRecord {
    ContactRecord(
      bare: Contact(json: cold) ?? Contact(id: id, company: company, name: name, role: .other),
      revision: Int(view.integer(Offset.revision, as: Int64.self)), createdAt: createdAt)
  }
}

extension ByteView {
  /// A time; `nil` for one that is missing.
  fileprivate func time(_ offset: Int) -> Instant? {
    let seconds = integer(offset, as: Int64.self)
    return seconds == Int64.min ? nil : Instant(secondsSinceEpoch: seconds)
  }
}

extension Document {
  /// A card as it lies behind its name in the catalog; `nil` for bytes that are none.
  fileprivate init?(json cold: ByteCursor) {
    var cursor = cold
    cursor.skipText()
    let value = cursor.rest.bytes.withMemoryRebound(to: UInt8.self) { try? JSONReader.parse($0) }
    guard let value, let fields = try? DocumentFields(value), let card = try? Self(fields) else {
      return nil
    }
    self = card
  }
}
