import CRMModel

/// The table of a web page, or of the old XML of spreadsheets, as a table (R113): what Bitrix24, 1C and
/// others write where they promise a file of Excel (`.xls`).
///
/// Of a cell there is what a reader would see: blanks in succession are one, and `<br>` is a new line. Tags
/// may be left open, as HTML allows.
struct PageTable {
  /// The first table that has a row, as comma separated values; `nil` where a text is no page with a table.
  static func text(of bytes: [UInt8]) throws(ImportError) -> [UInt8]? {
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else { return nil }
    let head = String(decoding: bytes.prefix(longestHead), as: UTF8.self).lowercased()
    guard head.contains("<table") else { return nil }
    let isSpreadsheet = head.contains("<workbook")
    var table = PageTable(scanner: XMLScanner(bytes, isPage: true))
    // Bitrix24 leaves out cells of which it knows nothing, so a short row is of no certain columns.
    return try CSVRecord.table(isRagged: !isSpreadsheet) { () throws(ImportError) in
      try table.next()
    }
  }

  /// Before its table a spreadsheet writes all its styles.
  private static let longestHead = 256 << 10
  private static let mostColumns = 1_000

  private var scanner: XMLScanner
  /// The row that is read, and its last cell.
  private var row: [String]?
  private var cell: String?
  /// Whether any row has been given out.
  private var hasRows = false
  private var isOver = false

  private init(scanner: XMLScanner) { self.scanner = scanner }

  /// The next row that says anything.
  private mutating func next() throws(ImportError) -> [String]? {
    while !isOver {
      guard let token = try scanner.next() else {
        isOver = true
        return ended()
      }
      switch token {
      case .start(let name, let isEmpty):
        switch name.lowercased() {
        case "tr", "row":
          let before = ended()
          row = []
          if let before { return before }
        case "td", "th": try begin(at: nil, isEmpty)
        case "cell": try begin(at: scanner.attribute("Index").flatMap { Int($0) }, isEmpty)
        case "br": cell?.append("\n")
        default: break
        }
      case .end(let name):
        switch name.lowercased() {
        case "td", "th", "cell": endCell()
        case "tr", "row": if let row = ended() { return row }
        case "table":
          let last = ended()
          isOver = hasRows
          if let last { return last }
        default: break
        }
      case .text(let text):
        cell?.append(contentsOf: text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
      }
    }
    return nil
  }

  /// Begins a cell; where it says its place, from 1, those that are left out are empty.
  private mutating func begin(at place: Int?, _ isEmpty: Bool) throws(ImportError) {
    endCell()
    while let count = row?.count, let place, count < min(place, Self.mostColumns) - 1 {
      row?.append("")
    }
    guard row?.count ?? 0 < Self.mostColumns else { throw .damaged }
    cell = ""
    if isEmpty { endCell() }
  }

  private mutating func endCell() {
    guard let text = cell else { return }
    cell = nil
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    row?.append(
      lines.map { line in line.split(separator: " ").joined(separator: " ") }
        .joined(separator: "\n").trimmingBlanks())
  }

  /// The row that has been read, if it says anything.
  private mutating func ended() -> [String]? {
    endCell()
    defer { row = nil }
    guard let row, row.contains(where: { !$0.isEmpty }) else { return nil }
    hasRows = true
    return row
  }
}
