/// Takes a closed deal up again at its last open stage (R4).
public struct ReopenDeal: DealAction {
  /// Another open stage than the last one.
  public var stage: StageID?
  /// Why.
  public var comment: String?
  /// What is to be done next.
  public var next = NextTask()
  /// Why nothing is to be done next, where that is said (R54).
  public var noNextReason: String?

  private static let options: Set = ["--comment", "--next", "--due"]

  /// A reopening without anything supplied.
  public init() {}

  /// The open deal: closing fields are cleared and kept in the history; a closing that waits for
  /// approval is withdrawn (R53).
  ///
  /// - Throws: `Refusal` for an open deal, a deal of a chain (R22a), or with everything missing.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let refused = Phrase(
      ru: "нельзя вернуть в работу сделку '\(before.deal.name)'",
      en: "cannot reopen deal '\(before.deal.name)'")
    try subject.requirePresent(refused, evenPending: true)
    if subject.deal.pending != nil { return try withdraw(subject, refused, in: context) }
    guard subject.kind != .open else {
      throw Refusal(
        "R4", Phrase(ru: "\(refused.ru): она открыта", en: "\(refused.en): it is open"))
    }
    try subject.requireNoChain(refused)
    let target = try self.target(subject, refused, in: context)
    let happened = try subject.happened(at: nil, in: context)
    let from = subject.deal.stage
    let cleared = subject.deal.clearClosingFields()
    subject.deal.stage = target.id
    subject.deal.history.append(
      context.event(.reopened(from: from, to: target.id, cleared: cleared)))
    subject.note(comment, for: target, at: happened, in: context)
    let unknown = subject.plan(next, in: context)
    subject.setTasks(of: target, in: context)

    subject.note(noNext: noNextReason, in: context)
    let exempt: Set<Requirement.ID> = noNextReason.saysSomething ? [.nextTask] : []
    var missing = next.missing(
      with: subject.missing(for: target, exempt: exempt), in: subject.pipeline)
    if !missing.contains(where: { $0.requirement == .comment }),
      !subject.isSubstantive(comment, [])
    {
      missing.append(.reasonForReopening)
    }
    try missing.supplied(by: ReopenDeal.options, on: before, at: target)
      .refuse(refused, [unknown], in: context)
    return Outcome(subject.deal, notices: next.notices(in: context))
  }

  private func withdraw(
    _ before: DealCase, _ refused: Phrase, in context: ActionContext
  ) throws(Refusal) -> Outcome {
    var subject = before
    guard stage == nil || stage == before.deal.stage,
      let target = before.pipeline.stage(before.deal.stage)
    else {
      throw Refusal(
        "R53",
        Phrase(
          ru:
            "\(refused.ru) на другом этапе: она на этапе '\(before.stageName(before.deal.stage))'",
          en: "\(refused.en) at another stage: it is at '\(before.stageName(before.deal.stage))'"))
    }
    subject.deal.withdrawClosing(.closingWithdrawn, because: comment, in: context)
    subject.note(comment, for: target, at: context.now, in: context)
    let unknown = subject.plan(next, in: context)
    subject.note(noNext: noNextReason, in: context)
    var missing = next.missing
    if !subject.isSubstantive(comment, []) { missing.append(.reasonForReopening) }
    try missing.refuse(refused, [unknown], in: context)
    return Outcome(subject.deal, notices: next.notices(in: context))
  }

  private func target(
    _ subject: DealCase, _ refused: Phrase, in context: ActionContext
  ) throws(Refusal) -> Stage {
    let pipeline = subject.pipeline
    let last = subject.deal.stageBeforeClosing.map(pipeline.successor)
      .map { pipeline.standIn(for: $0) ?? $0 }
    if let stage, pipeline.stage(stage) == nil,
      pipeline.writtenStages.contains(where: { $0.id == stage })
    {
      throw subject.refusal(ofStage: stage, refused)
    }
    guard let id = stage ?? last ?? pipeline.firstStage?.id, let target = pipeline.stage(id),
      target.kind == .open
    else {
      throw Refusal(
        "R4",
        Phrase(
          ru: "\(refused.ru): нужен открытый этап", en: "\(refused.en): an open stage is needed"))
    }
    // Closing and reopening is no way to skip stages; where an imported deal stood is not known.
    if !pipeline.allowSkip, !context.isLenient, let last, let reached = pipeline.position(of: last),
      let wanted = pipeline.position(of: id), wanted > reached
    {
      let name = subject.stageName(last)
      throw Refusal(
        "R4",
        Phrase(
          ru: "\(refused.ru) на этапе '\(target.name)': она дошла только до этапа '\(name)'",
          en: "\(refused.en) at '\(target.name)': it has come to '\(name)' only"))
    }
    return target
  }
}

extension Deal {
  /// Clears what belongs to a closed deal only, and says what was there.
  package mutating func clearClosingFields() -> [FieldChange] {
    let changes = [
      FieldChange("package", old: package, new: nil),
      FieldChange("endDate", old: endDate?.text, new: nil),
      FieldChange("lostReason", old: lostReason, new: nil),
      FieldChange("spokeWith", old: spokeWith?.line, new: nil),
    ].filter { $0.old != nil }
    package = nil
    endDate = nil
    lostReason = nil
    spokeWith = nil
    return changes
  }
}

extension Missing {
  /// Why a closed deal is taken up again.
  static let reasonForReopening = Missing(
    .comment,
    Phrase(
      ru: "нужен развернутый комментарий, почему сделка возвращается в работу",
      en: "a substantive comment has to say why the deal is reopened"),
    option: "--comment")
}
