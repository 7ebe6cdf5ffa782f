/// Plans a task on an open deal (R15, R16).
public struct SetTask: DealAction {
  /// What, by when, by whom.
  public var task: NextTask
  /// Whether the program words it by itself, so that no dictionary need have the action (R78).
  public var isWordedByProgram = false

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
    try subject.requireOpen(refused, evenPending: true)
    let isNothing = task.action == nil && task.due == nil
    if let unknown = subject.plan(task, in: context), !isWordedByProgram { throw unknown }
    try (isNothing ? NextTask(action: "").missing : task.missing).refuse(
      refused, in: context)
    return Outcome(subject.deal, notices: task.notices(in: context))
  }
}
