/// The check of what was sent back.
extension AuditCheck {
  /// «внести изменения до окончания текущего рабочего дня» (R24, R30).
  static let reworkOverdue = AuditCheck(
    .reworkOverdue,
    count: { subject in
      subject.deal.reworkDue.map { $0 < subject.clock.now } == true ? 1 : 0
    },
    words: { subject in
      let time = subject.deal.reworkDue.map(subject.clock.zone.phrase) ?? Phrase("")
      return [
        Result(
          message: Phrase(
            ru: "доработка просрочена (срок \(time.ru))",
            en: "the rework is overdue (due \(time.en))"),
          fix: Remedy("rework", "done", subject.deal.id.text).asking("--note"))
      ]
    })
}
