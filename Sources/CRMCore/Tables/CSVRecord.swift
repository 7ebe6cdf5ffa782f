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

  /// What makes rows in succession one thing: its id, and where each may tell a part of it.
  struct Joint {
    let id: Int
    /// The columns in which they may differ.
    let differing: Set<Int>
    /// The sum, of which each may tell a part.
    let sum: Int?
  }

  /// Whether it stands above a group of rows, as Odoo writes them: a name with how many there are, `New (2)`,
  /// and perhaps what they add up to.
  var isGroup: Bool {
    guard problem == nil, cells.count > 2, let name = cells.first, name.hasSuffix(")"),
      let open = name.lastIndex(of: "("), open > name.startIndex
    else { return false }
    let count = name[name.index(after: open)...].dropLast()
    return !count.isEmpty && count.allSatisfy(\.isNumber)
      && cells.dropFirst().allSatisfy { $0.isEmpty || Double($0) != nil }
  }

  /// The names of columns, where this row names several of them together and the next each: what the next one
  /// calls them, and what this one does where that says nothing, or no more than that it is a name; `nil` where
  /// it is no such row.
  func joined(above names: CSVRecord) -> CSVRecord? {
    let below = names.cells.map { $0.trimmingBlanks() }
    guard problem == nil, names.problem == nil, below.count == cells.count else { return nil }
    let said = below.filter { !$0.isEmpty }
    var group = ""
    let joined = zip(cells, below).map { head, name in
      if !head.isEmpty { group = head }
      return name.isEmpty ? head : ImportFormat.isPlainName(name) && !group.isEmpty ? group : name
    }
    guard zip(cells, below).contains(where: { $0.isEmpty && !$1.isEmpty }),
      Set(said).count == said.count,
      said.count(where: ImportFormat.isTitle) * 2 >= max(said.count, 4)
    else { return nil }
    return CSVRecord(line: names.line, bytes: names.bytes, cells: joined, problem: nil)
  }

  /// Whether another row tells more of the same thing.
  func isContinued(by next: CSVRecord, _ joint: Joint) -> Bool {
    guard problem == nil, next.problem == nil, cells.count == next.cells.count,
      cells.indices.contains(joint.id), !cells[joint.id].isEmpty
    else { return false }
    // Odoo writes further things of a record below it, in rows that say nothing else.
    if next.cells[joint.id].isEmpty {
      return next.cells.indices.allSatisfy {
        next.cells[$0].isEmpty || joint.differing.contains($0)
      }
    }
    guard cells[joint.id] == next.cells[joint.id] else { return false }
    return cells.indices.allSatisfy { place in
      cells[place] == next.cells[place] || joint.differing.contains(place)
        || place == joint.sum
          && [cells[place], next.cells[place]].allSatisfy { Self.sum($0) != nil }
    }
  }

  /// Rows of one thing as one: what differs stands side by side, and sums that differ are parts of one.
  ///
  /// A sum that is the same in each row is taken for the whole one.
  static func joined(_ rows: [CSVRecord], _ joint: Joint) -> CSVRecord {
    let (first, last) = (rows[0], rows[rows.count - 1])
    guard rows.count > 1 else { return first }
    let cells = first.cells.indices.map { place -> String in
      let texts = rows.map { $0.cells[place] }
      if texts.allSatisfy({ $0 == texts[0] }) { return texts[0] }
      guard place == joint.sum else { return texts.filter { !$0.isEmpty }.joined(separator: ", ") }
      var whole = sum(texts[0])
      for text in texts.dropFirst() {
        whole = whole.flatMap { whole in sum(text).flatMap { whole.adding($0) } }
      }
      // Too much to be counted: that is told of the first row's.
      return whole?.decimalText ?? texts[0]
    }
    return CSVRecord(
      line: first.line, bytes: first.bytes.lowerBound..<last.bytes.upperBound, cells: cells,
      problem: nil)
  }

  /// A sum without a currency, which stands in a column of its own.
  private static func sum(_ text: String) -> Money? {
    Currency(namedIn: text) == nil ? try? Money.parse(text, currency: .rub) : nil
  }

  /// Rows as comma separated values whose first one names the columns.
  ///
  /// Titles above it are left out: the heads are looked for among the first ten rows. Each row has a cell
  /// for each column, unless a cell that is left out may be any of them.
  /// - Throws: `ImportError.tooLarge`, and what the rows throw.
  static func table(
    isRagged: Bool = false, _ next: () throws(ImportError) -> [String]?
  ) throws(ImportError) -> [UInt8] {
    var first: [[String]] = []
    while first.count < 10, let row = try next() { first.append(row) }
    // A title stands alone above a table, and so do the heads of several columns.
    let widest = first.map { row in row.count { !$0.isEmpty } }.max() ?? 0
    first = Array(first.drop { row in row.count { !$0.isEmpty } * 2 < widest })
    let width = isRagged ? 0 : first.first?.count ?? 0
    let limit = ImportTable.largestFile / 2
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
