import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm rework accept DEAL`.
struct ReworkAccept: WritingRunnable {
  var deal = ""
  var write = WriteOptions()
  var prints: Printed { .card(.rework) }

  static var command: CRMCommand {
    CRMCommand(
      "accept", Text(ru: "принять доработку", en: "accept what was mended"),
      ReworkAccept(),
      rows: [
        .deal { $0.deal = $1 }
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
