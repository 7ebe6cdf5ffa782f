/// Changes what is known about a deal without moving it.
public struct EditDeal: DealAction {
  /// The new values; loss reason, `spokeWith` and `position` on a lost deal only.
  public var fields = DealFields()

  /// An edit that changes nothing yet.
  public init() {}

  /// The changed deal.
  ///
  /// - Throws: `Refusal` where a sum is out of bounds from the stage on that asks for them (R8), on a
  ///   part's budget (R22a), or for closing fields of a deal that is not lost.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let refused = Phrase(
      ru: "нельзя изменить сделку '\(before.deal.name)'",
      en: "cannot edit deal '\(before.deal.name)'")
    try subject.requirePresent(refused)
    if fields.budget != nil { try subject.requireNoChain(refused) }
    if subject.kind != .lost, fields.touchesLoss {
      throw Refusal(
        "R6",
        Phrase(
          ru: "\(refused.ru): причина и собеседник есть только у нереализованной сделки",
          en: "\(refused.en): only a lost deal has a reason and somebody they spoke with"),
        remedies: [Remedy("deal", "close", before.deal.id.text, "--lost")])
    }
    try subject.supply(fields, in: context)
    try
      ((fields.budget == nil ? [] : subject.missingSum())
      + (fields.endDate == nil ? [] : subject.missingLaterEnd(in: context.zone)))
      .refuse(refused)
    try subject.lost(since: before).refuse(refused)
    return Outcome(subject.deal, notices: subject.noticesOfName(fields))
  }
}

extension DealFields {
  /// Whether a value is given that only a lost deal has.
  var touchesLoss: Bool { lossReason != nil || spokeWith != nil || position != nil }
}

extension DealCase {
  /// R8: a sum and its bounds hold from the stage on that asks for them.
  func missingSum() -> [Missing] {
    guard let stage = pipeline.stage(deal.stage) else { return [] }
    return [Requirement.budget, .budgetBounds].filter { isAsked($0.id) }
      .flatMap { $0.missing(self, stage) }
  }

  /// Whether the deal stands where the pipeline asks for it; a lost deal's sum binds nobody.
  private func isAsked(_ id: Requirement.ID) -> Bool {
    switch kind {
    case .open: pipeline.demands(id, by: deal.stage)
    case .won: pipeline.stages.contains { $0.requires.contains(id) }
    case .lost: false
    }
  }

  fileprivate func noticesOfName(_ fields: DealFields) -> [Notice] {
    guard let name = fields.name,
      Folding.foldWithoutSuffixes(name) != Folding.foldWithoutSuffixes(company.name)
    else { return [] }
    return [
      Notice(
        Phrase(
          ru:
            "название сделки должно повторять название компании '\(company.name)'; аудит это найдет",
          en:
            "the deal's name has to repeat the company's, '\(company.name)'; the audit will say so"),
        remedy: Remedy("deal", "edit", deal.id.text, "--name", company.name))
    ]
  }
}
