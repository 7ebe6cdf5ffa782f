import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal assign DEAL USER [--reason T]`.
struct DealAssign: Runnable {
  var deal = ""
  var manager = Login(stored: "")
  var reason: String?
  var write = WriteOptions()

  static var command: CRMCommand {
    CRMCommand(
      "assign", Text(ru: "передать сделку другому менеджеру", en: "hand a deal to another manager"),
      traits: .writes, DealAssign(),
      rows: [
        .argument(.reference("DEAL", "deal"), help: Text(ru: "сделка", en: "the deal")) {
          $0.deal = $1
        },
        .argument(.login("USER"), help: Text(ru: "кому", en: "to whom")) { $0.manager = $1 },
        .option(
          "--reason", value: .prose("TEXT"), help: Text(ru: "почему", en: "why")
        ) { $0.reason = $1 },
        .group(WriteOptions.rows) { options, fill in fill(&options.write) },
      ],
      examples: [
        Example(
          "crm deal assign 'Кафе Пушкин' petrov --reason 'Две недели без задачи'",
          Text(ru: "у сделки не было задачи", en: "the deal had no task"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      try CRMError.refusing { () throws(Refusal) in
        try HandOverDeal(to: manager, reason: reason)
          .apply(to: subject, in: transaction.context)
      }
    }
  }
}
