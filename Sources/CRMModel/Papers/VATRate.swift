/// A rate of value added tax, of those that a paper's line can have (R72).
public struct VATRate: Hashable, Sendable {
  /// As lines and documents have it.
  public let id: String
  /// In whole percents; nothing for what is not taxed.
  public let percent: Int

  private init(_ id: String, _ percent: Int) {
    (self.id, self.percent) = (id, percent)
  }

  /// All of them.
  public static let all: [VATRate] =
    [VATRate("none", 0)] + [0, 5, 7, 10, 20, 22].map { VATRate(String($0), $0) }

  /// The rate of an id.
  ///
  /// - Throws: ``ValueError`` for any other, which names them.
  public init(parsing text: String) throws(ValueError) {
    let id = text.hasSuffix("%") ? String(text.dropLast()).trimmingBlanks() : text
    guard let rate = VATRate.all.first(where: { $0.id == id }) else {
      let known = VATRate.all.map(\.id).joined(separator: ", ")
      throw ValueError(
        text, ru: "такой ставки НДС нет; есть: \(known)", en: "no such VAT rate; there are \(known)"
      )
    }
    self = rate
  }

  /// The day from which the standard rate is 22 % in Russia, and 20 % no longer one.
  static let change = Day(year: 2026, month: 1, day: 1) ?? .first
  /// The standard rate until then.
  package static let former = VATRate("20", 20)
  private static let present = VATRate("22", 22)

  /// The standard rate of a day.
  public static func standard(on day: Day) -> VATRate { day < change ? former : present }
}

extension VATRate {
  /// What is worth saying of a paper with the rate that was the standard one.
  package static let formerNotice = Phrase(
    ru: "ставка НДС 20 % действует только до 31.12.2025",
    en: "the VAT rate of 20 % ended on 2025-12-31")

  /// Refuses the rate that was the standard one for what is sold later (R72), also as a product's own.
  package func require(on day: Day, of product: String? = nil) throws(Refusal) {
    guard self == .former, day >= VATRate.change else { return }
    let now = VATRate.present.id
    throw Refusal(
      "R72",
      Phrase(
        ru: "\(VATRate.formerNotice.ru), теперь \(now)",
        en: "\(VATRate.formerNotice.en), it is \(now) now"),
      remedies: product.map { [Remedy("product", "edit", $0, "--vat-rate", now)] } ?? [])
  }
}
