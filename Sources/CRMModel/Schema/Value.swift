/// A value of a property, of whichever type the schema gives it (R34).
public enum Value: Hashable, Sendable {
  /// A word, a line, some prose, a login, an id: whatever is compared as text (R5).
  case text(String)
  /// An exact number.
  case number(ExactNumber)
  /// A sum of a currency (R29).
  case money(Money)
  /// A day without a zone.
  case day(Day)
  /// A point in time.
  case moment(Instant)
  /// So many whole local days.
  case days(Int)
  /// Yes or no.
  case flag(Bool)
  /// Another thing, by its id, with what people call it.
  case reference(id: String, name: String)
  /// Several values: tags, choices, the telephones of all contacts.
  case list([Value])

  /// Whether there is nothing in it, as a list of none.
  public var isEmpty: Bool {
    switch self {
    case .text(let text): text.isEmpty
    case .list(let values): values.isEmpty
    case .number, .money, .day, .moment, .days, .flag, .reference: false
    }
  }

  /// What a test looks at one by one: each value of a list, else the value itself.
  public var elements: [Value] {
    if case .list(let values) = self { values } else { [self] }
  }

  /// A whole number.
  package static func whole(_ number: Int) -> Value {
    ExactNumber(number).map(Value.number) ?? .text(String(number))
  }

  /// Several texts.
  public static func texts(_ texts: [String]) -> Value { .list(texts.map(Value.text)) }

  /// The value as documents and the history keep it: what JSON has no type for becomes text.
  public var stored: Value {
    switch self {
    case .text, .number, .flag, .list: self
    case .reference(let id, _): .text(id)
    case .money(let money): money.exact.map(Value.number) ?? self
    case .day(let day): .text(day.text)
    case .moment(let moment): .text(moment.text)
    case .days(let days): ExactNumber(days).map(Value.number) ?? self
    }
  }

  /// The value as the history quotes it (R35): `120`, `2027-02-28`, `лето, зима`.
  public var text: String {
    switch self {
    case .text(let text): text
    case .number(let number): number.text
    case .money(let money): money.decimalText
    case .day(let day): day.text
    case .moment(let moment): moment.text
    case .days(let days): String(days)
    case .flag(let flag): flag ? "true" : "false"
    case .reference(_, let name): name
    case .list(let values): values.map(\.text).joined(separator: ", ")
    }
  }

  /// Whether it stands before another value of its type where people sort: texts folded, in
  /// Russian order (R67).
  public func precedes(_ other: Value) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)): left < right
    case (.money(let left), .money(let right)):
      (left.currency.code, left.minorUnits) < (right.currency.code, right.minorUnits)
    case (.day(let left), .day(let right)): left < right
    case (.moment(let left), .moment(let right)): left < right
    case (.days(let left), .days(let right)): left < right
    case (.flag(let left), .flag(let right)): !left && right
    default: (Folding.fold(text), text) < (Folding.fold(other.text), other.text)
    }
  }
}

extension Value: ExpressibleByStringLiteral {
  /// A text.
  public init(stringLiteral text: String) { self = .text(text) }
}
