/// A head agrees that a deal is lost (`crm approval accept`, R53).
public struct AcceptClosing: DealAction {
  /// What is to be said of it.
  public var comment: String?

  /// An acceptance without a word.
  public init() {}

  /// The lost deal, as if it were closed now; the rest of its chain where it is the awaited part.
  ///
  /// - Throws: `Refusal` where nothing waits for approval.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let refused = Phrase(
      ru: "нельзя согласовать закрытие сделки '\(before.deal.name)'",
      en: "cannot approve the closing of deal '\(before.deal.name)'")
    let (pending, target) = try before.requirePending(refused)
    subject.deal.endOpenTasks(result: pending.result, at: context.now, in: context)
    subject.deal.history.append(context.event(.told(.closingAccepted, [:])))
    subject.close(at: target, happened: context.now, in: context)
    subject.note(comment, for: target, at: context.now, in: context)
    try subject.emptyComment(comment, report: [], for: target).refuse(refused)
    let others = subject.endChain(in: context)
    return Outcome(subject.deal, others: others)
  }
}

/// A head does not agree that a deal is lost (`crm approval return`, R53).
public struct ReturnClosing: DealAction {
  /// Where it is to be worked on.
  public var stage: StageID
  /// Why.
  public var comment: String?
  /// What is to be done next.
  public var next = NextTask()

  /// A return without a word.
  public init(to stage: StageID) {
    self.stage = stage
  }

  /// The deal at an open stage that it has reached.
  ///
  /// - Throws: `Refusal` where nothing waits for approval, for a stage beyond, or with all that is
  ///   missing.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let refused = Phrase(
      ru: "нельзя вернуть в работу сделку '\(before.deal.name)'",
      en: "cannot return deal '\(before.deal.name)'")
    _ = try before.requirePending(refused)
    let pipeline = before.pipeline
    guard let target = pipeline.stage(stage), target.kind == .open,
      let wanted = pipeline.position(of: stage),
      wanted <= pipeline.position(of: before.deal.stage) ?? wanted
    else {
      throw Refusal(
        "R53",
        Phrase(
          ru: "\(refused.ru) на этап '\(before.stageName(stage))': она до него не дошла",
          en: "\(refused.en) to '\(before.stageName(stage))', which it has not reached"))
    }
    subject.deal.withdrawClosing(.closingReturned, because: comment, in: context)
    if target.id != before.deal.stage {
      let move = Event.Kind.moved(from: before.deal.stage, to: target.id)
      subject.deal.stage = target.id
      subject.deal.history.append(context.event(move))
    }
    subject.note(comment, for: target, at: context.now, in: context)
    let unknown = subject.plan(next, in: context)
    if target.id != before.deal.stage { subject.setTasks(of: target, in: context) }
    var missing = next.missing
    if next == NextTask() { missing = NextTask(due: context.now).missing }
    if !subject.isSubstantive(comment, []) { missing.append(.reasonForReturning) }
    try missing.refuse(refused, [unknown])
    return Outcome(subject.deal, notices: next.notices(in: context))
  }
}

extension Deal {
  /// Takes back what was said of its loss, and ends the head's task.
  mutating func withdrawClosing(
    _ type: EventType, because reason: String?, in context: ActionContext
  ) {
    history.append(context.event(.told(type, [:])))
    change("lostReason", \.lostReason, to: nil, in: context) { $0 }
    change("spokeWith", \.spokeWith, to: nil, in: context) { $0?.line }
    // The department may have changed its language since.
    let action = PendingClosing.action
    if let task = openTask(of: action.ru) ?? openTask(of: action.en) {
      cancel(task.number, reason: reason, at: context.now, in: context)
    }
  }
}

extension DealCase {
  /// The closing that waits, and its stage.
  fileprivate func requirePending(
    _ refused: Phrase
  ) throws(Refusal) -> (PendingClosing, Stage) {
    guard let pending = deal.pending, let stage = pipeline.stage(pending.stage) else {
      throw Refusal(
        "R53",
        Phrase(
          ru: "\(refused.ru): ничего не ждет согласования",
          en: "\(refused.en): nothing waits for approval"),
        remedies: [Remedy("approval", "list")])
    }
    return (pending, stage)
  }
}

extension Missing {
  /// R53: whoever is to work on the deal again learns why.
  fileprivate static let reasonForReturning = Missing(
    .comment,
    Phrase(
      ru: "нужен развернутый комментарий, почему с потерей не согласны",
      en: "a substantive comment has to say why the loss is not agreed to"),
    option: "--comment")
}

extension Notice {
  /// R53: in a directory of one person nobody is asked.
  static let nobodyApproves = Notice(
    Phrase(
      ru: "согласовать некому: пользователей нет, сделка закрыта сразу",
      en: "nobody is there to approve it: without users the deal is closed at once"))
}
