import CRMCore
import CRMModel

/// What every command that changes a task does.
extension Session {
  /// Changes one task by an action on its deal, and prints it.
  ///
  /// The action says which task to print; `nil` stands for the deal's last one.
  func reportTask(
    _ write: WriteOptions, _ noun: Noun<TaskRow>,
    _ action: (Transaction) throws(CRMError) -> (outcome: Outcome, number: Int?)
  ) throws(CRMError) {
    let result = try self.write(write) {
      (transaction) throws(CRMError) -> (TaskRow, DealRow, [Notice], [Event], Presentation) in
      let (made, number) = try action(transaction)
      let outcome = try transaction.put(made)
      let deal = outcome.deal
      let operation = transaction.context.operation
      let events = deal.history.filter { $0.operation == operation }
      guard let task = deal.tasks.last(where: { number == nil || $0.number == number }) else {
        throw .notFound(.task, deal.id.text, nearest: [])
      }
      let planned = events.compactMap { event -> Task? in
        guard case .taskSet(let next) = event.kind, next != task.number else { return nil }
        return deal.tasks.first { $0.number == next }
      }
      let row = TaskRow(
        task: task, deal: deal.id, dealName: deal.name, clock: try self.clock(transaction),
        next: planned.last, automation: outcome.automation.map { $0.json(language) })
      return (
        row, try self.row(deal, transaction), outcome.notices, events,
        try self.presentation(transaction)
      )
    }
    let (row, dealRow, notices, events, presentation) = result
    notice(notices)
    let changes = events.map { EventWording($0, dealRow).text(presentation) }
    let done = changed(row.deal.text, row.dealName, changes, write, presentation)
    try show(noun, row, presentation, done: done)
  }
}
