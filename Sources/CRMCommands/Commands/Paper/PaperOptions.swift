import CRMCore
import CRMModel
import CommandLineKit

/// What a new paper can be told: which options there are follows from its type (R74).
struct PaperOptions: Sendable {
  let type: PaperType
  var card = CardOptions<Paper>()
  private var deal: String?
  private var company: String?
  private var bases: [(type: PaperType, reference: String)] = []
  private var lines: [TypedLine] = []
  private var variant: String?
  private var quantities: [Int: Int64] = [:]
  private var sum: String?
  private var numbers: [Int] = []
  private var schedule: [String]?
  private var part: Int?
  private var isAdvance = false
  private var isPlanned = false

  init(_ type: PaperType) { self.type = type }

  /// The options of a type.
  static func rows(of type: PaperType) -> [Row<PaperOptions>] {
    let bases = type.bases.compactMap(PaperType.named)
    let whose: [Row<PaperOptions>] = [
      .dealOfPaper { $0.deal = $1 },
      .option(
        "--company", value: .reference("COMPANY", "company"),
        help: Text(ru: "чей, если без сделки", en: "whose it is, without a deal")
      ) { $0.company = $1 },
    ]
    let on = bases.map { basis -> Row<PaperOptions> in
      .option(
        "--\(basis.noun)",
        value: .reference(basis.noun.uppercased(), basis.noun, offering: .paper),
        isRepeatable: [.lines, .nothing].contains(type.content),
        help: Text(ru: "на основании: \(basis.one.ru)", en: "based on this \(basis.one.en)")
      ) { $0.bases.append((basis, $1)) }
    }
    let own: [Field<Paper>] = [.date, .number, .legal] + type.fields + [.note, .file]
    let fields = type.content == .lines ? own + [.tax] : own
    return whose + on + content(of: type) + [
      .group(CardOptions.rows([.paperCurrency, .paperManager], of: fields)) { options, fill in
        fill(&options.card)
      }
    ]
  }

  private static func content(of type: PaperType) -> [Row<PaperOptions>] {
    switch type.content {
    case .lines:
      let lines: [Row<PaperOptions>] = [.lines { $0.lines.append($1) }]
      return lines + (type == .quotation ? [.variant { $0.variant = $1 }] : [])
        + (type == .order ? ofQuotation + [.schedule { $0.schedule = $1 }] : [])
        + (type == .invoice ? part : [])
    case .deliveries:
      return [
        .option(
          "--line", value: .lineQuantity("N=QUANTITY"), isRepeatable: true,
          help: Text(
            ru: "номер строки заказа и сколько; иначе все, что осталось",
            en: "a number of the order's line and how much; else all that is left")
        ) { $0.quantities[$1.number, default: 0] += $1.quantity },
        .flag("--planned", help: Text(ru: "только запланировать", en: "only plan it")) {
          $0.isPlanned = true
        },
      ]
    case .sum:
      return [
        .option(
          "--sum", value: .money("SUM"), isRequired: type == .payment,
          help: Text(ru: "сумма", en: "the sum")
        ) { $0.sum = $1 }
      ] + (type == .payment ? advance : [])
    case .nothing: return []
    }
  }

  private static var advance: [Row<PaperOptions>] {
    [
      .flag(
        "--advance",
        help: Text(
          ru: "что больше, чем осталось, — аванс клиента",
          en: "what is more than is left is the client's advance")
      ) { $0.isAdvance = true },
      .atMostOne("--invoice", "--order"),
    ]
  }

  private static var ofQuotation: [Row<PaperOptions>] {
    [
      .option(
        "--lines", value: .lineNumbers("N,N"),
        help: Text(
          ru: "только эти строки предложения; иначе все, что еще не заказаны",
          en: "these lines of the quotation only; else all that are not ordered yet")
      ) { $0.numbers = $1 },
      .option("--lines", needs: "--quote"), .atMostOne("--lines", "--line"),
    ]
  }

  private static var part: [Row<PaperOptions>] {
    [
      .option(
        "--part", value: .integer("N", in: 1...1_000),
        help: Text(
          ru: "только эта часть графика оплат заказа",
          en: "this part of the order's payment schedule only")
      ) { $0.part = $1 },
      .option("--part", needs: "--order"), .atMostOne("--part", "--line"),
      .atMostOne("--part", "--vat"),
    ]
  }

  /// What the paper is made of.
  func paper(_ transaction: Transaction, in language: Language) throws(CRMError) -> NewPaper {
    var new = NewPaper(type)
    new.card = try card.edit(of: nil, transaction)
    for (type, reference) in bases { new.bases.append(try transaction.paper(reference, type)) }
    guard !new.bases.isEmpty || !type.needsBasis || isAdvance else {
      let names = type.bases.compactMap { PaperType.named($0).map { "--\($0.noun)" } }
      let list = (names + (type == .payment ? ["--advance"] : [])).joined(separator: ", ")
      throw .needs(
        option: names[0],
        Phrase(
          ru: "не сказано, на основании чего: \(list)",
          en: "what it is based on is missing: \(list)"),
        hints: [])
    }
    if let deal { new.deal = try transaction.deal(deal) }
    if let company { new.company = try transaction.company(company) }
    new.lines = lines
    new.variant = variant
    new.quantities = quantities
    guard numbers.isEmpty || bases.count(where: { $0.type == .quotation }) == 1 else {
      throw .usage(
        Phrase(
          ru: "--lines — строки одного предложения", en: "--lines are those of one quotation"))
    }
    new.numbers = numbers
    new.sum = sum
    new.schedule = schedule
    if let part, let order = new.bases.first {
      let name = Text(
        ru: "Оплата по заказу \(order.name), часть \(part)",
        en: "Payment of order \(order.name), part \(part)")
      new.part = (part, name[language])
    }
    new.isAdvance = isAdvance
    new.isPlanned = isPlanned
    return new
  }
}

extension Row {
  /// Lines as they are typed.
  static func lines(_ store: @escaping @Sendable (inout Options, TypedLine) -> Void) -> Row {
    .option(
      "--line", value: .paperLine("LINE"), isRepeatable: true,
      help: Text(
        ru: "строка 'ТОВАР; КОЛИЧЕСТВО; ЦЕНА; СКИДКА%; НДС'; пустое — как у товара",
        en: "a line 'ITEM; QUANTITY; PRICE; DISCOUNT%; VAT'; what is empty is the product's"),
      store: store)
  }

  /// The variant of a quotation that lines are.
  static func variant(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .option(
      "--variant", value: .line("VARIANT"),
      help: Text(ru: "вариант, которым будут эти строки", en: "the variant that the lines are"),
      store: store)
  }

  /// The deal that a paper is to belong to.
  static func dealOfPaper(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .option(
      "--deal", value: .reference("DEAL", "deal"),
      help: Text(ru: "чья сделка", en: "the deal that it belongs to"), store: store
    ).meantByPlace
  }

  /// When an order is to be paid.
  static func schedule(_ store: @escaping @Sendable (inout Options, [String]) -> Void) -> Row {
    .option(
      "--schedule", value: .schedule("PARTS"),
      help: Text(
        ru: "график оплат: '50% today; 50% +14d', считая от даты заказа",
        en: "the schedule: '50% today; 50% +14d', from the order's day on"),
      store: store)
  }
}

extension Row<CardOptions<Paper>> {
  /// The currency of its sums.
  static var paperCurrency: Row { .currency { $0.edit.fill(.currency, $1.code) } }
  /// Who looks after it.
  static var paperManager: Row {
    .option(
      "--manager", value: .login("USER"), help: Text(ru: "кто ведет", en: "who looks after it")
    ) { $0.edit.fill(.manager, $1.text) }
  }
}
