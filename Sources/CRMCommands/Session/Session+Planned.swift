import CRMCore
import CRMModel

/// What somebody still has to do.
extension Session {
  /// The open tasks that fit, steps of processes included (R52), each with its deal.
  ///
  /// Opens the documents of deals that have a task due then, by which records are chosen; of their tasks
  /// those are given that are due then and wanted.
  func plannedTasks(
    _ snapshot: Snapshot, due isDue: (Instant) -> Bool, where isWanted: (Task, Deal) -> Bool
  ) throws(CRMError) -> [PlannedTask] {
    var planned: [PlannedTask] = []
    for record in try snapshot.index([.deal]).deals
    where !record.isDeleted
      && (record.kind == .open && record.openTaskDues.contains(where: isDue)
        || record.hasProcessTasks)
    {
      let deal: Deal = try snapshot.get(record.id)
      planned += deal.plannedTasks.filter { isDue($0.due) && isWanted($0, deal) }
        .map { PlannedTask(task: $0, deal: deal, record: record) }
    }
    return planned
  }
}

/// An open task with its deal.
struct PlannedTask {
  let task: Task
  let deal: Deal
  let record: any DealFacts
}

extension TaskRow {
  /// A task of a deal.
  init(_ planned: PlannedTask, _ clock: AuditClock) {
    self.init(
      task: planned.task, deal: planned.deal.id, dealName: planned.deal.name, clock: clock)
  }
}
