/// Checks of what is planned.
extension AuditCheck {
  /// «обязательно проставлена задача» (R7, R17).
  static let taskMissing = AuditCheck(id: .taskMissing) { subject in
    let deal = subject.deal
    guard deal.kind == .open, deal.openTasks.isEmpty,
      subject.pipeline.stage(deal.stage)?.requires.contains(.nextTask) ?? true
    else { return [] }
    let reason = deal.noNextReason
    return [
      .error(
        Phrase(
          ru: "нет открытой задачи" + (reason.map { "; причина: \($0)" } ?? ""),
          en: "there is no open task" + (reason.map { "; the reason given: \($0)" } ?? "")),
        Remedy("task", "set", deal.id.text)
          .asking(ru: "ДЕЙСТВИЕ", en: "ACTION").adding("--due", "tomorrow"))
    ]
  }

  /// «задача не должна быть просроченной» (R27).
  static let taskOverdue = AuditCheck(id: .taskOverdue) { subject in
    guard subject.deal.kind == .open else { return [] }
    return subject.deal.openTasks.lazy.filter { $0.due < subject.clock.now }.map { task in
      .error(
        Phrase(
          ru: "просрочена задача '\(task.action)' (срок \(subject.clock.zone.text(of: task.due)))",
          en: "task '\(task.action)' is overdue (due \(subject.clock.zone.text(of: task.due)))"),
        Remedy("task", "done", "\(subject.deal.id.text)/\(task.number)")
          .asking("--result", ru: "РЕЗУЛЬТАТ", en: "RESULT")
          .asking("--next", ru: "ДЕЙСТВИЕ", en: "ACTION").adding("--due", "tomorrow"))
    }
  }
}
