import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm task done TASK …`.
struct TaskDone: Runnable {
  var task = ""
  var result: String?
  var followUp = FollowUpOptions()
  var at: TimeExpression?
  var write = WriteOptions()

  static var command: CRMCommand {
    CRMCommand(
      "done", Text(ru: "завершить задачу", en: "finish a task"),
      discussion: Text(
        ru: "Последней открытой задаче сделки нужна следующая, или --no-next с причиной.",
        en: "The last open task of a deal needs a next one, or --no-next with a reason."),
      traits: .writes, TaskDone(),
      rows: [
        .argument(.reference("TASK", "task"), help: Text(ru: "задача", en: "the task")) {
          $0.task = $1
        },
        .option(
          "--result", value: .prose("TEXT"), help: Text(ru: "что получилось", en: "what came of it")
        ) { $0.result = $1 },
        .group(FollowUpOptions.rows) { options, fill in fill(&options.followUp) },
        .option(
          "--at", value: .time("TIME"),
          help: Text(
            ru: "когда это произошло: вчера 18:00, -2h; иначе сейчас",
            en: "when it happened: yesterday 18:00, -2h; else now")
        ) { $0.at = $1 },
        AskOption.row(TaskDone.self),
        .group(WriteOptions.rows) { options, fill in fill(&options.write) },
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
      action.at = try session.happened(at, context)
      let outcome = try CRMError.refusing { () throws(Refusal) in
        try action.apply(to: subject, in: context)
      }
      return (outcome, number)
    }
  }
}
