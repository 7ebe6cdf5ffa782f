extension Day {
  /// The day written as `2026-11-25` or `25.11.2026`, and nothing around it.
  ///
  /// - Throws: ``ValueError`` for another form, and for a day that the calendar does not have.
  public init(parsing text: String) throws(ValueError) {
    var scanner = ByteScanner(text)
    guard let fields = scanner.dayFields(), scanner.isAtEnd else {
      throw ValueError(
        text, ru: "это не дата; годится 2026-11-25 или 25.11.2026",
        en: "not a date; write 2026-11-25 or 25.11.2026")
    }
    self = try Day(fields, in: text)
  }

  /// The days of one word: one day, or a span such as `2027-01-01..2027-01-08` of up to a year.
  ///
  /// - Throws: ``ValueError`` where the word is neither.
  public static func days(parsing text: String) throws(ValueError) -> [Day] {
    // Most are single days, and a search for the dots costs every command more than reading them.
    if let day = try? Day(parsing: text) { return [day] }
    guard let dots = text.firstRange(of: "..") else { return [try Day(parsing: text)] }
    let first = try Day(parsing: String(text[..<dots.lowerBound]))
    let last = try Day(parsing: String(text[dots.upperBound...]))
    guard (0...366).contains(last.daysSinceEpoch - first.daysSinceEpoch) else {
      throw ValueError(
        text, ru: "последний день раньше первого или дальше года от него",
        en: "the last day is before the first one, or more than a year after it")
    }
    return (first.daysSinceEpoch...last.daysSinceEpoch).compactMap { Day(daysSinceEpoch: Int($0)) }
  }

  /// The day of fields that were read from `text`.
  init(_ fields: ByteScanner.DayFields, in text: String) throws(ValueError) {
    guard let day = Day(year: fields.year, month: fields.month, day: fields.day) else {
      throw ValueError(
        text, ru: "такого дня нет в календаре", en: "there is no such day in the calendar")
    }
    self = day
  }
}

extension ByteScanner {
  /// The numbers of a date as they stand in a text, not checked against the calendar.
  struct DayFields {
    let year: Int
    let month: Int
    let day: Int
    /// Whether they stood in the order of ISO 8601.
    let isISO: Bool
  }

  /// The fields of `2026-11-25` or `25.11.2026`.
  mutating func dayFields() -> DayFields? {
    guard let first = digits(2) else { return nil }
    if accept(".") {
      guard let month = digits(2), accept("."), let year = digits(4) else { return nil }
      return DayFields(year: year, month: month, day: first, isISO: false)
    }
    guard let rest = digits(2), accept("-"), let month = digits(2), accept("-"),
      let day = digits(2)
    else { return nil }
    return DayFields(year: first * 100 + rest, month: month, day: day, isISO: true)
  }
}
