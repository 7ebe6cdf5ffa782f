extension DealCase {
  /// R54: notes why an open deal has no next task, where that is said and so.
  mutating func note(noNext reason: String?, in context: ActionContext) {
    guard let reason, reason.saysSomething, deal.openTasks.isEmpty else { return }
    deal.history.append(context.event(.told(.noNext, ["reason": .text(reason)])))
  }

  /// R54: where the pipeline wants it, a deal with an open task goes on only with a result; asked of
  /// people.
  func missingResult(_ result: String?, in context: ActionContext) -> [Missing] {
    guard pipeline.requiresResult, context.automation == nil, result == nil,
      let task = deal.openTasks.first
    else { return [] }
    return [
      Missing(
        .nextTask,
        Phrase(
          ru: "не указан результат задачи '\(task.action)'",
          en: "the result of task '\(task.action)' is missing"), option: "--result")
    ]
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
    let wasTask = subject.deal.tasks.contains { $0.number == number && $0.counts }
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
