/// Puts a deal away; it can be restored for 30 days.
public struct DeleteDeal: Sendable {
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
      throw Refusal(
        refused,
        missing: [
          Missing(
            .comment, Phrase(ru: "не указана причина", en: "the reason is missing"),
            option: "--reason")
        ])
    }
    var deal = before.deal
    deal.deletedAt = context.now
    deal.history.append(context.event(.deleted(reason: reason)))
    return Outcome(deal)
  }
}

/// Takes a deleted deal back.
public struct RestoreDeal: Sendable {
  /// For how long a deleted deal can be restored, in days of 24 hours.
  public static let days = 30

  /// A restoration.
  public init() {}

  /// The deal as it was.
  ///
  /// - Throws: `Refusal` for a deal that is not deleted, or was more than 30 days ago.
  public func apply(to before: Deal, in context: ActionContext) throws(Refusal) -> Outcome {
    var deal = before
    let refused = Phrase(
      ru: "нельзя восстановить сделку '\(deal.name)'", en: "cannot restore deal '\(deal.name)'")
    guard let deletedAt = deal.deletedAt else {
      throw Refusal(
        "R4",
        Phrase(ru: "\(refused.ru): она не удалена", en: "\(refused.en): it is not deleted"))
    }
    guard let last = deletedAt.adding(seconds: Int64(Self.days) * 86_400), context.now <= last
    else {
      throw Refusal(
        "R4",
        Phrase(
          ru: "\(refused.ru): после удаления прошло больше \(Self.days) дней",
          en: "\(refused.en): it was deleted more than \(Self.days) days ago"))
    }
    deal.deletedAt = nil
    deal.history.append(context.event(.restored))
    return Outcome(deal)
  }
}
