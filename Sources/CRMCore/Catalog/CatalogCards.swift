import CRMModel

/// A company's facts as they lie in the catalog: what audits read first, then the whole card.
struct CatalogCompany: CompanyFacts {
  private let view: ByteView

  init(_ view: ByteView) { self.view = view }

  static func encoded(_ record: CompanyRecord) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(record.id.bits)
    writer.append(record.nameKey.bits)
    writer.append(record.createdAt?.secondsSinceEpoch ?? Int64.min)
    writer.append(record.updatedAt?.secondsSinceEpoch ?? Int64.min)
    writer.append(UInt32(clamping: record.revision))
    var empty: UInt32 = 0
    for (bit, field) in CompanyField.allCases.enumerated() where record.emptyFields.contains(field)
    {
      empty |= 1 << UInt32(bit)
    }
    writer.append(empty)
    writer.appendShort(record.manager.text)
    writer.append(record.name)
    writer.append(raw: JSONWriter.bytes(of: .object(record.company.json), style: .compact))
    return writer.bytes
  }

  var id: CompanyID { Identifier(bits: view.integer(0, as: UInt64.self) & 0xFF_FFFF_FFFF) ?? .zero }
  var nameKey: NameKey { NameKey(bits: view.integer(8)) }
  var createdAt: Instant? { time(16) }

  var emptyFields: [CompanyField] {
    let bits = view.integer(36, as: UInt32.self)
    return CompanyField.allCases.enumerated().filter { bits & 1 << UInt32($0.offset) != 0 }
      .map(\.element)
  }

  var manager: Login {
    var cursor = ByteCursor(view, at: 40)
    return Login(stored: cursor.short())
  }

  var name: String {
    var cursor = ByteCursor(view, at: 40)
    cursor.skipShort()
    return cursor.text() ?? ""
  }

  var record: CompanyRecord {
    var cursor = ByteCursor(view, at: 40)
    cursor.skipShort()
    cursor.skipText()
    let card = Company(json: view.part(from: cursor.offset, count: view.count))
    return CompanyRecord(
      bare: card ?? Company(id: id, name: name, manager: manager),
      revision: Int(view.integer(32, as: UInt32.self)), createdAt: createdAt, updatedAt: time(24))
  }

  private func time(_ offset: Int) -> Instant? {
    let seconds = view.integer(offset, as: Int64.self)
    return seconds == Int64.min ? nil : Instant(secondsSinceEpoch: seconds)
  }
}

/// A contact's facts as they lie in the catalog: what audits read first, then the whole card.
struct CatalogContact: ContactFacts {
  private let view: ByteView

  init(_ view: ByteView) { self.view = view }

  static func encoded(_ record: ContactRecord) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(record.id.bits)
    writer.append(record.company.bits)
    writer.append(record.createdAt?.secondsSinceEpoch ?? Int64.min)
    writer.append(UInt32(clamping: record.revision))
    writer.append(record.gaps.rawValue)
    writer.append(record.name)
    writer.append(raw: JSONWriter.bytes(of: .object(record.contact.json), style: .compact))
    return writer.bytes
  }

  var id: ContactID { Identifier(bits: view.integer(0, as: UInt64.self) & 0xFF_FFFF_FFFF) ?? .zero }

  var company: CompanyID {
    Identifier(bits: view.integer(8, as: UInt64.self) & 0xFF_FFFF_FFFF) ?? .zero
  }

  var createdAt: Instant? {
    let seconds = view.integer(16, as: Int64.self)
    return seconds == Int64.min ? nil : Instant(secondsSinceEpoch: seconds)
  }

  var gaps: ContactGaps { ContactGaps(rawValue: view.integer(28)) }

  var name: String {
    var cursor = ByteCursor(view, at: 29)
    return cursor.text() ?? ""
  }

  var record: ContactRecord {
    var cursor = ByteCursor(view, at: 29)
    cursor.skipText()
    let card = Contact(json: view.part(from: cursor.offset, count: view.count))
    return ContactRecord(
      bare: card ?? Contact(id: id, company: company, name: name, role: .other),
      revision: Int(view.integer(24, as: UInt32.self)), createdAt: createdAt)
  }
}

extension Document {
  /// A card as it lies in the catalog; `nil` for bytes that are none.
  fileprivate init?(json view: ByteView) {
    let value = view.bytes.withMemoryRebound(to: UInt8.self) { try? JSONReader.parse($0) }
    guard let value, let fields = try? DocumentFields(value), let card = try? Self(fields) else {
      return nil
    }
    self = card
  }
}
