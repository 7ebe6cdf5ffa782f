/// Takes a typed point in time apart.
struct TimeExpressionParser {
  private let text: String
  /// Words in lower case: a day, then a time of day where one follows.
  private let words: [Substring]

  init(_ text: String) {
    self.text = text
    words = text.lowercased().split(maxSplits: 2, whereSeparator: \.isWhitespace)
  }

  func meaning() throws(ValueError) -> TimeExpression.Meaning {
    guard let first = words.first, let byte = first.utf8.first, words.count <= 2 else {
      throw notATime
    }
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return try date(first)
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard words.count == 1 else { throw notATime }
      return try distance(first)
    default: return try named(first)
    }
  }

  /// A date in digits: alone, or with a time and a zone behind `T` or a blank.
  private func date(_ first: Substring) throws(ValueError) -> TimeExpression.Meaning {
    // Back in upper case, as ISO 8601 and the scanner write it.
    var scanner = ByteScanner(words.joined(separator: " ").uppercased())
    guard let fields = scanner.dayFields() else { throw notATime }
    let day = try Day(fields, in: text)
    if scanner.isAtEnd { return .day(day, nil) }
    guard scanner.accept(" ") || (fields.isISO && scanner.accept("T")),
      let clock = scanner.clockTime()
    else { throw notATime }
    if scanner.isAtEnd { return .day(day, clock) }
    guard fields.isISO, let offset = scanner.zoneOffset(), scanner.isAtEnd else { throw notATime }
    return .instant(try Instant(day, clock, offset: offset, in: text))
  }

  /// A signed number and its unit, such as `+3d`.
  private func distance(_ word: Substring) throws(ValueError) -> TimeExpression.Meaning {
    let digits = word.dropFirst().prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, let unit = TimeExpressionParser.unit(word.dropFirst(1 + digits.count))
    else { throw notATime }
    var scanner = ByteScanner(digits)
    guard let number = scanner.number(), let signed = Int64(exactly: number) else {
      throw ValueError.timeOutOfRange(text)
    }
    let (size, overflow) = (word.hasPrefix("-") ? -signed : signed)
      .multipliedReportingOverflow(by: unit.size)
    guard !overflow, let days = Int(exactly: size) else { throw ValueError.timeOutOfRange(text) }
    return switch unit.kind {
    case .days: .daysFromToday(days, nil)
    case .workingDays: .workingDays(days)
    case .seconds: .secondsFromNow(size)
    }
  }

  /// What distances are counted in.
  private enum Unit { case seconds, days, workingDays }

  /// How much one unit is.
  private static func unit(_ name: Substring) -> (size: Int64, kind: Unit)? {
    switch name {
    case "m", "м": (60, .seconds)
    case "h", "ч": (3600, .seconds)
    case "d", "д": (1, .days)
    case "wd", "рд": (1, .workingDays)
    case "w", "н": (7, .days)
    default: nil
    }
  }

  /// A day by its name, with a time of day where one follows.
  private func named(_ word: Substring) throws(ValueError) -> TimeExpression.Meaning {
    if word == "now" || word == "сейчас" {
      guard words.count == 1 else { throw notATime }
      return .secondsFromNow(0)
    }
    let clock: ClockTime? = words.count == 2 ? try time(words[1]) : nil
    if let days = TimeExpressionParser.daysFromToday(word) { return .daysFromToday(days, clock) }
    if let weekday = TimeExpressionParser.weekday(word) { return .weekday(weekday, clock) }
    throw notATime
  }

  private func time(_ word: Substring) throws(ValueError) -> ClockTime {
    var scanner = ByteScanner(word)
    guard let clock = scanner.clockTime(), scanner.isAtEnd else { throw notATime }
    return clock
  }

  private static func daysFromToday(_ word: Substring) -> Int? {
    switch word {
    case "today", "сегодня": 0
    case "tomorrow", "завтра": 1
    case "послезавтра": 2
    case "yesterday", "вчера": -1
    default: nil
    }
  }

  static func weekday(_ word: Substring) -> Int? {
    switch word {
    case "mon", "monday", "пн", "понедельник": 1
    case "tue", "tuesday", "вт", "вторник": 2
    case "wed", "wednesday", "ср", "среда", "среду": 3
    case "thu", "thursday", "чт", "четверг": 4
    case "fri", "friday", "пт", "пятница", "пятницу": 5
    case "sat", "saturday", "сб", "суббота", "субботу": 6
    case "sun", "sunday", "вс", "воскресенье": 7
    default: nil
    }
  }

  private var notATime: ValueError {
    ValueError(
      text,
      ru: "это не время; годится 2026-11-25, '25.11.2026 14:30', завтра, 'пт 10:00', +2ч, +3д",
      en: "not a time; write 2026-11-25, '25.11.2026 14:30', tomorrow, 'fri 10:00', +2h, +3d")
  }
}
