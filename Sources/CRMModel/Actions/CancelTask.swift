/// Drops a task; obeys the same rule as finishing one (R17).
public struct CancelTask: DealAction {
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
    let task = before.deal.tasks[try subject.requireOpenTask(number, refused)]
    if let process = task.process {
      throw Refusal(
        "R52",
        Phrase(
          ru: "\(refused.ru): это шаг процесса '\(process)'",
          en: "\(refused.en): it is a step of process '\(process)'"),
        remedies: [
          Remedy("process", "stop", before.deal.id.text, process).asking("--reason")
        ])
    }
    subject.deal.cancel(
      number, reason: followUp.reason, noNext: followUp.hasNoNext, at: context.now, in: context)
    let unknown = subject.plan(followUp.next, in: context)
    var missing = followUp.missing(after: number, of: subject)
    if !followUp.reason.saysSomething, !missing.contains(where: { $0.option == "--reason" }) {
      missing.insert(.reason(of: .nextTask), at: 0)
    }
    try missing.refuse(refused, [unknown], in: context)
    return Outcome(subject.deal, notices: followUp.next.notices(in: context))
  }
}
