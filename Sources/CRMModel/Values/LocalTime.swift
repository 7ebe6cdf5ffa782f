/// What the calendar and the clock on a wall show, without a zone.
public struct LocalTime: Hashable, Comparable, Sendable {
  /// The day.
  public let day: Day
  private let clock: ClockTime

  /// The time of a day; `nil` where a clock does not show it: hours 0…23, minutes and seconds 0…59.
  public init?(day: Day, hour: Int, minute: Int, second: Int = 0) {
    guard let clock = ClockTime(hour: hour, minute: minute, second: second) else { return nil }
    self.init(day, clock)
  }

  init(_ day: Day, _ clock: ClockTime) {
    self.day = day
    self.clock = clock
  }

  /// What is shown so many seconds after 1970 began there; the nearest time there is outside the
  /// years 1…9999.
  init(secondsSinceEpoch: Int64) {
    let seconds = Instant(clamping: secondsSinceEpoch).secondsSinceEpoch
    let ofDay = Int((seconds % 86_400 + 86_400) % 86_400)
    day = Day(clamping: Int((seconds - Int64(ofDay)) / 86_400))
    clock = ClockTime(secondOfDay: ofDay)
  }

  /// The hour, 0…23.
  public var hour: Int { clock.hour }
  /// The minute, 0…59.
  public var minute: Int { clock.minute }
  /// The second, 0…59.
  public var second: Int { clock.second }

  /// The hour and the minute, as `15:00`.
  public var clockText: String {
    [hour, minute].map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
  }

  /// Seconds since 1970 began on this clock.
  var secondsSinceEpoch: Int64 {
    Int64(day.daysSinceEpoch) * 86_400 + Int64(clock.secondOfDay)
  }

  /// The time that a clock shows first comes first.
  public static func < (left: LocalTime, right: LocalTime) -> Bool {
    left.secondsSinceEpoch < right.secondsSinceEpoch
  }
}
