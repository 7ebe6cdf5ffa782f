/// A paper of a sale: what was offered, ordered, asked for, paid, delivered (R74).
public typealias Paper = CardRecord<PaperForm>
/// The id of a paper.
public typealias PaperID = Identifier<Paper>

/// The kind of papers; what their types differ in stands in ``PaperType``.
public enum PaperForm: RecordForm {
  /// Its row.
  public static var kind: Kind { .paper }
  /// Its fields.
  public static let card: [Field<Paper>] =
    [
      .number, .type, .date, .state, .total, .currency, .company, .deal, .basis, .manager,
      .tax, .lines, .variant, .schedule, .sentAt, .sentTo,
    ] + details
  /// What was paid of it and of what is based on it, and what is left to be paid of what can be paid
  /// (R80, R86); nothing where no payment leads to.
  public static let joined: [Property<CardSubject<PaperForm>>] = [
    Property("paid", Phrase(ru: "оплачено", en: "paid"), .money) { subject in
      let paper = subject.record
      guard paper.type.isPaidFor else { return nil }
      return subject.balance.map { .money(paper.amount($0.paid)) }
    },
    Property("left", Phrase(ru: "осталось", en: "left"), .money) { subject in
      let paper = subject.record
      guard paper.type.isPayable, paper.isInForce else { return nil }
      return subject.balance.map { .money(paper.amount($0.left)) }
    },
  ]
  /// Those that an option fills.
  public static let details: [Field<Paper>] = [
    .legal, .validUntil, .priceList, .warehouse, .tracking, .reference, .subject, .answer,
    .supplier,
    .reason, .terms, .note, .file, .bankKey,
  ]
  /// It is called by its number.
  public static let titles: [Field<Paper>] = [.number]
  /// By what it is based on, and by its deal, else by its company.
  public static func keys(of paper: Paper) -> [NameKey] {
    let owner = paper.owner.map(Paper.key(of:))
    let bank = paper[.bankKey].map { Paper.key(ofBank: $0.text) }
    return paper.basis.map(Paper.key(basedOn:)) + [owner, bank].compactMap(\.self)
  }
  /// Its arithmetic.
  public static func facts(of paper: Paper) -> PaperFacts? { PaperFacts(judging: paper) }
  /// One that was added by mistake keeps its number (R74).
  public static func remains(of paper: Paper) -> Paper? {
    var paper = paper
    paper.facts[Field<Paper>.state.key] = .text(PaperType.State.cancelled.id)
    paper.history = []
    return paper
  }
}

extension Field<Paper> {
  /// What names it to people.
  public static let number = fact(
    "number", Phrase(ru: "номер", en: "number"), .line, table: .whole)
  /// What it is.
  public static let type = fact(
    "type", Phrase(ru: "вид", en: "type"), .choice,
    choices: PaperType.all.map { Choice($0.id, $0.one) }, table: .useful)
  /// Of which day it is.
  public static let date = fact(
    "date", Phrase(ru: "дата", en: "date"),
    help: Phrase(ru: "дата; иначе сегодня", en: "its day; else today"),
    .day, table: .useful, reading: { (text) throws(ValueError) in _ = try Day(parsing: text) })
  /// What it has come to.
  public static let state = fact(
    "state", Phrase(ru: "состояние", en: "state"), .choice,
    choices: PaperType.State.all.map { Choice($0.id, $0.name) }, table: .main)
  /// What it comes to (R86).
  public static let total = fact(
    "total", Phrase(ru: "итого", en: "total"), .money, table: .key, merging: .together(.sums))
  /// The currency of its sums.
  public static let currency = fact(
    "currency", Phrase(ru: "валюта", en: "currency"), .line, merging: .together(.sums))
  /// Whose it is.
  public static let company = fact(
    "company", Phrase(ru: "компания", en: "company"), .reference, to: .company, table: .useful)
  /// Which of the client's legal entities it is for, by its reference; the main one where nothing is
  /// said (R66).
  public static let legal = fact(
    "legal", Phrase(ru: "юрлицо", en: "legal entity"),
    help: Phrase(
      ru: "юрлицо клиента: ИНН, ИНН/КПП или название; иначе главное",
      en: "the client's legal entity by INN, INN/KPP or name; else the main one"), word: "ENTITY",
    .line)
  /// The sale that it belongs to.
  public static let deal = fact(
    "deal", Phrase(ru: "сделка", en: "deal"), .reference, to: .deal, table: .extra)
  /// The papers that it is based on.
  public static let basis = fact(
    "basis", Phrase(ru: "на основании", en: "based on"), .lines, to: .paper, table: .extra,
    merging: .together(.sums))
  /// Who looks after it.
  public static let manager = fact(
    "manager", Phrase(ru: "менеджер", en: "manager"), .user, table: .extra)
  /// Whether prices have the tax in them.
  public static let tax = fact(
    "vat", Phrase(ru: "НДС", en: "VAT"),
    help: Phrase(
      ru: "НДС: included — в цене, on-top — сверху", en: "VAT: included in prices, or on-top"),
    .choice, choices: PaperLine.Tax.allCases.map { Choice($0.rawValue, $0.name) },
    merging: .together(.sums))
  /// What is sold, line by line.
  public static let lines = fact(
    "lines", Phrase(ru: "строки", en: "lines"), .lines, merging: .together(.sums))
  /// Which part of an offer the client took.
  public static let variant = fact(
    "variant", Phrase(ru: "вариант", en: "variant"), .line, merging: .together(.sums))
  /// When it is to be paid.
  public static let schedule = fact(
    "schedule", Phrase(ru: "график оплат", en: "payment schedule"), .lines,
    merging: .together(.sums))
  /// When it went to the client.
  public static let sentAt = fact(
    "sentAt", Phrase(ru: "отправлено", en: "sent"), .moment,
    reading: { (text) throws(ValueError) in _ = try Instant(parsing: text) })
  /// To whom.
  public static let sentTo = fact(
    "sentTo", Phrase(ru: "кому", en: "to whom"),
    help: Phrase(ru: "e-mail, на который отправлено", en: "the e-mail that it went to"),
    word: "EMAIL",
    .email, reading: { (text) throws(ValueError) in _ = try EmailAddress(parsing: text) })
  /// Until when it holds.
  public static let validUntil = fact(
    "validUntil", Phrase(ru: "действует до", en: "valid until"), word: "DAY", .day,
    reading: { (text) throws(ValueError) in _ = try Day(parsing: text) })
  /// Whose prices are taken.
  public static let priceList = fact(
    "priceList", Phrase(ru: "прайс-лист", en: "price list"),
    help: Phrase(ru: "прайс-лист, иначе retail", en: "the price list, else retail"), word: "LIST",
    .line)
  /// Where it leaves from.
  public static let warehouse = fact("warehouse", Phrase(ru: "склад", en: "warehouse"), .line)
  /// How it travels.
  public static let tracking = fact(
    "tracking", Phrase(ru: "доставка", en: "tracking"),
    help: Phrase(ru: "чем и как едет", en: "how it travels"), .line)
  /// The number of the bank's document.
  public static let reference = fact(
    "ref", Phrase(ru: "номер платежа", en: "bank's number"),
    help: Phrase(ru: "номер платежного документа", en: "the number of the bank's document"),
    word: "NUMBER", .line)
  /// By what a bank's statement knows it (R80).
  public static let bankKey = fact(
    "bankKey", Phrase(ru: "документ банка", en: "bank's document"), .line)
  /// When an order by it is to be paid, unless the order says otherwise (R78).
  public static let terms = fact(
    "terms", Phrase(ru: "условия оплаты", en: "payment terms"),
    help: Phrase(
      ru: "график оплат заказов по договору: '50% today; 50% +14d'",
      en: "the schedule of the orders by it: '50% today; 50% +14d'"), word: "PARTS", .line,
    reading: { (text) throws(ValueError) in try PaymentSchedule.requireTerms(text) })
  /// What it is about.
  public static let subject = fact("subject", Phrase(ru: "о чем", en: "subject"), .line)
  /// What was answered.
  public static let answer = fact("answer", Phrase(ru: "ответ", en: "answer"), .prose)
  /// Of whom it is bought.
  public static let supplier = fact("supplier", Phrase(ru: "поставщик", en: "supplier"), .line)
  /// Why it was cancelled, or paid back.
  public static let reason = fact("reason", Phrase(ru: "причина", en: "reason"), .prose)
  /// What else is to be known.
  public static let note = fact("note", Phrase(ru: "примечание", en: "note"), word: "TEXT", .prose)
  /// Where the paper itself lies.
  public static let file = fact(
    "file", Phrase(ru: "файл", en: "file"),
    help: Phrase(ru: "где лежит сам файл", en: "where the file lies"),
    word: "PATH", .line)
}

extension Paper {
  /// What it is.
  public var type: PaperType { self[.type].flatMap { PaperType.named($0.text) } ?? .order }
  /// What it has come to.
  public var state: String { self[.state]?.text ?? "" }
  /// Whether it counts: a cancelled one does not.
  public var isInForce: Bool { state != PaperType.State.cancelled.id }
  /// Whether it is in a state.
  public func isIn(_ states: PaperType.State...) -> Bool { states.contains { $0.id == state } }
  /// Whether it is an order that both sides agreed on.
  var isAgreedOrder: Bool { type == .order && isIn(.confirmed, .done) }
  /// What people call it: «счет СЧ-2026-1».
  public var title: Phrase { Phrase(ru: "\(type.one.ru) \(name)", en: "\(type.one.en) \(name)") }
  /// Of which day it is.
  public var day: Day { self[.date].flatMap { try? Day(parsing: $0.text) } ?? .first }
  /// The currency of its sums.
  public var currency: Currency { self[.currency].flatMap { Currency(code: $0.text) } ?? .rub }
  /// What it comes to.
  public var total: Money { money(.total) }
  /// Whether prices have the tax in them.
  public var tax: PaperLine.Tax { self[.tax].flatMap { .init(rawValue: $0.text) } ?? .included }
  /// Whose it is.
  public var company: CompanyID? { self[.company].flatMap { CompanyID($0.text) } }
  /// The sale that it belongs to.
  public var deal: DealID? { self[.deal].flatMap { DealID($0.text) } }
  /// Whose it is looked at with; `nil` where nobody is named.
  public var owner: PaperOwner? { deal.map(PaperOwner.deal) ?? company.map(PaperOwner.company) }
  /// Who looks after it.
  public var manager: Login? { self[.manager].map { Login(stored: $0.text) } }
  /// When it went to the client.
  public var sentAt: Instant? { self[.sentAt].flatMap { try? Instant(parsing: $0.text) } }
  /// The papers that it is based on.
  public var basis: [PaperID] { (self[.basis]?.elements ?? []).compactMap { PaperID($0.text) } }

  /// All its lines; those of a quotation in every variant.
  public var allLines: [PaperLine] { [PaperLine](self[.lines], in: currency) }

  /// The lines that count: of a quotation those of the variant that was taken, else of the first.
  public var lines: [PaperLine] {
    let lines = allLines
    guard type == .quotation else { return lines }
    let variant = self[.variant]?.text ?? lines.first?.mark
    return lines.filter { $0.mark == variant }
  }

  /// All lines by the variant that they are of, in the order in which these begin (R75).
  public var variants: [(mark: String?, lines: [PaperLine])] {
    var variants: [(mark: String?, lines: [PaperLine])] = []
    for line in allLines {
      if let place = variants.firstIndex(where: { $0.mark == line.mark }) {
        variants[place].lines.append(line)
      } else {
        variants.append((line.mark, [line]))
      }
    }
    return variants
  }

  /// What the client sees of it: every variant of a quotation until one is taken, with its name, else the
  /// lines that count (R75).
  public var offers: [(variant: String?, lines: [PaperLine])] {
    let variants = type == .quotation && self[.variant] == nil ? variants : []
    return variants.count > 1 ? variants.map { ($0.mark, $0.lines) } : [(nil, lines)]
  }

  /// When it is to be paid; `nil` where nothing was said of it.
  public var schedule: PaymentSchedule? {
    guard let texts = self[.schedule]?.elements.map(\.text), !texts.isEmpty else { return nil }
    return try? PaymentSchedule(texts, total: total, from: day, in: .utc)
  }

  /// So many minor units of its currency.
  public func amount(_ minorUnits: Int64) -> Money {
    Money(minorUnits: minorUnits, currency: currency)
  }

  /// A sum in its currency; nothing where there is none.
  private func money(_ field: Field<Paper>) -> Money {
    self[field].flatMap { try? Money.parse($0.text, currency: currency) }
      ?? amount(0)
  }

  /// The key under which what a bank's document became is found.
  package static func key(ofBank key: String) -> NameKey { NameKey(folded: "bank \(key)") }
  /// The key under which papers that are based on one are found.
  public static func key(basedOn paper: PaperID) -> NameKey {
    NameKey(folded: "basis \(paper.text)")
  }
  /// The key under which the papers of a deal are found, and those of a company that have no deal.
  public static func key(of owner: PaperOwner) -> NameKey {
    switch owner {
    case .deal(let deal): NameKey(folded: "deal \(deal.text)")
    case .company(let company): NameKey(folded: "company \(company.text)")
    }
  }
}
