/// Numbers and columns for people.
enum Text {
  /// At most three digits that say something.
  static func number(_ value: Double) -> String {
    if value >= 100 || value == value.rounded() { return "\(Int(value.rounded()))" }
    let digits = value >= 10 ? 10.0 : value >= 1 ? 100.0 : 1_000.0
    return "\((value * digits).rounded() / digits)"
  }

  /// Columns, the first one to the left and the others to the right.
  static func table(_ rows: [[String]]) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + blanks : blanks + cell
      }.joined(separator: "  ") + "\n"
    }.joined()
  }
}
