/// The forms of a result.
///
/// All but `table` are a promise to scripts.
enum Format: String, CaseIterable, Sendable {
  /// For people; may change any time.
  case table
  /// One JSON document.
  case json
  /// One JSON object a line.
  case ndjson
  /// RFC 4180 with a header line; cells that a spreadsheet would take for a formula are neutralized.
  case csv
  /// Tab separated with a header line; tabs and line breaks in cells are written as `\t` and `\n`.
  case tsv
  /// One id a line.
  case ids
}
