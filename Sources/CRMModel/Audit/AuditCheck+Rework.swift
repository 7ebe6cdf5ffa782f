/// The check of what was sent back.
extension AuditCheck {
  /// «внести изменения до окончания текущего рабочего дня» (R24, R30).
  static let reworkOverdue = AuditCheck(id: .reworkOverdue) { subject in
    guard let due = subject.deal.reworkDue, due < subject.clock.now else { return [] }
    let time = subject.clock.zone.text(of: due)
    return [
      .error(
        Phrase(
          ru: "доработка просрочена (срок \(time))", en: "the rework is overdue (due \(time))"),
        Remedy("rework", "done", subject.deal.id.text)
          .asking("--note", ru: "ЧТО ИСПРАВЛЕНО", en: "WHAT WAS CORRECTED"))
    ]
  }
}
