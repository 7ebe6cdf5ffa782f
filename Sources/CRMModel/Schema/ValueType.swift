/// What the values of a property are: how they are read, compared and found (R34).
///
/// A type is one row of ``all``; nothing else lists the types.
public struct ValueType: Sendable {
  /// Its name in `fields.json` and behind `--type`.
  public let id: String
  /// What people call it.
  public let name: Phrase
  /// What documents keep its values as.
  public let form: Form
  /// Whether `<` and its sisters mean anything.
  let isOrdered: Bool
  /// The value that a text typed by a person stands for.
  public let parse: @Sendable (String, ValueContext) throws(ValueError) -> Value
  /// The value that a document or the history keeps as JSON has it, sums being in a currency; what it
  /// cannot be stays as it is.
  public let read: @Sendable (Value, Currency) -> Value
  /// What an expression compares values with, from the word behind the sign.
  let operand: @Sendable (String, ValueContext) throws(ValueError) -> Operand

  /// The kinds of JSON that values are kept as.
  public enum Form: Sendable {
    case text, texts, number, flag
  }

  /// What lists show where there is no value: a list of none, or nothing.
  var none: Value? { form == .texts ? .list([]) : nil }

  private init(
    _ id: String, ru: String, en: String, as form: Form = .text, isOrdered: Bool = false,
    parse: @escaping @Sendable (String, ValueContext) throws(ValueError) -> Value,
    read: @escaping @Sendable (Value, Currency) -> Value = { stored, _ in stored },
    operand: @escaping @Sendable (String, ValueContext) throws(ValueError) -> Operand = {
      (word, _) throws(ValueError) in Operand(folded: word)
    }
  ) {
    self.id = id
    name = Phrase(ru: ru, en: en)
    self.form = form
    self.isOrdered = isOrdered
    self.parse = parse
    self.read = read
    self.operand = operand
  }
}

/// What reading a value needs to know besides its text.
public struct ValueContext: Sendable {
  /// The moment and the zone by which words such as `tomorrow` are read.
  public let clock: AuditClock
  /// The currency of a bare number.
  public let currency: Currency
  /// The values there can be; empty for any.
  public let choices: [String]

  /// What a value is read by.
  public init(clock: AuditClock, currency: Currency, choices: [String] = []) {
    self.clock = clock
    self.currency = currency
    self.choices = choices
  }

  /// The same for a property of these values.
  public func reading(_ choices: [String]) -> ValueContext {
    ValueContext(clock: clock, currency: currency, choices: choices)
  }

  fileprivate func moment(
    _ text: String, dayMeans: TimeExpression.DayMeaning
  ) throws(ValueError) -> Instant {
    try TimeExpression(parsing: text).resolve(now: clock.now, zone: clock.zone, dayMeans: dayMeans)
  }

  /// The dictionary's spelling of a choice (R2).
  fileprivate func choice(_ text: String) throws(ValueError) -> String {
    guard let entry = Pipeline.entry(text, in: choices) else {
      throw ValueError(
        text, ru: "такого значения нет; есть: \(choices.quoted)",
        en: "no such value; there are \(choices.quoted)")
    }
    return entry
  }
}

extension ValueType {
  /// Every type that a field can have.
  public static let all: [ValueType] = [
    line, prose, number, money, day, moment, flag, choice, choices, phone, email, url, taxNumber,
    user, reference, lines,
  ]

  /// The type of a name; `nil` where there is none.
  public static func named(_ id: String) -> ValueType? { all.first { $0.id == id } }

  /// One line of text.
  public static let line = ValueType("line", ru: "строка", en: "a line", parse: oneLine)

  /// A text of any number of lines.
  public static let prose = ValueType(
    "prose", ru: "текст", en: "a text", parse: { (text, _) throws(ValueError) in .text(text) })

  /// An exact number.
  public static let number = ValueType(
    "number", ru: "число", en: "a number", as: .number, isOrdered: true,
    parse: { (text, _) throws(ValueError) in .number(try ExactNumber(parsing: text)) },
    read: { stored, _ in (try? ExactNumber(parsing: stored.text)).map(Value.number) ?? stored },
    operand: { (word, _) throws(ValueError) in
      let wanted = try ExactNumber(parsing: word)
      return Operand { value in
        guard case .number(let number) = value else { return nil }
        return Comparison(number, wanted)
      }
    })

  /// A sum; a bare one is in the currency of what it is compared with.
  public static let money = ValueType(
    "money", ru: "сумма", en: "a sum", as: .number, isOrdered: true,
    parse: { (text, context) throws(ValueError) in
      let sum = try Money.parse(text, currency: context.currency)
      guard sum.exact != nil else {
        let largest = ExactNumber.largest.whole
        throw ValueError(
          text, ru: "сумма слишком велика; наибольшая \(largest)",
          en: "the amount is too large; the largest is \(largest)")
      }
      return .money(sum)
    },
    read: { stored, currency in
      (try? Money.parse(stored.text, currency: currency)).map(Value.money) ?? stored
    },
    operand: { (word, context) throws(ValueError) in
      let code = Currency(code: String(word.suffix(3)))
      let own = try Money.parse(word, currency: code ?? context.currency)
      return Operand { value in
        guard case .money(let money) = value else { return nil }
        if money.currency == own.currency { return Comparison(money.minorUnits, own.minorUnits) }
        // Other currencies match no sum that names its own.
        guard code == nil, let bare = try? Money.parse(word, currency: money.currency) else {
          return nil
        }
        return Comparison(money.minorUnits, bare.minorUnits)
      }
    })

  /// A day of the calendar.
  public static let day = ValueType(
    "day", ru: "день", en: "a day", isOrdered: true,
    parse: { (text, context) throws(ValueError) in
      .day(context.clock.zone.day(of: try context.moment(text, dayMeans: .start)))
    },
    read: { stored, _ in (try? Day(parsing: stored.text)).map(Value.day) ?? stored },
    operand: time)

  /// A point in time.
  public static let moment = ValueType(
    "moment", ru: "время", en: "a time", isOrdered: true,
    parse: { (text, context) throws(ValueError) in
      .moment(try context.moment(text, dayMeans: .end))
    },
    read: { stored, _ in (try? Instant(parsing: stored.text)).map(Value.moment) ?? stored },
    operand: time)

  /// Yes or no.
  public static let flag = ValueType(
    "flag", ru: "да или нет", en: "yes or no", as: .flag,
    parse: { (text, _) throws(ValueError) in .flag(try isTrue(text)) },
    read: { stored, _ in (try? isTrue(stored.text)).map(Value.flag) ?? stored },
    operand: { (word, _) throws(ValueError) in
      let wanted = try isTrue(word)
      return Operand { value in value == .flag(wanted) ? .equal : nil }
    })

  /// One of the field's own words.
  public static let choice = ValueType(
    "choice", ru: "одно из значений", en: "one of its values",
    parse: { (text, context) throws(ValueError) in .text(try context.choice(text)) })

  /// Several of the field's own words.
  public static let choices = ValueType(
    "choices", ru: "несколько значений", en: "several of its values", as: .texts,
    parse: { (text, context) throws(ValueError) in .texts([try context.choice(text)]) },
    operand: { (word, _) throws(ValueError) in
      let part = SearchText(word)
      return Operand(
        { TagTree.isIncluded($0.text, in: word) ? .equal : nil }, contains: { part.isIn($0.text) })
    })

  /// A telephone number (R32).
  public static let phone = ValueType(
    "phone", ru: "телефон", en: "a phone",
    parse: { (text, _) throws(ValueError) in .text(try PhoneNumber(written: text).display) },
    operand: telephone)

  /// Several telephone numbers, the main one first (R67).
  ///
  /// No field of a department's own has it, so it is in no list of types.
  package static let phones = ValueType(
    "phones", ru: "телефоны", en: "phones", as: .texts, parse: lines.parse, operand: telephone)

  /// An e-mail address (R32).
  public static let email = ValueType(
    "email", ru: "e-mail", en: "an e-mail",
    parse: { (text, _) throws(ValueError) in .text(try EmailAddress(parsing: text).text) })

  /// An address on the Web.
  public static let url = ValueType(
    "url", ru: "ссылка", en: "a link",
    parse: { (text, context) throws(ValueError) in
      let link = try oneLine(text, context)
      guard isLink(link.text) else {
        throw ValueError(
          text, ru: "это не ссылка; годится https://example.ru/menu или example.ru",
          en: "not a link; write https://example.com/menu or example.com")
      }
      return link
    })

  /// ИНН, by its control digits (R32).
  public static let taxNumber = ValueType(
    "taxNumber", ru: "ИНН", en: "a tax number",
    parse: { (text, _) throws(ValueError) in .text(try TaxNumber(parsing: text).text) })

  /// A login.
  public static let user = ValueType(
    "user", ru: "пользователь", en: "a user",
    parse: { (text, _) throws(ValueError) in .text(try Login(parsing: text).text) })

  /// Another thing, by its id.
  public static let reference = ValueType(
    "reference", ru: "ссылка на запись", en: "a reference", parse: oneLine)

  /// Several lines of text.
  public static let lines = ValueType(
    "lines", ru: "строки", en: "lines", as: .texts,
    parse: { (text, _) throws(ValueError) in
      .texts(text.split(separator: "\n").map(String.init))
    })

  /// How long, in whole local days.
  ///
  /// Only derived properties have it, so it is in no list of types.
  public static let days = ValueType(
    "days", ru: "дни", en: "days", isOrdered: true,
    parse: { (text, _) throws(ValueError) in .days(try wholeDays(text)) },
    operand: { (word, _) throws(ValueError) in
      let wanted = try wholeDays(word)
      return Operand { value in
        guard case .days(let days) = value else { return nil }
        return Comparison(days, wanted)
      }
    })

  // MARK: How they are read

  @Sendable private static func oneLine(
    _ text: String, _: ValueContext
  ) throws(ValueError) -> Value {
    guard !text.contains(where: \.isNewline) else {
      throw ValueError(text, ru: "здесь одна строка", en: "one line is expected here")
    }
    return .text(text.trimmingBlanks())
  }

  /// However it was typed; a part of a number is found by its digits.
  @Sendable private static func telephone(
    _ word: String, _: ValueContext
  ) throws(ValueError) -> Operand {
    let wanted = (try? PhoneNumber(typed: word).display) ?? word
    let part = SearchText(word)
    return Operand(
      { value in value == .text(wanted) ? .equal : nil },
      contains: { value in
        part.isIn(value.text) || ((try? PhoneNumber(typed: value.text)).map(part.isIn) ?? false)
      })
  }

  /// A day against a day, a moment within it, or a moment against a moment (R38).
  @Sendable private static func time(
    _ word: String, _ context: ValueContext
  ) throws(ValueError) -> Operand {
    let zone = context.clock.zone
    let start = try context.moment(word, dayMeans: .start)
    let end = try context.moment(word, dayMeans: .end)
    let day = zone.day(of: start)
    return Operand { value in
      switch value {
      case .day(let own): Comparison(own, day)
      case .moment(let own) where own < start: .below
      case .moment(let own): own > end ? .above : .equal
      case .text, .number, .money, .days, .flag, .reference, .list: nil
      }
    }
  }

  /// Whether a text has the form of an address on the Web: a scheme, or a host with a point in it.
  private static func isLink(_ text: String) -> Bool {
    guard !text.contains(where: \.isWhitespace) else { return false }
    if let scheme = text.firstRange(of: "://") {
      return scheme.lowerBound > text.startIndex && scheme.upperBound < text.endIndex
    }
    let host = text.prefix { !"/?#:".contains($0) }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1 && !labels.contains(where: \.isEmpty)
  }

  /// Whether a word is a yes.
  ///
  /// - Throws: `ValueError` for a word that is neither yes nor no.
  package static func isTrue(_ text: String) throws(ValueError) -> Bool {
    switch Folding.fold(text) {
    case "true", "yes", "1", "да": return true
    case "false", "no", "0", "нет": return false
    default: throw ValueError(text, ru: "здесь да или нет", en: "yes or no is expected here")
    }
  }

  /// `14d`, `2w`, in Russian `14д`, `2н`.
  private static func wholeDays(_ text: String) throws(ValueError) -> Int {
    let folded = Folding.fold(text)
    let factors: [Character: Int] = ["d": 1, "д": 1, "w": 7, "н": 7]
    guard let unit = folded.last, let factor = factors[unit], let count = Int(folded.dropLast()),
      abs(count) <= 100_000
    else {
      throw ValueError(
        text, ru: "здесь срок в днях или неделях: 14d, 2w",
        en: "days or weeks are expected here: 14d, 2w")
    }
    return count * factor
  }
}

extension ValueType: RawRepresentable, CaseIterable {
  /// Its name.
  public var rawValue: String { id }

  /// The type of a name; `nil` where there is none.
  public init?(rawValue: String) {
    guard let type = ValueType.named(rawValue) else { return nil }
    self = type
  }

  /// Every type that a field can have.
  public static var allCases: [ValueType] { all }
}

extension ValueType: Hashable {
  /// By the name.
  public static func == (left: ValueType, right: ValueType) -> Bool { left.id == right.id }

  /// By the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
