/// What may be removed for good (D6): what was deleted so long ago that nobody can restore it.
extension Deal {
  /// Until when it can be restored; `nil` for a deal that is not deleted, or so late that no clock gets
  /// there.
  public var restorableUntil: Instant? {
    deletedAt?.adding(seconds: Int64(RestoreDeal.days) * 86_400)
  }

  /// What can be done with a deleted deal that something else is kept for: while it can be restored that,
  /// else it goes for good.
  public func remedyWhereDeleted(in context: ActionContext) -> Remedy {
    restorableUntil.map { context.now > $0 } == true
      ? Remedy("deal", "purge", id.text, "--yes") : Remedy("deal", "restore", id.text)
  }

  /// Refuses to remove for good what is not deleted, or can still be restored.
  ///
  /// - Throws: ``Refusal`` with the way out.
  public func requirePurgeable(in context: ActionContext) throws(Refusal) {
    let refused = Phrase(
      ru: "нельзя убрать навсегда сделку '\(name)'", en: "deal '\(name)' cannot go for good")
    guard deletedAt != nil else {
      throw Refusal(
        "D6", Phrase(ru: "\(refused.ru): она не удалена", en: "\(refused.en): it is not deleted"),
        remedies: [Remedy("deal", "delete", id.text).asking("--reason")])
    }
    guard let last = restorableUntil, context.now > last else {
      let time = context.zone.phrase(of: restorableUntil ?? .last)
      throw Refusal(
        "D6",
        Phrase(
          ru: "\(refused.ru): до \(time.ru) ее еще можно восстановить",
          en: "\(refused.en): it can be restored until \(time.en)"),
        remedies: [Remedy("deal", "restore", id.text)])
    }
  }
}
