/// The head's word that a deal which was sent back is in order.
public struct AcceptRework: Sendable {
  /// An acceptance.
  public init() {}

  /// The deal with its rework ended.
  ///
  /// - Throws: `Refusal` where the manager has not finished one.
  public func apply(to before: Deal, in context: ActionContext) throws(Refusal) -> Deal {
    var deal = before
    var rework = try before.rework(
      in: [.fixed],
      Phrase(
        ru: "нельзя принять доработку сделки '\(before.name)'",
        en: "cannot accept the rework of deal '\(before.name)'"))
    rework.state = .accepted
    deal.change(rework, .reworkAccepted, in: context)
    return deal
  }
}
