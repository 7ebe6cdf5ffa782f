import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm rework return DEAL --reason T`.
struct ReworkReturn: WritingRunnable {
  var deal = ""
  var reason: String?
  var due: TimeExpression?
  var write = WriteOptions()
  var prints: Printed { .card(.rework) }

  static var command: CRMCommand {
    CRMCommand(
      "return", Text(ru: "вернуть на доработку еще раз", en: "send a deal back once more"),
      ReworkReturn(),
      rows: [
        .deal { $0.deal = $1 },
        .reason { $0.reason = $1 },
        .due(
          Text(
            ru: "срок; иначе конец рабочего дня", en: "by when; else by the working day's end")
        ) { $0.due = $1 },
      ],
      examples: [
        Example(
          "crm rework return 'Кафе Пушкин' --reason 'Комментарий не о звонке'",
          Text(ru: "исправлено не то", en: "the wrong thing was mended"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let reason = try session.prose(reason, option: "--reason")
    try session.changeRework(deal, write) { (deal, transaction) throws(CRMError) in
      let due = try session.due(due, transaction.context)
      let subject = try transaction.dealCase(deal)
      return try CRMError.refusing { () throws(Refusal) in
        try ReturnRework(reason: reason, due: due).apply(to: subject, in: transaction.context)
      }
    }
  }
}
