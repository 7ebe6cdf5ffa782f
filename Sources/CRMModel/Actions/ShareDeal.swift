/// Lets somebody take part in a deal, or no longer (M4, H12).
public struct ShareDeal: DealAction {
  /// What is done.
  public var change: Change

  /// What can be done.
  public enum Change: Hashable, Sendable {
    /// Somebody takes part from now on, up to a day.
    case share(Login, until: Day?)
    /// Somebody takes part no longer.
    case unshare(Login)
    /// Whoever gives the command takes part from now on.
    case join
  }

  /// A change of those who take part.
  public init(_ change: Change) {
    self.change = change
  }

  /// The deal with its new participants.
  ///
  /// - Throws: `Refusal` for its manager, who takes part anyway, for somebody who does already or does
  ///   not, and for a day that has passed.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var deal = before.deal
    let refused = Phrase(
      ru: "нельзя изменить участников сделки '\(deal.name)'",
      en: "cannot change the participants of deal '\(deal.name)'")
    try before.requirePresent(refused)
    switch change {
    case .share(let login, let until):
      if let until, until < context.zone.day(of: context.now) {
        throw Refusal(
          "R47",
          Phrase(
            ru: "\(refused.ru): день \(until.text) уже прошел",
            en: "\(refused.en): \(until.text) has passed"))
      }
      try deal.requireAnother(login, until: until, refused)
      deal.participants += deal.participants.contains(login) ? [] : [login]
      deal.history.append(context.event(.shared(login, until: until)))
    case .join:
      try deal.requireAnother(context.user, until: nil, refused)
      deal.participants += deal.participants.contains(context.user) ? [] : [context.user]
      deal.history.append(context.event(.joined(context.user)))
    case .unshare(let login):
      guard deal.participants.contains(login) else {
        throw Refusal(
          "R47",
          Phrase(
            ru: "\(refused.ru): \(login.text) в ней не участвует",
            en: "\(refused.en): \(login.text) takes no part in it"))
      }
      deal.participants.removeAll { $0 == login }
      deal.history.append(context.event(.unshared(login)))
    }
    return Outcome(deal)
  }
}

extension Deal {
  fileprivate func requireAnother(
    _ login: Login, until day: Day?, _ refused: Phrase
  ) throws(Refusal) {
    let isHere = participations.contains(Participation(login, until: day))
    guard login == manager || isHere else { return }
    throw Refusal(
      "R47",
      Phrase(
        ru: "\(refused.ru): \(login.text) и так в ней участвует",
        en: "\(refused.en): \(login.text) takes part in it already"))
  }
}
