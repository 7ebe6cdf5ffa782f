import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm task reschedule TASK --due WHEN --reason T`.
struct TaskReschedule: WritingRunnable {
  var task = ""
  var due: TimeExpression?
  var reason: String?
  var bulk = BulkOptions()
  var write = WriteOptions()
  var prints: Printed { bulk.printed(.task) }

  static var command: CRMCommand {
    CRMCommand(
      "reschedule", Text(ru: "перенести задачу", en: "put a task off"), TaskReschedule(),
      rows: [
        .task(isRequired: false) { $0.task = $1 },
        .group(BulkOptions.rows(inPlaceOf: "TASK")) { options, fill in fill(&options.bulk) },
        .due(
          Text(
            ru: "новый срок: 25.11.2026 14:30, завтра, +2d, пт",
            en: "by when now: 2026-11-25 14:30, tomorrow, +2d, fri")
        ) { $0.due = $1 },
        .reason { $0.reason = $1 },
      ],
      examples: [
        Example(
          "crm task reschedule 'Кафе Пушкин' --due пт --reason 'Управляющая в отпуске'",
          Text(ru: "до пятницы", en: "until Friday")),
        Example(
          "crm task reschedule --where 'assignee = me and due < tomorrow' --due tomorrow"
            + " --reason 'Сегодня я болею' --yes",
          Text(ru: "все сегодняшние на завтра", en: "today's to tomorrow")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeTasks(task, bulk, write) {
      (number, subject, transaction) throws(CRMError) in
      var action = RescheduleTask(number)
      action.due = try session.due(due, transaction.context)
      action.reason = try session.prose(reason, option: "--reason")
      return try transaction.apply(action, to: subject)
    }
  }
}
