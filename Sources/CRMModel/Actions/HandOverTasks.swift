/// Gives one person's open tasks to another, on deals that stay with their managers (A27).
public struct HandOverTasks: Sendable {
  /// Who had them.
  public var from: Login
  /// Who has them from now on.
  public var to: Login

  /// A handing over.
  public init(from: Login, to: Login) {
    self.from = from
    self.to = to
  }

  /// The deal with the new assignee; as it was where no open task of it was theirs.
  public func apply(to before: Deal, in context: ActionContext) -> Deal {
    var deal = before
    for index in deal.tasks.indices
    where deal.tasks[index].state == .open && deal.tasks[index].assignee == from {
      deal.tasks[index].assignee = to
      let number = deal.tasks[index].number
      deal.history.append(context.event(.taskAssigned(number: number, from: from, to: to)))
    }
    return deal
  }
}
