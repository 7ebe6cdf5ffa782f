/// Sends a deal back for what its head has seen: once more, where what was mended is not enough, or for
/// the first time, where the audit found nothing.
public struct ReturnRework: Sendable {
  /// What is not enough.
  public var reason: String?
  /// By when; by the working day's end unless said otherwise (R30).
  public var due: Instant?

  /// A return.
  public init(reason: String?, due: Instant?) {
    self.reason = reason
    self.due = due
  }

  /// The deal with its rework in its manager's hands again.
  ///
  /// - Throws: `Refusal` where the manager has one to finish, for a closed deal (R4), without a reason,
  ///   or for a time that is over.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Deal {
    var deal = before.deal
    let refused = Phrase(
      ru: "нельзя вернуть на доработку сделку '\(deal.name)'",
      en: "cannot return deal '\(deal.name)' for rework")
    let isNew = deal.rework.map { $0.state == .accepted } ?? true
    let fixed = isNew ? nil : try deal.rework(in: [.fixed], refused)
    try before.requireOpen(refused)
    guard let reason, reason.saysSomething else {
      throw Refusal(refused, missing: [.reason(of: .comment)])
    }
    if let due, due <= context.now {
      let time = context.zone.phrase(of: due)
      throw Refusal(
        "R30",
        Phrase(
          ru: "\(refused.ru): срок уже прошел: \(time.ru)", en: "\(refused.en): \(time.en) is over")
      )
    }
    let calendar = context.settings.workCalendar
    let due = due ?? calendar.dueForWork(sentAt: context.now, zone: context.zone)
    var rework =
      fixed ?? Rework(at: context.now, author: context.user, due: due, faults: [])
    rework.state = .returned
    rework.reason = reason
    rework.due = due
    deal.change(rework, .reworkReturned(reason: reason, due: due), in: context)
    return deal
  }
}
