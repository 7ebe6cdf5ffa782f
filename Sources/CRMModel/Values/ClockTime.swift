/// A time of day to the second, 00:00:00 to 23:59:59, without a zone.
struct ClockTime: Hashable {
  /// Seconds since midnight, 0…86,399.
  let secondOfDay: Int

  static let midnight = ClockTime(secondOfDay: 0)

  /// The time so many seconds after midnight; the remainder where a day has not so many.
  init(secondOfDay: Int) {
    self.secondOfDay = secondOfDay % 86_400
  }

  init?(hour: Int, minute: Int, second: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else {
      return nil
    }
    secondOfDay = hour * 3600 + minute * 60 + second
  }

  var hour: Int { secondOfDay / 3600 }
  var minute: Int { secondOfDay / 60 % 60 }
  var second: Int { secondOfDay % 60 }
}

extension ByteScanner {
  /// `HH:MM` or, as spreadsheets write it, `H:MM`, then `:SS` where it follows, then a fraction of
  /// the second, which is cut off.
  mutating func clockTime() -> ClockTime? {
    guard let hour = shortNumber(), accept(":"), let minute = digits(2) else { return nil }
    guard accept(":") else { return ClockTime(hour: hour, minute: minute, second: 0) }
    guard let second = digits(2) else { return nil }
    if accept(".") || accept(",") {
      guard digit() != nil else { return nil }
      while digit() != nil {}
    }
    return ClockTime(hour: hour, minute: minute, second: second)
  }

  /// `Z` or `±HH:MM`, in seconds east of UTC.
  mutating func zoneOffset() -> Int? {
    if accept("Z") { return 0 }
    let isEast = accept("+")
    guard isEast || accept("-"), let hours = digits(2), hours <= 23, accept(":"),
      let minutes = digits(2), minutes <= 59
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return isEast ? seconds : -seconds
  }
}
