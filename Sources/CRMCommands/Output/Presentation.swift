import CRMModel
import CommandLineKit

/// How values are shown to people.
struct Presentation: Sendable {
  let language: Language
  /// The moment and the zone; `nil` where no data directory was opened.
  let clock: AuditClock?
  let zone: TimeZoneRules?
  var hasColor: Bool
  /// Columns of the terminal; `nil` for no limit.
  var width: Int?
  /// The department's own fields.
  var ownFields = CustomFields()
  /// That of sums which say none.
  var currency = Currency.rub
  /// How sums of several currencies become one; `nil` where nobody reads it.
  var conversion: CurrencyConversion?

  func text(_ phrase: Phrase) -> String { phrase[language] }

  /// A value of a property, by the name of its choice where that is one.
  func text(_ value: Value, among choices: [Choice] = []) -> String {
    if case .moment(let moment) = value { return spokenTime(moment) }
    return text(value.shown(among: choices, in: zone))
  }

  /// A number with the language's decimal mark.
  func number(_ number: ExactNumber) -> String {
    text(Value.number(number))
  }

  /// A sum with the language's separators: `60 000 ₽`, `60 000,50 ₽`.
  func money(_ money: Money) -> String { text(money.shown) }

  /// Sums of several currencies: `60 000 ₽ + 500 USD`.
  func sums(_ sums: [Money]) -> String { sums.map(money).joined(separator: " + ") }

  /// A share of 0…1 in whole percents, rounded down so that only what is whole says 100.
  func percent(_ share: Double) -> String {
    let percents = Int((share * 100 + 1e-6).rounded(.down))
    return language == .ru ? "\(percents)\u{A0}%" : "\(percents)%"
  }

  /// A moment in the data directory's zone, by the nearest days' names.
  func time(_ instant: Instant) -> String {
    guard let zone, let clock else { return instant.text }
    let local = zone.local(of: instant)
    let today = zone.day(of: clock.now)
    let hour = local.clockText
    switch Int(local.day.daysSinceEpoch) - Int(today.daysSinceEpoch) {
    case -1: return text(Phrase(ru: "вчера \(hour)", en: "yesterday \(hour)"))
    case 0: return text(Phrase(ru: "сегодня \(hour)", en: "today \(hour)"))
    case 1: return text(Phrase(ru: "завтра \(hour)", en: "tomorrow \(hour)"))
    default: return "\(day(local.day)) \(hour)"
    }
  }

  /// A moment in the data directory's zone, for what is read on another day.
  func moment(_ instant: Instant) -> String {
    guard let zone else { return instant.text }
    let local = zone.local(of: instant)
    return "\(day(local.day)) \(local.clockText)"
  }

  /// A moment as people say it, for tables and cards: within a week of today without a date.
  func spokenTime(_ instant: Instant) -> String {
    guard let zone, let clock else { return instant.text }
    let local = zone.local(of: instant).day
    let distance = Int(local.daysSinceEpoch) - Int(zone.day(of: clock.now).daysSinceEpoch)
    let days = CountedNoun.days.counted(abs(distance))
    switch distance {
    case -1...1: return time(instant)
    case 2...6: return text(Phrase(ru: "через \(days.ru)", en: "in \(days.en)"))
    case -6 ... -2: return text(Phrase(ru: "\(days.ru) назад", en: "\(days.en) ago"))
    default: return day(local)
    }
  }

  /// A day as the language writes it.
  func day(_ day: Day) -> String { text(day.shown) }

  /// A login, with the one that acted in its name where that is another.
  func person(_ login: Login, actor: Login?) -> String {
    guard let actor else { return login.text }
    return text(
      Phrase(ru: "\(login.text) (ввел \(actor.text))", en: "\(login.text) (by \(actor.text))"))
  }

  /// A text in a colour of the terminal.
  func colored(_ text: String, _ color: Color) -> String {
    hasColor ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// The colours that are used, by their SGR codes (ECMA-48).
  enum Color: Int, Sendable {
    case bold = 1
    case gray = 90
    case red = 31
    case green = 32
    case yellow = 33
    case magenta = 35
  }
}
