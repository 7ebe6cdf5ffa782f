import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal reopen DEAL --comment T --next ACTION --due WHEN`.
struct DealReopen: WritingRunnable {
  var deal = ""
  var comment: String?
  var stage: String?
  var followUp = FollowUpOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "reopen", Text(ru: "вернуть закрытую сделку в работу", en: "reopen a closed deal"),
      DealReopen(),
      rows: [
        .deal { $0.deal = $1 },
        .comment(Text(ru: "почему", en: "why")) { $0.comment = $1 },
        .option(
          "--stage", value: .reference("STAGE", "stage"),
          help: Text(
            ru: "этап; иначе последний открытый", en: "the stage; else its last open one")
        ) { $0.stage = $1 },
        .group(FollowUpOptions.rowsOfDeal) { options, fill in fill(&options.followUp) },
      ],
      examples: [
        Example(
          "crm deal reopen 'Кафе Пушкин' --next 'Проверить оплату' --due +2d"
            + " --comment 'Бухгалтерия вернула оплату, договор переделываем на новое юрлицо'",
          Text(ru: "оплата вернулась", en: "the payment came back"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      var action = ReopenDeal()
      action.comment = try session.prose(comment, option: "--comment")
      if let stage { action.stage = try transaction.stage(stage, in: subject.pipeline).id }
      action.next = try followUp.next.task(session, transaction)
      action.noNextReason = try followUp.noNextReason(session)
      return try transaction.apply(action, to: subject)
    }
  }
}
