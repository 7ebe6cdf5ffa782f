import CRMModel

/// Days and times as spreadsheets count them.
enum SerialDate {
  /// The day before the first one of most workbooks, in days since 1970; some count from 1904.
  static let usualDayZero = -25_569

  /// A day and a time that are counted in days; the year 1900 is taken for a leap year there.
  static func text(_ serial: Double, _ dayZero: Int = usualDayZero) -> String {
    guard (0..<2_958_466).contains(serial) else { return "" }
    let seconds = Int((serial * 86_400).rounded())
    let isEarly = dayZero == usualDayZero && seconds < 60 * 86_400
    let (days, second) = (seconds / 86_400, seconds % 86_400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = "\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))"
    guard days > 0, let day = Day(daysSinceEpoch: dayZero + days + (isEarly ? 1 : 0)) else {
      return clock
    }
    return second == 0 ? day.text : "\(day.text) \(clock)"
  }
}
