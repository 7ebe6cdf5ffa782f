import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal add COMPANY --pipeline P …`, or with `--new-company` or `--from-invoice` in
/// place of COMPANY.
struct DealAdd: WritingRunnable {
  var company = ""
  var invoice: String?
  var made = NewCardOptions()
  var pipeline: String?
  var manager: Login?
  var currency: Currency?
  var budget: String?
  var stage: String?
  var comment: String?
  var next = NextTaskOptions()
  var card = CardOptions<Deal>()
  var at: TimeExpression?
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "завести сделку", en: "add a deal"),
      discussion: Text(
        ru: "Сделка получает название компании и ее контакты и начинается с первого этапа. Если "
          + "контактов больше, чем позволяет настройка max-contacts, — сначала ЛПР, потом ЛВПР.",
        en: "The deal takes the company's name and contacts and starts at the first stage. Of more "
          + "contacts than the setting max-contacts allows, decision-makers come first, then "
          + "influencers."),
      DealAdd(),
      rows: [
        .company(isRequired: false) { $0.company = $1 },
        .group(NewCardOptions.rows) { options, fill in fill(&options.made) },
        .option(
          "--from-invoice", value: .reference("INVOICE", "invoice", offering: .paper),
          help: Text(
            ru: "из счета, у которого нет сделки", en: "from an invoice that has no deal")
        ) { $0.invoice = $1 },
        .option("--from-invoice", replaces: ["COMPANY"]),
        .atMostOne("--from-invoice", "--new-company"),
        .group(dealRows) { options, fill in fill(&options) },
      ],
      examples: [
        Example(
          "crm deal add 'Кафе Пушкин' --pipeline ads --next 'Связаться с клиентом' --due tomorrow",
          Text(ru: "сделка с первой задачей", en: "a deal with its first task")),
        Example(
          "crm deal add --new-company 'Бар Север' --company-phone '+7 916 000-11-22'"
            + " --new-contact 'Орлов Петр' --role decision-maker --pipeline ads",
          Text(ru: "позвонил новый клиент", en: "a new client called")),
      ])
  }

  /// What a new deal can be told, whatever its company comes from.
  static var dealRows: [Row<DealAdd>] {
    [
      .option(
        "--pipeline", value: .reference("P", "pipeline"),
        help: Text(
          ru: "воронка; не нужна, если она одна",
          en: "the pipeline; not needed if it is the only one")
      ) { $0.pipeline = $1 }.meantByPlace,
      .option(
        "--manager", value: .login("USER"),
        help: Text(ru: "кто ведет; иначе вы", en: "who works on it; else you")
      ) { $0.manager = $1 },
      .currency { $0.currency = $1 },
      .budget { $0.budget = $1 },
      .option(
        "--stage", value: .reference("STAGE", "stage"),
        help: Text(
          ru: "этап, если воронка разрешает пропускать этапы",
          en: "the stage, where the pipeline lets stages be skipped")
      ) { $0.stage = $1 },
      .comment(Text(ru: "комментарий к первому этапу", en: "a comment for the first stage")) {
        $0.comment = $1
      },
      .group(NextTaskOptions.rows) { options, fill in fill(&options.next) },
      .group(CardOptions.rows([.tag(.tags)])) { options, fill in fill(&options.card) },
      .happenedAt { $0.at = $1 },
    ]
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportDeal(write) { (transaction) throws(CRMError) in
      let invoice = try invoice.map { (reference) throws(CRMError) in
        try transaction.invoiceWithoutDeal(reference)
      }
      let company = try made.company(
        invoice?.company?.text ?? company, of: manager, session, transaction)
      let contact = try made.contact(of: company, session, transaction)
      let outcome = try outcome(for: company, contact?.id, session, transaction)
      if let invoice { try transaction.put(transaction.link(invoice, to: outcome.deal)) }
      return outcome
    }
    session.notice(made.notices)
  }

  /// A deal of a company, which is not kept yet.
  func outcome(
    for company: Company, _ contact: ContactID?, lead: LeadID? = nil, _ session: Session,
    _ transaction: Transaction
  ) throws(CRMError) -> Outcome {
    let pipeline = try chosen(transaction, for: session.words)
    var action = AddDeal(id: try transaction.newIdentifier(Deal.self))
    action.manager = try transaction.worker(manager)
    action.contact = contact
    action.currency = currency
    action.budget = try session.budget(budget, currency ?? pipeline.currency)
    action.card = try card.values(transaction)
    action.card.fill(.lead, lead?.text)
    action.card.own = try card.own.initial(on: .deal, pipeline: pipeline.id, transaction)
    if let stage { action.stage = try transaction.stage(stage, in: pipeline).id }
    action.comment = try session.prose(comment, option: "--comment")
    action.next = try next.task(session, transaction)
    action.at = try session.happened(at, transaction.context)
    var outcome = try transaction.apply(action, company, pipeline)
    outcome.notices += try transaction.seenIndex([.deal]).deals(of: company.id)
      .filter { $0.state == .open && $0.pipeline == pipeline.id }.prefix(1).map(\.noticeOfAnother)
    return outcome
  }

  private func chosen(
    _ transaction: Transaction, for words: [String]
  ) throws(CRMError) -> Pipeline {
    if let pipeline { return try transaction.pipeline(named: pipeline) }
    let all = try transaction.sortedPipelines().filter { !$0.isArchived }
    if let only = all.first, all.count == 1 { return only }
    let list = all.map { "\($0.id.text) («\($0.name)»)" }.joined(separator: ", ")
    throw .needs(
      option: "--pipeline",
      Phrase(
        ru: "укажите воронку --pipeline: \(list)", en: "name the pipeline with --pipeline: \(list)"),
      hints: all.map { pipeline in
        Remedy(words: words)
          .adding("--pipeline", pipeline.id.text).phrase
      })
  }
}

extension DealFacts {
  /// That a company has this open deal in the pipeline already.
  fileprivate var noticeOfAnother: Notice {
    Notice(
      Phrase(
        ru: "в этой воронке у компании уже есть открытая сделка '\(name)': \(id.text)",
        en: "the company has an open deal in this pipeline already, '\(name)': \(id.text)"),
      remedy: Remedy("deal", "show", id.text))
  }
}
