import CRMModel

/// Writes a base from all records.
struct CatalogBuilder {
  private var records: [[CatalogRecord]]

  /// - Parameter records: Of each kind in its order, by id.
  init(_ records: (DocumentKind) -> [CatalogRecord]) {
    self.records = DocumentKind.allCases.map(records)
  }

  /// The bytes of the file.
  func bytes(origin: CatalogBase.Origin, sequence: UInt64, stamps: FolderStamps) -> [UInt8] {
    var writer = ByteWriter()
    writer.reserve(records.joined().reduce(1 << 18) { $0 + $1.hot.count + $1.cold.count + 96 })
    writer.append(raw: repeatElement(0, count: CatalogBase.headerSize))
    func mark(_ place: Int, _ value: Int) { writer.set(Int64(value), at: 8 * place) }
    for (number, records) in records.enumerated() {
      let word = CatalogBase.Word.kinds + 3 * number
      mark(word, records.count)
      mark(word + 1, writer.bytes.count)
      for record in records { writer.append(record.id) }
      mark(word + 2, writer.bytes.count)
      // Where each part will lie is filled in when it is written.
      for _ in 0...records.count { writer.append(Int64(0)) }
    }
    let hot = append(hotPartsTo: &writer)
    for index in CatalogBase.Index.allCases {
      let entries = entries(index)
      mark(CatalogBase.Word.indexes + 2 * index.rawValue, writer.bytes.count)
      mark(CatalogBase.Word.indexes + 2 * index.rawValue + 1, entries.count)
      for entry in entries {
        writer.append(entry.key)
        writer.append(entry.id)
      }
    }
    mark(CatalogBase.Word.stamps, writer.bytes.count)
    for stamp in stamps.all {
      writer.append(stamp.inode)
      writer.append(stamp.modified)
      writer.append(stamp.changed)
    }
    append(coldPartsTo: &writer, behind: hot)
    return finished(writer, origin, sequence)
  }

  /// - Returns: Where each of them lies.
  private func append(hotPartsTo writer: inout ByteWriter) -> [Int] {
    var places = CatalogBase.headerSize
    var hot: [Int] = []
    for records in records {
      places += 8 * records.count
      for record in records {
        writer.set(Int64(writer.bytes.count), at: places)
        places += 8
        hot.append(writer.bytes.count)
        writer.append(raw: record.hot.bytes)
      }
      writer.set(Int64(writer.bytes.count), at: places)
      places += 8
    }
    return hot
  }

  private func append(coldPartsTo writer: inout ByteWriter, behind hot: [Int]) {
    let all = records.flatMap { $0 }
    for place in coldOrder(of: all) where all[place].hot.count >= CatalogRecord.hotHead {
      let (cold, start) = (all[place].cold, hot[place])
      writer.set(Int64(writer.bytes.count - start), at: start)
      writer.set(UInt32(clamping: cold.count), at: start + 8)
      writer.append(raw: cold.bytes)
    }
  }

  /// In the order of an audit's findings, a company's contacts behind it.
  private func coldOrder(of all: [CatalogRecord]) -> [Int] {
    var orders: [(order: AuditOrder, place: Int)] = []
    var contacts: [UInt64: [Int]] = [:]
    for (place, record) in all.enumerated() {
      switch record.kind {
      case .company: orders.append((AuditOrder(CatalogCompany(record)), place))
      case .deal: orders.append((AuditOrder(CatalogDeal(record)), place))
      case .contact: contacts[record.company, default: []].append(place)
      }
    }
    var places: [Int] = []
    for (_, place) in orders.sorted(by: { $0.order < $1.order }) {
      places.append(place)
      if all[place].kind == .company { places += contacts.removeValue(forKey: all[place].id) ?? [] }
    }
    return places + contacts.sorted { $0.key < $1.key }.flatMap(\.value)
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
    let records = records[index.kind.number]
    let entries: [(key: UInt64, id: UInt64)] =
      switch index {
      case .companyName, .contactName, .dealName: records.map { ($0.nameKey, $0.id) }
      case .contactCompany, .dealCompany: records.map { ($0.company, $0.id) }
      }
    return entries.sorted { ($0.key, $0.id) < ($1.key, $1.id) }
  }
}
