import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm rework done DEAL --note T`.
struct ReworkDone: WritingRunnable {
  var deal = ""
  var note: String?
  var write = WriteOptions()
  var prints: Printed { .card(.rework) }

  static var command: CRMCommand {
    CRMCommand(
      "done", Text(ru: "сказать, что исправлено", en: "say what was corrected"),
      discussion: Text(
        ru: "Не примет, пока не исправлено все, за что сделку вернули.",
        en: "Refused while anything stands for which the deal was sent back."),
      ReworkDone(),
      rows: [
        .deal { $0.deal = $1 },
        .option(
          "--note", value: .prose("TEXT"),
          help: Text(ru: "что исправлено", en: "what was corrected")
        ) { $0.note = $1 },
      ],
      examples: [
        Example(
          "crm rework done 'Кафе Пушкин' --note 'Поставил задачу'",
          Text(ru: "исправлено", en: "it is mended"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let note = try session.prose(note, option: "--note")
    try session.changeRework(deal, write) { (deal, transaction) throws(CRMError) in
      let clock = try session.clock(transaction)
      let findings = try transaction.findings(on: deal, at: clock)
      return try CRMError.refusing { () throws(Refusal) in
        try FinishRework(note: note)
          .apply(to: deal, findings: findings, in: transaction.context)
      }
    }
  }
}
