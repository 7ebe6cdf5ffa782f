/// Gives a deal to another manager (R18).
public struct HandOverDeal: DealAction {
  /// Who works on it from now on.
  public var manager: Login
  /// Why.
  public var reason: String?

  /// A handing over.
  public init(to manager: Login, reason: String?) {
    self.manager = manager
    self.reason = reason
  }

  /// The deal with its new manager, who also gets its open tasks that were the old one's.
  ///
  /// - Throws: `Refusal` where the deal is that manager's already.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var deal = before.deal
    let old = deal.manager
    try before.requirePresent(
      Phrase(
        ru: "нельзя передать сделку '\(deal.name)'", en: "cannot assign deal '\(deal.name)'"),
      evenPending: true)
    guard old != manager else {
      throw Refusal(
        "R18",
        Phrase(
          ru: "сделку '\(deal.name)' и так ведет \(old.text)",
          en: "deal '\(deal.name)' is \(old.text)'s already"))
    }
    deal.manager = manager
    deal.giveOpenTasks(of: old, to: manager)
    deal.history.append(context.event(.assigned(from: old, to: manager, reason: reason)))
    return Outcome(deal)
  }
}

extension Deal {
  /// Gives one person's open tasks to another.
  package mutating func giveOpenTasks(of old: Login, to new: Login) {
    for index in tasks.indices where tasks[index].state == .open && tasks[index].assignee == old {
      tasks[index].assignee = new
    }
  }
}
