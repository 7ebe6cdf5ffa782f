import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm rework accept DEAL`.
struct ReworkAccept: Runnable {
  var deal = ""
  var write = WriteOptions()

  static var command: CRMCommand {
    CRMCommand(
      "accept", Text(ru: "принять доработку", en: "accept what was mended"),
      traits: .writes, ReworkAccept(),
      rows: [
        .argument(.reference("DEAL", "deal"), help: Text(ru: "сделка", en: "the deal")) {
          $0.deal = $1
        },
        .group(WriteOptions.rows) { options, fill in fill(&options.write) },
      ],
      examples: [
        Example("crm rework accept 'Кафе Пушкин'", Text(ru: "все в порядке", en: "all is well"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeRework(deal, write) { (deal, transaction) throws(CRMError) in
      try CRMError.refusing { () throws(Refusal) in
        try AcceptRework().apply(to: deal, in: transaction.context)
      }
    }
  }
}
