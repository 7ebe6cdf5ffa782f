extension Money {
  /// The amount that a text stands for.
  ///
  /// Thousands may be grouped by blanks, by apostrophes, or by the one of point and comma that does not
  /// begin the fraction; a sign may stand before, and one of the marks or the code of `currency` before
  /// or behind: `55000`, `55 000,50`, `55000.50 ₽`, `$1,234.50`, `1'234.50`, `60k`, `1,5 млн ₽`.
  /// - Throws: ``ValueError`` for another form, for a fraction that the currency does not have, and
  ///   where the amount does not fit. `55,000` is refused, because it is 55 in one country and
  ///   55 thousand in another.
  public static func parse(_ text: String, currency: Currency) throws(ValueError) -> Money {
    var scalars = trimmed(text.unicodeScalars[...])
    let zeros = removeFactor(from: &scalars)
    removeCurrency(currency, from: &scalars)
    let isNegative = scalars.first == "-" || scalars.first == "\u{2212}"
    if isNegative || scalars.first == "+" { scalars.removeFirst() }

    let point = pointOfFraction(scalars)
    let fraction = point.map { scalars[scalars.index(after: $0)...] }
    guard let whole = digitsOfGroups(scalars[..<(point ?? scalars.endIndex)]),
      fraction.map({ !$0.isEmpty && $0.allSatisfy(isDigit) }) ?? true
    else { throw ValueError.notMoney(text) }

    let places = currency.minorDigits + zeros
    if let fraction, fraction.count == 3, zeros == 0, places < 3, whole.count <= 3, whole.first != 0
    {
      throw ValueError(
        text, ru: "непонятно, тысячи это или дробь; напишите 55000 или 55000,50",
        en: "thousands or a fraction? write 55000 or 55000.50")
    }
    guard fraction?.dropFirst(places).allSatisfy({ $0 == "0" }) ?? true else {
      throw ValueError.tooFine(text, currency)
    }

    var minorUnits: Int64 = 0
    let kept = fraction?.prefix(places).map(digitValue) ?? []
    let padding = Array(repeating: Int64(0), count: places - kept.count)
    for digit in whole + kept + padding {
      let tens = minorUnits.multipliedReportingOverflow(by: 10)
      let sum = tens.partialValue.addingReportingOverflow(digit)
      if tens.overflow || sum.overflow { throw ValueError.tooMuch(text) }
      minorUnits = sum.partialValue
    }
    return Money(minorUnits: isNegative ? -minorUnits : minorUnits, currency: currency)
  }

  /// The last point or comma; one of several of its kind parts thousands: `1,234,567`.
  private static func pointOfFraction(
    _ scalars: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView.Index? {
    guard let index = scalars.lastIndex(where: { $0 == "." || $0 == "," }),
      scalars.firstIndex(of: scalars[index]) == index
    else { return nil }
    return index
  }

  /// Digits in one run, or in groups of three of which the first may be shorter.
  private static func digitsOfGroups(_ scalars: Substring.UnicodeScalarView) -> [Int64]? {
    let mark = scalars.first { $0 == "." || $0 == "," }
    let groups = scalars.split(omittingEmptySubsequences: false) {
      isBlank($0) || $0 == mark || $0 == "'" || $0 == "\u{2019}"
    }
    guard let first = groups.first, !first.isEmpty, groups.allSatisfy({ $0.allSatisfy(isDigit) })
    else { return nil }
    let isGrouped = first.count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }
    guard groups.count == 1 || isGrouped else { return nil }
    return groups.joined().map(digitValue)
  }

  /// Takes a word for thousands or millions away, right behind the amount.
  ///
  /// - Returns: How many zeros it stands for.
  private static func removeFactor(from scalars: inout Substring.UnicodeScalarView) -> Int {
    guard let last = scalars.lastIndex(where: isDigit) else { return 0 }
    let behind = trimmed(scalars[scalars.index(after: last)...])
    let word = behind.prefix { !isBlank($0) && $0 != "." }
    let rest = behind.dropFirst(word.count).drop { $0 == "." }
    let zeros: Int
    switch String(word).lowercased() {
    case "k", "к", "тыс", "тысяч", "тысячи": zeros = 3
    case "m", "mln", "млн": zeros = 6
    default: return 0
    }
    scalars = (String.UnicodeScalarView(scalars[...last]) + rest)[...]
    return zeros
  }

  /// Takes a mark or the code of a currency away, behind the amount or before it.
  private static func removeCurrency(
    _ currency: Currency, from scalars: inout Substring.UnicodeScalarView
  ) {
    func isMark(_ part: Substring.UnicodeScalarView) -> Bool {
      String(part).allSatisfy { Currency.isOfMark($0) || $0.isWhitespace }
        && Currency(namedIn: String(part)) == currency
    }
    guard let first = scalars.firstIndex(where: isDigit),
      let last = scalars.lastIndex(where: isDigit)
    else { return }
    let behind = trimmed(scalars[scalars.index(after: last)...])
    if !behind.isEmpty {
      if isMark(behind.last == "." ? behind.dropLast() : behind) { scalars = scalars[...last] }
    } else if first > scalars.startIndex, isMark(trimmed(scalars[..<first])) {
      scalars = scalars[first...]
    }
  }

  private static func trimmed(
    _ scalars: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView {
    var scalars = scalars.drop(while: isBlank)
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return scalars
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// The value of an ASCII digit.
  private static func digitValue(_ scalar: Unicode.Scalar) -> Int64 { Int64(scalar.value & 0xF) }

  /// A blank, a thin one, or one of both that do not break a line.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\u{A0}", "\u{2009}", "\u{202F}": true
    default: false
    }
  }
}

extension Currency {
  /// What people and programs write beside the codes, in lower case and without blanks.
  private static let marks: KeyValuePairs = [
    "RUB": [
      "₽", "руб", "р", "rur", "рубль", "рубля", "рублей", "российскийрубль", "russianruble",
    ],
    "USD": ["$", "доллар", "доллара", "долларов", "долларсша", "usdollar"],
    "EUR": ["€", "евро", "euro"],
    "UAH": ["₴", "грн", "гривна", "гривня", "украинскаягривна", "ukrainianhryvnia"],
    "KZT": ["₸", "тг", "тенге", "казахстанскийтенге", "kazakhstanitenge"],
    "BYN": ["белорусскийрубль", "belarusianruble"],
    "CNY": ["юань", "юаней", "китайскийюань", "chineseyuan"],
    "GBP": ["£", "фунтстерлингов", "britishpound", "poundsterling"],
  ]

  fileprivate static func isOfMark(_ sign: Character) -> Bool {
    sign.isLetter || sign.isCurrencySymbol
  }

  /// The currency that an amount, or a cell beside it, names by a mark, a name or a code; `nil` for one that
  /// names none.
  public init?(namedIn amount: String) {
    let mark = amount.lowercased().filter(Self.isOfMark)
    let code = Self.marks.first { $0.value.contains(mark) }?.key
    guard let currency = Currency(code: code ?? mark.uppercased()) else { return nil }
    self = currency
  }
}

extension ValueError {
  fileprivate static func notMoney(_ text: String) -> ValueError {
    ValueError(
      text, ru: "это не сумма; годится 55000, '55 000' или '55 000,50'",
      en: "not an amount; write 55000, '55 000' or 55000.50")
  }

  fileprivate static func tooFine(_ text: String, _ currency: Currency) -> ValueError {
    let places = currency.minorDigits
    return ValueError(
      text, ru: "у \(currency.code) знаков после запятой не больше \(places)",
      en: "\(currency.code) has at most \(places) digits after the point")
  }

  fileprivate static func tooMuch(_ text: String) -> ValueError {
    ValueError(
      text, ru: "сумма слишком велика; наибольшая 92233720368547758,07",
      en: "the amount is too large; the largest is 92233720368547758.07")
  }
}
