import CRMModel

/// One row of a file of separated values.
struct CSVRecord: Hashable {
  /// The line where it starts, from 1.
  let line: Int
  /// Where it stands in the text, without its line break.
  let bytes: Range<Int>
  /// Its cells, unquoted; those before the problem where there is one.
  let cells: [String]
  /// Why it cannot be read.
  let problem: Phrase?

  /// Whether nothing stands in any cell, as in the rows that spreadsheets leave behind.
  var isBlank: Bool { problem == nil && cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
}

extension CSVRecord {
  /// The cells, one for each column, without the blanks around them.
  ///
  /// - Throws: `RowProblem` where the row is broken or has not a cell for each column. Empty cells beyond
  ///   the header's are what a separator at the end of a line makes.
  func cells(for columns: Int) throws(RowProblem) -> [String] {
    if let problem { throw RowProblem(ru: problem.ru, en: problem.en) }
    guard cells.count >= columns, cells.dropFirst(columns).allSatisfy(\.isEmpty) else {
      throw RowProblem(
        ru: "ячеек \(cells.count), а столбцов \(columns)",
        en: "\(CountedNoun.cells.counted(cells.count).en) for "
          + "\(CountedNoun.columns.counted(columns).en)")
    }
    return cells.prefix(columns).map { $0.trimmingBlanks() }
  }

  /// This row and the next one as one; `nil` where they are of two things.
  func joined(with next: CSVRecord, _ columns: (id: Int, differing: Set<Int>)) -> CSVRecord? {
    guard problem == nil, next.problem == nil, cells.count == next.cells.count,
      cells.indices.contains(columns.id), !cells[columns.id].isEmpty,
      cells[columns.id] == next.cells[columns.id],
      cells.indices.allSatisfy({ cells[$0] == next.cells[$0] || columns.differing.contains($0) })
    else { return nil }
    let both = zip(cells, next.cells).map { here, there in
      here == there || there.isEmpty ? here : here.isEmpty ? there : "\(here), \(there)"
    }
    return CSVRecord(
      line: line, bytes: bytes.lowerBound..<next.bytes.upperBound, cells: both, problem: nil)
  }

  /// Rows as comma separated values whose first one names the columns.
  ///
  /// Titles above it are left out: the heads are looked for among the first ten rows. Each row has a cell
  /// for each column.
  /// - Throws: `ImportError.tooLarge`, and what the rows throw.
  static func table(
    _ next: () throws(ImportError) -> [String]?
  ) throws(ImportError) -> [UInt8] {
    var first: [[String]] = []
    while first.count < 10, let row = try next() { first.append(row) }
    // A title stands alone above a table, and so do the heads of several columns.
    let widest = first.map { row in row.count { !$0.isEmpty } }.max() ?? 0
    first = Array(first.drop { row in row.count { !$0.isEmpty } * 2 < widest })
    let width = first.first?.count ?? 0
    let limit = AmoCRMImport.largestFile / 2
    var table: [UInt8] = []
    for row in first { append(row, width, to: &table) }
    while let row = try next() {
      append(row, width, to: &table)
      guard table.count <= limit else { throw .tooLarge(limit: limit) }
    }
    return table
  }

  /// Writes a row of comma separated values that has at least so many cells.
  static func append(_ row: [String], _ width: Int, to table: inout [UInt8]) {
    for place in 0..<max(width, row.count) {
      if place > 0 { table.append(UInt8(ascii: ",")) }
      guard place < row.count, !row[place].isEmpty else { continue }
      table.append(UInt8(ascii: "\""))
      for byte in row[place].utf8 {
        if byte == UInt8(ascii: "\"") { table.append(byte) }
        table.append(byte)
      }
      table.append(UInt8(ascii: "\""))
    }
    table.append(UInt8(ascii: "\n"))
  }
}
