/// Takes a deleted deal back.
public struct RestoreDeal: DealAction {
  /// For how long a deleted deal can be restored, in days of 24 hours.
  public static let days = 30

  /// A restoration.
  public init() {}

  /// The deal as it was.
  ///
  /// - Throws: `Refusal` for a deal that is not deleted, or was more than 30 days ago.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var deal = before.deal
    let refused = Phrase(
      ru: "нельзя восстановить сделку '\(deal.name)'", en: "cannot restore deal '\(deal.name)'")
    guard deal.deletedAt != nil else {
      throw Refusal(
        "R4",
        Phrase(ru: "\(refused.ru): она не удалена", en: "\(refused.en): it is not deleted"))
    }
    guard let last = deal.restorableUntil, context.now <= last else {
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
