import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal delete DEAL --reason T`.
struct DealDelete: WritingRunnable {
  var deal = ""
  var reason: String?
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "delete", Text(ru: "удалить сделку", en: "delete a deal"),
      discussion: Text(
        ru: "Удаленную сделку можно восстановить 30 дней.",
        en: "A deleted deal can be restored for 30 days."),
      DealDelete(),
      rows: [
        .deal { $0.deal = $1 },
        .reason { $0.reason = $1 },
      ],
      examples: [
        Example(
          "crm deal delete 'Кафе Пушкин' --reason 'Заведена по ошибке'",
          Text(ru: "лишняя сделка", en: "a deal too many"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      let reason = try session.prose(reason, option: "--reason")
      return try transaction.apply(DeleteDeal(reason: reason), to: subject)
    }
  }
}
