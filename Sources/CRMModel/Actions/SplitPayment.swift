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
    var subject = before
    let refused = Phrase(
      ru: "нельзя записать оплату части по сделке '\(before.deal.name)'",
      en: "cannot record a part's payment on deal '\(before.deal.name)'")
    try subject.requireOpen(refused)
    guard let won = subject.pipeline.closingStage(.won), let contract = stage(of: before) else {
      throw Refusal("R2", refused)
    }
    try subject.requireReached(won, refused)
    let happened = try subject.happened(at: at, in: context)
    let total = try fullSum(before, refused)
    var changed = try startOrAdjust(&subject, to: total, refused, in: context)
    let rest = try self.rest(before, of: total, refused)

    try subject.supply(fields(of: before), in: context)
    let isLast = rest.isZero
    if isLast {
      var last = DealFields()
      last.name = "\(before.company.name) (последняя доплата)"
      try subject.supply(last, in: context)
      try refuseNext(refused)
    }
    subject.endAllTasks(result: result, at: happened, in: context)
    subject.close(at: won, happened: happened, in: context)

    var missing = subject.missing(for: won)
    var waiting: DealCase?
    if !isLast {
      var next = waitingCase(
        subject, at: contract, expecting: rest, since: happened, in: context)
      try next.plan(self.next, in: context)
      missing += self.next.missing + next.missing(for: contract)
      subject.deal.chain?.next = next.deal.id
      waiting = next
    }
    try missing.droppingHalfTask().refuse(refused)
    changed.removeAll { $0.id == subject.deal.id }
    let parts = before.chain.filter { $0.id != subject.deal.id } + [subject.deal]
    let sums = ChainSums(
      parts: parts + [waiting?.deal].compactMap { $0 }, total: total, pipeline: subject.pipeline)
    return Result(
      paid: subject.deal, next: waiting?.deal, others: changed, sums: sums,
      notices: next.notices(in: context))
  }

  private func stage(of subject: DealCase) -> Stage? { subject.pipeline.stage(subject.deal.stage) }

  /// The full sum after this command, checked against what was agreed and paid (R22).
  private func fullSum(_ before: DealCase, _ refused: Phrase) throws(Refusal) -> Money {
    guard paid.isPositive else {
      throw Refusal(
        "R22",
        Phrase(
          ru: "\(refused.ru): часть должна быть больше нуля",
          en: "\(refused.en): a part has to be more than nothing"))
    }
    guard let agreed = before.deal.chain?.total else {
      guard let total = total ?? adjustedTotal else {
        throw Refusal(
          refused,
          missing: [
            Missing(
              .budget, Phrase(ru: "не указана полная сумма", en: "the full sum is missing"),
              option: "--total")
          ])
      }
      return total
    }
    if let adjustedTotal {
      guard reason != nil else {
        throw Refusal(
          refused,
          missing: [
            Missing(
              .budget,
              Phrase(
                ru: "не указано, почему меняется полная сумма",
                en: "why the full sum changes is missing"),
              option: "--reason")
          ])
      }
      return adjustedTotal
    }
    guard total == nil || total == agreed else { throw changedTotal(before, refused) }
    return agreed
  }

  /// What is expected after this part.
  private func rest(
    _ before: DealCase, of total: Money, _ refused: Phrase
  ) throws(Refusal) -> Money {
    let zero = Money(minorUnits: 0, currency: total.currency)
    let paidBefore = before.chainSums?.paid ?? zero
    guard let open = total.subtracting(paidBefore), let rest = open.subtracting(paid) else {
      throw Refusal(
        "R29",
        Phrase(
          ru: "\(refused.ru): суммы в разных валютах не складываются",
          en: "\(refused.en): sums in two currencies are never added"))
    }
    if rest.minorUnits < 0 { throw overpaid(before, open, refused) }
    if before.deal.chain == nil, rest.isZero {
      throw Refusal(
        "R22",
        Phrase(
          ru: "\(refused.ru): оплачено все сразу, это не разбивка",
          en: "\(refused.en): all is paid at once, which is no split"),
        remedies: [
          Remedy("deal", "close", before.deal.id.text, "--won", "--budget", total.decimalText)
        ])
    }
    return rest
  }

  private func overpaid(_ before: DealCase, _ open: Money, _ refused: Phrase) -> Refusal {
    let isFirst = before.deal.chain == nil
    let option = isFirst ? "--total" : "--adjust-total"
    let remedy = Remedy("split-pay", before.deal.id.text, "--paid", paid.decimalText)
      .asking(option, ru: "СУММА", en: "SUM")
    return Refusal(
      "R22",
      Phrase(
        ru: "\(refused.ru): оплачено \(paid.decimalText), а ожидается \(open.decimalText)",
        en: "\(refused.en): \(paid.decimalText) was paid and \(open.decimalText) is expected"),
      remedies: [isFirst ? remedy : remedy.asking("--reason", ru: "ПОЧЕМУ", en: "WHY")])
  }

  private func changedTotal(_ before: DealCase, _ refused: Phrase) -> Refusal {
    Refusal(
      "R22",
      Phrase(
        ru: "\(refused.ru): полная сумма уже другая, ее меняют с причиной",
        en: "\(refused.en): another full sum was agreed; it changes with a reason only"),
      remedies: [
        Remedy(
          "split-pay", before.deal.id.text, "--paid", paid.decimalText, "--adjust-total",
          total?.decimalText ?? ""
        ).asking("--reason", ru: "ПОЧЕМУ", en: "WHY")
      ])
  }

  /// Makes the deal the first part of a chain, or gives an existing chain its new full sum.
  private func startOrAdjust(
    _ subject: inout DealCase, to total: Money, _ refused: Phrase, in context: ActionContext
  ) throws(Refusal) -> [Deal] {
    if subject.deal.chain != nil {
      return subject.adjustTotal(to: total, reason: reason, in: context)
    }
    // R10: where the full sum is not what was agreed before, both stay in the history.
    var fields = DealFields()
    fields.budget = total
    try subject.supply(fields, in: context)
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
    var deal = Deal(
      id: nextID, name: "\(subject.company.name) (доплата)", company: paid.company,
      pipeline: paid.pipeline, stage: contract.id, manager: paid.manager, author: context.user)
    deal.budget = rest
    deal.contacts = paid.contacts
    deal.fields = paid.fields
    if let link = paid.chain {
      deal.chain = ChainLink(
        id: link.id, part: link.part + 1, total: link.total, previous: paid.id)
    }
    deal.history = [context.event(.created(stage: contract.id), at: happened)]
    let earlier = subject.chain.filter { $0.id != paid.id }
    return DealCase(
      deal: deal, company: subject.company, contacts: subject.contacts,
      chain: earlier + [paid, deal], pipeline: subject.pipeline)
  }
}
