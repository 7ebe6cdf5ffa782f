import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal goal DEAL GOAL` (R50).
struct DealGoal: WritingRunnable {
  var deal = ""
  var goal = ""
  var comment: String?
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "goal", Text(ru: "отметить цель, которой достигли", en: "note a goal that was reached"),
      DealGoal(),
      rows: [
        .deal { $0.deal = $1 },
        .argument(.line("GOAL"), help: Text(ru: "цель этапа", en: "a goal of a stage")) {
          $0.goal = $1
        },
        .comment { $0.comment = $1 },
      ],
      examples: [
        Example(
          "crm deal goal 'Кафе Пушкин' catalog",
          Text(ru: "каталог отправлен", en: "the catalogue was sent"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      var action = ReachGoal(goal)
      action.comment = try session.prose(comment, option: "--comment")
      return try transaction.apply(action, to: subject)
    }
  }
}
