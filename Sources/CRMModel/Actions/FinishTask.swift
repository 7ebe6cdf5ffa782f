/// Finishes a task with its result (R17).
public struct FinishTask: DealAction {
  /// The task's number in its deal.
  public var number: Int
  /// What came of it.
  public var result: String?
  /// What follows.
  public var followUp = FollowUp()
  /// How long it took, where that was said (R91).
  public var duration: Span?
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
    let task = before.deal.tasks[try subject.requireOpenTask(number, refused)]
    let happened = try subject.happened(at: at, in: context)
    if let duration {
      var communication = Communication(task.activity)
      communication.duration = duration
      subject.deal.log(communication, at: happened, in: context)
    }
    subject.deal.finish(
      number, result: result ?? "", noNextReason: followUp.hasNoNext ? followUp.reason : nil,
      at: happened, in: context)
    if let process = task.process {
      if followUp.next != NextTask() { try subject.requireOpen(refused) }
      subject.advance(process, in: context)
    }
    let unknown = subject.plan(followUp.next, in: context)
    let noResult = Missing(
      .nextTask,
      Phrase(ru: "не указан результат задачи", en: "the task's result is missing"),
      option: "--result")
    try ((result.saysSomething ? [] : [noResult]) + followUp.missing(after: number, of: subject))
      .refuse(refused, [unknown], in: context)
    return Outcome(subject.deal, notices: followUp.next.notices(in: context))
  }
}
