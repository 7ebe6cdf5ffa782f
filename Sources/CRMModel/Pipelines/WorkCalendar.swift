/// When the department works (R30).
public struct WorkCalendar: Hashable, Sendable {
  /// The days of the week on which it works, in their order; never empty.
  public let days: [Weekday]
  /// From when until when.
  public let hours: WorkHours
  /// The days on which it does not work all the same, in their order.
  public let holidays: [Day]

  /// Monday to Friday, 09:00 to 18:00, without holidays.
  public static let standard = WorkCalendar(
    unchecked: [.monday, .tuesday, .wednesday, .thursday, .friday],
    WorkHours(ClockTime(secondOfDay: 9 * 3600), ClockTime(secondOfDay: 18 * 3600)), [])

  /// A calendar.
  ///
  /// - Throws: ``ValueError`` for one without a working day.
  public init(days: Set<Weekday>, hours: WorkHours, holidays: Set<Day>) throws(ValueError) {
    guard !days.isEmpty else {
      throw ValueError(
        "days", ru: "в неделе нет ни одного рабочего дня", en: "the week has no working day")
    }
    self.init(unchecked: days.sorted(), hours, holidays.sorted())
  }

  private init(unchecked days: [Weekday], _ hours: WorkHours, _ holidays: [Day]) {
    self.days = days
    self.hours = hours
    self.holidays = holidays
  }

  /// Whether the department works on a day.
  public func isWorking(_ day: Day) -> Bool {
    days.contains(Weekday(day)) && !holidays.contains(day)
  }

  /// The working day that is so many of them after a day, or before it (R49); `nil` beyond the years.
  ///
  /// Cost: one look at each day between.
  func workingDay(_ count: Int, after start: Day) -> Day? {
    var day: Day? = start
    for _ in 0..<min(abs(count), Self.mostDays) {
      repeat { day = day?.adding(days: count.signum()) } while day.map { !isWorking($0) } ?? false
    }
    return abs(count) > Self.mostDays ? nil : day
  }

  /// How many working days can be counted: about ten years.
  private static let mostDays = 2_600

  /// By when work that is sent back has to be done: the end of the working day, of the next one
  /// where it is over or there is none (R30).
  public func dueForWork(sentAt moment: Instant, zone: TimeZoneRules) -> Instant {
    var day: Day? = zone.day(of: moment)
    while let candidate = day {
      let end = zone.instant(LocalTime(candidate, hours.until))
      if isWorking(candidate), end > moment { return end }
      day = candidate.adding(days: 1)
    }
    return .last
  }
}
