import CRMModel

/// The rows of a table by what a few of its columns are; those that nobody asks for are passed over.
struct NamedRows {
  private var rows: ImportTable.Rows
  private let keys: [String?]
  private let words: [String: [String: String]]

  /// Those of a table; `heads` are the names of columns as formats compare them, with what they are, and
  /// `words` what people write for values, folded.
  init(
    _ table: ImportTable, heads: [String: String], words: [String: [String: String]] = [:]
  ) {
    (rows, self.words) = (table.rows, words)
    keys = table.header.cells.map { heads[ImportFormat.key($0.trimmingBlanks())] }
  }

  /// Whether it has these columns.
  func has(_ wanted: String...) -> Bool { wanted.allSatisfy(keys.contains) }

  /// The next row that says something: its cells by what they are, without empty ones.
  mutating func next() -> (line: Int, values: [String: String], problem: Phrase?)? {
    guard let record = rows.next() else { return nil }
    var values: [String: String] = [:]
    for (key, cell) in zip(keys, record.cells) where !cell.trimmingBlanks().isEmpty {
      guard let key else { continue }
      values[key] = words[key]?[Folding.fold(cell.trimmingBlanks())] ?? cell.trimmingBlanks()
    }
    return (record.line, values, record.problem)
  }
}
