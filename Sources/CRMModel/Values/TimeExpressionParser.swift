/// Takes a typed point in time apart.
struct TimeExpressionParser {
  private let text: String
  /// Words in lower case: a day, then a time of day where one follows.
  private let words: [Substring]

  init(_ text: String) {
    self.text = text
    words = Self.plain(text.lowercased().split(maxSplits: 6, whereSeparator: \.isWhitespace))
  }

  /// The words that mean the same and are fewer: `завтра в 15` is `завтра 15:00`, `в пятницу` is
  /// `пятницу`, `20 ноября` is `20.11`, `через 2 дня` is `+2d` (C7).
  private static func plain(_ typed: [Substring]) -> [Substring] {
    var words = typed
    if let first = words.first, ["через", "in"].contains(first) {
      return distance(words.dropFirst()).map { [$0] } ?? words
    }
    if words.count > 1, ["в", "at"].contains(words[words.count - 2]) {
      words.remove(at: words.count - 2)
      let last = words[words.count - 1]
      if last.utf8.count <= 2, isNumber(last) { words[words.count - 1] = "\(last):00" }
    }
    if words.count > 1, ["в", "во", "on"].contains(words[0]) { words.removeFirst() }
    if words.count > 1, weekday(words[1]) != nil,
      words[0] == "next" || words[0].hasPrefix("следующ")
    {
      words.removeFirst()
    }
    for (day, month) in [(0, 1), (1, 0)] where words.count > 1 && isNumber(words[day]) {
      guard let number = Self.month(words[month]) else { continue }
      let date = [
        words[day].count < 2 ? "0\(words[day])" : words[day],
        number < 10 ? "0\(number)" : "\(number)",
      ]
      words.removeSubrange(0...1)
      let year = words.first.flatMap {
        $0.utf8.count == 4 && isNumber($0) ? words.removeFirst() : nil
      }
      words.insert(Substring((date + [year].compactMap { $0 }).joined(separator: ".")), at: 0)
      break
    }
    if let first = words.first { words[0] = filledUp(first) }
    return words
  }

  /// `9.12.2026` with the noughts that people leave out of a date; any other word as it is.
  private static func filledUp(_ word: Substring) -> Substring {
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy(isNumber) else { return word }
    return Substring(
      parts.map { $0.utf8.count == 1 ? "0\($0)" : String($0) }.joined(separator: "."))
  }

  private static func isNumber(_ word: Substring) -> Bool {
    word.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// `2 дня` as `+2d`, `неделю` as `+1w`.
  private static func distance(_ words: ArraySlice<Substring>) -> Substring? {
    let number = words.count > 1 ? words.first : "1"
    guard let number, words.count <= 2, isNumber(number), let name = words.last,
      let unit = units.first(where: { $0.names.contains(name) })
    else { return nil }
    return "+\(number)\(unit.sign)"
  }

  private static let units: [(sign: String, names: [Substring])] = [
    ("m", ["minute", "minutes", "минуту", "минуты", "минут"]),
    ("h", ["hour", "hours", "час", "часа", "часов"]),
    ("d", ["day", "days", "дня", "дней", "день"]),
    ("w", ["week", "weeks", "неделю", "недели", "недель"]),
  ]

  /// A month by its name, in Russian as a date has it.
  private static func month(_ word: Substring) -> Int? {
    let names: [[Substring]] = [
      ["янв", "jan"], ["фев", "feb"], ["мар", "mar"], ["апр", "apr"], ["мая", "may"],
      ["июн", "jun"],
      ["июл", "jul"], ["авг", "aug"], ["сен", "sep"], ["окт", "oct"], ["ноя", "nov"],
      ["дек", "dec"],
    ]
    guard word.allSatisfy(\.isLetter) else { return nil }
    return names.firstIndex { $0.contains { word.hasPrefix($0) } }.map { $0 + 1 }
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
    if words.count == 1, let clock = try? time(first) { return .clock(clock) }
    let parts = first.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 2, let day = Int(parts[0]), let month = Int(parts[1]),
      parts.allSatisfy({ $0.utf8.count <= 2 && Self.isNumber($0) })
    {
      // 2000 has every day that any year has.
      guard Day(year: 2000, month: month, day: day) != nil else { throw notATime }
      return .dayOfYear(month, day, words.count == 2 ? try time(words[1]) : nil)
    }
    // Back in upper case, as ISO 8601 and the scanner write it.
    var scanner = ByteScanner(words.dropFirst().reduce("\(first)") { "\($0) \($1)" }.uppercased())
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
    switch Self.dayNames[word] {
    case .fromToday(let days): return .daysFromToday(days, clock)
    case .weekday(let weekday): return .weekday(weekday, clock)
    case nil: throw notATime
    }
  }

  private func time(_ word: Substring) throws(ValueError) -> ClockTime {
    var scanner = ByteScanner(word)
    guard let clock = scanner.clockTime(), scanner.isAtEnd else { throw notATime }
    return clock
  }

  /// What the name of a day says.
  private enum DayName {
    case fromToday(Int)
    case weekday(Int)
  }

  private static let dayNames: [Substring: DayName] = {
    let relative: [Int: [Substring]] = [
      0: ["today", "сегодня", "eod"], 1: ["tomorrow", "завтра"], 2: ["послезавтра"],
      -1: ["yesterday", "вчера"],
    ]
    let weekdays: [[Substring]] = [
      ["mon", "monday", "пн", "понедельник"], ["tue", "tuesday", "вт", "вторник"],
      ["wed", "wednesday", "ср", "среда", "среду"], ["thu", "thursday", "чт", "четверг"],
      ["fri", "friday", "пт", "пятница", "пятницу"],
      ["sat", "saturday", "сб", "суббота", "субботу"],
      ["sun", "sunday", "вс", "воскресенье"],
    ]
    return Dictionary(
      keepingFirst: relative.flatMap { days, names in names.map { ($0, .fromToday(days)) } }
        + weekdays.enumerated().flatMap { place, names in names.map { ($0, .weekday(place + 1)) } })
  }()

  /// The weekday of a name, 1 for Monday to 7 for Sunday.
  static func weekday(_ word: Substring) -> Int? {
    if case .weekday(let weekday)? = dayNames[word] { weekday } else { nil }
  }

  /// The words that name a day or now, for the nearest one of what was mistyped.
  static let names = ["now", "сейчас"] + dayNames.keys.map(String.init).sorted()

  private var notATime: ValueError {
    ValueError(
      text,
      ru: "это не время; годится 2026-11-25, '25.11.2026 14:30', завтра, 'пт 10:00', +2ч, +3д",
      en: "not a time; write 2026-11-25, '25.11.2026 14:30', tomorrow, 'fri 10:00', +2h, +3d")
  }
}
