import CRMModel

/// Writes a base from all records.
struct CatalogBuilder {
  private var records: [DocumentKind: [CatalogRecord]] = [:]

  init(_ records: some Sequence<CatalogRecord>) {
    for record in records { self.records[record.kind, default: []].append(record) }
    for kind in DocumentKind.allCases { self.records[kind]?.sort { $0.id < $1.id } }
  }

  /// The bytes of the file.
  func bytes(
    origin: CatalogBase.Origin, sequence: UInt64, stamps: [FolderKey: FolderStamp]
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(raw: repeatElement(0, count: CatalogBase.headerSize))
    func mark(_ place: Int, _ value: Int) { writer.set(Int64(value), at: 8 * place) }
    for kind in DocumentKind.allCases {
      let word = CatalogBase.Word.kinds + 3 * Int(kind.number)
      let records = self.records[kind] ?? []
      mark(word, records.count)
      mark(word + 1, writer.bytes.count)
      for record in records { writer.append(record.id) }
      // Where each record will lie is known before it is written.
      mark(word + 2, writer.bytes.count)
      for _ in records { writer.append(Int64(0)) }
    }
    for index in CatalogBase.Index.allCases {
      let entries = entries(index).sorted { ($0.key, $0.id) < ($1.key, $1.id) }
      mark(CatalogBase.Word.indexes + 2 * index.rawValue, writer.bytes.count)
      mark(CatalogBase.Word.indexes + 2 * index.rawValue + 1, entries.count)
      for entry in entries {
        writer.append(entry.key)
        writer.append(entry.id)
      }
    }
    mark(CatalogBase.Word.stamps, writer.bytes.count)
    mark(CatalogBase.Word.stampCount, stamps.count)
    for (key, stamp) in stamps.sorted(by: { $0.key < $1.key }) {
      writer.append(UInt64(key.number))
      writer.append(stamp.inode)
      writer.append(stamp.modified)
    }
    var start = CatalogBase.headerSize
    for kind in DocumentKind.allCases {
      let records = self.records[kind] ?? []
      for (place, record) in records.enumerated() {
        writer.set(Int64(writer.bytes.count), at: start + 8 * records.count + 8 * place)
        writer.append(raw: CatalogFrame.record(record).encoded)
      }
      start += 16 * records.count
    }
    return finished(writer, origin, sequence)
  }

  private func finished(
    _ writer: ByteWriter, _ origin: CatalogBase.Origin, _ sequence: UInt64
  ) -> [UInt8] {
    var writer = writer
    let body = writer.bytes.withUnsafeBytes { raw in
      Digest.of(UnsafeRawBufferPointer(rebasing: raw[CatalogBase.headerSize...]))
    }
    let words: [(Int, UInt64)] = [
      (CatalogBase.Word.magic, CatalogBase.magic),
      (CatalogBase.Word.size, UInt64(writer.bytes.count)),
      (CatalogBase.Word.sequence, sequence), (CatalogBase.Word.epoch, origin.epoch),
      (CatalogBase.Word.configuration, origin.configuration),
      (CatalogBase.Word.bodyChecksum, body),
    ]
    for (place, value) in words { writer.set(value, at: 8 * place) }
    let header = writer.bytes.withUnsafeBytes { raw in
      Digest.of(UnsafeRawBufferPointer(rebasing: raw[16..<CatalogBase.headerSize]))
    }
    writer.set(header, at: 8 * CatalogBase.Word.checksum)
    return writer.bytes
  }

  private func entries(_ index: CatalogBase.Index) -> [(key: UInt64, id: UInt64)] {
    let kind: DocumentKind =
      switch index {
      case .companyName: .company
      case .contactName, .contactCompany: .contact
      case .dealName, .dealCompany: .deal
      }
    return (records[kind] ?? []).map { record in
      let keys = RecordKeys(record)
      switch index {
      case .companyName, .contactName, .dealName: return (keys.name.bits, record.id)
      case .contactCompany, .dealCompany: return (keys.company, record.id)
      }
    }
  }
}

/// What a record is looked up by.
struct RecordKeys {
  /// The key of its name, folded with its suffixes.
  let name: NameKey
  /// The company it belongs to; its own id for a company.
  let company: UInt64

  init(_ record: CatalogRecord) {
    switch record.kind {
    case .company:
      let facts = CatalogCompany(record.body)
      name = NameKey(folded: Folding.fold(facts.name))
      company = record.id
    case .contact:
      let facts = CatalogContact(record.body)
      name = NameKey(folded: Folding.fold(facts.name))
      company = facts.company.bits
    case .deal:
      let facts = CatalogDeal(record.body)
      name = NameKey(folded: Folding.fold(facts.name))
      company = facts.company.bits
    }
  }
}
