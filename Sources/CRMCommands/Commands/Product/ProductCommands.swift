import CRMCore
import CRMModel
import CommandLineKit

extension ProductForm: RecordCommands {
  static var rows: [Row<CardOptions<Product>>] {
    CardOptions.rows([
      .flag("--retired", help: Text(ru: "больше не продается", en: "it is sold no longer")) {
        $0.edit.set(.isRetired, .flag(true))
      },
      .flag("--active", help: Text(ru: "снова продается", en: "it is sold again")) {
        $0.edit.set(.isRetired, nil)
      },
      .atMostOne("--retired", "--active"),
    ])
  }

  static var order: Field<Product> { .code }
  static var usual: String? { "not retired = yes" }
}

/// The commands `crm product …` (R71).
enum ProductCommands {
  static func group(_ category: Text) -> CRMCommand {
    CRMCommand(
      group: "product",
      summary: Text(
        ru: "товары и их цены по прайс-листам", en: "products and their prices by list"),
      category: category,
      commands: [
        ProductAdd.command,
        RecordList<ProductForm>.command(
          Example("crm product list", Text(ru: "что продается", en: "what is sold"))),
        RecordShow<ProductForm>.command(
          Example("crm product show KB-1", Text(ru: "цены товара", en: "a product's prices"))),
        RecordEdit<ProductForm>.command(
          Example(
            "crm product edit KB-1 --name 'Кофемашина Базовая'",
            Text(ru: "переименовать", en: "give it another name"))),
        ProductPriceCommand.command, ProductImportCommand.command,
      ])
  }
}

/// A price as a command is told it.
struct PriceOptions: Sendable {
  var price: String?
  var list = ProductPrice.usualList
  var currency: Currency?
  var from: TimeExpression?

  static var rows: [Row<PriceOptions>] {
    [
      .option(
        "--list", value: .line("LIST"),
        help: Text(ru: "прайс-лист; иначе retail", en: "the price list, else retail")
      ) { $0.list = $1 },
      .currency { $0.currency = $1 },
      .option(
        "--from", value: .time("DAY", .due),
        help: Text(ru: "с какого дня; иначе с сегодняшнего", en: "from which day, else from today")
      ) { $0.from = $1 },
    ]
  }

  /// The product with the price that was given, if one was.
  func priced(_ product: Product, _ transaction: Transaction) throws(CRMError) -> Product {
    guard let price else { return product }
    let context = transaction.context
    let moment: Instant?
    do throws(ValueError) {
      moment = try from?.resolve(now: context.now, zone: context.zone, dayMeans: .start)
    } catch {
      throw .usage(error.problem)
    }
    return try transaction.pricing(
      product, price, currency, list: list, from: moment.map(context.zone.day))
  }
}

/// The command `crm product add CODE …`.
struct ProductAdd: WritingRunnable {
  var code = ""
  var card = CardOptions<Product>()
  var price = PriceOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.cards(ProductForm.self)) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "завести товар", en: "add a product"), ProductAdd(),
      rows: [
        .argument(
          .line("CODE"),
          help: Text(ru: "код, который пишут в строках", en: "the code that lines have")
        ) { $0.code = $1 },
        .group(CardOptions<Product>.rows([])) { options, fill in fill(&options.card) },
        .option(
          "--price", value: .money("SUM"),
          help: Text(ru: "цена единицы", en: "the price of one unit")
        ) { $0.price.price = $1 },
        .group(PriceOptions.rows) { options, fill in fill(&options.price) },
        .option("--list", needs: "--price"), .option("--from", needs: "--price"),
        .option("--currency", needs: "--price"),
      ],
      examples: [
        Example(
          "crm product add KB-1 --name 'Кофемашина' --unit шт --price 120000 --vat-rate 22",
          Text(ru: "с ценой и ставкой НДС", en: "with a price and a VAT rate"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportRecord(write) { (transaction) throws(CRMError) in
      if let known = try transaction.product(of: code) {
        throw .refused(
          Refusal(
            "R71",
            Phrase(ru: "код '\(code)' уже занят", en: "the code '\(code)' is in use"),
            remedies: [Remedy("product", "show", known.id.text)]))
      }
      var edit = try card.edit(of: nil, transaction)
      edit.fill(.code, code)
      let blank = Product(id: try transaction.newIdentifier(Product.self))
      if let mistake = edit.mistake(in: blank) { throw .usage(mistake.problem) }
      let made = edit.made(blank, in: transaction.context)
      var priced = try price.priced(made, transaction)
      priced.history = made.history
      return priced
    }
  }
}

/// The command `crm product price CODE SUM`.
struct ProductPriceCommand: WritingRunnable {
  var product = ""
  var price = PriceOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.cards(ProductForm.self)) }

  static var command: CRMCommand {
    CRMCommand(
      "price", Text(ru: "назначить цену с некоторого дня", en: "set a price from a day on"),
      ProductPriceCommand(),
      rows: [
        .record(ProductForm.self) { $0.product = $1 },
        .argument(.money("SUM"), help: Text(ru: "цена единицы", en: "the price of one unit")) {
          $0.price.price = $1
        },
        .group(PriceOptions.rows) { options, fill in fill(&options.price) },
      ],
      examples: [
        Example(
          "crm product price KB-1 130000 --from 2027-01-01",
          Text(ru: "новая цена с нового года", en: "another price from the new year on"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeRecord(product, write, ProductForm.self) {
      (product, transaction) throws(CRMError) in try price.priced(product, transaction)
    }
  }
}
