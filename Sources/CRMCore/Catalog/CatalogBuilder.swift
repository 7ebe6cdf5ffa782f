import CRMModel

/// Writes a base from all records.
struct CatalogBuilder {
  /// Of each kind, by id.
  private let records: [[CatalogRecord]]
  private let environment: WorkspaceEnvironment

  /// - Parameters:
  ///   - environment: Whose cores sort.
  ///   - records: Those of each kind in its order, by id.
  init(_ environment: WorkspaceEnvironment, records: (DocumentKind) -> [CatalogRecord]) {
    self.environment = environment
    self.records = DocumentKind.allCases.map(records)
  }

  /// The bytes of the file.
  ///
  /// Cost: what has to be sorted is sorted on all cores; what comes from another base is in its order.
  func bytes(origin: CatalogBase.Origin, sequence: UInt64, stamps: FolderStamps) -> [UInt8] {
    let indexes = CatalogBase.Index.allCases
    let orders = environment.results(1 + indexes.count) {
      $0 == 0 ? coldOrder : order(of: indexes[$0 - 1])
    }
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
    for (index, order) in zip(indexes, orders.dropFirst()) {
      mark(CatalogBase.Word.indexes + 2 * index.rawValue, writer.bytes.count)
      mark(CatalogBase.Word.indexes + 2 * index.rawValue + 1, order.count)
      let records = records[index.kind.number]
      for place in order {
        writer.append(key(of: records[place], in: index))
        writer.append(records[place].id)
      }
    }
    mark(CatalogBase.Word.stamps, writer.bytes.count)
    for stamp in stamps.all {
      writer.append(stamp.inode)
      writer.append(stamp.modified)
      writer.append(stamp.changed)
    }
    append(coldPartsTo: &writer, in: orders[0], behind: hot)
    finish(&writer, origin, sequence)
    return writer.bytes
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

  private func append(
    coldPartsTo writer: inout ByteWriter, in order: [Int], behind hot: [Int]
  ) {
    let all = records.flatMap { $0 }
    for place in order where all[place].hot.count >= CatalogRecord.hotHead {
      let (cold, start) = (all[place].cold, hot[place])
      writer.set(Int64(writer.bytes.count - start), at: start)
      writer.set(UInt32(clamping: cold.count), at: start + 8)
      writer.append(raw: cold.bytes)
    }
  }

  private func finish(
    _ writer: inout ByteWriter, _ origin: CatalogBase.Origin, _ sequence: UInt64
  ) {
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
  }

  // MARK: Orders

  /// All records in the order of an audit's findings, a company's contacts behind it.
  private var coldOrder: [Int] {
    let all = records.flatMap { $0 }
    var contacts: [UInt64: [Int]] = [:]
    for (place, record) in all.enumerated() where record.kind == .contact {
      contacts[record.company, default: []].append(place)
    }
    let subjects = all.indices.lazy.filter { all[$0].kind != .contact }
    let sorted = AuditOrder.sorted(
      subjects, rank: { CatalogRecord.rank(of: all[$0].hot) }, order: { all[$0].auditOrder })
    var order: [Int] = []
    order.reserveCapacity(all.count)
    for place in sorted {
      order.append(place)
      if all[place].kind == .company { order += contacts.removeValue(forKey: all[place].id) ?? [] }
    }
    return order + contacts.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  /// The records of an index's kind by its key, then by id.
  private func order(of index: CatalogBase.Index) -> [Int] {
    var entries: [(key: UInt64, place: Int)] = []
    for (place, record) in records[index.kind.number].enumerated() {
      entries.append((key(of: record, in: index), place))
    }
    return entries.sorted { $0 < $1 }.map { $0.place }
  }

  private func key(of record: CatalogRecord, in index: CatalogBase.Index) -> UInt64 {
    switch index {
    case .companyName, .contactName, .dealName: record.nameKey
    case .contactCompany, .dealCompany: record.company
    }
  }
}

extension CatalogRecord {
  /// Where its findings stand in an audit.
  fileprivate var auditOrder: AuditOrder {
    kind == .company ? AuditOrder(CatalogCompany(self)) : AuditOrder(CatalogDeal(self))
  }
}
