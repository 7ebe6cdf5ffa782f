/// A table for people: columns aligned by their width on the screen.
struct Table {
  /// One cell: its text, and the colour that is printed for it.
  struct Cell {
    let text: String
    let color: Presentation.Color?

    init(_ text: String, color: Presentation.Color? = nil) {
      self.text = text
      self.color = color
    }
  }

  /// What is known of a column apart from its cells.
  struct Heading {
    let title: String
    /// How long it stays while the terminal gets narrower; the first to go is the smallest.
    var importance = Int.max
    /// Whether it is never shortened: half an id names nothing, half a number lies.
    var isWhole = false
    /// Whether it stands to the right.
    var isNumber = false
    /// Whether it stands under its row where the row would be too long.
    var isFolded = false
  }

  let headings: [Heading]
  let rows: [[Cell]]

  /// The lines of the table.
  ///
  /// Where it is wider than the terminal, columns go while long texts alone cannot make room; then
  /// the widest texts are shortened.
  func lines(_ presentation: Presentation) -> [String] {
    let natural = naturalWidths
    if let width = presentation.width, total(natural) > width,
      let folded = headings.firstIndex(where: \.isFolded)
    {
      return lines(folding: folded, width, presentation)
    }
    let shown = columns(natural, presentation.width)
    let widths = fitted(natural, shown, presentation.width)
    let header = headings.map { Cell($0.title, color: .bold) }
    return ([header] + rows).map { line($0, shown, widths, presentation) }
  }

  /// The rows without a column, each with that column's text under it.
  private func lines(
    folding column: Int, _ width: Int, _ presentation: Presentation
  ) -> [String] {
    func others<Item>(_ items: [Item]) -> [Item] {
      items.indices.filter { $0 != column }.map { items[$0] }
    }
    let table = Table(headings: others(headings), rows: rows.map(others))
    let texts = [headings[column].title] + rows.map(\.[column].text)
    return zip(table.lines(presentation), texts).flatMap { line, text in
      [line] + (text.isEmpty ? [] : Wrapping.lines(text, after: "    ", width: width))
    }
  }

  /// Whether it fits a terminal with no text shortened to less than a width; a pipe is no terminal.
  func fits(_ limit: Int?, shortening readable: Int) -> Bool {
    limit.map { total(naturalWidths.map { min($0, readable) }) <= $0 } ?? false
  }

  private static var gap: Int { 2 }
  /// A longer text may be shortened before a column goes.
  private static var readable: Int { 12 }

  private var naturalWidths: [Int] {
    headings.indices.map { column in
      rows.reduce(DisplayWidth.of(headings[column].title)) {
        max($0, DisplayWidth.of($1[column].text))
      }
    }
  }

  /// The columns that stay, the least important one of the last ones going first.
  private func columns(_ natural: [Int], _ limit: Int?) -> [Int] {
    var shown = Array(headings.indices)
    guard let limit else { return shown }
    func least(_ column: Int) -> Int {
      headings[column].isWhole ? natural[column] : min(natural[column], Self.readable)
    }
    while total(shown.map(least)) > limit,
      let last = shown.reversed().min(by: { headings[$0].importance < headings[$1].importance }),
      headings[last].importance < Int.max
    {
      shown.removeAll { $0 == last }
    }
    return shown
  }

  private func total(_ widths: [Int]) -> Int {
    widths.reduce(Self.gap * max(widths.count - 1, 0), +)
  }

  private func fitted(_ natural: [Int], _ shown: [Int], _ limit: Int?) -> [Int] {
    var widths = natural
    guard let limit else { return widths }
    let flexible = shown.filter { !headings[$0].isWhole }
    // A line that is too long is read more easily than a column of dots.
    let least = max(limit / 8, 1)
    while total(shown.map { widths[$0] }) > limit,
      let widest = flexible.max(by: { widths[$0] < widths[$1] }), widths[widest] > least
    {
      widths[widest] -= 1
    }
    return widths
  }

  private func line(
    _ cells: [Cell], _ shown: [Int], _ widths: [Int], _ presentation: Presentation
  ) -> String {
    var line = ""
    var owed = 0
    for column in shown {
      let text = DisplayWidth.fitted(cells[column].text, widths[column])
      let blanks = widths[column] - DisplayWidth.of(text)
      // Blanks are owed until something follows them, so that no line ends with any.
      if headings[column].isNumber { owed += blanks }
      if !text.isEmpty {
        line += String(repeating: " ", count: owed)
        line += cells[column].color.map { presentation.colored(text, $0) } ?? text
        owed = 0
      }
      owed += Self.gap + (headings[column].isNumber ? 0 : blanks)
    }
    return line
  }
}
