/// Checks of what is planned.
extension AuditCheck {
  /// «обязательно проставлена задача» (R7, R17).
  static let taskMissing = AuditCheck(
    .taskMissing,
    count: { $0.place.requiresTask && $0.isOpen && $0.deal.nextTaskDue == nil ? 1 : 0 },
    words: { subject in
      let reason = subject.deal.noNextReason
      return [
        Result(
          message: Phrase(
            ru: "нет открытой задачи" + (reason.map { "; причина: \($0)" } ?? ""),
            en: "there is no open task" + (reason.map { "; the reason given: \($0)" } ?? "")),
          fix: Remedy("task", "set", subject.deal.id.text)
            .asking(.action).adding("--due", "tomorrow"))
      ]
    })

  /// «задача не должна быть просроченной» (R27).
  static let taskOverdue = AuditCheck(
    .taskOverdue,
    count: { subject in
      let ofProcesses = subject.deal.hasProcessTasks ? overdueSteps(subject).count : 0
      guard hasOverdue(subject) else { return ofProcesses }
      // Most deals have one task at most.
      guard subject.deal.openTaskCount > 1 else { return 1 + ofProcesses }
      return subject.deal.openTaskDues.count { $0 < subject.clock.now } + ofProcesses
    },
    words: { subject in
      overdue(subject).map {
        result($0, of: subject) { $0.asking("--next").adding("--due", "tomorrow") }
      }
        + overdueSteps(subject).map { result($0, of: subject) { $0 } }
    })

  private static func result(
    _ task: DealRecord.OpenTask, of subject: AuditSubject, _ followUp: (Remedy) -> Remedy
  ) -> Result {
    let due = subject.clock.zone.phrase(of: task.due)
    return Result(
      message: Phrase(
        ru: "просрочена задача '\(task.action)' (срок \(due.ru))",
        en: "task '\(task.action)' is overdue (due \(due.en))"),
      fix: followUp(
        Remedy("task", "done", "\(subject.deal.id.text)/\(task.number)").asking("--result")))
  }

  /// R52: steps of processes are asked for on won deals too.
  private static func overdueSteps(_ subject: AuditSubject) -> [DealRecord.OpenTask] {
    subject.deal.processTasks.filter { $0.due < subject.clock.now }
  }

  /// R56: meetings held without the client having been reminded; a warning, because they were held.
  static let clientNotReminded = AuditCheck(
    .clientNotReminded, severity: { _ in .warning }, count: { notReminded($0).count },
    words: { subject in
      notReminded(subject).map { meeting in
        let due = subject.clock.zone.phrase(of: meeting.due)
        return Result(
          message: Phrase(
            ru: "клиенту не напомнили о встрече '\(meeting.action)' (срок \(due.ru))",
            en: "nobody reminded the client of '\(meeting.action)' (due \(due.en))"),
          fix: Remedy("message", subject.deal.id.text, "--task", "\(meeting.number)")
            .asking("--comment"))
      }
    })

  private static func notReminded(_ subject: AuditSubject) -> [DealRecord.OpenTask] {
    guard subject.place.pipeline.remindsClients, subject.isOpen else { return [] }
    return subject.deal.meetingsNotReminded
  }

  private static func hasOverdue(_ subject: AuditSubject) -> Bool {
    guard subject.isOpen, let first = subject.deal.nextTaskDue else { return false }
    return first < subject.clock.now
  }

  private static func overdue(_ subject: AuditSubject) -> [DealRecord.OpenTask] {
    guard hasOverdue(subject) else { return [] }
    return subject.deal.openTasks.filter { $0.due < subject.clock.now }
  }
}
