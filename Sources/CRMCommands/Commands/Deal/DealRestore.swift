import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal restore DEAL`.
struct DealRestore: WritingRunnable {
  var deal = ""
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "restore", Text(ru: "восстановить удаленную сделку", en: "restore a deleted deal"),
      DealRestore(),
      rows: [
        .argument(
          .reference("DEAL", "deleted-deal"), help: Text(ru: "сделка", en: "the deal")
        ) { $0.deal = $1 }
      ],
      examples: [
        Example("crm deal restore 7k3m9qa2", Text(ru: "удалили зря", en: "deleted by mistake"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write, includingDeleted: true) {
      (subject, transaction) throws(CRMError) in
      try transaction.apply(RestoreDeal(), to: subject)
    }
  }
}
