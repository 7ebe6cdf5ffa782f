import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm task reschedule TASK --due WHEN --reason T`.
struct TaskReschedule: WritingRunnable {
  var task = ""
  var due: TimeExpression?
  var reason: String?
  var write = WriteOptions()
  var prints: Printed { .card(.task) }

  static var command: CRMCommand {
    CRMCommand(
      "reschedule", Text(ru: "перенести задачу", en: "put a task off"), TaskReschedule(),
      rows: [
        .task { $0.task = $1 },
        .option(
          "--due", value: .time("WHEN", .due),
          help: Text(
            ru: "новый срок: 25.11.2026 14:30, завтра, +2d, пт",
            en: "by when now: 2026-11-25 14:30, tomorrow, +2d, fri")
        ) {
          $0.due = $1
        },
        .reason { $0.reason = $1 },
      ],
      examples: [
        Example(
          "crm task reschedule 'Кафе Пушкин' --due пт --reason 'Управляющая в отпуске'",
          Text(ru: "до пятницы", en: "until Friday"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportTask(write, .task) { (transaction) throws(CRMError) in
      let (deal, number) = try transaction.task(task)
      let subject = try transaction.dealCase(deal)
      var action = RescheduleTask(number)
      action.due = try session.due(due, transaction.context)
      action.reason = try session.prose(reason, option: "--reason")
      let outcome = try transaction.apply(action, to: subject)
      return (outcome, number)
    }
  }
}
