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
      guard hasOverdue(subject) else { return 0 }
      // Most deals have one task at most.
      guard subject.deal.openTaskCount > 1 else { return 1 }
      return subject.deal.openTaskDues.count { $0 < subject.clock.now }
    },
    words: { subject in
      overdue(subject).map { task in
        let due = subject.clock.zone.phrase(of: task.due)
        return Result(
          message: Phrase(
            ru: "просрочена задача '\(task.action)' (срок \(due.ru))",
            en: "task '\(task.action)' is overdue (due \(due.en))"),
          fix: Remedy("task", "done", "\(subject.deal.id.text)/\(task.number)")
            .asking("--result").asking("--next").adding("--due", "tomorrow"))
      }
    })

  private static func hasOverdue(_ subject: AuditSubject) -> Bool {
    guard subject.isOpen, let first = subject.deal.nextTaskDue else { return false }
    return first < subject.clock.now
  }

  private static func overdue(_ subject: AuditSubject) -> [DealRecord.OpenTask] {
    guard hasOverdue(subject) else { return [] }
    return subject.deal.openTasks.filter { $0.due < subject.clock.now }
  }
}
