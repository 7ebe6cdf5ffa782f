import CRMModel

/// A workbook of a spreadsheet program, `.xlsx` (ECMA-376), of which one sheet is read as a table (R113).
struct Workbook {
  private let archive: ZipArchive
  /// The sheets that a person sees, in their order, with their files.
  private var sheets: [(name: String, path: String)] = []
  private var texts: [String] = []
  /// What the styles of cells show numbers as.
  private var styles: [NumberStyle] = []
  /// Whether days are counted from 1904 on.
  private var countsFrom1904 = false

  /// - Throws: `ImportError.damaged`, `.workbook`, `.tooLarge`.
  init(_ bytes: [UInt8]) throws(ImportError) {
    archive = try ZipArchive(bytes)
    let folder = "xl/"
    guard try archive.file(folder + "workbook.xml") != nil else { throw .workbook }
    var targets: [String: String] = [:]
    try read(folder + "_rels/workbook.xml.rels") { name, element in
      guard name == "Relationship", let id = element.attribute("Id") else { return }
      targets[id] = element.attribute("Target")
    }
    var names: [(String, String)] = []
    var isFrom1904 = false
    try read(folder + "workbook.xml") { name, element in
      if name == "workbookPr" {
        isFrom1904 = ["1", "true"].contains(element.attribute("date1904"))
      } else if name == "sheet", [nil, "visible"].contains(element.attribute("state")) {
        names.append((element.attribute("name") ?? "", element.attribute("id") ?? ""))
      }
    }
    countsFrom1904 = isFrom1904
    sheets = names.compactMap { name, id in
      targets[id].map { (name, $0.hasPrefix("/") ? String($0.dropFirst()) : folder + $0) }
    }
    styles = try Self.styles(in: archive.file(folder + "styles.xml") ?? [])
    texts = try Self.texts(in: archive.file(folder + "sharedStrings.xml") ?? [])
  }

  /// A sheet, the first one unless named, as comma separated values whose first row names the columns.
  func table(_ name: String? = nil) throws(ImportError) -> [UInt8] {
    let wanted = name.map(Folding.fold)
    let sheet = sheets.first { wanted == nil || Folding.fold($0.name) == wanted }
    guard let sheet else { throw .noSheet(name ?? "", known: sheets.map(\.name)) }
    guard let bytes = try archive.file(sheet.path) else { throw .damaged }
    var rows = SheetRows(bytes, texts: texts, styles: styles, countsFrom1904)
    return try CSVRecord.table { () throws(ImportError) in try rows.next() }
  }

  private func read(
    _ path: String, _ take: (String, XMLScanner) -> Void
  ) throws(ImportError) {
    guard let bytes = try archive.file(path) else { throw .damaged }
    var scanner = XMLScanner(bytes)
    while let token = try scanner.next() {
      if case .start(let name, _) = token { take(name, scanner) }
    }
  }

  // MARK: Texts and styles

  private static func texts(in bytes: [UInt8]) throws(ImportError) -> [String] {
    var texts: [String] = []
    var scanner = XMLScanner(bytes)
    while let token = try scanner.next() {
      guard case .start("si", let isEmpty) = token else { continue }
      texts.append(isEmpty ? "" : try scanner.richText(until: "si"))
    }
    return texts
  }

  private static func styles(in bytes: [UInt8]) throws(ImportError) -> [NumberStyle] {
    var formats: [String: NumberStyle] = [:]
    var styles: [NumberStyle] = []
    var isInCells = false
    var scanner = XMLScanner(bytes)
    while let token = try scanner.next() {
      switch token {
      case .start("numFmt", _):
        formats[scanner.attribute("numFmtId") ?? ""] = .init(scanner.attribute("formatCode") ?? "")
      case .start("cellXfs", _): isInCells = true
      case .end("cellXfs"): isInCells = false
      case .start("xf", _) where isInCells:
        let format = scanner.attribute("numFmtId") ?? ""
        styles.append(formats[format] ?? .init(builtIn: Int(format) ?? 0))
      default: break
      }
    }
    return styles
  }
}

/// What a cell's style shows its number as.
private enum NumberStyle {
  case plain, date, percent

  /// ECMA-376, 18.8.30: one that every program knows.
  init(builtIn format: Int) {
    let dates = [14...22, 27...36, 45...47, 50...58]
    self = format == 9 || format == 10 ? .percent : dates.contains { $0 ~= format } ? .date : .plain
  }

  /// One that shows any part of a date or a time, or hundredths, beside what it quotes.
  init(_ format: String) {
    self = .plain
    guard Folding.fold(format) != "general" else { return }
    var rest = format[...]
    while let sign = rest.popFirst() {
      switch sign {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[": rest = rest.drop { $0 != "]" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "d", "m", "y", "h", "s", "D", "M", "Y", "H", "S": self = .date
      case "%": self = .percent
      default: break
      }
    }
  }
}

extension XMLScanner {
  /// The text of an element, its runs together, without what says how it is spoken.
  fileprivate mutating func richText(until element: String) throws(ImportError) -> String {
    var text = ""
    var (isText, isSpoken) = (false, false)
    while let token = try next() {
      switch token {
      case .start("t", let isEmpty): isText = !isEmpty
      case .end("t"): isText = false
      case .start("rPh", let isEmpty): isSpoken = !isEmpty
      case .end("rPh"): isSpoken = false
      case .end(element): return text
      case .text(let part): if isText, !isSpoken { text += part }
      case .start, .end: break
      }
    }
    throw .damaged
  }
}

/// The rows of a sheet that say anything, from the first on.
private struct SheetRows {
  private var scanner: XMLScanner
  private let texts: [String]
  private let styles: [NumberStyle]
  /// The day that is counted as 0, in days since 1970.
  private let dayZero: Int

  private static let mostColumns = 16_384

  init(_ bytes: [UInt8], texts: [String], styles: [NumberStyle], _ countsFrom1904: Bool) {
    scanner = XMLScanner(bytes)
    self.texts = texts
    self.styles = styles
    dayZero = countsFrom1904 ? -24_107 : -25_569
  }

  mutating func next() throws(ImportError) -> [String]? {
    while let token = try scanner.next() {
      guard case .start("row", isEmpty: false) = token else { continue }
      let row = try cells()
      if row.contains(where: { !$0.isEmpty }) { return row }
    }
    return nil
  }

  private mutating func cells() throws(ImportError) -> [String] {
    var row: [String] = []
    while let token = try scanner.next() {
      switch token {
      case .end("row"): return row
      case .start("c", let isEmpty):
        let column = scanner.attribute("r").flatMap(Self.column) ?? row.count
        guard column < Self.mostColumns else { throw .damaged }
        let (type, style) = (scanner.attribute("t"), scanner.attribute("s").flatMap { Int($0) })
        let text = isEmpty ? "" : try cell(type, style)
        while row.count < column { row.append("") }
        // A cell that stands where another one does is the same.
        if row.count == column { row.append(text) }
      case .start, .end, .text: break
      }
    }
    throw .damaged
  }

  /// What a cell shows.
  private mutating func cell(_ type: String?, _ style: Int?) throws(ImportError) -> String {
    var value = ""
    var isValue = false
    loop: while let token = try scanner.next() {
      switch token {
      case .start("v", let isEmpty): isValue = !isEmpty
      case .end("v"): isValue = false
      case .start("is", isEmpty: false): value = try scanner.richText(until: "is")
      case .text(let part): if isValue { value += part }
      case .end("c"): break loop
      case .start, .end: break
      }
    }
    switch type {
    case "s":
      guard let place = Int(value), texts.indices.contains(place) else { throw .damaged }
      return Self.plain(texts[place])
    case "str", "inlineStr", "d": return Self.plain(value)
    case "b": return value == "1" ? "true" : "false"
    // A formula that came to nothing.
    case "e": return ""
    default:
      guard let number = Double(value), number.isFinite else { return value }
      switch style.map({ styles.indices.contains($0) ? styles[$0] : .plain }) ?? .plain {
      case .plain: return Self.text(number, value)
      case .date: return SerialDate.text(number, dayZero)
      case .percent: return Self.text(number * 100, "\(number * 100)") + "%"
      }
    }
  }

  /// The column of a cell's name, such as 27 of `AB12`.
  private static func column(_ name: String) -> Int? {
    var column = 0
    for byte in name.utf8 {
      guard (0x41...0x5A).contains(byte) else { break }
      column = column * 26 + Int(byte) - 0x40
      guard column <= mostColumns else { return mostColumns }
    }
    return column > 0 ? column - 1 : nil
  }

  /// A number as a person sees it: a telephone number whole, a sum without what floating point adds.
  private static func text(_ number: Double, _ written: String) -> String {
    let rounded = abs(number) < 1_000_000_000 ? (number * 1_000_000).rounded() / 1_000_000 : number
    if let whole = Int64(exactly: rounded) { return String(whole) }
    return rounded == number ? written : "\(rounded)"
  }

  /// A text without the escapes for characters that XML has no room for, such as `_x000D_`.
  private static func plain(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
    return text.replacing("_x000D_", with: "\r").replacing("_x000A_", with: "\n")
      .replacing("_x0009_", with: "\t")
  }
}
