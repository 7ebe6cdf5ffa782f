import CRMModel

/// One import on its way: first every row is read and compared with what is here, then, once every
/// name is known, what is new is taken in.
///
/// Rows are read twice, so that only where they stand is kept meanwhile.
struct ImportRun {
  /// A row with something new.
  private struct Pending {
    let start: Int
    let line: Int
    /// The deal that is here; `nil` for a new one.
    let deal: DealID?
  }

  /// A row, and what it says by itself.
  private struct Reading {
    let row: ExportRow
    let values: Result<ExportValues, RowProblem>
  }

  var result = ImportResult()
  /// The names that have to mean something here.
  private(set) var names: ImportNames
  private let transaction: Transaction
  private let zone: TimeZoneRules
  private let table: ImportTable
  private let options: ImportOptions
  private let columns: ExportColumns
  private var dealByOrigin: [String: DealID] = [:]
  /// Everybody who has worked here.
  private(set) var logins: Set<Login> = []
  private let cards: ImportCards
  private var pending: [Pending] = []
  private let rejecting: RowRejecting

  init(
    _ transaction: Transaction, _ table: ImportTable, _ columns: ExportColumns,
    _ options: ImportOptions, rejecting: @escaping RowRejecting
  ) throws(CRMError) {
    self.table = table
    self.options = options
    self.rejecting = rejecting
    self.columns = columns
    names = ImportNames(columns.format)
    self.transaction = transaction
    zone = try transaction.zone()
    let index = try transaction.index()
    cards = ImportCards(transaction, index, of: columns.format.id)
    for deal in index.deals {
      logins.formUnion([deal.manager, deal.author])
      if let origin = deal.origin, origin.system == columns.format.id {
        dealByOrigin[origin.id] = deal.id
      }
    }
    for company in index.companies { logins.insert(company.manager) }
    // From here on the cards know everybody; the records of all that comes in would be many.
    transaction.forgetIndex()
  }

  // MARK: Reading

  /// Reads all rows and puts them beside the deals that are here; nothing is changed yet.
  mutating func read() throws(CRMError) {
    var lines: [String: Int] = [:]
    for piece in table.pieces {
      for (record, reading) in zip(piece, readings(piece)) {
        try read(reading, of: record, &lines)
      }
    }
  }

  private mutating func read(
    _ reading: Result<Reading, RowProblem>, of record: CSVRecord, _ lines: inout [String: Int]
  ) throws(CRMError) {
    let known: Reading
    let id: String
    do throws(RowProblem) {
      known = try reading.get()
      id = try known.row.identifier()
      if let line = lines[id] {
        throw RowProblem(
          ru: "сделка с этим ID уже была в строке \(line)",
          en: "the deal of this ID stood in line \(line) already")
      }
      lines[id] = record.line
    } catch {
      return try reject(record, error)
    }
    try compare(known, of: record, with: dealByOrigin[id])
  }

  /// Rows and what they say, read on all cores: nothing else is asked for it.
  private func readings(_ records: [CSVRecord]) -> [Result<Reading, RowProblem>] {
    transaction.environment.results(records.count) {
      [columns, zone, now = transaction.context.now] place in
      Result { () throws(RowProblem) in
        let row = try ExportRow(records[place], columns)
        return Reading(
          row: row,
          values: Result { () throws(RowProblem) in
            try ExportValues(row.cells, columns.format, zone: zone, now: now)
          })
      }
    }
  }

  /// Keeps a row that says something new.
  private mutating func compare(
    _ reading: Reading, of record: CSVRecord, with id: DealID?
  ) throws(CRMError) {
    let row = reading.row
    let deal: Deal? = if let id { try transaction.get(id) } else { nil }
    if let deal {
      for name in row.fieldsChanged(in: deal) { result.keptFields[name, default: 0] += 1 }
      guard row.isNews(to: deal) else {
        result.skipped += 1
        return
      }
    }
    do throws(RowProblem) {
      if deal?.deletedAt != nil {
        throw RowProblem(
          ru: "сделка здесь удалена", en: "the deal has been deleted here")
      }
      let (values, imported) = try understood(reading, deal)
      need(values, imported: imported)
      pending.append(Pending(start: record.bytes.lowerBound, line: record.line, deal: id))
    } catch {
      try reject(record, error)
    }
  }

  /// What a row says, and what it said at the last import.
  private func understood(
    _ reading: Reading, _ deal: Deal?
  ) throws(RowProblem) -> (values: ExportValues, imported: ExportValues?) {
    guard let deal else { return (try reading.values.get(), nil) }
    let now = transaction.context.now
    // What is empty now but was not before still holds.
    let old = ExportCells(deal.imported)
    let cells = old.merging(reading.row.cells)
    return (
      try ExportValues(cells, columns.format, zone: zone, now: now),
      try? ExportValues(old, columns.format, zone: zone, now: now)
    )
  }

  /// Notes the names that a row needs: those of cells that changed.
  private mutating func need(_ values: ExportValues, imported: ExportValues?) {
    if !values.isSamePlace(as: imported) {
      names.need(stage: values.stage, closing: values.closing, of: values.pipeline)
      if let reason = values.lossReason { names.note(lossReason: reason, of: values.pipeline) }
    }
    if let imported {
      // What a row said before tells what was changed here since, where it is known.
      names.mention(imported.stage, closing: imported.closing, of: imported.pipeline)
      names.mention(person: imported.manager)
    }
    if values.manager != imported?.manager { names.need(person: values.manager) }
    if imported == nil { names.need(person: values.author) }
  }

  private mutating func reject(_ record: CSVRecord, _ problem: RowProblem) throws(CRMError) {
    try result.reject(record, of: table.reader, because: problem.reason(columns.title), rejecting)
  }

  // MARK: Taking in

  /// Takes the rows in, once all that they name is here.
  mutating func apply(_ resolution: ImportResolution) throws(CRMError) {
    for start in stride(from: 0, to: pending.count, by: ImportTable.pieceSize) {
      let piece = pending[start...].prefix(ImportTable.pieceSize).compactMap { item in
        table.record(at: item.start, line: item.line).map { (item, $0) }
      }
      for ((item, record), reading) in zip(piece, readings(piece.map(\.1))) {
        try take(reading, of: record, into: item.deal, resolution)
      }
      transaction.environment.progress(
        WorkProgress(.import, start + piece.count, of: pending.count))
    }
    result.rejected.sort { $0.line < $1.line }
    result.newPipelines = resolution.newPipelines
    result.people = resolution.newPeople.count
    try cards.tell(&result)
  }

  private mutating func take(
    _ reading: Result<Reading, RowProblem>, of record: CSVRecord, into id: DealID?,
    _ resolution: ImportResolution
  ) throws(CRMError) {
    let old: Deal? = if let id { try transaction.get(id) } else { nil }
    var writer: ImportedDeal
    do throws(RowProblem) {
      let reading = try reading.get()
      let (values, imported) = try understood(reading, old)
      writer = ImportedDeal(
        values: values, row: reading.row, imported: imported, resolution: resolution,
        steps: DealSteps(transaction, cards), conflicts: options.conflicts)
      try writer.check(old)
    } catch {
      return try reject(record, error)
    }
    do throws(CRMError) {
      if let old {
        let new = try writer.update(old)
        try cards.commit()
        if new != old { try keep(new) }
        writer.merging.found.forEach { result.note($0) }
        if writer.merging.isAllOurs, new.history == old.history {
          result.skipped += 1
        } else {
          result.updated += 1
          result.ids.append(old.id.text)
        }
      } else {
        let id = try transaction.newIdentifier(Deal.self)
        let deal = try writer.make(id)
        try cards.commit()
        try keep(deal)
        result.created += 1
        result.ids.append(id.text)
      }
    } catch {
      cards.discard()
      guard let reason = error.ofOneRow else { throw error }
      try result.reject(record, of: table.reader, because: reason, rejecting)
    }
  }

  private func keep(_ deal: Deal) throws(CRMError) {
    if options.setsGoing { try transaction.putArriving(deal) } else { try transaction.put(deal) }
  }
}
