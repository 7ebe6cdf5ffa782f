/// Records a part of a payment: the deal becomes won with what was paid, and a next one waits for
/// the rest (R19 to R22).
public struct SplitPayment: Sendable {
  /// The id of the deal that will wait for the rest.
  public var nextID: DealID
  /// The part that was paid.
  public var paid: Money
  /// The full sum; needed with the first part, taken from the chain later.
  public var total: Money?
  /// What was sold; taken from the chain later.
  public var package: String?
  /// The day the package ends; taken from the chain later.
  public var endDate: Day?
  /// What came of the open tasks.
  public var result: String?
  /// The task of the deal that waits for the rest.
  public var next = NextTask()
  /// Another full sum than agreed (R22).
  public var adjustedTotal: Money?
  /// Why the full sum changed.
  public var reason: String?
  /// When the money came, now unless said otherwise (R3).
  public var at: Instant?

  /// A paid part.
  public init(paid: Money, nextID: DealID) {
    self.paid = paid
    self.nextID = nextID
  }

  /// What a paid part leads to.
  public struct Result: Sendable {
    /// The won deal.
    public let paid: Deal
    /// The deal that waits for the rest; `nil` after the last part.
    public let next: Deal?
    /// Other parts that changed with the full sum.
    public let others: [Deal]
    /// The chain's sums afterwards.
    public let sums: ChainSums
    /// What the user should know.
    public let notices: [Notice]
  }

  /// Both deals at once: there is no moment at which one is won and the next is missing (R22).
  ///
  /// - Throws: `Refusal` where the sums do not fit, or with everything that is missing at once.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Result {
    let refused = Phrase(
      ru: "нельзя записать оплату части по сделке '\(before.deal.name)'",
      en: "cannot record a part's payment on deal '\(before.deal.name)'")
    let absent = absent(of: before)
    guard !absent.isEmpty else { return try record(before, refused, in: context) }
    // R6: everything at once, so what is absent is assumed, to see what else is missing.
    var assumed = self
    assumed.reason = assumed.reason ?? "-"
    if before.deal.chain == nil {
      assumed.total = paid.adding(Money(minorUnits: 1, currency: paid.currency))
    }
    var others: [Missing] = []
    do throws(Refusal) {
      _ = try assumed.record(before, refused, in: context)
    } catch {
      let found = (error.unknown?.unmet).map { [$0] } ?? error.missing
      if found.isEmpty { throw error }
      others = found.filter { total != nil || $0.requirement != .budgetBounds }
    }
    throw Refusal(refused, missing: absent + others)
  }

  private func record(
    _ before: DealCase, _ refused: Phrase, in context: ActionContext
  ) throws(Refusal) -> Result {
    var subject = before
    try refuseClosedPart(before, refused)
    try subject.requireOpen(refused)
    let won = try subject.closingStage(.won, refused)
    try subject.requireReached(won, refused)
    guard let contract = subject.pipeline.stage(subject.deal.stage) else {
      throw Refusal(
        "R2",
        Phrase(
          ru: "\(refused.ru): нет этапа '\(subject.deal.stage.text)'",
          en: "\(refused.en): there is no stage '\(subject.deal.stage.text)'"))
    }
    let happened = try subject.happened(at: at, in: context)
    let total = try fullSum(before, refused, in: context)
    let rest = try self.rest(before, of: total, refused, in: context)
    let changed = try startOrAdjust(&subject, to: total, in: context)

    let unknownField = try subject.supply(fields(of: before), in: context)
    let isLast = rest.isZero
    if isLast {
      try refuseNext(refused)
      var last = DealFields()
      last.name = before.company.name + (subject.deal.chain?.nameSuffix(isWon: true) ?? "")
      _ = try subject.supply(last, in: context)
    }
    subject.deal.endOpenTasks(result: result, at: happened, in: context)
    subject.close(at: won, happened: happened, in: context)

    var missing = (subject.missing(for: won) + subject.missingLaterEnd(in: context.zone))
      .supplied(by: options, on: before, at: won)
    missing += before.missingResult(result, in: context)
    var waiting: DealCase?
    var unknownTask: Refusal?
    if !isLast {
      var next = waitingCase(
        subject, at: contract, expecting: rest, since: happened, in: context)
      unknownTask = next.plan(self.next, in: context)
      next.setTasks(of: contract, in: context)
      missing += self.next.missing(with: next.missing(for: contract), in: subject.pipeline)
        .supplied(by: options, on: before, at: contract)
      subject.deal.chain?.next = next.deal.id
      waiting = next
    }
    try missing.map { wording($0, before) }.refuse(refused, [unknownField, unknownTask])
    let parts = before.chain.filter { $0.id != subject.deal.id } + [subject.deal]
    let sums = ChainSums(
      parts: parts + [waiting?.deal].compactMap { $0 }, total: total, pipeline: subject.pipeline)
    return Result(
      paid: subject.deal, next: waiting?.deal, others: changed, sums: sums,
      notices: next.notices(in: context))
  }

  /// `--budget` is no option here: what `deal move` and `deal close` take as budget is the full sum,
  /// and what the waiting deal lacks is mended on the deal that is being paid.
  private var options: Set<String> {
    ["--budget", "--package", "--end-date", "--result", "--next", "--due"]
  }

  private func wording(_ missing: Missing, _ before: DealCase) -> Missing {
    let sum = before.deal.chain == nil ? "--total" : "--adjust-total"
    return Missing(
      missing.requirement, missing.message,
      option: missing.option == "--budget" ? sum : missing.option, value: missing.value,
      remedies: missing.remedies.map { $0.naming(before.deal.id, insteadOf: nextID) })
  }

  /// Makes the deal the first part of a chain, or gives an existing chain its new full sum.
  private func startOrAdjust(
    _ subject: inout DealCase, to total: Money, in context: ActionContext
  ) throws(Refusal) -> [Deal] {
    if subject.deal.chain != nil {
      return subject.adjustTotal(to: total, reason: reason, in: context)
    }
    // R10: where the full sum is not what was agreed before, both stay in the history.
    var fields = DealFields()
    fields.budget = total
    // From now on it is what was paid (R22a).
    if subject.deal.amount != .manual { fields.card.set(.amount, nil) }
    _ = try subject.supply(fields, in: context)
    subject.deal.chain = ChainLink(id: subject.deal.id, part: 1, total: total, previous: nil)
    return []
  }

  /// What the paid deal is given: its part as budget, package and end date of the chain.
  private func fields(of before: DealCase) -> DealFields {
    let earlier = before.chain.last { $0.package != nil }
    var fields = DealFields()
    fields.budget = paid
    fields.package = package ?? (before.deal.package == nil ? earlier?.package : nil)
    fields.endDate = endDate ?? (before.deal.endDate == nil ? earlier?.endDate : nil)
    return fields
  }

  /// R4, R21: a part is closed, and what comes in is for the one that waits.
  private func refuseClosedPart(_ before: DealCase, _ refused: Phrase) throws(Refusal) {
    let waiting = before.chain.first { before.pipeline.kind(of: $0.stage) == .open }
    guard before.kind != .open, before.deal.deletedAt == nil, let waiting else { return }
    throw Refusal(
      "R4",
      Phrase(
        ru: "\(refused.ru): эта часть закрыта, оплаты ждет '\(waiting.name)'",
        en: "\(refused.en): that part is closed, the payment is awaited on '\(waiting.name)'"),
      remedies: [Remedy("deal", "show", waiting.id.text)])
  }

  private func refuseNext(_ refused: Phrase) throws(Refusal) {
    guard next.action != nil || next.due != nil else { return }
    throw Refusal(
      "R21",
      Phrase(
        ru: "\(refused.ru): это последняя часть, следующей задачи не нужно (--next, --due)",
        en: "\(refused.en): this is the last part, no next task is needed (--next, --due)"))
  }

  /// The deal that waits for the rest (R20).
  private func waitingCase(
    _ subject: DealCase, at contract: Stage, expecting rest: Money, since happened: Instant,
    in context: ActionContext
  ) -> DealCase {
    let paid = subject.deal
    // A hand-edited number must not trap; the audit tells a chain that is numbered wrongly.
    let link = paid.chain.map { link in
      ChainLink(
        id: link.id, part: max(link.part, link.part &+ 1), total: link.total, previous: paid.id)
    }
    var deal = Deal(
      id: nextID, name: subject.company.name + (link?.nameSuffix(isWon: false) ?? ""),
      company: paid.company, pipeline: paid.pipeline, stage: contract.id, manager: paid.manager,
      author: context.user)
    deal.budget = rest
    deal.contacts = paid.contacts
    deal.facts = paid.facts
    deal.participants = []
    deal.fields = paid.fields
    deal.chain = link
    deal.history = [context.event(.created(stage: contract.id), at: happened)]
    let earlier = subject.chain.filter { $0.id != paid.id }
    return DealCase(
      deal: deal, company: subject.company, contacts: subject.contacts,
      chain: earlier + [paid, deal], papers: subject.papers, pipeline: subject.pipeline,
      rules: subject.rules)
  }
}
