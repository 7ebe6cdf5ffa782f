import CRMModel

/// Which comes first in a date that ends in its year.
package enum DateOrder: String, CaseIterable, Sendable {
  /// The day: `31/12/2025`.
  case dmy
  /// The month: `12/31/2025`.
  case mdy
}

/// Dates of a table as other programs and countries write them, made those that everything here reads.
///
/// `12/31/2025`, `31/12/2025`, `31-12-2025` say in which order they are only together: one cell whose day is
/// beyond 12 tells it for its column. Where no cell does, the user, the table's other columns, and heads
/// of dates that are not in English tell it, in this order; English is written where either comes first. Where nobody
/// does, or two cells contradict each other and the user is silent, the cells stay as they are, and who reads
/// them rejects their rows. `5.1.2026`, `05.01.26` and `2026/01/05` need no such help, and a time behind a
/// date may be of twelve hours. In a column that its head calls one of dates, a number is a day as
/// spreadsheets count them.
struct TableDates {
  private var orders: [Int: DateOrder] = [:]
  /// The columns with dates of which nobody tells the order.
  private(set) var unclear: [Int] = []
  /// The columns of which the head says that they are dates.
  private let named: Set<Int>

  /// Looks for the orders of the columns of a table whose rows a reader has before it; what the user says
  /// counts where no cell does.
  ///
  /// One pass over the rows, where there is any date whose order is not known.
  init(_ reader: CSVReader, below header: CSVRecord, _ said: DateOrder?) {
    named = Set(
      header.cells.indices.filter { place in
        let head = Folding.fold(header.cells[place])
        return ["дата", "date"].contains { head.contains($0) }
      })
    guard reader.source(where: Self.mayBeOpen) else { return }
    var reader = reader
    var told: [Int: Set<DateOrder>] = [:]
    while let record = reader.next() {
      for (column, cell) in record.cells.enumerated() {
        guard let date = Parts(cell), date.isOpen else { continue }
        let possible = DateOrder.allCases.filter { date.day($0) != nil }
        guard !possible.isEmpty else { continue }
        told[column, default: []].formUnion(possible.count == 1 ? possible : [])
      }
    }
    let all = told.values.reduce(into: Set()) { $0.formUnion($1) }
    let isEnglish = told.keys.filter(header.cells.indices.contains)
      .allSatisfy { header.cells[$0].unicodeScalars.allSatisfy(\.isASCII) }
    for (column, own) in told.sorted(by: { $0.key < $1.key }) {
      orders[column] =
        own.only ?? said ?? (own.isEmpty ? all.only ?? (isEnglish ? nil : .dmy) : nil)
      if orders[column] == nil { unclear.append(column) }
    }
  }

  /// A row with its dates as `2025-12-31 23:59`.
  func plain(_ record: CSVRecord) -> CSVRecord {
    guard record.problem == nil, record.cells.contains(where: mayBe) else { return record }
    let cells = record.cells.enumerated().map { column, cell in
      Parts(cell)?.text(orders[column]) ?? (named.contains(column) ? Self.counted(cell) : nil)
        ?? cell
    }
    return CSVRecord(line: record.line, bytes: record.bytes, cells: cells, problem: nil)
  }

  /// Quickly, for most cells are no dates.
  private func mayBe(_ cell: String) -> Bool {
    Parts.mayBe(cell) || !named.isEmpty && Self.mayBeCounted(cell)
  }

  private static func mayBeCounted(_ cell: String) -> Bool {
    (5...24).contains(cell.utf8.count)
      && cell.utf8.prefix(5).allSatisfy { (0x30...0x39).contains($0) }
  }

  /// A moment of this century counted in days from the end of 1899, as `46031.75`.
  private static func counted(_ cell: String) -> String? {
    guard mayBeCounted(cell), cell.utf8.first != 0x30,
      cell.dropFirst(5).allSatisfy({ $0.isNumber || $0 == "." || $0 == "," }),
      cell.dropFirst(5).first?.isNumber != true,
      let days = Double(cell.replacing(",", with: ".")), days > 36_525
    else { return nil }
    return SerialDate.text(days)
  }

  /// Whether somewhere two digits or fewer stand between two slashes or dashes of a date that ends in its year.
  private static func mayBeOpen(_ text: [UInt8]) -> Bool {
    func isDigit(_ place: Int) -> Bool {
      text.indices.contains(place) && (0x30...0x39).contains(text[place])
    }
    return text.indices.contains { place in
      let sign = text[place]
      guard sign == UInt8(ascii: "/") || sign == UInt8(ascii: "-"), isDigit(place - 1),
        !isDigit(place - 3), isDigit(place + 1)
      else { return false }
      let next = isDigit(place + 2) ? place + 3 : place + 2
      return text.indices.contains(next) && text[next] == sign && isDigit(next + 2)
    }
  }

  /// A cell that is a date and nothing else.
  private struct Parts {
    /// Year, month and day where the order is known; else the first two as they stand, then the year.
    private let numbers: [Int]
    /// Whether the order of the first two is open.
    let isOpen: Bool
    /// The time of day behind it, of 24 hours, and the zone where it is said.
    private let clock: String?

    /// Quickly, for most cells are none, and most dates are those that everything here reads: one, two or
    /// four digits and a sign, but neither `25.11.2026 14:30` nor `2026-11-25`.
    static func mayBe(_ cell: String) -> Bool {
      let bytes = cell.utf8
      guard (6...30).contains(bytes.count) else { return false }
      func byte(_ offset: Int) -> UInt8 { bytes[bytes.index(bytes.startIndex, offsetBy: offset)] }
      func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
      if bytes.contains(where: { (0x41...0x53).contains($0) }), numeric(cell) != nil {
        return true
      }
      let digits = bytes.prefix(5).prefix(while: isDigit).count
      guard [1, 2, 4].contains(digits) else { return false }
      let sign = byte(digits)
      guard "/.-".utf8.contains(sign) else { return false }
      guard (10...19).contains(bytes.count), isDigit(byte(bytes.count - 1)) else { return true }
      return !(digits == 2 && sign == UInt8(ascii: ".") && byte(5) == sign && isDigit(byte(8)))
        && !(digits == 4 && sign == UInt8(ascii: "-") && byte(7) == sign)
    }

    init?(_ cell: String) {
      guard Self.mayBe(cell) else { return nil }
      let words = (Self.numeric(cell) ?? cell).split { $0.isWhitespace || $0 == "," }
      guard let date = words.first, words.count <= 3,
        let sign = date.first(where: { !$0.isNumber }), "/.-".contains(sign)
      else { return nil }
      let parts = date.split(separator: sign, omittingEmptySubsequences: false)
      let numbers = parts.compactMap { part in
        part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
      }
      guard parts.count == 3, numbers.count == 3 else { return nil }
      let lengths = parts.map(\.count)
      // What everything here reads stays as it was written.
      if lengths == (sign == "-" ? [4, 2, 2] : [2, 2, 4]), sign != "/", words.count < 3 {
        return nil
      }
      switch lengths {
      case _ where lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2:
        (self.numbers, isOpen) = (numbers, false)
      case _ where lengths[0] <= 2 && lengths[1] <= 2 && lengths[2] == 4:
        (self.numbers, isOpen) = (sign == "." ? numbers.reversed() : numbers, sign != ".")
      case _ where lengths[0] <= 2 && lengths[1] == 2 && lengths[2] == 2 && sign != "-":
        let year = Self.year(short: numbers[2])
        (self.numbers, isOpen) =
          sign == "."
          ? ([year, numbers[1], numbers[0]], false) : ([numbers[0], numbers[1], year], true)
      default: return nil
      }
      guard words.count > 1 else {
        clock = nil
        return
      }
      let last = words.count > 2 ? words[2] : nil
      if let zone = last.flatMap(Self.zone) {
        clock = words[1] + zone
      } else {
        guard let clock = Self.clock(words[1], last) else { return nil }
        self.clock = clock
      }
    }

    /// The year that two digits mean.
    private static func year(short number: Int) -> Int { number + (number < 70 ? 2000 : 1900) }

    private static let months = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]

    /// A date with an English month, `01-Nov-2026` or `Nov 1, 2026`, as `2026/11/01`, with what stands behind it;
    /// `nil` for any other text.
    private static func numeric(_ cell: String) -> String? {
      let words = cell.split(maxSplits: 3) { $0 == " " || $0 == "," || $0 == "-" }
      guard words.count >= 3,
        let place = words.prefix(2).firstIndex(where: { $0.first?.isLetter == true })
      else { return nil }
      let name = words[place].lowercased()
      guard name.count > 2, let month = months.firstIndex(where: { $0.hasPrefix(name) }),
        (1...2).contains(words[1 - place].count), [2, 4].contains(words[2].count),
        [words[1 - place], words[2]].allSatisfy({
          $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }), let number = Int(words[2])
      else { return nil }
      let year = words[2].count == 2 ? "\(year(short: number))" : String(words[2])
      return "\(year)/\(month + 1)/\(words[1 - place])" + (words.count > 3 ? " \(words[3])" : "")
    }

    /// `+0300`, `+03:00` and `UTC` as `+03:00` and `Z`.
    private static func zone(_ word: Substring) -> String? {
      if ["utc", "gmt", "z"].contains(word.lowercased()) { return "Z" }
      let digits = word.dropFirst().filter { $0 != ":" }
      guard let sign = word.first, sign == "+" || sign == "-", digits.count == 4,
        digits.allSatisfy(\.isNumber)
      else { return nil }
      return "\(sign)\(digits.prefix(2)):\(digits.suffix(2))"
    }

    /// `11:30` with `PM` behind it as `23:30`.
    private static func clock(_ time: Substring, _ half: Substring?) -> String? {
      let parts = time.split(separator: ":", omittingEmptySubsequences: false)
      guard (2...3).contains(parts.count), let hour = Int(parts[0]) else { return nil }
      guard let half else { return String(time) }
      let later = ["am": 0, "a.m.": 0, "pm": 12, "p.m.": 12][half.lowercased()]
      guard let later, (1...12).contains(hour) else { return nil }
      return ([String(hour % 12 + later)] + parts.dropFirst().map(String.init))
        .joined(separator: ":")
    }

    /// The day that is meant; `nil` where its order is not known, or there is no such day.
    func day(_ order: DateOrder?) -> Day? {
      switch isOpen ? order : nil {
      case .dmy: Day(year: numbers[2], month: numbers[1], day: numbers[0])
      case .mdy: Day(year: numbers[2], month: numbers[0], day: numbers[1])
      case nil: isOpen ? nil : Day(year: numbers[0], month: numbers[1], day: numbers[2])
      }
    }

    /// The date in the order of ISO 8601.
    func text(_ order: DateOrder?) -> String? {
      day(order).map { [$0.text, clock].compactMap(\.self).joined(separator: " ") }
    }
  }
}

extension Set {
  /// The one element; `nil` where there is none, or several.
  fileprivate var only: Element? { count == 1 ? first : nil }
}
