/// What clocks show in one time zone: its name and its offset from UTC at every moment.
///
/// The offsets come from outside, because only the system knows them; everything else is computed
/// from offset lookups alone. Two values are equal when their identifiers are.
public struct TimeZoneRules: Equatable, Sendable {
  /// The name of the zone, such as `Europe/Moscow`.
  public let identifier: String
  /// Seconds east of UTC at a moment; less than a day either way.
  public let offset: @Sendable (Instant) -> Int

  /// The zone of a name and its offsets.
  public init(identifier: String, offset: @escaping @Sendable (Instant) -> Int) {
    self.identifier = identifier
    self.offset = offset
  }

  /// Coordinated universal time.
  public static let utc = TimeZoneRules.fixed(seconds: 0, identifier: "UTC")

  /// A zone that is always so many seconds east of UTC.
  public static func fixed(seconds: Int, identifier: String) -> TimeZoneRules {
    TimeZoneRules(identifier: identifier) { _ in seconds }
  }

  /// Whether both are the zone of the same name.
  public static func == (left: TimeZoneRules, right: TimeZoneRules) -> Bool {
    left.identifier == right.identifier
  }

  /// What the calendar shows at a moment.
  public func day(of instant: Instant) -> Day { local(of: instant).day }

  /// Whether the calendar shows one of some days at a moment; reports ask this of each of many.
  ///
  /// No offset reaches a day, so only what is near the first or the last of them depends on it.
  package func shows(_ days: ClosedRange<Day>, at moment: Instant) -> Bool {
    let day = LocalTime(secondsSinceEpoch: moment.secondsSinceEpoch).day.daysSinceEpoch
    let (first, last) = (days.lowerBound.daysSinceEpoch, days.upperBound.daysSinceEpoch)
    if day > first, day < last { return true }
    if day < first - 1 || day > last + 1 { return false }
    return days.contains(self.day(of: moment))
  }

  /// What calendar and clock show at a moment.
  public func local(of instant: Instant) -> LocalTime {
    LocalTime(secondsSinceEpoch: shown(at: instant.secondsSinceEpoch))
  }

  /// The moment when clocks show `local`.
  ///
  /// A time that clocks skip becomes the first moment after the gap; of a time that they show twice
  /// this is the earlier moment.
  public func instant(_ local: LocalTime) -> Instant { moments(showing: local).earlier }

  /// A moment as a clock in this zone shows it: `2026-11-20 12:00`.
  public func text(of instant: Instant) -> String { phrase(of: instant).en }

  /// The same as each language writes days: `20.11.2026 12:00`.
  public func phrase(of instant: Instant) -> Phrase {
    let local = local(of: instant)
    let (hour, minute) = (String(local.hour), String(local.minute))
    let clock = [hour, minute].map { $0.count < 2 ? "0" + $0 : $0 }.joined(separator: ":")
    let day = local.day.shown
    return Phrase(ru: "\(day.ru) \(clock)", en: "\(day.en) \(clock)")
  }

  /// The first moment of a day; not midnight where clocks skip it.
  public func startOfDay(_ day: Day) -> Instant { instant(LocalTime(day, .midnight)) }

  /// The last second of a day, however long the day is.
  public func endOfDay(_ day: Day) -> Instant {
    guard let next = day.adding(days: 1) else { return .last }
    let midnight = moments(showing: LocalTime(next, .midnight)).later
    return Instant(clamping: midnight.secondsSinceEpoch - 1)
  }

  /// Whether a moment is the last second of its day: what is due on a day and at no hour of it.
  public func isEndOfDay(_ moment: Instant) -> Bool { endOfDay(day(of: moment)) == moment }

  /// Both moments when clocks show `local`: the same one unless clocks are put back over it.
  private func moments(showing local: LocalTime) -> (earlier: Instant, later: Instant) {
    let wanted = local.secondsSinceEpoch
    // No offset reaches a day, so what is looked for lies between these two, and only the offsets
    // there can hold: rules that change twice within two days do not exist.
    let before = wanted - offsetSeconds(at: wanted - 86_400)
    let after = wanted - offsetSeconds(at: wanted + 86_400)
    switch (shown(at: before) == wanted, shown(at: after) == wanted) {
    case (true, true):
      return (Instant(clamping: min(before, after)), Instant(clamping: max(before, after)))
    case (true, false):
      return (Instant(clamping: before), Instant(clamping: before))
    case (false, true):
      return (Instant(clamping: after), Instant(clamping: after))
    case (false, false):
      let first = Instant(clamping: firstMoment(showingAtLeast: wanted))
      return (first, first)
    }
  }

  /// The first second at which clocks have passed a local time that they skip.
  private func firstMoment(showingAtLeast wanted: Int64) -> Int64 {
    var early = wanted - 86_400
    var late = wanted + 86_400
    while late - early > 1 {
      let middle = early + (late - early) / 2
      if shown(at: middle) < wanted { early = middle } else { late = middle }
    }
    return late
  }

  /// Local seconds since 1970 began that clocks show at a moment.
  private func shown(at seconds: Int64) -> Int64 { seconds + offsetSeconds(at: seconds) }

  /// The offset, kept below a day, since it comes from outside.
  private func offsetSeconds(at seconds: Int64) -> Int64 {
    Int64(min(max(offset(Instant(clamping: seconds)), -86_399), 86_399))
  }
}
