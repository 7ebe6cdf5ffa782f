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
    if fields.gives(.budget) { try subject.requireNoChain(refused) }
    if subject.kind != .lost, fields.touchesLoss {
      throw refusalOfLoss(of: before, refused, in: context)
    }
    var fields = try subject.counting(fields, in: context)
    fields.name = fields.name.map(subject.nameOfPart)
    let unknown = try subject.supply(fields, in: context)
    var missing = subject.lost(since: before)
    if fields.budget != nil { missing += subject.missingSum() }
    if fields.endDate != nil { missing += subject.missingLaterEnd(in: context.zone) }
    try missing.refuse(refused, [unknown], in: context)
    return Outcome(subject.deal, notices: subject.noticesOfName(fields))
  }

  /// The rest of the edit can be done, and why it was done is a comment; closing is another matter.
  private func refusalOfLoss(
    of before: DealCase, _ refused: Phrase, in context: ActionContext
  ) -> Refusal {
    let message = Phrase(
      ru: "\(refused.ru): причина и собеседник (--reason, --spoke-with, --position) есть только у "
        + "нереализованной сделки",
      en: "\(refused.en): only a lost deal has a reason and somebody they spoke with (--reason, "
        + "--spoke-with, --position)")
    let id = before.deal.id.text
    let note = fields.lossReason.map { [Remedy("comment", "add", id, $0)] } ?? []
    var rest = self
    rest.fields.lossReason = nil
    rest.fields.spokeWith = nil
    rest.fields.position = nil
    rest.fields.emptied.subtract([.lossReason, .spokeWith, .position])
    guard rest.fields != DealFields() else {
      return Refusal("R6", message, remedies: note + [Remedy("help", "deal", "close")])
    }
    return .instead(
      "R6", message, Remedy("deal", "edit", id),
      leaving: ["--reason", "--spoke-with", "--position"], remedies: note
    ) { () throws(Refusal) in _ = try rest.apply(to: before, in: context) }
  }
}

extension DealFields {
  /// Whether a value is given that only a lost deal has.
  var touchesLoss: Bool { gives(.lossReason) || gives(.spokeWith) || gives(.position) }
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

  /// R20, R21: a later part of a chain is told apart by what stands behind its name.
  fileprivate func nameOfPart(_ typed: String) -> String {
    guard let suffix = deal.chain?.nameSuffix(isWon: kind == .won), !suffix.isEmpty else {
      return typed
    }
    var name = typed
    while Folding.foldWithoutSuffixes(name) != Folding.fold(name),
      let mark = name.lastIndex(of: "(")
    {
      name = String(name[..<mark]).trimmingBlanks()
    }
    return name + suffix
  }

  fileprivate func noticesOfName(_ fields: DealFields) -> [Notice] {
    guard let name = fields.name,
      !company.united.map(\.name).map(Folding.foldWithoutSuffixes)
        .contains(Folding.foldWithoutSuffixes(name))
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
