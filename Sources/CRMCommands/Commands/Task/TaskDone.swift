import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm task done TASK …`.
struct TaskDone: WritingRunnable {
  var task = ""
  var result: String?
  var followUp = FollowUpOptions()
  var duration: Span?
  var at: TimeExpression?
  var write = WriteOptions()
  var prints: Printed { .card(.taskWithNext) }

  static var command: CRMCommand {
    CRMCommand(
      "done", Text(ru: "завершить задачу", en: "finish a task"),
      discussion: Text(
        ru: "Последней открытой задаче сделки нужна следующая, или --no-next с причиной.",
        en: "The last open task of a deal needs a next one, or --no-next with a reason."),
      TaskDone(),
      rows: [
        .task { $0.task = $1 },
        .result(Text(ru: "что получилось", en: "what came of it")) { $0.result = $1 },
        .group(FollowUpOptions.rows) { options, fill in fill(&options.followUp) },
        .duration { $0.duration = $1 }, .happenedAt { $0.at = $1 },
      ],
      examples: [
        Example(
          "crm task done 'Кафе Пушкин' --result Дозвонился --next Встреча --due +2d",
          Text(ru: "и сразу следующая", en: "and the next one at once"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportTask(write, .taskWithNext) { (transaction) throws(CRMError) in
      let (deal, number) = try transaction.task(task)
      let subject = try transaction.dealCase(deal)
      let context = transaction.context
      var action = FinishTask(number)
      action.result = try session.prose(result, option: "--result")
      action.followUp = try followUp.followUp(session, transaction)
      action.duration = duration
      action.at = try session.happened(at, context)
      let outcome = try transaction.apply(action, to: subject)
      return (outcome, number)
    }
  }
}
