/// Where a deal's budget comes from (R73).
public enum DealAmount: String, CaseIterable, Sendable {
  /// By hand.
  case manual
  /// What its lines come to.
  case lines
  /// What was ordered by its papers.
  case orders

  /// What people read.
  public var name: Phrase {
    switch self {
    case .manual: Phrase(ru: "вручную", en: "by hand")
    case .lines: Phrase(ru: "по строкам", en: "from its lines")
    case .orders: Phrase(ru: "по заказам", en: "from its orders")
    }
  }
}

extension Deal {
  /// Where its budget comes from.
  public var amount: DealAmount {
    facts[Field<Deal>.amount.key].flatMap { DealAmount(rawValue: $0.text) } ?? .manual
  }

  /// What is sold, with the tax in the prices.
  public func lines(in currency: Currency) -> [PaperLine] {
    [PaperLine](facts[Field<Deal>.lines.key], in: currency)
  }
}

extension DealCase {
  /// The fields of a command with the budget that follows from lines or orders, where it does; a part of
  /// a payment chain has its own (R22a).
  ///
  /// - Throws: `Refusal` for a budget by hand where it follows, for one that follows on a part of a chain,
  ///   and for lines whose sum does not fit.
  func counting(_ fields: DealFields, in context: ActionContext) throws(Refusal) -> DealFields {
    let after = fields.card.apply(to: deal, in: context)
    if fields.card.gives(.lines), after.lines(in: currency).sums(.included) == nil {
      throw Refusal(
        "R72",
        Phrase(
          ru: "строки сделки '\(deal.name)': сумма слишком велика",
          en: "the lines of deal '\(deal.name)': the sum is too large"))
    }
    if fields.card.gives(.amount), after.amount != .manual {
      try requireNoChain(
        Phrase(
          ru: "бюджет сделки '\(deal.name)' не может считаться \(after.amount.name.ru)",
          en: "the budget of deal '\(deal.name)' cannot come \(after.amount.name.en)"))
    }
    guard after.amount != .manual, deal.chain == nil else { return fields }
    guard !fields.gives(.budget) else {
      let edit = Remedy("deal", "edit", deal.id.text, "--amount", DealAmount.manual.rawValue)
      throw Refusal(
        "R73",
        Phrase(
          ru: "бюджет сделки '\(deal.name)' считается \(after.amount.name.ru)",
          en: "the budget of deal '\(deal.name)' comes \(after.amount.name.en)"),
        remedies: [fields.budget.map { edit.adding("--budget", $0.decimalText) } ?? edit])
    }
    let total =
      after.amount == .lines
      ? after.lines(in: currency).sums(.included)?.total : ordered.minorUnits
    var fields = fields
    fields.budget = total.flatMap { $0 > 0 ? Money(minorUnits: $0, currency: currency) : nil }
    return fields
  }

  /// The deal with the budget that follows from its orders by now; an open one that is no part of a chain.
  ///
  /// No bounds stand in the way of an order: the audit finds a budget that is out of them (R8).
  ///
  /// - Throws: `Refusal` for a sum that does not fit.
  public func countingOrders(in context: ActionContext) throws(Refusal) -> Deal {
    guard deal.amount == .orders, kind == .open, deal.chain == nil else { return deal }
    var counted = self
    _ = try counted.supply(counting(DealFields(), in: context), in: context)
    return counted.deal
  }

  /// The same when the deal is won: what was ordered goes first where the pipeline says so (R82).
  func winning(_ fields: DealFields, in context: ActionContext) throws(Refusal) -> DealFields {
    var fields = try counting(fields, in: context)
    guard pipeline.amount == .orders else { return fields }
    let ordered = ordered
    if ordered.isPositive { fields.budget = ordered }
    return fields
  }

  private var ordered: Money { subject.sums.ordered }
}
