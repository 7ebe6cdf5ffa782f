import CRMModel

/// Reads separated values row by row: RFC 4180, and what spreadsheets make of it.
///
/// The separator (`,`, `;`, tab or `|`) is the one that the first line has most of, or what `sep=;` says.
/// Cells in double quotes may hold separators, line breaks and doubled quotes; lines end with CR LF,
/// LF or CR; blank lines are passed over. A row with broken quotes is reported from the line where
/// it starts, and reading goes on with the very next line, so that one stray quote costs one row.
struct CSVReader {
  /// How much is read before giving up, so that a hostile file ends in an error.
  struct Limits {
    /// The most bytes of one row; what is stored of it must fit into a document.
    var rowBytes = 1 << 20
    /// The most cells of one row.
    var cells = 1_000
  }

  private static let quote = UInt8(ascii: "\"")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let lineFeed = UInt8(ascii: "\n")

  private let text: [UInt8]
  private let limits: Limits
  /// What parts cells.
  let separator: UInt8
  /// Whether rows are counted and not lines, because the text was made of something else.
  private let countsRows: Bool
  private var position = 0
  private var line: Int

  /// A reader at the start of a text in UTF-8.
  init(
    _ text: [UInt8], limits: Limits = Limits(), countsRows: Bool = false, from line: Int = 1
  ) {
    self.text = text
    self.line = line
    self.limits = limits
    self.countsRows = countsRows
    let first = text.prefix { !Self.isBreak($0) }
    let label = Array("sep=".utf8)
    if first.count == 5, first.prefix(4).map({ $0 | 0x20 }).elementsEqual(label.map { $0 | 0x20 }) {
      separator = first[4]
      position = 5
    } else {
      separator = Self.separator(of: text, limits)
    }
  }

  /// The next row; `nil` at the end.
  mutating func next() -> CSVRecord? {
    while position < text.count, Self.isBreak(text[position]) { skipBreak() }
    guard position < text.count else { return nil }
    let (start, startLine) = (position, line)
    var cells: [String] = []
    do throws(Broken) {
      repeat {
        guard cells.count < limits.cells else { throw .tooManyCells }
        cells.append(try cell(from: start))
      } while accept(separator)
    } catch {
      return recover(error, start, startLine, cells)
    }
    let end = position
    if position < text.count { skipBreak() }
    if countsRows { line = startLine + 1 }
    return CSVRecord(line: startLine, bytes: start..<end, cells: cells, problem: nil)
  }

  /// Goes to where a row starts that was read before.
  mutating func move(to start: Int, line: Int) { (position, self.line) = (start, line) }

  /// The text of a row as it stands in the file.
  func source(of bytes: Range<Int>) -> String {
    String(decoding: text[bytes], as: UTF8.self)
  }

  /// Whether something is true of the whole text.
  func source(where isTrue: ([UInt8]) -> Bool) -> Bool { isTrue(text) }

  /// The same, parted wherever a separator stands: what is left of a row whose quotes are wrong.
  func pieces(of bytes: Range<Int>) -> [String] {
    text[bytes].split(separator: separator, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func cell(from start: Int) throws(Broken) -> String {
    let blanks = text[position...].prefix { $0 == 0x20 }.count
    if position + blanks < text.count, text[position + blanks] == Self.quote {
      position += blanks + 1
      return try quotedCell(from: start)
    }
    let begin = position
    while position < text.count, text[position] != separator, !Self.isBreak(text[position]) {
      position += 1
    }
    guard position - start <= limits.rowBytes else { throw .tooLarge(limit: limits.rowBytes) }
    return String(decoding: text[begin..<position], as: UTF8.self)
  }

  private mutating func quotedCell(from start: Int) throws(Broken) -> String {
    var bytes: [UInt8] = []
    while true {
      guard position < text.count else { throw .unclosedQuote }
      guard position - start <= limits.rowBytes else { throw .tooLarge(limit: limits.rowBytes) }
      if Self.isBreak(text[position]) {
        let begin = position
        skipBreak()
        bytes += text[begin..<position]
        continue
      }
      let byte = text[position]
      position += 1
      if byte == Self.quote, !accept(Self.quote) { break }
      bytes.append(byte)
    }
    while position < text.count, text[position] == 0x20 { position += 1 }
    guard position == text.count || text[position] == separator || Self.isBreak(text[position])
    else { throw .textAfterQuote }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    guard position < text.count, text[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipBreak() {
    let isReturn = text[position] == Self.carriageReturn
    position += 1
    if isReturn { _ = accept(Self.lineFeed) }
    line += 1
  }

  /// Goes back behind the line where a broken row started.
  ///
  /// Reading stays linear: what is read again has, up to the quote that was found wrong, no quotes but
  /// doubled ones, and these cannot open a cell that stays open.
  private mutating func recover(
    _ error: Broken, _ start: Int, _ startLine: Int, _ cells: [String]
  ) -> CSVRecord {
    let end = text[start...].firstIndex(where: Self.isBreak) ?? text.count
    position = end
    line = startLine
    if position < text.count { skipBreak() }
    return CSVRecord(line: startLine, bytes: start..<end, cells: cells, problem: error.problem)
  }

  private static func isBreak(_ byte: UInt8) -> Bool {
    byte == lineFeed || byte == carriageReturn
  }

  /// The separator that stands most often in the first line that is not blank, outside of quotes.
  private static func separator(of text: [UInt8], _ limits: Limits) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in text.drop(while: isBreak).prefix(limits.rowBytes) {
      if byte == quote { isQuoted.toggle() }
      if isQuoted { continue }
      if isBreak(byte) { break }
      counts[byte, default: 0] += 1
    }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    let most = candidates.max { counts[$0, default: 0] < counts[$1, default: 0] }
    return most ?? UInt8(ascii: ",")
  }
}

extension CSVReader {
  /// Why a row cannot be read.
  private enum Broken: Error {
    case unclosedQuote
    case textAfterQuote
    case tooLarge(limit: Int)
    case tooManyCells

    var problem: Phrase {
      switch self {
      case .unclosedQuote:
        Phrase(ru: "кавычка открыта и не закрыта", en: "a quote is opened and never closed")
      case .textAfterQuote:
        Phrase(
          ru: "после закрывающей кавычки стоит текст", en: "text follows behind a closing quote")
      case .tooLarge(let limit):
        Phrase(ru: "строка длиннее \(limit) байт", en: "the row has more than \(limit) bytes")
      case .tooManyCells:
        Phrase(ru: "слишком много ячеек", en: "the row has too many cells")
      }
    }
  }
}
