package import CRMModel

/// A table of one kind of things: separated values, a sheet, or JSON lines (R113).
package struct ImportTable: Sendable {
  /// The most bytes of a file.
  package static let largestFile = 512 << 20

  let reader: CSVReader
  let header: CSVRecord
  let encoding: String
  private let dates: TableDates
  private var sums: TableSums?
  private var accepts: @Sendable (CSVRecord) -> Bool = { _ in true }
  /// What makes rows in succession one.
  private var joint: CSVRecord.Joint?

  /// What the columns begin with that `FILE.rejected.csv` has beside those of the file.
  package static let ownTitles = (line: "crm:line", reason: "crm:reason")

  static func isOurs(_ title: String) -> Bool {
    title == ownTitles.line || title == ownTitles.reason
  }

  /// Reads a file's form and header; the rows are read by `run`.
  ///
  /// Cost: one pass over the bytes.
  /// - Parameters:
  ///   - bytes: The file.
  ///   - sheet: Which sheet of a workbook; the first one unless said otherwise.
  ///   - order: How dates are written where the file does not tell.
  /// - Throws: `ImportError` where nothing of the file can be imported.
  package init(
    bytes: [UInt8], sheet: String? = nil, dates order: DateOrder? = nil
  ) throws(ImportError) {
    let limit = Self.largestFile
    guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
    let (rows, encoding) = try TextDecoding.rows(bytes, sheet: sheet)
    var reader = rows
    guard var header = reader.next() else { throw .empty }
    // A title stands alone above a table, perhaps with a blank row below.
    var ahead = reader
    while Self.isTitle(header), let next = ahead.next() {
      guard !Self.isTitle(next) else { continue }
      (reader, header) = (ahead, next)
    }
    ahead = reader
    if let names = ahead.next(), let joined = header.joined(above: names) {
      (reader, header) = (ahead, joined)
    }
    (self.reader, self.header, self.encoding) = (reader, header, encoding.rawValue)
    dates = TableDates(reader, below: header, order)
  }

  /// The names of the columns with dates of which nobody tells whether day or month comes first.
  package var unclearDates: [String] {
    dates.unclear.filter(header.cells.indices.contains).map { header.cells[$0].trimmingBlanks() }
  }

  private static func isTitle(_ row: CSVRecord) -> Bool {
    row.problem == nil && row.cells.count > 2 && row.cells.count { !$0.isEmpty } < 2
  }

  /// The same with those of its rows alone that are of one kind, where it is of things of another.
  func only(_ kind: Kind, of main: Kind, _ format: ImportFormat) -> ImportTable {
    var table = self
    table.accepts = format.rowKinds.filter(header, kind, of: main)
    return table
  }

  /// The same with rows in succession as one that have one id, or none below one, and differ in nothing but
  /// fields that nobody knows, and parts of the sum: the products of a deal, as Bitrix24 writes them, and
  /// what Odoo writes below a record.
  func joining(_ uses: [ExportColumns.Use]) -> ImportTable {
    let differing = uses.indices.filter { if case .known = uses[$0] { false } else { true } }
    return joining(
      id: uses.firstIndex(of: .known(.id)), differing, sum: uses.firstIndex(of: .known(.budget)))
  }

  /// The same for cards.
  func joining<Subject>(_ uses: [CardColumns<Subject>.Use]) -> ImportTable {
    let differing = uses.indices.filter {
      if case .kept = uses[$0] { true } else { uses[$0] == .passedOver }
    }
    return joining(id: uses.firstIndex(of: .fact(.id)), differing, sum: nil)
  }

  /// The same with sums of some columns that tell only together what their signs mean.
  func counting(_ columns: [Int]) -> ImportTable {
    var table = self
    table.sums = TableSums(reader, columns)
    return table
  }

  private func joining(id: Int?, _ differing: [Int], sum: Int?) -> ImportTable {
    var table = self
    table.joint = id.map { .init(id: $0, differing: Set(differing), sum: sum) }
    return table
  }

  /// Its rows in their order; blank ones, as spreadsheets leave them behind, the heads once more, as reports
  /// print them on each page, and rows that add up others or are notes below them are passed over.
  struct Rows: Sequence, IteratorProtocol {
    fileprivate var reader: CSVReader
    fileprivate let accepts: (CSVRecord) -> Bool
    fileprivate let joint: CSVRecord.Joint?
    fileprivate let dates: TableDates
    fileprivate let sums: TableSums?
    fileprivate let heads: [String]

    mutating func next() -> CSVRecord? {
      while let record = read() {
        guard !record.isBlank, record.cells != heads, !ImportFormat.isBelow(record),
          joint == nil || !record.isGroup
        else { continue }
        let whole = joint.map { CSVRecord.joined(parts(of: record, $0), $0) } ?? record
        if accepts(record) { return dates.plain(whole) }
      }
      return nil
    }

    private mutating func read() -> CSVRecord? {
      reader.next().map { sums?.plain($0) ?? $0 }
    }

    /// A row with those behind it that tell of the same.
    private mutating func parts(of record: CSVRecord, _ joint: CSVRecord.Joint) -> [CSVRecord] {
      var parts = [record]
      var ahead = self
      while let next = ahead.read(), record.isContinued(by: next, joint) {
        parts.append(next)
        self = ahead
      }
      return parts
    }
  }

  /// Its rows; each pass reads the text again, so that none is kept.
  var rows: Rows {
    Rows(
      reader: reader, accepts: accepts, joint: joint, dates: dates, sums: sums, heads: header.cells)
  }

  /// A row that was read before, by where it starts.
  func record(at start: Int, line: Int) -> CSVRecord? {
    var rows = rows
    rows.reader.move(to: start, line: line)
    return rows.next()
  }

  /// Its rows, so many at once as are worth the threads that understand them.
  var pieces: UnfoldSequence<[CSVRecord], Rows> {
    sequence(state: rows) { rows in
      var piece: [CSVRecord] = []
      while piece.count < Self.pieceSize, let row = rows.next() { piece.append(row) }
      return piece.isEmpty ? nil : piece
    }
  }

  /// The rows of a piece.
  static let pieceSize = 512

  /// The names of its columns, and what parts its cells, as `FILE.rejected.csv` repeats them.
  package var heading: (titles: [String], separator: Character) {
    (header.cells, Character(Unicode.Scalar(reader.separator)))
  }
}

/// How rows are taken in (R114).
package struct ImportOptions: Sendable {
  /// What names of the file mean here, where the user has said it.
  package var mapping: ImportMapping?
  /// Whether the proposal for what is unknown is accepted as it stands.
  package var creates = false
  /// Whether stages and rules do what they do when a person brings a deal there (R49).
  package var setsGoing = false
  /// Who wins where both sides changed a value.
  package var conflicts = ConflictRule.kept

  /// Nothing is known beforehand, unless said otherwise.
  package init(
    mapping: ImportMapping? = nil, creates: Bool = false, conflicts: ConflictRule = .kept
  ) {
    (self.mapping, self.creates, self.conflicts) = (mapping, creates, conflicts)
  }
}

/// Who wins where a value was changed here and in the file since the last import (R114).
package enum ConflictRule: Sendable {
  /// What is here stays, and the conflict is told again and again.
  case kept
  /// What is here stays, and that is settled.
  case ours
  /// The file's value.
  case theirs
}

/// A row that was not taken in, with its cells.
package struct RejectedRow {
  /// Where it starts.
  package let line: Int
  /// Why.
  package let reason: Phrase
  /// What stands in it.
  package let cells: [String]
}

/// Where rows go that are not taken in; any number of them, so nobody keeps them.
package typealias RowRejecting = (RejectedRow) throws(CRMError) -> Void
