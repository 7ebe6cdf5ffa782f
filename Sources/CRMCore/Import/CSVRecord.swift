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
