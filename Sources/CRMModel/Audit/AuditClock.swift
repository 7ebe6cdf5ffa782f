/// The moment of an audit: computed once, so that a pass over 100,000 deals asks no calendar.
public struct AuditClock: Equatable, Sendable {
  /// The moment.
  public let now: Instant
  /// The data directory's zone, for what is said to people.
  public let zone: TimeZoneRules
  /// The local day (R28).
  let today: Day
  /// The first second of the local day (R28).
  public let startOfToday: Instant
  /// The last second of the local day (R28).
  public let endOfToday: Instant

  /// The first and the last second of the next local day.
  public var tomorrow: ClosedRange<Instant> {
    guard let day = today.adding(days: 1) else { return endOfToday...endOfToday }
    return zone.startOfDay(day)...zone.endOfDay(day)
  }

  /// The clock of a moment in the data directory's zone.
  public init(now: Instant, zone: TimeZoneRules) {
    self.now = now
    self.zone = zone
    today = zone.day(of: now)
    startOfToday = zone.startOfDay(today)
    endOfToday = zone.endOfDay(today)
  }
}
