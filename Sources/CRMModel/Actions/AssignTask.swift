/// Gives one task to somebody else; the deal stays with its manager.
public struct AssignTask: DealAction {
  /// The task's number in its deal.
  public var number: Int
  /// Who has it from now on.
  public var assignee: Login
  /// Why, where somebody said so.
  public var reason: String?

  /// A task handed over.
  public init(_ number: Int, to assignee: Login, because reason: String? = nil) {
    self.number = number
    self.assignee = assignee
    self.reason = reason
  }

  /// The deal with the task's new assignee.
  ///
  /// - Throws: `Refusal` for a task that is not open, and where it is that person's already.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let name = "\(before.deal.id.text)/\(number)"
    let index = try subject.requireOpenTask(
      number, Phrase(ru: "нельзя передать задачу \(name)", en: "cannot assign task \(name)"))
    let old = subject.deal.tasks[index].assignee
    guard old != assignee else {
      throw Refusal(
        "R18",
        Phrase(
          ru: "задачу \(name) и так делает \(old.text)", en: "task \(name) is \(old.text)'s already"
        ))
    }
    subject.deal.tasks[index].assignee = assignee
    subject.deal.history.append(
      context.event(.taskAssigned(number: number, from: old, to: assignee, because: reason)))
    return Outcome(subject.deal)
  }
}
