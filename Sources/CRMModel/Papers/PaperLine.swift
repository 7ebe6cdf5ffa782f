/// One line of a paper: so much of something at a price (R72).
///
/// It is kept as it is typed, `ITEM; QUANTITY UNIT; PRICE; DISCOUNT%; VAT`, with two parts behind that
/// only the program writes: the part of the offer that it belongs to, and what the item was called then.
public struct PaperLine: Hashable, Sendable {
  /// The code of the product; `nil` for a text.
  public var product: String?
  /// What it is called on the paper.
  public var name: String
  /// In which unit.
  public var unit: String?
  /// In thousandths of a unit.
  public var quantity: Int64
  /// Of one unit, in minor units of the paper's currency.
  public var price: Int64
  /// In hundredths of a percent.
  public var discount: Int64
  /// The rate of tax.
  public var rate: VATRate
  /// The variant of a quotation that it belongs to, or the number of the order's line that it fulfils.
  public var mark: String?

  /// A line.
  public init(
    product: String?, name: String, unit: String?, quantity: Int64, price: Int64,
    discount: Int64 = 0, rate: VATRate, mark: String? = nil
  ) {
    self.product = product
    self.name = name
    self.unit = unit
    self.quantity = quantity
    self.price = price
    self.discount = discount
    self.rate = rate
    self.mark = mark
  }

  /// Whether the tax is a part of the prices, or comes on top of them.
  public enum Tax: String, CaseIterable, Sendable {
    case included
    case onTop = "on-top"

    /// What people read.
    public var name: Phrase {
      switch self {
      case .included: Phrase(ru: "в цене", en: "included")
      case .onTop: Phrase(ru: "сверху", en: "on top")
      }
    }
  }

  /// What a line, or several, come to, in minor units.
  public struct Sums: Hashable, Sendable {
    /// Price by quantity without the discount.
    public var amount: Int64 = 0
    /// The tax in it, or on top.
    public var vat: Int64 = 0
    /// What is to be paid.
    public var total: Int64 = 0

    /// Nothing.
    public init() {}

    /// Both together; `nil` where that does not fit.
    func adding(_ other: Sums) -> Sums? {
      let sums = [(amount, other.amount), (vat, other.vat), (total, other.total)]
        .map { $0.addingReportingOverflow($1) }
      guard !sums.contains(where: \.overflow) else { return nil }
      var both = Sums()
      (both.amount, both.vat, both.total) = (
        sums[0].partialValue, sums[1].partialValue, sums[2].partialValue
      )
      return both
    }
  }

  /// What it comes to; `nil` where that does not fit.
  ///
  /// Each is rounded half away from zero to the minor unit; nothing is a floating-point number.
  public func sums(_ tax: Tax) -> Sums? {
    let whole = Int128(quantity) * Int128(price)
    let (discounted, overflow) = whole.multipliedReportingOverflow(by: Int128(10_000 - discount))
    guard !overflow, let amount = Int64(exactly: discounted.rounded(by: 10_000_000)) else {
      return nil
    }
    let percent = Int128(rate.percent)
    let share = tax == .included ? 100 + percent : 100
    guard let vat = Int64(exactly: (Int128(amount) * percent).rounded(by: share)) else {
      return nil
    }
    let total = amount.addingReportingOverflow(tax == .included ? 0 : vat)
    var sums = Sums()
    (sums.amount, sums.vat, sums.total) = (amount, vat, total.partialValue)
    return total.overflow ? nil : sums
  }
}

extension Int128 {
  /// The quotient, rounded half away from zero.
  package func rounded(by divisor: Int128) -> Int128 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    guard rest.magnitude * 2 >= divisor.magnitude else { return quotient }
    return quotient + (self < 0 ? -1 : 1)
  }
}

extension Array<PaperLine> {
  /// The lines that a document keeps; what is none is left out.
  public init(_ value: Value?, in currency: Currency) {
    self = (value?.elements ?? []).compactMap {
      try? PaperLine(stored: $0.text, currency: currency)
    }
  }

  /// The lines that the history quotes, with a comma between them; `nil` where they cannot be told apart.
  public init?(quoted text: String, in currency: Currency) {
    var lines: [PaperLine] = []
    var open: [Substring] = []
    for part in text.split(separator: ", ") {
      open.append(part)
      let whole = open.joined(separator: ", ")
      guard let line = try? PaperLine(stored: whole, currency: currency) else { continue }
      lines.append(line)
      open = []
    }
    guard open.isEmpty else { return nil }
    self = lines
  }

  /// Refuses a number that no line has.
  public func requireLine(_ number: Int, of title: Phrase, _ show: Remedy) throws(Refusal) {
    guard number > count else { return }
    throw Refusal(
      "R72",
      Phrase(
        ru: "\(title.ru): строки \(number) нет, всего их \(count)",
        en: "\(title.en) has no line \(number) among its \(count)"),
      remedies: [show])
  }

  /// What the lines come to together (R86); `nil` where that does not fit.
  public func sums(_ tax: PaperLine.Tax) -> PaperLine.Sums? {
    var all: PaperLine.Sums? = PaperLine.Sums()
    for line in self { all = line.sums(tax).flatMap { all?.adding($0) } }
    return all
  }
}

/// A line as it was typed: what is not said follows from the product.
public struct TypedLine: Hashable, Sendable {
  /// The code of a product, else a text.
  public let item: String
  /// In thousandths.
  public let quantity: Int64
  /// In which unit.
  public let unit: String?
  /// A sum in the paper's currency.
  public let price: String?
  /// In hundredths of a percent.
  public let discount: Int64
  /// The rate of tax.
  public let rate: VATRate?
  /// What only the program writes.
  fileprivate var mark: String?
  fileprivate var name: String?

  /// Most of a thing that a line can have.
  private static let largestQuantity: Int64 = 1_000_000_000_000

  /// A line from its parts; `;` in an item is doubled.
  ///
  /// - Throws: ``ValueError`` for what is none: nothing of a thing, or too exact a part of it.
  public init(parsing text: String) throws(ValueError) {
    try self.init(text, isStored: false)
  }

  fileprivate init(_ text: String, isStored: Bool) throws(ValueError) {
    let (item, rest) = Self.item(text)
    // The name, which stands last, may have any mark in it.
    let parts = rest.map {
      $0.split(separator: ";", maxSplits: isStored ? 5 : 3, omittingEmptySubsequences: false)
        .map { String($0).trimmingBlanks() }
    }
    guard let parts, !item.isEmpty, isStored || parts.last?.contains(";") == false else {
      throw ValueError(
        text, ru: "строка пишется так: ТОВАР; КОЛИЧЕСТВО; ЦЕНА; СКИДКА%; НДС",
        en: "a line is written as ITEM; QUANTITY; PRICE; DISCOUNT%; VAT")
    }
    func part(_ number: Int) -> String? {
      number < parts.count && !parts[number].isEmpty ? parts[number] : nil
    }
    self.item = item
    let amount = parts[0].split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    quantity = try Self.number(amount.first ?? "", thousandths: 1, of: text)
    guard (1...Self.largestQuantity).contains(quantity) else {
      throw ValueError(
        text, ru: "количество должно быть больше нуля", en: "a quantity is more than nothing")
    }
    unit = amount.count > 1 ? amount[1].trimmingBlanks() : nil
    price = part(1)
    let percents = part(2).map { $0.hasSuffix("%") ? String($0.dropLast()) : $0 }
    discount =
      try percents.map { (word) throws(ValueError) in
        try Self.number(word, thousandths: 10, of: text)
      } ?? 0
    guard (0...10_000).contains(discount) else {
      throw ValueError(
        text, ru: "скидка — от 0 до 100 %", en: "a discount is between 0 and 100 percent")
    }
    rate = try part(3).map { (word) throws(ValueError) in try VATRate(parsing: word) }
    mark = part(4)
    name = part(5)
  }

  /// The item with its doubled marks undone, and what stands behind the first single one.
  private static func item(_ text: String) -> (item: String, rest: Substring?) {
    var item = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: ";") {
      // As a text: the runtime looks up how to append any other characters.
      item += String(rest[..<mark])
      rest = rest[rest.index(after: mark)...]
      guard rest.first == ";" else { return (item.trimmingBlanks(), rest) }
      item += ";"
      rest.removeFirst()
    }
    return ((item + rest).trimmingBlanks(), nil)
  }

  /// A number of thousandths, or of so many of them.
  private static func number(
    _ word: String, thousandths: Int64, of text: String
  ) throws(ValueError) -> Int64 {
    let unit = 1_000 * thousandths
    guard let number = try? ExactNumber(parsing: word), number.millionths % unit == 0 else {
      throw ValueError(
        text, ru: "количество — число до 3 знаков после запятой, скидка — до 2",
        en: "a quantity has up to 3 digits after the point, a discount up to 2")
    }
    return number.millionths / unit
  }
}

extension PaperLine {
  /// A line that a document keeps.
  ///
  /// - Throws: ``ValueError`` where it is none.
  public init(stored text: String, currency: Currency) throws(ValueError) {
    let typed = try TypedLine(text, isStored: true)
    guard let price = typed.price, let rate = typed.rate else {
      throw ValueError(
        text, ru: "у строки нет цены или ставки", en: "the line has no price or rate")
    }
    self.init(
      product: typed.name == nil ? nil : typed.item, name: typed.name ?? typed.item,
      unit: typed.unit, quantity: typed.quantity,
      price: try Money.parse(price, currency: currency).minorUnits, discount: typed.discount,
      rate: rate, mark: typed.mark)
  }

  /// The line as documents keep it and as it could be typed.
  public func text(in currency: Currency) -> String {
    let item = (product ?? name).split(separator: ";", omittingEmptySubsequences: false)
      .joined(separator: ";;")
    let parts = [
      item, [exactQuantity.text, unit].compactMap(\.self).joined(separator: " "),
      Money(minorUnits: price, currency: currency).decimalText,
      discount == 0 ? "" : exactDiscount.text + "%", rate.id,
    ]
    let own = product == nil ? [mark].compactMap(\.self) : [mark ?? "", name]
    return (parts + own).joined(separator: "; ")
  }

  /// The quantity in units.
  public var exactQuantity: ExactNumber { ExactNumber(millionths: quantity * 1_000) }
  /// The discount in percents.
  public var exactDiscount: ExactNumber { ExactNumber(millionths: discount * 10_000) }
}
