/// Something that is sold (R71).
public typealias Product = CardRecord<ProductForm>

/// The kind of products.
public enum ProductForm: RecordForm {
  /// Its row.
  public static var kind: Kind { .product }
  /// Its fields.
  public static let card: [Field<Product>] = [
    .code, .name, .unit, .vatRate, .prices, .isRetired,
  ]
  /// Those that an option fills.
  public static let details: [Field<Product>] = [.name, .unit, .vatRate]
  /// It is called by its code, which no other has.
  public static let titles: [Field<Product>] = [.code]
}

extension Field<Product> {
  /// What names it in lines.
  public static let code = fact("code", Phrase(ru: "код", en: "code"), .line, table: .key)
  /// What it is called on papers.
  public static let name = fact("name", Phrase(ru: "название", en: "name"), .line, table: .main)
  /// In which unit it is sold.
  public static let unit = fact(
    "unit", Phrase(ru: "единица", en: "unit"),
    help: Phrase(ru: "единица: шт, ч, кг", en: "the unit: pcs, h, kg"), .line, table: .useful)
  /// The rate of tax.
  public static let vatRate = fact(
    "vatRate", Phrase(ru: "ставка НДС", en: "VAT rate"),
    help: Phrase(
      ru: "ставка НДС: none, 0, 5, 7, 10, 20, 22", en: "the VAT rate: none, 0, 5, 7, 10, 20, 22"),
    word: "RATE", .line, table: .useful,
    reading: { (text) throws(ValueError) in _ = try VATRate(parsing: text) })
  /// Its dated prices by list, sorted: `retail 2026-11-28 1200 RUB`.
  public static let prices = fact(
    "prices", Phrase(ru: "цены", en: "prices"), .lines, table: .extra, merging: .rows,
    reading: { (text) throws(ValueError) in _ = try ProductPrice(stored: text) })
  /// Whether it is sold no longer.
  public static let isRetired = fact(
    "retired", Phrase(ru: "не продается", en: "not sold any more"), .flag)
}

/// A price of a list from a day on.
public struct ProductPrice: Hashable, Sendable {
  /// The list where nothing is said of it.
  public static let usualList = "retail"

  /// Of which list.
  public let list: String
  /// From when.
  public let from: Day
  /// Of one unit.
  public let price: Money

  /// A price.
  public init(list: String, from: Day, price: Money) {
    (self.list, self.from, self.price) = (list, from, price)
  }

  /// A price that a document keeps.
  ///
  /// - Throws: ``ValueError`` where it is none.
  init(stored text: String) throws(ValueError) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 4 else {
      throw ValueError(
        text, ru: "цена пишется так: retail 2026-11-28 1200 RUB",
        en: "a price is written as retail 2026-11-28 1200 RUB")
    }
    list = words[0]
    from = try Day(parsing: words[1])
    price = try Money.parse(words[2], currency: Currency(parsing: words[3]))
  }

  /// As documents keep it.
  var text: String { "\(list) \(from.text) \(price.decimalText) \(price.currency.code)" }
}

extension Product {
  /// What it is called on papers.
  public var title: String { self[.name]?.text ?? name }

  /// Its price of a list on a day; `nil` where it has none yet.
  public func price(_ list: String, on day: Day) -> Money? {
    prices.last { $0.list == list && $0.from <= day }?.price
  }

  /// The currency of a list (R71); `nil` where it has no price there.
  public func currency(of list: String) -> Currency? {
    prices.first { $0.list == list }?.price.currency
  }

  /// Its prices, by list and day.
  private var prices: [ProductPrice] {
    (self[.prices]?.elements ?? []).compactMap { try? ProductPrice(stored: $0.text) }
  }

  /// The edit that gives it a price: of its list and day there is one.
  ///
  /// - Throws: ``Refusal`` for a price in another currency than the list's.
  public func pricing(_ new: ProductPrice) throws(Refusal) -> CardEdit<Product> {
    if let other = currency(of: new.list), other != new.price.currency {
      throw Refusal(
        "R71",
        Phrase(
          ru: "прайс-лист '\(new.list)' ведется в \(other.code)",
          en: "price list '\(new.list)' is in \(other.code)"),
        remedies: [Remedy("product", "show", id.text)])
    }
    let others = prices.filter { $0.list != new.list || $0.from != new.from }
    var edit = CardEdit<Product>()
    edit.set(.prices, .texts((others + [new]).map(\.text).sorted()))
    return edit
  }
}
