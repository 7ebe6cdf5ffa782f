import CRMModel

/// A table whose first row names its columns; those that nobody knows are passed over.
struct CSVTable {
  private var reader: CSVReader
  private let keys: [String?]

  /// A table of a text in UTF-8; `heads` are the folded names of columns with what they are here.
  init(_ text: [UInt8], heads: [String: String]) {
    reader = CSVReader(text)
    keys = reader.next()?.cells.map { heads[Folding.fold($0.trimmingBlanks())] } ?? []
  }

  /// Whether it has these columns.
  func has(_ wanted: String...) -> Bool { wanted.allSatisfy(keys.contains) }

  /// The next row that says something: its cells by what they are, without empty ones.
  mutating func next() -> (line: Int, values: [String: String], problem: Phrase?)? {
    while let record = reader.next() {
      guard !record.isBlank else { continue }
      var values: [String: String] = [:]
      for (key, cell) in zip(keys, record.cells) where !cell.trimmingBlanks().isEmpty {
        if let key { values[key] = cell.trimmingBlanks() }
      }
      return (record.line, values, record.problem)
    }
    return nil
  }
}
