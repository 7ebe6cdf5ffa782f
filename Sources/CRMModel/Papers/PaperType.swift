/// A type of paper: what it is called, what it may be based on, which states it passes and what it says
/// stands in its row, and nothing else lists the types (R74).
public struct PaperType: Hashable, Sendable {
  /// Its name in documents.
  public let id: String
  /// The noun of its commands.
  public let noun: String
  /// What people call one.
  public let one: Phrase
  /// What people call several.
  public let many: Phrase
  /// How its numbers are made, unless the settings say otherwise.
  public let numbers: String
  /// The types that it may be based on, by id.
  public let bases: [String]
  /// Whether it needs one of these.
  public let needsBasis: Bool
  /// Whether papers of several sales may be based on it.
  public let spansDeals: Bool
  /// What its sum is.
  public let content: Content
  /// Whether there is a form to print it (R84).
  public let isPrinted: Bool
  /// Its states but `cancelled`; a new one has the first.
  public let states: [State]
  /// What its own verbs do.
  public let steps: [Step]
  /// What an option of its own fills, beside what every paper has.
  public let fields: [Field<Paper>]

  /// What a paper's sum is.
  public enum Content: Sendable {
    /// That of its lines.
    case lines
    /// That of lines which fulfil those of an order.
    case deliveries
    /// A sum that is said.
    case sum
    /// It has none.
    case nothing
  }

  /// What a paper has come to.
  public struct State: Hashable, Sendable {
    /// As documents have it.
    public let id: String
    /// What people read.
    public let name: Phrase

    fileprivate init(_ id: String, ru: String, en: String) {
      (self.id, name) = (id, Phrase(ru: ru, en: en))
    }
  }

  /// How a paper comes from a state to another one, by a command.
  public struct Step: Sendable {
    /// The verb of the command.
    public let verb: String
    /// What it does, in the words of the help.
    public let help: Phrase
    /// From which states.
    public let from: [String]
    /// To which one.
    public let to: String
    /// What an option of the command must fill, by its name.
    public let asks: [(option: String, field: Field<Paper>)]

    fileprivate init(
      _ verb: String, ru: String, en: String, _ from: [State], to: State,
      asks: [(option: String, field: Field<Paper>)] = []
    ) {
      self.verb = verb
      help = Phrase(ru: ru, en: en)
      self.from = from.map(\.id)
      self.to = to.id
      self.asks = asks
    }

    /// It goes out to the client, also where it has come further already.
    fileprivate static func send(also states: State...) -> Step {
      Step(
        "send", ru: "отметить, что отправлено", en: "note that it was sent",
        [.draft, .sent] + states, to: .sent, asks: [("--to", .sentTo)])
    }
  }

  fileprivate init(
    _ id: String, noun: String? = nil, one: Phrase, many: Phrase, numbers: String,
    on bases: [String] = [], needsBasis: Bool = false, spansDeals: Bool = false,
    _ content: Content, isPrinted: Bool = false, states: [State], steps: [Step],
    fields: [Field<Paper>] = []
  ) {
    self.isPrinted = isPrinted
    self.id = id
    self.noun = noun ?? id
    self.one = one
    self.many = many
    self.numbers = numbers
    self.bases = bases
    self.needsBasis = needsBasis
    self.spansDeals = spansDeals
    self.content = content
    self.states = states
    self.steps = steps
    self.fields = fields
  }

  /// The type of an id; `nil` where there is none.
  public static func named(_ id: String) -> PaperType? { all.first { $0.id == id } }

  /// Whether a payment may be of it (R80).
  public var isPayable: Bool { Self.payment.bases.contains(id) }

  /// Whether payments are of it or of what is based on it.
  public var isPaidFor: Bool {
    isPayable || Self.all.contains { $0.bases.contains(id) && $0.isPaidFor }
  }

  /// By the id.
  public static func == (left: PaperType, right: PaperType) -> Bool { left.id == right.id }

  /// By the id.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension PaperType.State {
  /// Being written.
  public static let draft = Self("draft", ru: "черновик", en: "draft")
  /// With the client.
  public static let sent = Self("sent", ru: "отправлено", en: "sent")
  /// The client wants it.
  public static let accepted = Self("accepted", ru: "принято", en: "accepted")
  static let rejected = Self("rejected", ru: "отклонено", en: "rejected")
  static let expired = Self("expired", ru: "истекло", en: "expired")
  /// Agreed.
  public static let confirmed = Self("confirmed", ru: "подтвержден", en: "confirmed")
  /// Over.
  public static let done = Self("done", ru: "выполнен", en: "done")
  /// Paid whole.
  public static let paid = Self("paid", ru: "оплачен", en: "paid")
  static let received = Self("received", ru: "получено", en: "received")
  /// To leave.
  public static let planned = Self("planned", ru: "запланирована", en: "planned")
  /// On its way.
  public static let shipped = Self("shipped", ru: "отгружена", en: "shipped")
  static let delivered = Self("delivered", ru: "доставлена", en: "delivered")
  /// Signed by both.
  public static let signed = Self("signed", ru: "подписан", en: "signed")
  static let ended = Self("ended", ru: "завершен", en: "ended")
  static let open = Self("open", ru: "открыта", en: "open")
  static let answered = Self("answered", ru: "отвечена", en: "answered")
  static let closed = Self("closed", ru: "закрыта", en: "closed")
  static let ordered = Self("ordered", ru: "заказано", en: "ordered")
  /// Not in force; it keeps its number.
  public static let cancelled = Self("cancelled", ru: "отменено", en: "cancelled")

  /// All that a paper of any type can come to.
  static var all: [Self] {
    var seen: Set<String> = []
    return (PaperType.all.flatMap(\.states) + [cancelled]).filter { seen.insert($0.id).inserted }
  }
}

extension PaperType {
  /// What is offered (R75).
  public static let quotation = PaperType(
    "quotation", noun: "quote", one: Phrase(ru: "предложение", en: "quotation"),
    many: Phrase(ru: "предложения", en: "quotations"), numbers: "КП-{year}-{n}", .lines,
    isPrinted: true, states: [.draft, .sent, .accepted, .rejected, .expired],
    steps: [
      .send(),
      Step(
        "reject", ru: "клиент отказался", en: "the client does not want it", [.draft, .sent],
        to: .rejected),
      Step(
        "expire", ru: "срок предложения вышел", en: "it is valid no longer", [.sent], to: .expired),
    ], fields: [.validUntil, .priceList, .warehouse])

  /// What was agreed to be delivered (R77).
  public static let order = PaperType(
    "order", one: Phrase(ru: "заказ", en: "order"), many: Phrase(ru: "заказы", en: "orders"),
    numbers: "ЗК-{year}-{n}", on: ["quotation", "contract"], .lines,
    states: [.draft, .confirmed, .done],
    steps: [
      Step("confirm", ru: "подтвердить", en: "agree on it", [.draft], to: .confirmed),
      Step("done", ru: "выполнен", en: "it is fulfilled", [.confirmed], to: .done),
    ], fields: [.priceList, .warehouse])

  /// What is asked to be paid (R79).
  public static let invoice = PaperType(
    "invoice", one: Phrase(ru: "счет", en: "invoice"), many: Phrase(ru: "счета", en: "invoices"),
    numbers: "СЧ-{year}-{n}", on: ["order", "shipment"], .lines, isPrinted: true,
    states: [.draft, .sent, .paid],
    steps: [.send(also: .paid)], fields: [.validUntil])

  /// What left for the client (R81).
  public static let shipment = PaperType(
    "shipment", one: Phrase(ru: "отгрузка", en: "shipment"),
    many: Phrase(ru: "отгрузки", en: "shipments"), numbers: "ОТ-{year}-{n}", on: ["order"],
    needsBasis: true, .deliveries, states: [.planned, .shipped, .delivered],
    steps: [
      Step("ship", ru: "отгружена", en: "it has left", [.planned], to: .shipped),
      Step("deliver", ru: "доставлена", en: "it has arrived", [.shipped], to: .delivered),
    ], fields: [.tracking, .warehouse])

  /// What was paid (R80).
  public static let payment = PaperType(
    "payment", one: Phrase(ru: "оплата", en: "payment"), many: Phrase(ru: "оплаты", en: "payments"),
    numbers: "ОП-{year}-{n}", on: ["invoice", "order"], needsBasis: true, .sum, states: [.received],
    steps: [], fields: [.reference, .reason])

  /// What was agreed in writing (R81).
  public static let contract = PaperType(
    "contract", one: Phrase(ru: "договор", en: "contract"),
    many: Phrase(ru: "договоры", en: "contracts"), numbers: "Д-{year}-{n}", spansDeals: true, .sum,
    states: [.draft, .sent, .signed, .ended],
    steps: [
      .send(),
      Step("sign", ru: "подписан", en: "both have signed it", [.draft, .sent], to: .signed),
      Step("end", ru: "завершен", en: "it is over", [.signed], to: .ended),
    ], fields: [.validUntil, .terms])

  /// What says that work was done (R81).
  public static let act = PaperType(
    "act", one: Phrase(ru: "акт", en: "act"), many: Phrase(ru: "акты", en: "acts"),
    numbers: "АК-{year}-{n}", on: ["order", "shipment"], .lines, isPrinted: true,
    states: [.draft, .sent, .signed],
    steps: [
      .send(),
      Step("sign", ru: "подписан", en: "both have signed it", [.draft, .sent], to: .signed),
    ])

  /// What the client is not content with (R81).
  public static let claim = PaperType(
    "claim", one: Phrase(ru: "претензия", en: "claim"), many: Phrase(ru: "претензии", en: "claims"),
    numbers: "ПР-{year}-{n}", on: ["order", "shipment"], .nothing,
    states: [.open, .answered, .closed],
    steps: [
      Step(
        "answer", ru: "ответить", en: "answer it", [.open], to: .answered,
        asks: [("--text", .answer)]),
      Step("close", ru: "закрыть", en: "settle it", [.open, .answered], to: .closed),
    ], fields: [.subject])

  /// What is bought for an order (R77).
  public static let purchase = PaperType(
    "purchase", one: Phrase(ru: "закупка", en: "purchase"),
    many: Phrase(ru: "закупки", en: "purchases"), numbers: "ЗП-{year}-{n}", on: ["order"], .lines,
    states: [.ordered, .received],
    steps: [Step("receive", ru: "получено", en: "it has come", [.ordered], to: .received)],
    fields: [.supplier, .warehouse])

  /// Every type, in the order of the help.
  public static let all: [PaperType] = [
    quotation, order, invoice, payment, shipment, contract, act, claim, purchase,
  ]
}
