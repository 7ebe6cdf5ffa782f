import CRMModel

/// Sums of a table of which one by itself does not tell whether its sign begins the fraction or groups
/// thousands: `1,000`.
///
/// The other cells of its column tell it: `12,500.00` and `1,250,000` that a comma groups, `99,5` that it
/// begins the fraction. Where all are of that form, three of them are thousands, since no money has fractions of
/// three digits alone. Where cells contradict each other, or are too few, they stay as they are and are refused.
struct TableSums {
  /// The sign that groups thousands, by the column.
  private var grouping: [Int: Character] = [:]

  /// Looks at some columns of a table whose rows a reader has before it.
  ///
  /// One pass over the rows, where there is any such sum.
  init(_ reader: CSVReader, _ columns: [Int]) {
    guard !columns.isEmpty, reader.source(where: Self.mayBeOpen) else { return }
    var fractions: [Int: Set<Character>] = [:]
    var open: [Int: [Character: Int]] = [:]
    var reader = reader
    while let record = reader.next() {
      for column in columns where record.cells.indices.contains(column) {
        guard let number = Self.number(record.cells[column]) else { continue }
        if let sign = Self.openSign(number) {
          open[column, default: [:]][sign, default: 0] += 1
        } else if let sign = Self.fractionSign(number) {
          fractions[column, default: []].insert(sign)
        }
      }
    }
    for (column, signs) in open {
      let known = fractions[column] ?? []
      guard signs.count == 1, let (sign, count) = signs.first, !known.contains(sign) else {
        continue
      }
      if known.count == 1 || count >= 3 { grouping[column] = sign }
    }
  }

  /// A row with its sums without signs between thousands, where these alone tell nothing.
  func plain(_ record: CSVRecord) -> CSVRecord {
    guard !grouping.isEmpty, record.problem == nil else { return record }
    var cells = record.cells
    for (column, sign) in grouping where cells.indices.contains(column) {
      guard let number = Self.number(cells[column]), Self.openSign(number) == sign else { continue }
      cells[column].removeAll { $0 == sign }
    }
    return CSVRecord(line: record.line, bytes: record.bytes, cells: cells, problem: nil)
  }

  /// The digits of a sum and the signs among them; `nil` for what is none, and for one in thousands or millions.
  private static func number(_ cell: String) -> Substring? {
    guard let first = cell.firstIndex(where: \.isNumber),
      let last = cell.lastIndex(where: \.isNumber)
    else { return nil }
    let number = cell[first...last]
    guard number.allSatisfy({ $0.isNumber || $0 == "." || $0 == "," || $0.isWhitespace }),
      !cell.contains(where: \.isLetter) || Currency(namedIn: cell) != nil
    else { return nil }
    return number
  }

  private static func signs(_ number: Substring) -> [Character] {
    number.filter { $0 == "." || $0 == "," }.map(\.self)
  }

  /// The only sign of one to three digits and three more.
  private static func openSign(_ number: Substring) -> Character? {
    let parts = number.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard parts.count == 2, (1...3).contains(parts[0].count), parts[1].count == 3,
      parts.allSatisfy({ $0.allSatisfy(\.isNumber) }), parts[0].first != "0"
    else { return nil }
    return signs(number).first
  }

  /// The sign that begins the fraction, as far as the sum tells it by itself.
  private static func fractionSign(_ number: Substring) -> Character? {
    let signs = signs(number)
    guard let last = signs.last else { return nil }
    // The same sign twice groups thousands, so the other one is left for the fraction.
    return signs.count > 1 && Set(signs).count == 1 ? (last == "," ? "." : ",") : last
  }

  /// Whether three digits and no more stand somewhere behind a point or a comma.
  private static func mayBeOpen(_ text: [UInt8]) -> Bool {
    func isDigit(_ place: Int) -> Bool {
      text.indices.contains(place) && (0x30...0x39).contains(text[place])
    }
    return text.indices.contains { place in
      (text[place] == UInt8(ascii: ",") || text[place] == UInt8(ascii: "."))
        && isDigit(place - 1) && isDigit(place + 1) && isDigit(place + 2) && isDigit(place + 3)
        && !isDigit(place + 4)
    }
  }
}
