/// A moment in whole seconds of UTC, in the years 1…9999 (R28).
public struct Instant: Hashable, Comparable, BitwiseCopyable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public let secondsSinceEpoch: Int64

  /// The first moment there is, 0001-01-01T00:00:00Z.
  public static let first = Instant(clamping: .min)
  /// The last moment there is, 9999-12-31T23:59:59Z.
  public static let last = Instant(clamping: .max)

  /// The moment so many seconds after 1970 began; `nil` outside the years 1…9999.
  public init?(secondsSinceEpoch: Int64) {
    self.init(clamping: secondsSinceEpoch)
    guard self.secondsSinceEpoch == secondsSinceEpoch else { return nil }
  }

  /// The nearest moment there is to a count of seconds since 1970 began.
  init(clamping seconds: Int64) {
    let earliest = Int64(Day.first.daysSinceEpoch) * 86_400
    let latest = Int64(Day.last.daysSinceEpoch) * 86_400 + 86_399
    secondsSinceEpoch = min(max(seconds, earliest), latest)
  }

  /// The moment so many seconds later, or earlier where negative; `nil` outside the years 1…9999.
  public func adding(seconds: Int64) -> Instant? {
    let (sum, overflow) = secondsSinceEpoch.addingReportingOverflow(seconds)
    return overflow ? nil : Instant(secondsSinceEpoch: sum)
  }

  /// The latest that the clock of another machine may show now: a later stamp is of one that stood wrong
  /// (R124).
  package var latestElsewhere: Instant { adding(seconds: 3_600) ?? .last }

  /// The moment in ISO 8601, such as `2026-11-21T16:00:00Z`.
  public var text: String {
    let local = LocalTime(secondsSinceEpoch: secondsSinceEpoch)
    return String(unsafeUninitializedCapacity: 20) { buffer in
      local.day.writeText(to: buffer)
      buffer[10] = UInt8(ascii: "T")
      buffer.writeDecimal(local.hour, in: 11..<13)
      buffer[13] = UInt8(ascii: ":")
      buffer.writeDecimal(local.minute, in: 14..<16)
      buffer[16] = UInt8(ascii: ":")
      buffer.writeDecimal(local.second, in: 17..<19)
      buffer[19] = UInt8(ascii: "Z")
      return 20
    }
  }

  /// The earlier moment comes first.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.secondsSinceEpoch < right.secondsSinceEpoch
  }
}

extension Instant {
  /// The moment written in ISO 8601 with its zone, and nothing around it.
  ///
  /// `2026-11-21T16:00:00Z`, `2026-11-21T19:00+03:00`: seconds may be missing, a fraction of a
  /// second is cut off.
  /// - Throws: ``ValueError`` for another form, for a day that the calendar does not have, and for
  ///   a moment outside the years 1…9999.
  public init(parsing text: String) throws(ValueError) {
    var scanner = ByteScanner(text)
    guard let fields = scanner.dayFields(), fields.isISO, scanner.accept("T"),
      let clock = scanner.clockTime(), let offset = scanner.zoneOffset(), scanner.isAtEnd
    else {
      throw ValueError(
        text, ru: "это не момент времени; годится 2026-11-21T16:00:00Z или с поясом +03:00",
        en: "not a moment; write 2026-11-21T16:00:00Z or with an offset +03:00")
    }
    self = try Instant(Day(fields, in: text), clock, offset: offset, in: text)
  }

  /// The moment in exactly the form of ``text``; `nil` for any other form.
  ///
  /// From bytes where they lie, because documents have a time or two in each event.
  public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    func isMark(_ index: Int, _ mark: Unicode.Scalar) -> Bool {
      bytes[index] == UInt8(ascii: mark)
    }
    func number(_ digits: Range<Int>) -> Int? {
      var number = 0
      for index in digits {
        guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { return nil }
        number = number * 10 + Int(bytes[index]) - 0x30
      }
      return number
    }
    guard bytes.count == 20, isMark(4, "-"), isMark(7, "-"), isMark(10, "T"), isMark(13, ":"),
      isMark(16, ":"), isMark(19, "Z"), let year = number(0..<4), let month = number(5..<7),
      let dayOfMonth = number(8..<10), let hour = number(11..<13), let minute = number(14..<16),
      let second = number(17..<19), let day = Day(year: year, month: month, day: dayOfMonth),
      let clock = ClockTime(hour: hour, minute: minute, second: second)
    else { return nil }
    self.init(secondsSinceEpoch: Int64(day.daysSinceEpoch) * 86_400 + Int64(clock.secondOfDay))
  }

  /// The moment when clocks `offset` seconds east of UTC show `clock` on `day`.
  init(_ day: Day, _ clock: ClockTime, offset: Int, in text: String) throws(ValueError) {
    let local = Int64(day.daysSinceEpoch) * 86_400 + Int64(clock.secondOfDay)
    guard let instant = Instant(secondsSinceEpoch: local - Int64(offset)) else {
      throw ValueError.timeOutOfRange(text)
    }
    self = instant
  }
}

extension ValueError {
  static func timeOutOfRange(_ text: String) -> ValueError {
    ValueError(
      text, ru: "время должно лежать между 1 и 9999 годом",
      en: "a time must lie between the years 1 and 9999")
  }
}
