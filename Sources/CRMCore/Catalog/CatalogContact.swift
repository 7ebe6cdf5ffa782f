package import CRMModel

/// A contact's facts as they lie in the catalog: hot what audits read, cold the whole card.
struct CatalogContact: ContactFacts {
  private let view: ByteView

  init(_ record: CatalogRecord) { view = record.hot }

  private enum Offset {
    static let id = CatalogRecord.hotHead
    static let company = id + 8
    static let gaps = company + 8
  }

  private enum Cold {
    static let createdAt = CatalogRecord.coldHead
    static let updatedAt = createdAt + 8
    static let revision = updatedAt + 8
    static let texts = revision + 8
  }

  /// Both parts of a contact's record.
  fileprivate static func joined(_ record: ContactRecord, _ file: FileStamp) -> [UInt8] {
    var writer = RecordWriter(
      file, name: record.name, company: record.company.bits,
      keys: MatchSubject(record.contact).keys + record.contact.aliases)
    writer.hot.append(record.id.bits)
    writer.hot.append(record.company.bits)
    writer.hot.append(record.gaps.rawValue)
    writer.cold.append(record.createdAt?.secondsSinceEpoch ?? Int64.min)
    writer.cold.append(record.updatedAt?.secondsSinceEpoch ?? Int64.min)
    writer.cold.append(Int64(record.revision))
    writer.cold.append(record.name)
    writer.cold.append(record.contact.origin)
    writer.cold.append(card: record.contact)
    writer.cold.append(merged: record.contact.merged)
    return writer.joined
  }

  var id: ContactID { Identifier(stored: view.integer(Offset.id)) }
  var company: CompanyID { Identifier(stored: view.integer(Offset.company)) }
  var gaps: ContactGaps { ContactGaps(rawValue: view.integer(Offset.gaps)) }

  private var cold: ByteView { CatalogRecord.cold(of: view) }

  var createdAt: Instant? { cold.time(Cold.createdAt) }

  var name: String {
    var cursor = ByteCursor(cold, at: Cold.texts)
    return cursor.text()
  }

  var record: ContactRecord {
    ContactRecord(
      bare: card, revision: Int(cold.integer(Cold.revision, as: Int64.self)), createdAt: createdAt,
      updatedAt: cold.time(Cold.updatedAt))
  }

  private var card: Contact {
    var cursor = ByteCursor(cold, at: Cold.texts)
    var card = Contact(id: id, company: company, name: cursor.text(), role: .other)
    card.origin = cursor.origin()
    cursor.fill(&card)
    card.merged = cursor.merged { Contact(id: $0, company: company, name: $1, role: .other) }
    return card
  }
}

extension Contact {
  package func cataloged(_: [PipelineID: Pipeline], _ file: FileStamp) -> [UInt8] {
    CatalogContact.joined(ContactRecord(self), file)
  }

  package static func ownFields(in record: CatalogRecord) -> [String: Value] {
    CatalogContact(record).record.contact.fields
  }
}
