/// A day of the calendar without a time zone, from 0001-01-01 to 9999-12-31.
///
/// The calendar is the proleptic Gregorian one, as in ISO 8601.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let daysSinceEpoch: Int32

  /// The first day there is, 0001-01-01.
  public static let first = Day(unchecked: -719_162)
  /// The last day there is, 9999-12-31.
  public static let last = Day(unchecked: 2_932_896)

  private init(unchecked daysSinceEpoch: Int32) {
    self.daysSinceEpoch = daysSinceEpoch
  }

  /// The day so many days after 1970-01-01; `nil` outside the years 1…9999.
  public init?(daysSinceEpoch: Int) {
    let range = Int(Day.first.daysSinceEpoch)...Int(Day.last.daysSinceEpoch)
    guard range.contains(daysSinceEpoch) else { return nil }
    self.daysSinceEpoch = Int32(daysSinceEpoch)
  }

  /// The nearest day there is to a count of days since 1970-01-01.
  init(clamping daysSinceEpoch: Int) {
    self = Day(daysSinceEpoch: daysSinceEpoch) ?? (daysSinceEpoch < 0 ? .first : .last)
  }

  /// The day of a calendar date; `nil` where the calendar has none, such as 30 February.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Day.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    // `days_from_civil` of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms":
    // years begin in March, so that the leap day is the last of its year.
    let marchYear = month > 2 ? year : year - 1
    let era = marchYear / 400
    let yearOfEra = marchYear % 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(daysSinceEpoch: era * 146_097 + dayOfEra - 719_468)
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The year, 1…9999.
  public var year: Int { civil.year }
  /// The month, 1…12.
  public var month: Int { civil.month }
  /// The day of the month, 1…31.
  public var day: Int { civil.day }

  /// `civil_from_days` of the same source as ``init(year:month:day:)``.
  private var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(daysSinceEpoch) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (
      era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * marchMonth + 2) / 5 + 1
    )
  }

  /// The day of the week, 1 for Monday to 7 for Sunday.
  public var weekday: Int {
    // The first day is a Monday.
    Int(daysSinceEpoch - Day.first.daysSinceEpoch) % 7 + 1
  }

  /// The day so many days later, or earlier where negative; `nil` outside the years 1…9999.
  public func adding(days: Int) -> Day? {
    let (sum, overflow) = Int(daysSinceEpoch).addingReportingOverflow(days)
    return overflow ? nil : Day(daysSinceEpoch: sum)
  }

  /// The day in ISO 8601, such as `2026-11-21`.
  public var text: String {
    String(unsafeUninitializedCapacity: 10) { buffer in
      writeText(to: buffer)
      return 10
    }
  }

  /// The day as each language writes it: `21.11.2026`.
  public var shown: Phrase {
    let text = text
    let parts = text.split(separator: "-")
    return Phrase(ru: parts.reversed().joined(separator: "."), en: text)
  }

  /// Writes the ten bytes of ``text``.
  func writeText(to buffer: UnsafeMutableBufferPointer<UInt8>) {
    let civil = civil
    buffer.writeDecimal(civil.year, in: 0..<4)
    buffer[4] = UInt8(ascii: "-")
    buffer.writeDecimal(civil.month, in: 5..<7)
    buffer[7] = UInt8(ascii: "-")
    buffer.writeDecimal(civil.day, in: 8..<10)
  }

  /// The earlier day comes first.
  public static func < (left: Day, right: Day) -> Bool {
    left.daysSinceEpoch < right.daysSinceEpoch
  }
}
