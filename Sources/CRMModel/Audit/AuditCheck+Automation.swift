/// Checks of what rules were to do (R49).
extension AuditCheck {
  /// A step that a requirement refused; a warning, because whoever meets the requirement may not be the
  /// manager, and only a head says that it need not be done.
  static let automationBlocked = AuditCheck(
    .automationBlocked, severity: { _ in .warning },
    count: { $0.deal.isBlocked ? $0.deal.blockedSteps.count : 0 },
    words: { subject in
      subject.deal.blockedSteps.map { blocked in
        Result(
          message: Phrase(
            ru: "правило '\(blocked.rule)' не сделало '\(blocked.step)': \(blocked.why.ru)",
            en: "rule '\(blocked.rule)' did not do '\(blocked.step)': \(blocked.why.en)"),
          fix: Remedy("deal", "resume", subject.deal.id.text, blocked.rule))
      }
    })
}
