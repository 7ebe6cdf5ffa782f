/// A currency by its ISO 4217 code.
public struct Currency: Hashable, Sendable {
  /// Three upper-case Latin letters, such as `RUB`.
  public let code: String

  /// The Russian rouble, the default (R29).
  public static let rub = Currency(unchecked: "RUB")

  private init(unchecked code: String) {
    self.code = code
  }

  /// The currency of a code; `nil` unless it is three upper-case Latin letters.
  ///
  /// Whether ISO 4217 knows the code is not asked: currencies come and go.
  public init?(code: String) {
    guard code.utf8.count == 3, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      return nil
    }
    self.code = code
  }

  /// The currency of a code that somebody typed, in any case.
  ///
  /// - Throws: `ValueError` for what is no code.
  public init(parsing text: String) throws(ValueError) {
    guard let currency = Currency(code: text.uppercased()) else {
      throw ValueError(
        text, ru: "это не код валюты; годится RUB", en: "no code of a currency; write RUB")
    }
    self = currency
  }

  /// How many digits after the point an amount has, by ISO 4217; 0, 2 or 3.
  public var minorDigits: Int {
    switch code {
    // In front of all the others: nearly every sum is one of these.
    case "RUB": 2
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
      "XAF", "XOF", "XPF":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    default: 2
    }
  }
}
