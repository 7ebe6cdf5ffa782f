import CRMModel

/// One import on its way: first every row is read and compared with what is here, then, once every
/// name is known, what is new is taken in.
struct ImportRun {
  /// A row with something new.
  private struct Pending {
    let row: AmoCRMRow
    let values: AmoCRMValues
    /// The deal as it is here; `nil` for a new one.
    let deal: Deal?
    /// What the row said at the last import.
    let imported: AmoCRMValues?
  }

  var result = ImportResult()
  /// The names that have to mean something here.
  private(set) var names = ImportNames()
  private let transaction: Transaction
  private let zone: TimeZoneRules
  private let reader: CSVReader
  private var dealByOrigin: [String: DealID] = [:]
  private var logins: Set<Login> = []
  private var cards: ImportCards
  private var rows: [(id: String, row: AmoCRMRow)] = []
  private var pending: [Pending] = []

  private static let longestShownRow = 16_384

  init(_ transaction: Transaction, _ reader: CSVReader) throws(CRMError) {
    self.reader = reader
    self.transaction = transaction
    zone = try transaction.zone()
    let index = try transaction.index()
    cards = ImportCards(transaction, index)
    for deal in index.deals {
      logins.formUnion([deal.manager, deal.author])
      if let origin = deal.origin, origin.system == AmoCRMImport.system {
        dealByOrigin[origin.id] = deal.id
      }
    }
    for company in index.companies { logins.insert(company.manager) }
  }

  // MARK: Reading

  /// Reads all rows and puts them beside the deals that are here; nothing is changed yet.
  mutating func read(_ columns: AmoCRMColumns) throws(CRMError) {
    var reader = reader
    var lines: [String: Int] = [:]
    while let record = reader.next() {
      guard !record.isBlank else { continue }
      do throws(RowProblem) {
        let row = try AmoCRMRow(record, columns)
        let id = try row.identifier()
        if let line = lines[id] {
          throw RowProblem(
            ru: "сделка с этим ID уже была в строке \(line)",
            en: "the deal of this ID stood in line \(line) already")
        }
        lines[id] = record.line
        rows.append((id, row))
      } catch {
        reject(record.line, record.bytes, error)
      }
    }
    for (id, row) in rows { try compare(row, with: dealByOrigin[id]) }
    rows = []
  }

  /// Keeps a row that says something new.
  private mutating func compare(_ row: AmoCRMRow, with id: DealID?) throws(CRMError) {
    let deal: Deal? = if let id { try transaction.get(id) } else { nil }
    if let deal, !row.isNews(to: deal) {
      result.skipped += 1
      return
    }
    do throws(RowProblem) {
      if deal?.deletedAt != nil {
        throw RowProblem(
          ru: "сделка здесь удалена", en: "the deal has been deleted here")
      }
      let now = transaction.context.now
      // What is empty now but was not before still holds.
      let cells = (deal?.imported ?? [:]).merging(row.cells) { _, new in new }
      let values = try AmoCRMValues(cells, zone: zone, now: now)
      let imported = deal.flatMap { try? AmoCRMValues($0.imported, zone: zone, now: now) }
      need(values, imported: imported)
      pending.append(Pending(row: row, values: values, deal: deal, imported: imported))
    } catch {
      reject(row.line, row.bytes, error)
    }
  }

  /// Notes the names that a row needs: those of cells that changed.
  private mutating func need(_ values: AmoCRMValues, imported: AmoCRMValues?) {
    if !values.isSamePlace(as: imported) { names.need(stage: values.stage, of: values.pipeline) }
    if values.manager != imported?.manager { names.need(person: values.manager) }
    if imported == nil { names.need(person: values.author) }
  }

  private mutating func reject(_ line: Int, _ bytes: Range<Int>, _ problem: RowProblem) {
    let cut = min(bytes.upperBound, bytes.lowerBound + Self.longestShownRow)
    let text = reader.source(of: bytes.lowerBound..<cut) + (cut < bytes.upperBound ? "…" : "")
    result.rejected.append(.init(line: line, reason: problem.reason, row: text))
  }

  // MARK: Taking in

  /// What the names mean, by a mapping or because they are known.
  func resolver(_ mapping: ImportMapping) throws(CRMError) -> ImportResolver {
    let users = try transaction.people().users.map { ($0.login.text, $0.name) }
    return try ImportResolver(
      names, mapping: mapping, pipelines: Array(transaction.pipelines().values),
      people: transaction.settings().people.merging(users) { _, user in user }, logins: logins)
  }

  /// Makes what is missing and takes the rows in.
  mutating func apply(_ resolution: ImportResolution) throws(CRMError) {
    try transaction.make(resolution)
    let pipelines = try transaction.pipelines()
    for (place, item) in pending.enumerated() {
      transaction.environment.progress(WorkProgress(.import, place + 1, of: pending.count))
      let writer = ImportedDeal(
        values: item.values, row: item.row, imported: item.imported, resolution: resolution,
        pipelines: pipelines, context: transaction.context)
      let old = item.deal
      if let problem = writer.problem(with: old) {
        reject(item.row.line, item.row.bytes, problem)
      } else if let old {
        try transaction.put(writer.update(old, &cards))
        result.updated += 1
        result.deals.append(old.id)
      } else {
        let id = try transaction.newIdentifier(Deal.self)
        try transaction.put(writer.make(id, &cards))
        result.created += 1
        result.deals.append(id)
      }
    }
    try cards.save()
    result.rejected.sort { $0.line < $1.line }
  }
}
