/// The offsets of every year by one rule, such as `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// Source: POSIX.1, the `TZ` variable, with the wider hours of RFC 8536.
struct ZoneRule: Sendable {
  /// A day of every year and a time on it.
  private struct Change {
    private enum Day {
      /// The day from 1 to 365, never counting 29 February.
      case julian(Int64)
      /// The day from 0 to 365.
      case zeroBased(Int64)
      /// A month, the week in it (5: the last) and the weekday (0: Sunday).
      case weekday(month: Int64, week: Int64, day: Int64)
    }

    private var day: Day
    /// The seconds after midnight, by the clock that is about to change.
    private var time: Int64

    init?(_ text: Substring) {
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      guard let first = parts.first else { return nil }
      time = 7_200
      if parts.count == 2 {
        guard let time = ZoneRule.seconds(parts[1]) else { return nil }
        self.time = time
      }
      if first.first == "M" {
        let numbers = first.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
          .compactMap { Int64($0) }
        guard numbers.count == 3, (1...12).contains(numbers[0]), (1...5).contains(numbers[1]),
          (0...6).contains(numbers[2])
        else { return nil }
        day = .weekday(month: numbers[0], week: numbers[1], day: numbers[2])
      } else if first.first == "J" {
        guard let number = Int64(first.dropFirst()), (1...365).contains(number) else { return nil }
        day = .julian(number)
      } else {
        guard let number = Int64(first), (0...365).contains(number) else { return nil }
        day = .zeroBased(number)
      }
    }

    /// The seconds since 1970 by the local clock.
    func localTime(year: Int64) -> Int64 {
      let start = ZoneRule.days(year, 1)
      let isLeap = ZoneRule.days(year + 1, 1) - start == 366
      let days: Int64
      switch day {
      case .julian(let number):
        days = start + number - 1 + (isLeap && number > 59 ? 1 : 0)
      case .zeroBased(let number):
        days = start + number
      case .weekday(let month, let week, let day):
        let first = ZoneRule.days(year, month)
        let next = month == 12 ? ZoneRule.days(year + 1, 1) : ZoneRule.days(year, month + 1)
        // 1 January 1970 was a Thursday.
        let weekday = ((first + 4) % 7 + 7) % 7
        var found = first + (day - weekday + 7) % 7 + (week - 1) * 7
        if found >= next { found -= 7 }
        days = found
      }
      return days * 86_400 + time
    }
  }

  /// Beyond this no year is computed, so that nothing overflows; it is a hundred million years.
  private static let greatestTime: Int64 = 3_000_000_000_000_000

  private var standard: Int64
  private var summer: (offset: Int64, start: Change, end: Change)?

  /// Reads a rule, or gives nil where it is none.
  init?(_ bytes: some Sequence<UInt8>) {
    let text = String(decoding: Array(bytes), as: UTF8.self)
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard var names = parts.first, Self.skipName(&names) else { return nil }
    let offset = names.prefix { !$0.isLetter && $0 != "<" }
    // The rule counts to the west.
    guard let west = Self.seconds(offset) else { return nil }
    standard = -west
    names.removeFirst(offset.count)
    if names.isEmpty && parts.count == 1 { return }
    guard parts.count == 3, Self.skipName(&names), let start = Change(parts[1]),
      let end = Change(parts[2])
    else { return nil }
    var summerOffset = standard + 3_600
    if !names.isEmpty {
      guard let west = Self.seconds(names) else { return nil }
      summerOffset = -west
    }
    summer = (summerOffset, start, end)
  }

  /// The offset from UTC in seconds at a time in seconds since 1970.
  func offset(at time: Int64) -> Int {
    guard let summer else { return Int(standard) }
    let time = min(max(time, -Self.greatestTime), Self.greatestTime)
    let year = Self.year(ofDay: Self.dividing(time + standard, 86_400))
    let start = summer.start.localTime(year: year) - standard
    let end = summer.end.localTime(year: year) - summer.offset
    let isSummer =
      start < end ? (start..<end).contains(time) : !(end..<start).contains(time)
    return Int(isSummer ? summer.offset : standard)
  }

  private static func skipName(_ text: inout Substring) -> Bool {
    if text.first == "<" {
      guard let end = text.firstIndex(of: ">") else { return false }
      text = text[text.index(after: end)...]
      return true
    }
    let name = text.prefix { $0.isLetter }
    text = text.dropFirst(name.count)
    return !name.isEmpty
  }

  /// Reads `[+-]hours[:minutes[:seconds]]`.
  private static func seconds(_ text: Substring) -> Int64? {
    let sign: Int64 = text.first == "-" ? -1 : 1
    let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text
    let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { UInt8($0) }
    guard (1...3).contains(parts.count), numbers.count == parts.count, numbers[0] <= 167,
      numbers.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    let seconds = (numbers + [0, 0]).prefix(3).reduce(Int64(0)) { $0 * 60 + Int64($1) }
    return sign * seconds
  }

  // Source of both: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". Years begin in
  // March there, so that the leap day is the last.

  /// The days from 1970 to the first of a month.
  private static func days(_ year: Int64, _ month: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = dividing(year, 400)
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func year(ofDay day: Int64) -> Int64 {
    let day = day + 719_468
    let era = dividing(day, 146_097)
    let dayOfEra = day - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // From the 306th day on it is January or February of the next year.
    return yearOfEra + era * 400 + (dayOfYear >= 306 ? 1 : 0)
  }

  /// Divides and rounds down, also below zero.
  private static func dividing(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
  }
}
