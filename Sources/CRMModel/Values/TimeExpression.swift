/// A point in time as people type it, understood without looking at a clock.
///
/// Dates (`2026-11-25`, `25.11.2026`, `25.11`, `25 ноября`), with a time (`25.11.2026 14:30`), with a zone
/// (`2026-11-25T14:30+03:00`), `now`, `today`, `tomorrow`, `yesterday`, days of the week, distances
/// (`+2h`, `+3d`, `-1w`), working days (`+3wd`), and the same words in Russian. Upper and lower case are the same.
public struct TimeExpression: Hashable, Sendable {
  /// Which moment of a day is meant where only a day was typed.
  public enum DayMeaning: Hashable, Sendable {
    /// The first moment of the local day.
    case start
    /// The last second of the local day: a due date means the end of that day (R15).
    case end
  }

  /// Where what was left unsaid lies: the day of `15:00`, the year of `31.12`.
  public enum Direction: Hashable, Sendable {
    /// What is to come, as a due date.
    case ahead
    /// What has been, as the time when something happened.
    case back
    /// Today, and the nearest such day.
    case near
  }

  /// What the text says, before now and here are known.
  enum Meaning: Hashable {
    case instant(Instant)
    case day(Day, ClockTime?)
    /// A time of a day that was not typed.
    case clock(ClockTime)
    /// The month and the day of a year that was not typed.
    case dayOfYear(Int, Int, ClockTime?)
    /// So many days after today.
    case daysFromToday(Int, ClockTime?)
    /// The next such day strictly after today, 1 for Monday to 7 for Sunday.
    case weekday(Int, ClockTime?)
    /// So many seconds after now.
    case secondsFromNow(Int64)
    /// So many working days after today (R49).
    case workingDays(Int)
  }

  let meaning: Meaning
  private let typed: String

  /// The expression that a text stands for.
  ///
  /// - Throws: ``ValueError`` where it stands for none, or for a day or a time that does not exist.
  public init(parsing text: String) throws(ValueError) {
    meaning = try TimeExpressionParser(text).meaning()
    typed = text
  }

  /// Whether only a day was typed, so that its start or its end has to be chosen.
  public var isDayOnly: Bool {
    switch meaning {
    case .day(_, let clock), .daysFromToday(_, let clock), .weekday(_, let clock),
      .dayOfYear(_, _, let clock):
      clock == nil
    case .clock, .instant, .secondsFromNow, .workingDays: false
    }
  }

  /// The moment that is meant, seen from `now` in `zone`; working days are those of a calendar.
  ///
  /// `15:00` and `31.12` lie in a direction: the next ones of a due date, the last ones of what happened.
  ///
  /// - Throws: ``ValueError`` where it lies outside the years 1…9999, and for working days without a
  ///   calendar.
  public func resolve(
    now: Instant, zone: TimeZoneRules, dayMeans: DayMeaning, lies direction: Direction = .near,
    calendar: WorkCalendar? = nil
  ) throws(ValueError) -> Instant {
    let today = zone.day(of: now)
    let moment: Instant? =
      switch meaning {
      case .instant(let instant): instant
      case .secondsFromNow(let seconds): now.adding(seconds: seconds)
      case .workingDays(let days):
        try endOfWork(days, after: today, zone, calendar)
      case .day(let day, let clock): zone.moment(day, clock, dayMeans)
      case .dayOfYear(let month, let day, let clock):
        zone.moment(Self.nearest(month, day, to: today, direction), clock, dayMeans)
      case .clock(let clock):
        Self.days(direction, from: today).lazy.compactMap { zone.moment($0, clock, dayMeans) }
          .first { direction == .back ? $0 <= now : direction == .near || $0 > now }
      case .daysFromToday(let days, let clock):
        zone.moment(today.adding(days: days), clock, dayMeans)
      case .weekday(let weekday, let clock):
        // Distances 1…7: the same day of the week is a week away.
        zone.moment(today.adding(days: (weekday - today.weekday + 6) % 7 + 1), clock, dayMeans)
      }
    guard let moment else { throw ValueError.timeOutOfRange(typed) }
    return moment
  }

  private static func nearest(
    _ month: Int, _ day: Int, to today: Day, _ direction: Direction
  ) -> Day? {
    func distance(_ day: Day) -> Int { abs(Int(day.daysSinceEpoch) - Int(today.daysSinceEpoch)) }
    // The 29th of February may be years away.
    let days = (today.year - 8...today.year + 8).compactMap {
      Day(year: $0, month: month, day: day)
    }
    let meant =
      switch direction {
      case .ahead: days.filter { $0 >= today }
      case .back: days.filter { $0 <= today }
      case .near: days
      }
    return meant.min { distance($0) < distance($1) }
  }

  /// Today, and the day beyond it in a direction.
  private static func days(_ direction: Direction, from today: Day) -> [Day] {
    switch direction {
    case .ahead: [today, today.adding(days: 1)].compactMap(\.self)
    case .back: [today, today.adding(days: -1)].compactMap(\.self)
    case .near: [today]
    }
  }

  /// The words that name a day or now, for the nearest one of what was mistyped.
  package static var names: [String] { TimeExpressionParser.names }

  /// The end of the working day that is so many of them away.
  private func endOfWork(
    _ days: Int, after today: Day, _ zone: TimeZoneRules, _ calendar: WorkCalendar?
  ) throws(ValueError) -> Instant? {
    guard let calendar else {
      throw ValueError(
        typed, ru: "рабочих дней здесь не считают", en: "working days are not counted here")
    }
    return calendar.workingDay(days, after: today).map {
      zone.instant(LocalTime($0, calendar.hours.until))
    }
  }
}

extension TimeZoneRules {
  fileprivate func moment(
    _ day: Day?, _ clock: ClockTime?, _ meaning: TimeExpression.DayMeaning
  ) -> Instant? {
    guard let day else { return nil }
    if let clock { return instant(LocalTime(day, clock)) }
    return switch meaning {
    case .start: startOfDay(day)
    case .end: endOfDay(day)
    }
  }
}
