/// Records that a deal has reached another open stage (R3, R4, R6, R7).
public struct MoveDeal: DealAction {
  /// The stage that was accomplished.
  public var stage: StageID
  /// The pipeline that it belongs to, where that is another one (R45).
  public var pipeline: Pipeline?
  /// The comment written for it.
  public var comment: String?
  /// The report written for it (R13).
  public var report: [ReportEntry] = []
  /// The sum, where it became known or changed (R10).
  public var budget: Money?
  /// What is being sold, where that became known or is called otherwise in another pipeline.
  public var package: String?
  /// The department's own fields (R35).
  public var own: [String: Value?] = [:]
  /// What came of a task: of the one named, else of the one without which the deal does not leave its
  /// stage (R51), else of the meeting where its report is asked for (R57), else of the one that is due
  /// first (R54).
  public var result: String?
  /// The number of the task that the result belongs to.
  public var task: Int?
  /// What is to be done next.
  public var next = NextTask()
  /// Why nothing is to be done next, where that is said (R54).
  public var noNextReason: String?
  /// When it happened, now unless said otherwise (R3).
  public var at: Instant?
  /// What was done to get there, where its command moves the deal (R55).
  public var communication: Communication?

  private static let options: Set = [
    "--comment", "--report", "--budget", "--package", "--set", "--result", "--next", "--due",
  ]

  /// A move without anything supplied.
  public init(to stage: StageID) {
    self.stage = stage
  }

  /// The deal at its new stage.
  ///
  /// - Throws: `Refusal` with everything that is missing at once.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let isTransfer = pipeline.map { $0.id != before.pipeline.id } ?? false
    if let pipeline { subject.pipeline = subject.walked(pipeline) }
    let name = subject.stageName(stage)
    let refused = Phrase(
      ru: "нельзя перевести сделку '\(before.deal.name)' на этап '\(name)'",
      en: "cannot move deal '\(before.deal.name)' to '\(name)'")
    guard let target = subject.pipeline.stage(stage) else {
      let refusal = subject.refusal(ofStage: stage, refused)
      guard let next = before.nextStage, next.kind == .open, !isTransfer else { throw refusal }
      throw instead(refusal.rule, refusal.message, at: next, of: before, in: context)
    }
    try before.requireOpen(refused)
    try requireOpen(target, of: subject, refused, in: context)
    let isBackward =
      isTransfer
      ? try checkEntry(of: before, into: subject.pipeline, target, refused, in: context)
      : try checkOrder(subject, target, refused, in: context)
    let happened = try subject.happened(at: at, in: context)

    if let task { try subject.requireOpenTask(task, refused) }
    let meeting = subject.meeting(before: target)
    if let communication { subject.deal.log(communication, at: happened, in: context) }
    try subject.deal.finish(
      task ?? subject.taskOfResult(entering: target)?.number, result: result, at: happened,
      in: context)
    if let rule = context.automation {
      for number in subject.tasksSetByStage {
        subject.deal.finish(number, result: rule, noNextReason: nil, at: happened, in: context)
      }
    }
    var fields = DealFields()
    fields.budget = budget
    fields.package = package
    fields.card.own = own
    if isTransfer {
      subject.deal.change("pipeline", \.pipeline, to: subject.pipeline.id, in: context) { $0.text }
    }
    if budget != nil { try subject.requireNoChain(refused) }
    fields = try subject.counting(fields, in: context)
    let unknownField = try subject.supply(fields, in: context)
    subject.enter(target, at: happened, in: context)
    let (entries, unknownEntries) = try subject.arranged(report, for: target)
    subject.note(comment, report: entries, for: target, at: happened, in: context)
    let isHeld = subject.end(meeting, reportedAt: target, happened: happened, in: context)
    let unknownTask = subject.plan(next, in: context)
    subject.setTasks(of: target, in: context)
    subject.note(noNext: noNextReason, in: context)

    var missing = missing(of: subject, after: before, at: target, isBackward, in: context)
    if !isHeld { missing.append(.resultOfMeeting) }
    if !missing.contains(where: { $0.option == "--result" }) {
      missing += before.missingResult(result, in: context)
    }
    if target.requires.contains(.nextTask), missing.contains(where: { $0.option == "--result" }),
      !missing.contains(where: { ["--next", "--due"].contains($0.option) }),
      !isExempt(subject, in: context)
    {
      // The result that is asked for may end the last task (R7).
      var ahead = subject
      let ended = task ?? before.taskOfResult(entering: target)?.number
      ahead.deal.tasks.removeAll { $0.number == ended }
      missing += ahead.missing(.nextTask, for: target)
    }
    try missing.supplied(
      by: communication == nil ? MoveDeal.options : Communication.options, on: before, at: target
    )
    .refuse(refused, [unknownField, unknownTask] + unknownEntries, in: context)
    return Outcome(
      subject.deal, notices: subject.notices(entering: target) + next.notices(in: context))
  }

  /// Whether the next task is not asked for: a rule is asked when all its steps are done (R54).
  private func isExempt(_ subject: DealCase, in context: ActionContext) -> Bool {
    context.automation != nil || noNextReason.saysSomething || subject.isGivenTask(in: context)
  }

  /// What the stage asks for, and why the deal goes where it did not have to, as far as it is not said.
  private func missing(
    of subject: DealCase, after before: DealCase, at target: Stage, _ isBackward: Bool,
    in context: ActionContext
  ) -> [Missing] {
    let isTransfer = subject.pipeline.id != before.pipeline.id
    var missing = next.missing(
      with: subject.missing(
        for: target, exempt: isExempt(subject, in: context) ? [.nextTask] : []),
      in: subject.pipeline)
    if !missing.contains(where: { $0.requirement == .comment }) {
      let empty = subject.emptyComment(comment, report: report, for: target)
      // A report that is asked for will be the comment too (R13).
      let isAsked = !empty.isEmpty || missing.contains { $0.requirement == .meetingReport }
      let reason: Missing? =
        isTransfer ? .reasonForAnotherPipeline : isBackward ? .reasonForGoingBack : nil
      let isSilent = !isAsked && !subject.isSubstantive(comment, report)
      missing += isSilent ? reason.map { [$0] } ?? empty : empty
    }
    if isTransfer {
      let own = before.currency(entering: subject.pipeline)
      missing += subject.missingInPipeline(entering: target, own: own)
    }
    if budget != nil { missing += subject.missingSum() }
    return missing
  }

  /// A closing stage is entered by closing.
  private func requireOpen(
    _ target: Stage, of subject: DealCase, _ refused: Phrase, in context: ActionContext
  ) throws(Refusal) {
    guard target.kind != .open else { return }
    throw .instead(
      "R4",
      Phrase(
        ru: "\(refused.ru): это закрытие сделки", en: "\(refused.en): that is closing the deal"),
      Remedy("deal", "close", subject.deal.id.text, target.kind == .won ? "--won" : "--lost")
    ) { () throws(Refusal) in
      var close = CloseDeal(as: target.kind)
      close.fields.budget = budget
      close.comment = comment
      close.result = result
      close.at = at
      _ = try close.apply(to: subject, in: context)
    }
  }

  /// R45: another pipeline is entered at its first stage, or later where it lets stages be skipped.
  ///
  /// - Returns: That the deal does not go back.
  private func checkEntry(
    of subject: DealCase, into pipeline: Pipeline, _ target: Stage, _ refused: Phrase,
    in context: ActionContext
  ) throws(Refusal) -> Bool {
    try subject.requireNoChain(refused)
    try pipeline.requireInUse(refused, in: context)
    guard let first = pipeline.firstStage, target.id != first.id, !pipeline.allowSkip,
      !context.isLenient
    else {
      return false
    }
    var step = self
    step.stage = first.id
    throw .instead(
      "R45",
      Phrase(
        ru: "\(refused.ru): в воронку '\(pipeline.name)' входят на этапе '\(first.name)'",
        en: "\(refused.en): pipeline '\(pipeline.name)' is entered at '\(first.name)'"),
      Remedy("deal", "move", subject.deal.id.text, first.id.text)
        .adding("--pipeline", pipeline.id.text)
    ) { () throws(Refusal) in _ = try step.apply(to: subject, in: context) }
  }

  /// R4: forward one stage at a time unless the pipeline allows more, backward with a reason.
  private func checkOrder(
    _ subject: DealCase, _ target: Stage, _ refused: Phrase, in context: ActionContext
  ) throws(Refusal) -> Bool {
    let pipeline = subject.pipeline
    let deal = subject.deal
    guard target.id != deal.stage else {
      throw Refusal(
        "R4", Phrase(ru: "\(refused.ru): она уже там", en: "\(refused.en): it is there already"))
    }
    let open = pipeline.stages.filter { $0.kind == .open }
    // A stage that was taken out of the document has no place in the order: from there any stage will do.
    guard let from = open.firstIndex(where: { $0.id == deal.stage }),
      let to = open.firstIndex(where: { $0.id == target.id })
    else { return false }
    if to < from {
      try subject.requireNoChain(refused)
      guard pipeline.allowBack || context.isLenient else {
        throw Refusal(
          "R4",
          Phrase(
            ru: "\(refused.ru): в воронке '\(pipeline.name)' назад не возвращаются",
            en: "\(refused.en): pipeline '\(pipeline.name)' does not go back"))
      }
      return true
    }
    if to > from + 1, !pipeline.allowSkip, !context.isLenient {
      let next = open[from + 1]
      let words = Phrase(
        ru: "\(refused.ru): этапы не пропускают, следующий — '\(next.name)'",
        en: "\(refused.en): stages are not skipped, the next one is '\(next.name)'")
      throw instead("R4", words, at: next, of: subject, in: context)
    }
    return false
  }

  /// The command that does it.
  private func command(for deal: Deal, to stage: StageID) -> Remedy {
    communication.map { Remedy($0.activity.rawValue, deal.id.text, "--to", stage.text) }
      ?? Remedy("deal", "move", deal.id.text, stage.text)
  }

  /// A refusal that offers the same command for the next stage.
  private func instead(
    _ rule: String, _ words: Phrase, at next: Stage, of subject: DealCase, in context: ActionContext
  ) -> Refusal {
    var step = self
    step.stage = next.id
    if next.template == nil { step.report = [] }
    return .instead(
      rule, words, command(for: subject.deal, to: next.id),
      leaving: next.template == nil ? ["--report"] : []
    ) { () throws(Refusal) in _ = try step.apply(to: subject, in: context) }
  }
}

extension DealCase {
  /// Puts the deal at an open stage.
  mutating func enter(_ stage: Stage, at: Instant, in context: ActionContext) {
    let from = deal.stage
    deal.stage = stage.id
    deal.history.append(context.event(.moved(from: from, to: stage.id), at: at))
  }

  /// What the deal brings along and the pipeline that it enters does not take (R45).
  fileprivate func missingInPipeline(entering stage: Stage, own: Currency) -> [Missing] {
    var missing = Requirement.budgetBounds.missing(self, stage)
    if let budget = deal.budget, budget.currency != own {
      missing = [
        Missing(
          .budget,
          Phrase(
            ru: "бюджет указан в \(budget.currency.code), а воронка "
              + "'\(pipeline.name)' ведется в \(pipeline.currency.code)",
            en: "the budget is in \(budget.currency.code), pipeline '\(pipeline.name)' "
              + "is kept in \(pipeline.currency.code)"), option: "--budget")
      ]
    }
    if let package = deal.package, !pipeline.packages.isEmpty,
      Pipeline.entry(package, in: pipeline.packages) == nil
    {
      missing.append(
        Missing(
          .package,
          Phrase(
            ru: "в воронке '\(pipeline.name)' нет типа пакета '\(package)'; есть: "
              + pipeline.packages.quoted,
            en: "pipeline '\(pipeline.name)' has no package '\(package)'; it has "
              + pipeline.packages.quoted), option: "--package"))
    }
    return missing
  }

  /// R54: the task that a result belongs to where none is named: of the stage that the deal enters or
  /// stands at the one without which it does not go on, else the meeting whose report is asked for, else
  /// the one due first.
  func taskOfResult(entering target: Stage?) -> Task? {
    let here = pipeline.stage(deal.stage)?.tasks.filter(\.isExit).map(\.action) ?? []
    let exits = target.map(unfinished) ?? here
    return exits.lazy.compactMap { deal.openTask(of: $0) }.first
      ?? target.flatMap(meeting) ?? deal.openTasks.first
  }

  /// R57: the open meeting that is over where a stage asks for its report; the one due first.
  func meeting(before stage: Stage) -> Task? {
    guard stage.requires.contains(.meetingReport) else { return nil }
    return deal.openTasks.first { Pipeline.entry($0.action, in: pipeline.meetingActions) != nil }
  }

  /// R57: ends the meeting with its report, unless its result was given.
  ///
  /// - Returns: `false` for a meeting that is due later yet, of which only a result says that it is over.
  mutating func end(
    _ meeting: Task?, reportedAt stage: Stage, happened: Instant, in context: ActionContext
  ) -> Bool {
    guard let meeting, deal.openTasks.contains(where: { $0.number == meeting.number }) else {
      return true
    }
    guard meeting.due <= happened else { return false }
    // Without any report the move is refused.
    guard let report = comments(for: stage.id).last(where: { !$0.report.isEmpty }) else {
      return true
    }
    let result = report.report.map(\.text).joined(separator: "; ")
    deal.finish(meeting.number, result: result, noNextReason: nil, at: happened, in: context)
    return true
  }

  /// Whether what was written with the command says something (R12).
  func isSubstantive(_ text: String?, _ report: [ReportEntry]) -> Bool {
    let whole = Comment(stage: deal.stage, text: text, report: report).wholeText
    return pipeline.commentRule.judge(whole) == .substantive
  }
}

extension Missing {
  /// R57: of a meeting before its time.
  static let resultOfMeeting = Missing(
    .meetingReport,
    Phrase(
      ru: "встреча назначена на будущее: нужен ее результат",
      en: "the meeting is due in the future: its result is needed"),
    option: "--result")

  /// R4: «a backward move is allowed with a comment that says why».
  static let reasonForGoingBack = Missing(
    .comment,
    Phrase(
      ru: "сделка возвращается назад: нужен развернутый комментарий, почему",
      en: "the deal goes back: a substantive comment has to say why"),
    option: "--comment")

  /// R45: «a comment that says why».
  static let reasonForAnotherPipeline = Missing(
    .comment,
    Phrase(
      ru: "сделка переходит в другую воронку: нужен развернутый комментарий, почему",
      en: "the deal enters another pipeline: a substantive comment has to say why"),
    option: "--comment")
}
