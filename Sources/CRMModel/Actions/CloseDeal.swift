/// Ends a deal as won or lost (R6, R9, R17a).
public struct CloseDeal: DealAction {
  /// Won or lost.
  public var kind: Stage.Kind
  /// What the closing stage asks for.
  public var fields = DealFields()
  /// The comment written for it.
  public var comment: String?
  /// What came of the open tasks.
  public var result: String?
  /// When it happened, now unless said otherwise (R3).
  public var at: Instant?
  /// Who has to agree to a loss at a stage that asks nobody (R53).
  var approval: Stage.Approver?

  /// A closing without anything supplied.
  public init(as kind: Stage.Kind) {
    self.kind = kind
  }

  /// The closed deal; the rest of its chain where the awaited part is lost (R22a).
  ///
  /// - Throws: `Refusal` with everything that is missing at once.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let refused =
      kind == .won
      ? Phrase(
        ru: "нельзя завершить сделку '\(before.deal.name)'",
        en: "cannot close deal '\(before.deal.name)' as won")
      : Phrase(
        ru: "нельзя закрыть сделку '\(before.deal.name)' как нереализованную",
        en: "cannot close deal '\(before.deal.name)' as lost")
    try subject.requireOpen(refused)
    let target = try subject.closingStage(kind, refused)
    if kind == .won, subject.deal.chain != nil {
      throw Refusal(
        "R19",
        Phrase(
          ru: "\(refused.ru): это часть разбивки, ее закрывает поступившая оплата",
          en: "\(refused.en): it is a part of a split payment, which the payment closes"),
        alternative: Alternative(Remedy("split-pay", before.deal.id.text).asking("--paid")))
    }
    if fields.budget != nil { try subject.requireNoChain(refused) }
    if !context.isLenient { try subject.requireReached(target, refused) }
    let happened = try subject.happened(at: at, in: context)
    let fields = kind == .won ? try subject.winning(fields, in: context) : fields
    let unknown = try subject.supply(fields, in: context)
    subject.deal.endOpenTasks(result: result, at: happened, in: context)
    subject.close(at: target, happened: happened, in: context)
    subject.note(comment, for: target, at: happened, in: context)

    var missing = subject.missing(for: target) + subject.missingLaterEnd(in: context.zone)
    if !missing.contains(where: { $0.requirement == .comment }) {
      missing += subject.emptyComment(comment, report: [], for: target)
    }
    if fields.budget != nil { missing += subject.missingSum() }
    missing += before.missingResult(result, in: context)
    try missing.supplied(by: options, on: before, at: target).refuse(
      refused, [unknown], in: context)
    // What was lost elsewhere needs nobody's yes here (R53).
    let isAsked = kind == .lost && (approval ?? target.approval) != nil && !context.isLenient
    guard isAsked, !before.rules.people.isEmpty else {
      let others = subject.endChain(in: context)
      return Outcome(subject.deal, others: others, notices: isAsked ? [.nobodyApproves] : [])
    }
    return Outcome(try asking(before, for: target, happened, in: context))
  }

  /// R53: the deal where it stands, with all that the closing stage asks for, until a head has said yes.
  private func asking(
    _ before: DealCase, for target: Stage, _ happened: Instant, in context: ActionContext
  ) throws(Refusal) -> Deal {
    var subject = before
    _ = try subject.supply(fields, in: context)
    subject.note(comment, for: target, at: happened, in: context)
    subject.deal.history.append(
      context.event(
        .told(.closingAsked, ["result": .text(result ?? ""), "to": .text(target.id.text)]),
        at: happened))
    let people = subject.rules.people
    _ = subject.plan(
      NextTask(
        action: context.settings.worded(PendingClosing.action),
        due: context.settings.workCalendar.dueForWork(sentAt: context.now, zone: context.zone),
        assignee: people.head(of: before.deal.manager) ?? people.admin(beside: context.user)),
      in: context)
    return subject.deal
  }

  private var options: Set<String> {
    kind == .won
      ? ["--end-date", "--package", "--budget", "--set", "--comment", "--result"]
      : ["--reason", "--spoke-with", "--position", "--set", "--comment", "--result"]
  }
}

extension DealCase {
  /// The stage at which the pipeline ends deals so.
  func closingStage(_ kind: Stage.Kind, _ refused: Phrase) throws(Refusal) -> Stage {
    if kind != .open, let stage = pipeline.closingStage(kind) { return stage }
    throw Refusal(
      "R2",
      Phrase(
        ru: "\(refused.ru): в воронке '\(pipeline.name)' нет такого этапа",
        en: "\(refused.en): pipeline '\(pipeline.name)' has no such stage"))
  }

  /// R6: a closing stage may ask how far the deal has come (`from` in the pipeline document).
  func requireReached(_ target: Stage, _ refused: Phrase) throws(Refusal) {
    guard let from = target.from else { return }
    guard let reached = pipeline.standIn(for: from), let least = pipeline.position(of: reached)
    else {
      throw Refusal(
        "R2",
        Phrase(
          ru: "\(refused.ru): этап '\(target.name)' открыт с этапа '\(from.text)', а такого "
            + "открытого этапа в воронке '\(pipeline.name)' нет",
          en: "\(refused.en): '\(target.name)' is entered from '\(from.text)', which is no open "
            + "stage of pipeline '\(pipeline.name)'"),
        remedies: [Remedy("pipeline", "lint")])
    }
    // A stage that was taken out of the document has come to no place in the order.
    let position = pipeline.position(of: deal.stage)
    if let position, position >= least { return }
    let next = pipeline.stages[position.map { $0 + 1 } ?? least]
    throw Refusal(
      "R6",
      Phrase(
        ru: "\(refused.ru): этап '\(target.name)' возможен начиная с этапа '\(stageName(reached))'",
        en: "\(refused.en): '\(target.name)' is open from stage '\(stageName(reached))' on"),
      remedies: missing(for: next).flatMap(\.remedies),
      alternative: Alternative(
        Remedy("deal", "move", deal.id.text, next.id.text), missing: missing(for: next),
        leaving: nil))
  }

  /// Puts the deal at a closing stage.
  mutating func close(at stage: Stage, happened: Instant, in context: ActionContext) {
    let from = deal.stage
    deal.stage = stage.id
    deal.history.append(context.event(.closed(from: from, to: stage.id), at: happened))
    stopProcesses(at: stage, in: context)
  }

  /// R22a: where the awaited part is lost, the chain ends at what was paid; the adjustment and its
  /// reason are kept on every part.
  mutating func endChain(in context: ActionContext) -> [Deal] {
    guard kind == .lost, let sums = chainSums else { return [] }
    return adjustTotal(to: sums.paid, reason: deal.lostReason, in: context)
  }

  /// Gives every part of the chain another full sum; returns the other parts that
  /// changed.
  mutating func adjustTotal(
    to total: Money, reason: String?, in context: ActionContext
  ) -> [Deal] {
    func adjusted(_ part: Deal) -> Deal? {
      guard let old = part.chain?.total, old != total else { return nil }
      var part = part
      part.chain?.total = total
      let change = FieldChange("total", old: old.decimalText, new: total.decimalText)
      part.history.append(context.event(.edited(change, reason: reason)))
      return part
    }
    deal = adjusted(deal) ?? deal
    return chain.filter { $0.id != deal.id }.compactMap(adjusted)
  }
}
