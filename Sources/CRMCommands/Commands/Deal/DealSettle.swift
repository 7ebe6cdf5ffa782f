import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal settle DEAL` (R121).
struct DealSettle: WritingRunnable {
  var deal = ""
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "settle",
      Text(ru: "согласиться с тем, что решило слияние", en: "agree with what a merge decided"),
      discussion: Text(
        ru:
          "Когда сделку изменили на двух машинах сразу, осталось записанное позже, а другое стоит в "
          + "истории. Аудит напоминает об этом, пока кто-нибудь не посмотрел.",
        en:
          "Where a deal was changed on two machines at once, what was recorded later stayed, and the "
          + "other stands in its history. The audit speaks of it until somebody has looked."),
      DealSettle(),
      rows: [.deal { $0.deal = $1 }],
      examples: [
        Example(
          "crm deal settle 'Кафе Пушкин'",
          Text(ru: "расхождения рассмотрены", en: "what was decided is right"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      try transaction.apply(SettleDeal(), to: subject)
    }
  }
}
