/// Puts a task off.
public struct RescheduleTask: DealAction {
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
      let noReason: [Missing] = reason.saysSomething ? [] : [.reason(of: .nextTask)]
      throw Refusal(refused, missing: (due == nil ? [noDue] : []) + noReason)
    }
    let old = subject.deal.tasks[index].due
    subject.deal.tasks[index].due = due
    subject.deal.history.append(
      context.event(.taskRescheduled(number: number, from: old, to: due, reason: reason)))
    return Outcome(subject.deal, notices: NextTask(due: due).notices(in: context))
  }
}
