/// From when until when a working day lasts, to the minute.
public struct WorkHours: Hashable, Sendable {
  let from: ClockTime
  let until: ClockTime

  /// Hours written as `09:00-18:00`.
  ///
  /// - Throws: ``ValueError`` for another form, and where the day would end before it begins.
  public init(parsing text: String) throws(ValueError) {
    var scanner = ByteScanner(text)
    guard let from = scanner.clockTime(), scanner.accept("-"), let until = scanner.clockTime(),
      scanner.isAtEnd, from.second == 0, until.second == 0
    else {
      throw ValueError(
        text, ru: "это не рабочее время; годится 09:00-18:00",
        en: "no working hours; write 09:00-18:00")
    }
    guard from.secondOfDay < until.secondOfDay else {
      throw ValueError(
        text, ru: "рабочий день кончается не позже, чем начинается",
        en: "the working day does not end after it begins")
    }
    self.init(from, until)
  }

  init(_ from: ClockTime, _ until: ClockTime) {
    self.from = from
    self.until = until
  }

  /// When the working day begins, such as `09:00`.
  public var fromText: String { from.text }
  /// When it ends.
  public var untilText: String { until.text }
  /// The hours as they are typed.
  public var text: String { "\(fromText)-\(untilText)" }
}

extension ClockTime {
  fileprivate var text: String {
    String(unsafeUninitializedCapacity: 5) { buffer in
      buffer.writeDecimal(hour, in: 0..<2)
      buffer[2] = UInt8(ascii: ":")
      buffer.writeDecimal(minute, in: 3..<5)
      return 5
    }
  }
}
