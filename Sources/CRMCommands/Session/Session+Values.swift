import CRMCore
import CRMModel
import CommandLineKit

/// Values that need the data directory to be understood.
extension Session {
  /// By when a task is due: a date alone means the end of that local day (R15).
  func due(_ time: TimeExpression?, _ context: ActionContext) throws(CRMError) -> Instant? {
    guard let time else { return nil }
    return try moment(time, option: "--due", context, dayMeans: .end, lies: .ahead)
  }

  /// When something happened: a date alone means that day, up to now (R3).
  func happened(_ time: TimeExpression?, _ context: ActionContext) throws(CRMError) -> Instant? {
    guard let time else { return nil }
    let instant = try moment(time, option: "--at", context, dayMeans: .end, lies: .back)
    let isToday = context.zone.day(of: instant) == context.zone.day(of: context.now)
    return time.isDayOnly && isToday ? min(instant, context.now) : instant
  }

  /// A local day, which is to come unless said otherwise.
  func day(
    _ time: TimeExpression?, option: String, _ context: ActionContext,
    lies direction: TimeExpression.Direction = .ahead
  ) throws(CRMError) -> Day? {
    guard let time else { return nil }
    return context.zone.day(
      of: try moment(time, option: option, context, dayMeans: .start, lies: direction))
  }

  private func moment(
    _ time: TimeExpression, option: String, _ context: ActionContext,
    dayMeans meaning: TimeExpression.DayMeaning, lies direction: TimeExpression.Direction
  ) throws(CRMError) -> Instant {
    try value(of: option) { () throws(ValueError) in
      try time.resolve(
        now: context.now, zone: context.zone, dayMeans: meaning, lies: direction,
        calendar: context.settings.workCalendar)
    }
  }

  /// A sum in a deal's currency (R29).
  func money(
    _ text: String?, option: String, _ currency: Currency
  ) throws(CRMError) -> Money? {
    guard let text else { return nil }
    return try value(of: option) { () throws(ValueError) in
      try Money.parse(text, currency: currency)
    }
  }

  /// A sum that a deal can have: not negative.
  func budget(_ text: String?, _ currency: Currency) throws(CRMError) -> Money? {
    let money = try money(text, option: "--budget", currency)
    if let money, money.minorUnits < 0 {
      throw .usage(
        Phrase(
          ru: "--budget: сумма не бывает отрицательной", en: "--budget: a sum is never negative"),
        hints: [])
    }
    return money
  }

  /// A text, or standard input for `-`.
  func prose(_ text: String?, option: String) throws(CRMError) -> String? {
    guard text == "-" else { return text }
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try input() } catch { throw .system(error) }
    guard let read = String(validating: bytes, as: UTF8.self) else {
      throw .usage(
        Phrase(
          ru: "\(option): стандартный ввод не в UTF-8", en: "\(option): standard input is not UTF-8"
        ),
        hints: [])
    }
    return try value(of: option) { () throws(ValueError) in
      try ValueParser<String>.checkedProse(read)
    }
  }
}
