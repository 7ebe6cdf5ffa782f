/// A day of the week.
public enum Weekday: String, CaseIterable, Hashable, Comparable, Sendable {
  /// Monday, the first day of the week.
  case monday = "mon"
  /// Tuesday.
  case tuesday = "tue"
  /// Wednesday.
  case wednesday = "wed"
  /// Thursday.
  case thursday = "thu"
  /// Friday.
  case friday = "fri"
  /// Saturday.
  case saturday = "sat"
  /// Sunday.
  case sunday = "sun"

  /// The day of the week of a day of the calendar.
  public init(_ day: Day) {
    self = Weekday.allCases[day.weekday - 1]
  }

  /// The days of one word: `mon`, `пн`, or a span such as `mon-fri`.
  ///
  /// - Throws: ``ValueError`` where the word names no day of the week.
  public static func days(parsing text: String) throws(ValueError) -> [Weekday] {
    // As documents have it; the words of people are a table that most commands need not make.
    if let day = Weekday(rawValue: text) { return [day] }
    let ends = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
      .map { TimeExpressionParser.weekday($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1] else {
      throw ValueError(
        text, ru: "это не день недели; годится пн, вт… или пн-пт",
        en: "not a day of the week; write mon, tue… or mon-fri")
    }
    // A span may go over the end of the week.
    return (first...(last < first ? last + 7 : last)).map { Weekday.allCases[($0 - 1) % 7] }
  }

  /// Monday comes first.
  public static func < (left: Weekday, right: Weekday) -> Bool { left.number < right.number }

  private var number: Int { Weekday.allCases.firstIndex(of: self) ?? 0 }
}
