import CRMModel

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
