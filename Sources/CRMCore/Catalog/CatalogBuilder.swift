import CRMModel

/// Writes a base from all records, or a middle from those that have changed.
struct CatalogBuilder {
  /// Of each kind, by id.
  private let records: [[CatalogRecord]]
  private let environment: WorkspaceEnvironment
  /// What a middle is made from; `nil` for a base.
  private let index: RecordIndex?

  /// A base.
  ///
  /// - Parameters:
  ///   - environment: Whose cores do it.
  ///   - records: Those of each kind in its order, by id.
  init(_ environment: WorkspaceEnvironment, records: (Kind) -> [CatalogRecord]) {
    self.environment = environment
    self.records = Kind.documents.map(records)
    index = nil
  }

  /// The middle over the base that an index has.
  init(_ environment: WorkspaceEnvironment, changesIn index: RecordIndex) {
    self.environment = environment
    records = Kind.documents.map(index.changedRecords)
    self.index = index
  }

  /// A part of the file, and where what a record has in it begins.
  private struct Part {
    var writer = ByteWriter()
    var places: [Int]
  }

  /// The bytes of the file.
  func bytes(origin: CatalogBase.Origin, sequence: UInt64, stamps: FolderStamps) -> [UInt8] {
    if isMiddle {
      var writer = front(stamps).writer
      finish(&writer, origin, sequence)
      return writer.bytes
    }
    let all = records.flatMap { $0 }
    var parts = environment.results(2) { $0 == 0 ? front(stamps) : colds(of: all) }
    let behind = parts.removeLast()
    let end = parts[0].writer.bytes.count
    for (place, record) in all.enumerated() where record.hot.count >= CatalogRecord.hotHead {
      let start = parts[0].places[place]
      parts[0].writer.set(Int64(end + behind.places[place] - start), at: start)
      parts[0].writer.set(UInt32(clamping: record.cold.count), at: start + 8)
    }
    parts[0].writer.append(raw: behind.writer.bytes)
    finish(&parts[0].writer, origin, sequence)
    return parts[0].writer.bytes
  }

  private var isMiddle: Bool { index != nil }

  /// Everything in front of the cold parts; of a middle everything.
  private func front(_ stamps: FolderStamps) -> Part {
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
    let places = append(hotPartsTo: &writer)
    func appendTable(_ table: Int, _ rows: [(UInt64, UInt64)]) {
      mark(table, writer.bytes.count)
      mark(table + 1, rows.count)
      for (key, number) in rows {
        writer.append(key)
        writer.append(number)
      }
    }
    for index in CatalogBase.Index.all {
      appendTable(CatalogBase.Word.indexes + 2 * index.number, entries(index))
    }
    appendTable(
      CatalogBase.Word.findings,
      index?.changedFindings() ?? records[Kind.paper.number].map { CatalogPaper($0) }.findings)
    mark(CatalogBase.Word.stamps, writer.bytes.count)
    for stamp in stamps.all {
      writer.append(stamp.inode)
      writer.append(stamp.modified)
      writer.append(stamp.changed)
    }
    return Part(writer: writer, places: places)
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
        if isMiddle {
          writer.append(raw: record.joined)
        } else {
          writer.append(raw: record.hot.bytes)
        }
      }
      writer.set(Int64(writer.bytes.count), at: places)
      places += 8
    }
    return hot
  }

  private func colds(of all: [CatalogRecord]) -> Part {
    var part = Part(places: Array(repeating: 0, count: all.count))
    part.writer.reserve(all.reduce(0) { $0 + $1.cold.count })
    for place in coldOrder(of: all) where all[place].hot.count >= CatalogRecord.hotHead {
      part.places[place] = part.writer.bytes.count
      part.writer.append(raw: all[place].cold.bytes)
    }
    return part
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
      (CatalogBase.Word.bodyChecksum, body), (CatalogBase.Word.foundation, index?.foundation ?? 0),
    ]
    for (place, value) in words { writer.set(value, at: 8 * place) }
    let header = writer.bytes.withUnsafeBytes { raw in
      Digest.of(UnsafeRawBufferPointer(rebasing: raw[16..<CatalogBase.headerSize]))
    }
    writer.set(header, at: 8 * CatalogBase.Word.checksum)
  }

  /// In the order of an audit's findings, a company's contacts behind it.
  ///
  /// Cost: what comes from another base is in its order already.
  private func coldOrder(of all: [CatalogRecord]) -> [Int] {
    var contacts: [UInt64: [Int]] = [:]
    for (place, record) in all.enumerated() where record.kind == .contact {
      contacts[record.company, default: []].append(place)
    }
    let subjects = all.indices.filter { [.company, .deal].contains(all[$0].kind) }
    let others = all.indices.filter { all[$0].kind.number > Kind.deal.number }
    let sorted = AuditOrder.sorted(
      subjects, rank: { CatalogRecord.rank(of: all[$0].hot) }, order: { all[$0].auditOrder })
    var order: [Int] = []
    order.reserveCapacity(all.count)
    for place in sorted {
      order.append(place)
      if all[place].kind == .company { order += contacts.removeValue(forKey: all[place].id) ?? [] }
    }
    return order + contacts.sorted { $0.key < $1.key }.flatMap(\.value) + others
  }

  private func entries(_ index: CatalogBase.Index) -> [(key: UInt64, id: UInt64)] {
    var entries: [(key: UInt64, id: UInt64)] = []
    for record in records[index.kind.number] where !record.isRemoved {
      record.forEachKey(index.key) { entries.append(($0, record.id)) }
    }
    return entries.sorted { ($0.key, $0.id) < ($1.key, $1.id) }
  }
}

extension CatalogRecord {
  /// Where its findings stand in an audit.
  fileprivate var auditOrder: AuditOrder {
    kind == .company ? AuditOrder(CatalogCompany(self)) : AuditOrder(CatalogDeal(self))
  }
}
