/// A telephone number: as it was typed, and as E.164 where it can be read (R32).
public struct PhoneNumber: Hashable, Sendable {
  /// What was typed, without blanks around it; an extension (`доб. 12`) stands only here.
  public let typed: String
  /// The number in E.164, such as `+79160001122`; `nil` where what was typed is not understood.
  public let e164: String?

  /// The number that a person typed.
  ///
  /// Russian numbers are understood with 8, with 7 and without either, others with `+` or `00` in
  /// front. A number that is not understood is kept as it is: it may still be worth dialling.
  /// - Throws: ``ValueError`` for a text without any digit, with control characters, or of more
  ///   than 64 characters.
  public init(typed text: String) throws(ValueError) {
    let typed = text.trimmingBlanks()
    guard typed.unicodeScalars.count <= 64 else {
      throw ValueError(
        text, ru: "телефон длиннее 64 знаков", en: "a phone number of more than 64 characters")
    }
    guard !typed.unicodeScalars.contains(where: SafeText.isHidden),
      typed.utf8.contains(where: PhoneNumber.isDigit)
    else {
      throw ValueError(
        text, ru: "это не телефон; годится '8 916 000-11-22' или '+7 495 123-45-67 доб. 12'",
        en: "not a phone number; write '+7 916 000-11-22' or '+44 20 7946 0000 ext 12'")
    }
    self.typed = typed
    e164 = PhoneNumber.e164(typed)
  }

  /// The number that a person writes down now: one number of at least five digits (R67).
  ///
  /// What is stored already is never judged so.
  /// - Throws: ``ValueError`` for what ``init(typed:)`` refuses, for fewer digits, and for more than
  ///   a number and its extension.
  public init(written text: String) throws(ValueError) {
    try self.init(typed: text)
    guard let number = PhoneNumber.number(in: typed) else {
      throw ValueError(
        text, ru: "это не один номер телефона; годится '+7 495 123-45-67 доб. 12'",
        en: "not one phone number; write '+44 20 7946 0000 ext 12'")
    }
    guard number.utf8.count(where: PhoneNumber.isDigit) >= 5 else {
      throw ValueError(
        text, ru: "в номере телефона не меньше 5 цифр", en: "a phone number has 5 digits at least")
    }
  }

  /// What is worth saying of a number that is not understood (R67).
  public var notices: [Notice] {
    guard e164 == nil else { return [] }
    return [
      Notice(
        Phrase(
          ru: "телефон '\(typed)' записан как есть: у российского номера 10 цифр после +7 или 8, "
            + "другой начинается с +",
          en: "phone '\(typed)' is kept as typed: a Russian number has 10 digits after +7 or 8, "
            + "any other begins with +"))
    ]
  }

  /// The numbers in a text that may hold several, such as `8 916 000-11-22, 8 916 000-11-33`.
  ///
  /// A text that can be read as one number, or as none at all, is one; else it is taken apart by the
  /// first sort of separator that leaves a number which can be read.
  public static func all(in cell: String) -> [PhoneNumber] {
    let text = fromSpreadsheet(cell) ?? cell
    let whole = try? PhoneNumber(written: text)
    guard whole?.e164 == nil else { return [whole].compactMap { $0 } }
    // Google parts several by three colons.
    let parted = text.replacing(":::", with: ";")
    for separators in [",;|", ",;|/", ",;|/ \t\u{A0}"] {
      let numbers = parted.split { $0.isNewline || separators.contains($0) }.compactMap {
        try? PhoneNumber(written: String($0))
      }
      if numbers.contains(where: { $0.e164 != nil }) { return numbers }
    }
    return [whole].compactMap { $0 }
  }

  /// The digits of a number that a spreadsheet took for a quantity, `79160001122.0` or `7.9160001122E+10`, as
  /// long as none of them is lost; `nil` for any other text.
  private static func fromSpreadsheet(_ cell: String) -> String? {
    let parts = cell.uppercased().split(separator: "E", omittingEmptySubsequences: false)
    let number = parts[0].split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard number.count == 2, number.allSatisfy({ $0.utf8.allSatisfy(isDigit) }) else { return nil }
    if parts.count == 1 { return number[0].count > 9 && number[1] == "0" ? String(number[0]) : nil }
    let isWhole = parts.count == 2 && number[0].count == 1 && parts[1].hasPrefix("+")
    return isWhole && Int(parts[1].dropFirst()) == number[1].count ? number.joined() : nil
  }

  /// Whether two texts are equal, or the same number however it was typed.
  static func isSame(_ text: String, _ other: String) -> Bool {
    if text == other { return true }
    guard let number = try? PhoneNumber(typed: text) else { return false }
    return number.display == (try? PhoneNumber(typed: other))?.display
  }

  /// What to show for what was typed: one number, or each of several.
  package static func display(_ typed: Value) -> Value {
    func shown(_ text: String) -> String { (try? PhoneNumber(typed: text))?.display ?? text }
    if case .list(let numbers) = typed { return .texts(numbers.map { shown($0.text) }) }
    return .text(shown(typed.text))
  }

  /// What to show: E.164 where there is one, else what was typed.
  public var display: String { e164 ?? typed }

  /// The digits to search by, so that every way to write a number finds it.
  public var matchKey: String {
    String(decoding: display.utf8.filter(PhoneNumber.isDigit), as: UTF8.self)
  }

  /// The number without its extension; `nil` where there is more than a number.
  private static func number(in typed: String) -> Substring? {
    guard let number = isBare(typed[...]) ? typed[...] : withoutExtension(typed), isBare(number)
    else { return nil }
    return number
  }

  private static func e164(_ typed: String) -> String? {
    guard let number = number(in: typed) else { return nil }
    let digits = String(decoding: number.utf8.filter(isDigit), as: UTF8.self)
    if number.utf8.first == UInt8(ascii: "+") { return international(digits[...]) }
    if digits.hasPrefix("00") { return international(digits.dropFirst(2)) }
    switch (digits.utf8.count, digits.first) {
    case (11, "7"), (11, "8"): return "+7" + digits.dropFirst()
    // No code begins so: it is a number after 8 that lacks a digit (R67).
    case (10, "8") where digits.hasPrefix("89") || digits.hasPrefix("849"): return nil
    case (10, "3"), (10, "4"), (10, "8"), (10, "9"): return "+7" + digits
    default: return nil
    }
  }

  /// E.164 allows 15 digits; below 8 there is hardly room for a country and a number.
  ///
  /// Behind +7 there are always 10 (R67).
  private static func international(_ digits: Substring) -> String? {
    let lengths = digits.first == "7" ? 11...11 : 8...15
    return lengths.contains(digits.utf8.count) && digits.first != "0" ? "+\(digits)" : nil
  }

  /// The text before an extension; `nil` where what follows the mark is none, but for example a
  /// second number.
  private static func withoutExtension(_ typed: String) -> Substring? {
    let lowered = typed.lowercased()
    // Of two that begin at one place the longer one is meant.
    let marks = [", доб", ",доб", ", ext", ",ext", "доб", "ext", ",", "#"]
    let found = marks.compactMap { mark in
      lowered.firstRange(of: mark).map { (start: $0.lowerBound, end: $0.upperBound) }
    }
    guard let mark = found.min(by: { $0.start < $1.start }) else { return lowered[...] }
    let digits = lowered[mark.end...].utf8.filter(isDigit)
    let rest = lowered[mark.end...].utf8.filter { !isDigit($0) }
    let isExtension = (1...6).contains(digits.count) && rest.allSatisfy(" .:)".utf8.contains)
    return isExtension ? lowered[..<mark.start] : nil
  }

  /// Whether there is nothing but a number.
  private static func isBare(_ text: Substring) -> Bool {
    let hasPlus = text.utf8.first == UInt8(ascii: "+")
    return text.utf8.dropFirst(hasPlus ? 1 : 0).allSatisfy(isDigitOrPunctuation)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isDigitOrPunctuation(_ byte: UInt8) -> Bool {
    isDigit(byte) || " ()-./".utf8.contains(byte)
  }
}
