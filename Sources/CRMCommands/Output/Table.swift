/// A table for people: columns aligned by their width on the screen.
struct Table {
  /// One cell: its text, and the text that is printed for it (with colour).
  struct Cell {
    let text: String
    let color: Presentation.Color?
    let isNumber: Bool

    init(_ text: String, color: Presentation.Color? = nil, isNumber: Bool = false) {
      self.text = text
      self.color = color
      self.isNumber = isNumber
    }
  }

  let titles: [String]
  let rows: [[Cell]]
  /// Columns that are never shortened, as half an id names nothing; nor are numbers.
  var whole: Set<Int> = []

  /// The lines of the table; the widest columns are shortened until it fits.
  func lines(_ presentation: Presentation) -> [String] {
    let widths = fitted(natural, presentation.width)
    let header = line(titles.map { Cell($0) }, widths) { text, _ in
      presentation.colored(text, .bold)
    }
    return [header]
      + rows.map { row in
        line(row, widths) { text, color in
          color.map { presentation.colored(text, $0) } ?? text
        }
      }
  }

  private static var gap: Int { 2 }
  private static var leastWidth: Int { 6 }

  private var natural: [Int] {
    titles.indices.map { column in
      rows.reduce(DisplayWidth.of(titles[column])) {
        max($0, DisplayWidth.of($1[column].text))
      }
    }
  }

  private func isWhole(_ column: Int) -> Bool {
    whole.contains(column) || rows.contains { $0[column].isNumber }
  }

  private func fitted(_ natural: [Int], _ limit: Int?) -> [Int] {
    var widths = natural
    guard let limit else { return widths }
    let gaps = Self.gap * max(widths.count - 1, 0)
    while widths.reduce(gaps, +) > limit {
      let candidates = widths.indices.filter { !isWhole($0) }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }),
        widths[widest] > Self.leastWidth
      else { break }
      widths[widest] -= 1
    }
    return widths
  }

  private func line(
    _ cells: [Cell], _ widths: [Int], paint: (String, Presentation.Color?) -> String
  ) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let text = DisplayWidth.fitted(cell.text, widths[index])
      let blanks = String(repeating: " ", count: widths[index] - DisplayWidth.of(text))
      let isLast = index == cells.count - 1
      let painted = paint(text, cell.color)
      line += cell.isNumber ? blanks + painted : painted + (isLast ? "" : blanks)
      if !isLast { line += String(repeating: " ", count: Self.gap) }
    }
    // Empty cells at the end leave no blanks behind.
    return String(
      line.prefix(upTo: line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex))
  }
}
