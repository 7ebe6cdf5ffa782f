/// A deal with what stands around it: what its properties are read from, in lists, in requirements
/// and in the audit alike.
public struct DealSubject: Sendable {
  /// The deal.
  public let deal: any DealFacts
  /// The company it is worked on for.
  public let company: (any CompanyFacts)?
  /// Who worked on it, where it is shown as theirs.
  private var former: Login?
  /// What its payment chain came to.
  public let chain: ChainSums?
  /// The pipeline it walks; `nil` for a document that is missing.
  public let pipeline: Pipeline?
  /// By which days and urgency are judged.
  public let clock: AuditClock
  /// Where its contacts are looked up.
  private let source: any AuditSource

  /// A deal among records.
  public init(
    _ deal: any DealFacts, in source: any AuditSource, chain: ChainSums?, pipeline: Pipeline?,
    clock: AuditClock
  ) {
    self.deal = deal
    self.source = source
    company = source.company(deal.company)
    self.chain = chain
    self.pipeline = pipeline
    self.clock = clock
  }

  /// Whose it is.
  var manager: Login { former ?? deal.manager }

  /// The same as somebody else's, who worked on it before.
  func of(_ former: Login) -> DealSubject {
    var subject = self
    subject.former = former
    return subject
  }

  /// What names a stage among those of all pipelines, which may share ids.
  public static func stageKey(_ pipeline: PipelineID, _ stage: StageID) -> String {
    "\(pipeline.text)/\(stage.text)"
  }

  /// The currency of its sums (R46).
  public var currency: Currency {
    (deal.budget ?? deal.chain?.total)?.currency ?? deal.currency ?? pipeline?.currency ?? .rub
  }

  /// What people call its stage.
  public var stageName: String { pipeline?.stage(deal.stage)?.name ?? deal.stage.text }

  /// The people who are linked to it.
  var contacts: [ContactSubject] {
    deal.contacts.compactMap { source.contact($0.contact) }
      .map { ContactSubject(record: $0.record, company: company?.record) }
  }

  /// The phone to call: of whoever decides, else of another contact, else the company's.
  package var phone: PhoneNumber? {
    let phones = deal.contacts.sorted { $0.role.counts && !$1.role.counts }
      .compactMap { source.contact($0.contact)?.record.contact.phone }
    return phones.first ?? company?.record.company.phone
  }

  /// Its papers.
  public var papers: [Paper] { source.papers(of: .deal(deal.id)) }

  /// The papers that a requirement looks at: those of a chain's first deal count for each of its deals
  /// (R20).
  var papersOfSale: [Paper] {
    guard let first = deal.chain?.id, first != deal.id else { return papers }
    return source.papers(of: .deal(first)) + papers
  }

  /// What its papers come to (R82).
  public var sums: PaperSums { PaperTree(papers).sums(in: currency) }

  /// Those who take part in it today.
  fileprivate var participants: [Login] {
    deal.participants(on: clock.zone.day(of: clock.now))
  }

  /// Whole local days from a moment to now.
  fileprivate func days(since moment: Instant?) -> Value? {
    moment.map { Value.days(-clock.days(until: $0)) }
  }

  /// Whole local days from now to a moment.
  fileprivate func days(until moment: Instant?) -> Value? {
    moment.map { Value.days(clock.days(until: $0)) }
  }
}

extension AuditClock {
  /// Whole local days from today to a moment's day; negative for what has passed.
  func days(until moment: Instant) -> Int {
    Int(zone.day(of: moment).daysSinceEpoch) - Int(zone.day(of: now).daysSinceEpoch)
  }
}

extension Property<DealSubject> {
  /// The properties of every deal, in the order of the table; the keys are a part of the command
  /// contract.
  public static let ofDeals: [Property<DealSubject>] =
    ofSales + ofClosings + ofTasksAhead + ofFacts

  /// What is sold to whom.
  public static let ofSales: [Property] = identity + state + money

  private static let identity: [Property] = [
    id { $0.deal.id.text }, revision { $0.deal.revision },
    Property("name", Phrase(ru: "название", en: "name"), .line, table: .key) {
      .text($0.deal.name)
    },
    Property("company", Phrase(ru: "компания", en: "company"), .reference, references: .company) {
      .reference(id: $0.deal.company.text, name: $0.company?.name ?? "")
    },
    Property(
      "pipeline", Phrase(ru: "воронка", en: "pipeline"), .reference, references: .pipeline,
      table: .extra
    ) {
      .reference(id: $0.deal.pipeline.text, name: $0.pipeline?.name ?? $0.deal.pipeline.text)
    },
    Property(
      "stage", Phrase(ru: "этап", en: "stage"), .reference, references: .stage, table: .useful
    ) {
      .reference(id: DealSubject.stageKey($0.deal.pipeline, $0.deal.stage), name: $0.stageName)
    },
  ]

  /// Who works on it.
  public static let manager = Property(
    "manager", Phrase(ru: "менеджер", en: "manager"), .user, references: .user, table: .extra
  ) { .text($0.manager.text) }

  private static let state: [Property] = [
    Property(
      "state", Phrase(ru: "состояние", en: "state"), .choice,
      choices: DealState.allCases.map { .init($0.rawValue, $0.name) }
    ) { subject in
      // R53: what waits for approval counts as open everywhere.
      subject.deal.isPending
        ? .texts([DealState.open, .pending].map(\.rawValue)) : .text(subject.deal.state.rawValue)
    },
    manager,
    Property("author", Phrase(ru: "автор", en: "author"), .user, references: .user) {
      .text($0.deal.author.text)
    },
    Property(
      "health", Phrase(ru: "светофор", en: "health"), .choice,
      choices: Health.allCases.map { .init($0.rawValue, $0.name) }, table: .main
    ) { $0.deal.health(at: $0.clock).map { .text($0.rawValue) } },
  ]

  private static let money: [Property] = [
    Property("budget", Phrase(ru: "бюджет", en: "budget"), .money, table: .useful) {
      $0.deal.budget.map(Value.money)
    },
    Property("currency", Phrase(ru: "валюта", en: "currency"), .line) {
      .text($0.currency.code)
    },
    Property("package", Phrase(ru: "тип пакета", en: "package"), .line) {
      $0.deal.package.map(Value.text)
    },
  ]

  /// When it was, and how it ended.
  public static let ofClosings: [Property] = [
    Property("endDate", Phrase(ru: "дата окончания", en: "end date"), .day) {
      $0.deal.endDate.map(Value.day)
    },
    moment("createdAt", Phrase(ru: "создана", en: "created")) { $0.deal.createdAt },
    moment("updatedAt", Phrase(ru: "изменена", en: "updated")) { $0.deal.updatedAt },
    moment("stageEnteredAt", Phrase(ru: "на этапе с", en: "at stage since")) {
      $0.deal.stageEnteredAt
    },
    moment("closedAt", Phrase(ru: "закрыта", en: "closed")) { $0.deal.closedAt },
    Property("lostReason", Phrase(ru: "причина", en: "loss reason"), .line) {
      $0.deal.lostReason.map(Value.text)
    },
    Property("spokeWith", Phrase(ru: "с кем общались", en: "spoke with"), .line) {
      ($0.deal.spokeWith?.line).map(Value.text)
    },
  ]

  /// What comes next.
  public static let ofTasksAhead: [Property] = [
    moment("nextTaskDue", Phrase(ru: "задача", en: "next task"), table: .main) {
      $0.deal.nextTaskDue
    },
    moment("noTaskSince", Phrase(ru: "без задачи с", en: "no task since")) { $0.deal.noTaskSince },
  ]

  /// What no rule of the instruction speaks of.
  public static let ofFacts: [Property] = Deal.card.map { field in
    Property(field.key, field.name, field.type, choices: field.choices) { subject in
      // Whose day has passed takes part no longer (M4).
      guard field != .participants else { return .texts(subject.participants.map(\.text)) }
      return subject.deal.fact(field.key).map { field.type.read($0, subject.currency) }
        ?? field.type.none
    }
  }

  /// What its papers come to (R82): joined when it is read, never kept in the deal.
  public static let ofPapers: [Property] = [
    Property("ordered", Phrase(ru: "заказано", en: "ordered"), .money) { .money($0.sums.ordered) },
    Property("invoiced", Phrase(ru: "выставлено", en: "invoiced"), .money) {
      .money($0.sums.invoiced)
    },
    Property("paid", Phrase(ru: "оплачено", en: "paid"), .money) { .money($0.sums.paid) },
    Property("shipped", Phrase(ru: "отгружено", en: "shipped"), .money) { .money($0.sums.shipped) },
    Property("paidShare", Phrase(ru: "оплачено, %", en: "paid, %"), .number) {
      $0.sums.paidShare.map(Value.whole)
    },
    Property("shippedShare", Phrase(ru: "отгружено, %", en: "shipped, %"), .number) {
      $0.sums.shippedShare.map(Value.whole)
    },
    moment("lastQuoteSent", Phrase(ru: "предложение отправлено", en: "last quote sent")) {
      $0.sums.lastQuoteSent
    },
  ]

  /// What lists print beside the ids: names, the place in a payment chain, where it came from (R38).
  static let gathered: [Property<DealSubject>] = [
    Property("pipelineName", Phrase(ru: "воронка, название", en: "pipeline name"), .line) {
      .text($0.pipeline?.name ?? $0.deal.pipeline.text)
    },
    Property("stageName", Phrase(ru: "этап, название", en: "stage name"), .line) {
      .text($0.stageName)
    },
    Property("chain", Phrase(ru: "разбивка", en: "split payment"), .line) {
      ($0.deal.chain?.id.text).map(Value.text)
    },
  ]

  /// Its place in a payment chain and the sums of that (R20).
  static let ofChains: [Property<DealSubject>] = [
    Property("part", Phrase(ru: "часть", en: "part"), .number) {
      ($0.deal.chain?.part).map(Value.whole)
    },
    Property("total", Phrase(ru: "полная сумма", en: "total"), .money) {
      ($0.chain?.total).map(Value.money)
    },
    Property("paid", Phrase(ru: "оплачено", en: "paid"), .money) {
      ($0.chain?.paid).map(Value.money)
    },
    Property("expected", Phrase(ru: "ожидается", en: "expected"), .money) {
      ($0.chain?.expected).map(Value.money)
    },
    Property("closed", Phrase(ru: "закрыта", en: "closed"), .flag) {
      ($0.chain?.isClosed).map(Value.flag)
    },
  ]

  /// What follows from the others and the clock, in whole local days (R38).
  static let derived: [Property] = [
    Property("age", Phrase(ru: "возраст", en: "age"), ValueType.days) { subject in
      subject.days(since: subject.deal.createdAt)
    },
    Property("stageAge", Phrase(ru: "дней на этапе", en: "days at stage"), ValueType.days) {
      subject in subject.days(since: subject.deal.stageEnteredAt)
    },
    Property("silence", Phrase(ru: "тишина", en: "silence"), ValueType.days) { subject in
      subject.days(since: subject.deal.updatedAt)
    },
    Property("nextIn", Phrase(ru: "дней до задачи", en: "days to next task"), ValueType.days) {
      subject in subject.days(until: subject.deal.nextTaskDue)
    },
  ]
}

extension DealState {
  /// What people read.
  public var name: Phrase {
    switch self {
    case .open: Phrase(ru: "в работе", en: "open")
    case .pending: Phrase(ru: "ждет согласования", en: "waits for approval")
    case .won: Phrase(ru: "успешно завершена", en: "won")
    case .lost: Phrase(ru: "не реализована", en: "lost")
    case .deleted: Phrase(ru: "удалена", en: "deleted")
    }
  }
}

extension Health {
  /// What people read.
  public var name: Phrase {
    switch self {
    case .none: Phrase(ru: "нет задачи", en: "no task")
    case .red: Phrase(ru: "просрочена", en: "overdue")
    case .yellow: Phrase(ru: "сегодня", en: "today")
    // Not «in order», which is what a deal without errors is.
    case .green: Phrase(ru: "по плану", en: "on schedule")
    }
  }
}
