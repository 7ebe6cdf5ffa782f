/// A Russian taxpayer number (ИНН): 10 digits of a company, 12 of a person (R32).
public struct TaxNumber: Hashable, Sendable {
  /// The digits.
  public let text: String

  /// The number in a text; blanks around it do not matter.
  ///
  /// - Throws: ``ValueError`` unless it is 10 or 12 digits whose control digits are right.
  public init(parsing text: String) throws(ValueError) {
    let trimmed = text.trimmingBlanks()
    let digits = trimmed.utf8.map { Int($0) - 0x30 }
    guard digits.allSatisfy((0...9).contains), digits.count == 10 || digits.count == 12 else {
      throw ValueError(text, ru: "в ИНН 10 или 12 цифр", en: "an INN has 10 or 12 digits")
    }
    // The control digits alone would let ten zeros through; no tax office has the number 00.
    guard TaxNumber.areControlDigitsRight(digits), digits[0] + digits[1] > 0 else {
      throw ValueError(
        text, ru: "контрольные цифры ИНН не сходятся; проверьте, нет ли опечатки",
        en: "the control digits of this INN are wrong; look for a typing mistake")
    }
    self.text = trimmed
  }

  /// Whether the last digit of a company's number, or the last two of a person's, are right.
  ///
  /// The structure is set by order ММВ-7-6/435@ of the Federal Tax Service, 29.06.2012. A control
  /// digit is the weighted sum of all digits before it, modulo 11, modulo 10.
  private static func areControlDigitsRight(_ digits: [Int]) -> Bool {
    let company = [2, 4, 10, 3, 5, 9, 4, 6, 8]
    guard digits.count == 12 else { return isRight(digits, company) }
    return isRight(digits, [7] + company) && isRight(digits, [3, 7] + company)
  }

  /// Whether the digit behind as many digits as there are weights is their control digit.
  private static func isRight(_ digits: [Int], _ weights: [Int]) -> Bool {
    let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return sum % 11 % 10 == digits[weights.count]
  }
}
