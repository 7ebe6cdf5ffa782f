/// Plans a task on an open deal (R15, R16).
public struct SetTask: Sendable {
  /// What, by when, by whom.
  public var task: NextTask

  /// A planned task.
  public init(_ task: NextTask) {
    self.task = task
  }

  /// The deal with the task as its last one.
  ///
  /// - Throws: `Refusal` for a closed deal (R4), an unknown action or a missing due time (R15).
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let refused = Phrase(
      ru: "нельзя поставить задачу на сделку '\(before.deal.name)'",
      en: "cannot set a task on deal '\(before.deal.name)'")
    try subject.requireOpen(refused)
    let isNothing = task.action == nil && task.due == nil
    try subject.plan(task, in: context)
    try (isNothing ? NextTask(action: "").missing : task.missing).refuse(refused)
    return Outcome(subject.deal, notices: task.notices(in: context))
  }
}

/// What follows the last open task of an open deal (R17).
public struct FollowUp: Sendable {
  /// The next task.
  public var next = NextTask()
  /// Whether there is to be none.
  public var hasNoNext = false
  /// Why there is none.
  public var reason: String?

  /// Nothing said yet.
  public init() {}

  /// R17: the last open task needs the next one, or a reason, which the audit reports.
  func missing(after number: Int, of subject: DealCase) -> [Missing] {
    let wasTask = subject.deal.tasks.contains { $0.number == number && $0.kind == .task }
    let stage = subject.pipeline.stage(subject.deal.stage)
    let isDemanded =
      wasTask && subject.kind == .open && stage?.requires.contains(.nextTask) ?? true
    guard subject.deal.openTasks.isEmpty, isDemanded, next.missing.isEmpty else {
      return next.missing
    }
    guard hasNoNext else {
      return [
        Missing(
          .nextTask,
          Phrase(
            ru: "это последняя открытая задача: нужна следующая (--next и --due), "
              + "или --no-next с причиной",
            en: "this is the last open task: a next one is needed (--next and --due), "
              + "or --no-next with a reason"),
          option: "--next")
      ]
    }
    return reason.saysSomething
      ? []
      : [
        Missing(
          .nextTask,
          Phrase(
            ru: "не указано, почему следующей задачи нет",
            en: "why there is no next task is missing"),
          option: "--reason")
      ]
  }
}

/// Finishes a task with its result (R17).
public struct FinishTask: Sendable {
  /// The task's number in its deal.
  public var number: Int
  /// What came of it.
  public var result: String?
  /// What follows.
  public var followUp = FollowUp()
  /// When it was done, now unless said otherwise (R3).
  public var at: Instant?

  /// A finished task.
  public init(_ number: Int) {
    self.number = number
  }

  /// The deal with the task done and the next one planned.
  ///
  /// - Throws: `Refusal` without a result, or where nothing follows the last open task.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let refused = Phrase(
      ru: "нельзя завершить задачу \(before.deal.id.text)/\(number)",
      en: "cannot finish task \(before.deal.id.text)/\(number)")
    try subject.requireOpenTask(number, refused)
    let happened = try subject.happened(at: at, in: context)
    subject.finish(
      number, result: result ?? "", noNextReason: followUp.hasNoNext ? followUp.reason : nil,
      at: happened, in: context)
    try subject.plan(followUp.next, in: context)
    let noResult = Missing(
      .nextTask,
      Phrase(ru: "не указан результат задачи", en: "the task's result is missing"),
      option: "--result")
    try ((result.saysSomething ? [] : [noResult]) + followUp.missing(after: number, of: subject))
      .refuse(refused)
    return Outcome(subject.deal, notices: followUp.next.notices(in: context))
  }
}

/// Drops a task; obeys the same rule as finishing one (R17).
public struct CancelTask: Sendable {
  /// The task's number in its deal.
  public var number: Int
  /// What follows; its `reason` says why the task is dropped.
  public var followUp = FollowUp()

  /// A dropped task.
  public init(_ number: Int) {
    self.number = number
  }

  /// The deal with the task cancelled.
  ///
  /// - Throws: `Refusal` without a reason, or where nothing follows the last open task.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let refused = Phrase(
      ru: "нельзя отменить задачу \(before.deal.id.text)/\(number)",
      en: "cannot cancel task \(before.deal.id.text)/\(number)")
    try subject.requireOpenTask(number, refused)
    subject.cancel(
      number, reason: followUp.reason, noNext: followUp.hasNoNext, at: context.now, in: context)
    try subject.plan(followUp.next, in: context)
    var missing = followUp.missing(after: number, of: subject)
    if !followUp.reason.saysSomething, !missing.contains(where: { $0.option == "--reason" }) {
      missing.insert(.reasonForTask, at: 0)
    }
    try missing.refuse(refused)
    return Outcome(subject.deal, notices: followUp.next.notices(in: context))
  }
}

/// Puts a task off.
public struct RescheduleTask: Sendable {
  /// The task's number in its deal.
  public var number: Int
  /// The new due time.
  public var due: Instant?
  /// Why.
  public var reason: String?

  /// A task put off.
  public init(_ number: Int) {
    self.number = number
  }

  /// The deal with the task's new due time; the old one stays in the history.
  ///
  /// - Throws: `Refusal` without a due time or a reason, or for a task that is not open.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let refused = Phrase(
      ru: "нельзя перенести задачу \(before.deal.id.text)/\(number)",
      en: "cannot reschedule task \(before.deal.id.text)/\(number)")
    let index = try subject.requireOpenTask(number, refused)
    let noDue = Missing(
      .nextTask, Phrase(ru: "не указан новый срок", en: "the new due time is missing"),
      option: "--due")
    guard let due, let reason, reason.saysSomething else {
      let noReason: [Missing] = reason.saysSomething ? [] : [.reasonForTask]
      throw Refusal(refused, missing: (due == nil ? [noDue] : []) + noReason)
    }
    let old = subject.deal.tasks[index].due
    subject.deal.tasks[index].due = due
    subject.deal.history.append(
      context.event(.taskRescheduled(number: number, from: old, to: due, reason: reason)))
    return Outcome(subject.deal, notices: NextTask(due: due).notices(in: context))
  }
}

extension Missing {
  /// Why a task is dropped or put off.
  static let reasonForTask = Missing(
    .nextTask, Phrase(ru: "не указана причина", en: "the reason is missing"), option: "--reason")
}

extension DealCase {
  /// The place of an open task among the deal's tasks.
  @discardableResult
  func requireOpenTask(_ number: Int, _ refused: Phrase) throws(Refusal) -> Int {
    try requirePresent(refused)
    guard let index = deal.tasks.firstIndex(where: { $0.number == number }) else {
      throw Refusal(
        "R16",
        Phrase(ru: "\(refused.ru): такой задачи нет", en: "\(refused.en): there is no such task"))
    }
    guard deal.tasks[index].state == .open else {
      throw Refusal(
        "R17",
        Phrase(
          ru: "\(refused.ru): она уже не открыта", en: "\(refused.en): it is not open any more"))
    }
    return index
  }
}
