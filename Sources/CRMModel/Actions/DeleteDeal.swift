/// Puts a deal away; it can be restored for 30 days.
public struct DeleteDeal: DealAction {
  /// Why.
  public var reason: String?

  /// A deletion.
  public init(reason: String?) {
    self.reason = reason
  }

  /// The deleted deal.
  ///
  /// - Throws: `Refusal` without a reason, or for a deal of a chain (R22a).
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    let refused = Phrase(
      ru: "нельзя удалить сделку '\(before.deal.name)'",
      en: "cannot delete deal '\(before.deal.name)'")
    try before.requirePresent(refused)
    try before.requireNoChain(refused)
    guard let reason, reason.saysSomething else {
      throw Refusal(refused, missing: [.reason(of: .comment)])
    }
    var deal = before.deal
    deal.deletedAt = context.now
    deal.history.append(context.event(.deleted(reason: reason)))
    return Outcome(deal)
  }
}
