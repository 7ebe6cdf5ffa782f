/// A stretch of the calendar by which reports and plans count (R87, R92).
public enum CalendarPeriod: String, CaseIterable, Sendable {
  case week, month, quarter, half, year

  /// How many months it has; `nil` for a week, which begins on Monday whatever the month.
  fileprivate var months: Int? {
    switch self {
    case .week: nil
    case .month: 1
    case .quarter: 3
    case .half: 6
    case .year: 12
    }
  }
}

extension ClosedRange<Day> {
  /// The twelve months that begin with its first day, which is the first of a month.
  public var withYearAhead: ClosedRange<Day> {
    let next = Day(year: lowerBound.year + 1, month: lowerBound.month, day: 1)
    return lowerBound...(next?.adding(days: -1) ?? .last)
  }
}

/// One week, month, quarter, half or year.
public struct CalendarSpan: Hashable, Sendable {
  /// What it is.
  public let period: CalendarPeriod
  /// Its days, both ends included.
  public let days: ClosedRange<Day>

  /// The one that a day lies in.
  public init(_ period: CalendarPeriod, around day: Day) {
    self.period = period
    guard let months = period.months else {
      let monday = day.adding(days: 1 - day.weekday) ?? .first
      days = monday...(monday.adding(days: 6) ?? .last)
      return
    }
    let start = (day.month - 1) / months * months + 1
    let next = start + months
    let end = Day(year: day.year + (next > 12 ? 1 : 0), month: next > 12 ? 1 : next, day: 1)
    days =
      (Day(year: day.year, month: start, day: 1) ?? .first)...(end?.adding(days: -1) ?? .last)
  }

  /// The span that a plan names: `2026-11`, `2026-Q4`, `2026-H2`, `2026`.
  ///
  /// - Throws: ``ValueError`` for anything else.
  public init(parsing text: String) throws(ValueError) {
    let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    let (period, start): (CalendarPeriod, Int?) =
      switch (parts.count, parts.last?.first) {
      case (1, _): (.year, 1)
      case (2, "Q"): (.quarter, Int(parts[1].dropFirst()).map { $0 * 3 - 2 })
      case (2, "H"): (.half, Int(parts[1].dropFirst()).map { $0 * 6 - 5 })
      case (2, _): (.month, Int(parts[1]))
      default: (.month, nil)
      }
    guard let start, let year = parts.first, year.utf8.count == 4, let number = Int(year),
      let day = Day(year: number, month: start, day: 1)
    else {
      throw ValueError(
        text,
        ru: "это не месяц, квартал, полугодие или год; годится 2026-11, 2026-Q4, 2026-H2, 2026",
        en: "no month, quarter, half or year; write 2026-11, 2026-Q4, 2026-H2, 2026")
    }
    self.init(period, around: day)
  }

  /// As a plan names it; a week by its Monday.
  public var name: String {
    let day = days.lowerBound
    let year = day.text.prefix(4)
    return switch period {
    case .week: day.text
    case .month: String(day.text.prefix(7))
    case .quarter: "\(year)-Q\((day.month + 2) / 3)"
    case .half: "\(year)-H\((day.month + 5) / 6)"
    case .year: String(year)
    }
  }

  /// The one before it; itself where the calendar has none.
  var previous: CalendarSpan {
    CalendarSpan(period, around: days.lowerBound.adding(days: -1) ?? days.lowerBound)
  }

  /// All that a stretch of days touches, in order.
  static func all(_ period: CalendarPeriod, touching range: ClosedRange<Day>) -> [CalendarSpan] {
    var spans: [CalendarSpan] = []
    var next: Day? = range.lowerBound
    while let day = next, day <= range.upperBound {
      let span = CalendarSpan(period, around: day)
      spans.append(span)
      next = span.days.upperBound.adding(days: 1)
    }
    return spans
  }

  /// What lies before a stretch of days: the month before a whole month, and so on, else as many days.
  static func before(_ range: ClosedRange<Day>) -> ClosedRange<Day> {
    for period in CalendarPeriod.allCases {
      let span = CalendarSpan(period, around: range.lowerBound)
      if span.days == range { return span.previous.days }
    }
    let count = Int(range.upperBound.daysSinceEpoch - range.lowerBound.daysSinceEpoch) + 1
    let last = range.lowerBound.adding(days: -1) ?? .first
    return (range.lowerBound.adding(days: -count) ?? .first)...last
  }
}
