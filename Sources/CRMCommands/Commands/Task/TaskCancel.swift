import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm task cancel TASK --reason T …`.
struct TaskCancel: WritingRunnable {
  var task = ""
  var followUp = FollowUpOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.taskWithNext) }

  static var command: CRMCommand {
    CRMCommand(
      "cancel", Text(ru: "отменить задачу", en: "cancel a task"),
      discussion: Text(
        ru: "Последней открытой задаче сделки нужна следующая, или --no-next.",
        en: "The last open task of a deal needs a next one, or --no-next."),
      TaskCancel(),
      rows: [
        .task { $0.task = $1 },
        .group(FollowUpOptions.rows) { options, fill in fill(&options.followUp) },
      ],
      examples: [
        Example(
          "crm task cancel 'Кафе Пушкин' --reason 'Встреча не нужна' --next 'Отправить КП' --due +1d",
          Text(ru: "планы изменились", en: "plans have changed"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportTask(write, .taskWithNext) { (transaction) throws(CRMError) in
      let (deal, number) = try transaction.task(task)
      let subject = try transaction.dealCase(deal)
      var action = CancelTask(number)
      action.followUp = try followUp.followUp(session, transaction)
      let outcome = try transaction.apply(action, to: subject)
      return (outcome, number)
    }
  }
}
