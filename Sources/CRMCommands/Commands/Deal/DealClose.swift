import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal close DEAL --won|--lost …`.
struct DealClose: WritingRunnable {
  var deal = ""
  var kind: Stage.Kind?
  var endDate: TimeExpression?
  var package: String?
  var budget: String?
  var reason: String?
  var spokeWith: String?
  var position: String?
  var comment: String?
  var result: String?
  var at: TimeExpression?
  var own = FieldOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "close", Text(ru: "закрыть сделку", en: "close a deal"),
      discussion: Text(
        ru: "Открытые задачи завершаются: с результатом, если он указан, иначе отменяются.",
        en: "Open tasks end: with the result where it is given, else cancelled."),
      DealClose(),
      rows: [
        .deal { $0.deal = $1 },
        .flag(
          "--won", help: Text(ru: "успешно завершена", en: "as won")
        ) { $0.kind = .won },
        .flag(
          "--lost", help: Text(ru: "не реализована", en: "as lost")
        ) { $0.kind = .lost },
        .exactlyOne("--won", "--lost"),
        .endDate { $0.endDate = $1 },
        .soldPackage { $0.package = $1 },
        .budget { $0.budget = $1 },
        .option(
          "--reason", value: .line("REASON", completion: .live("loss-reason")),
          help: Text(ru: "причина отказа", en: "the loss reason")
        ) { $0.reason = $1 }.meantByPlace,
        .spokeWith { $0.spokeWith = $1 },
        .position { $0.position = $1 },
        .comment { $0.comment = $1 },
        .result(Text(ru: "результат открытых задач", en: "the result of the open tasks")) {
          $0.result = $1
        },
        .happenedAt { $0.at = $1 },
        .group(FieldOptions.rows) { options, fill in fill(&options.own) },
      ],
      examples: [
        Example(
          "crm deal close 'Кафе Пушкин' --won --end-date 2027-02-28 --package Стандарт",
          Text(ru: "оплачено целиком", en: "paid in full")),
        Example(
          "crm deal close 'Бар Север' --lost --reason Дорого --spoke-with 'Орлов Петр'"
            + " --position владелец --comment 'Бюджет на год уже распределен между другими площадками'",
          Text(ru: "не реализована", en: "came to nothing")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      let context = transaction.context
      var action = CloseDeal(as: kind ?? .won)
      action.fields.budget = try session.budget(budget, subject.currency)
      action.fields.package = package
      action.fields.endDate = try session.day(endDate, option: "--end-date", context)
      action.fields.lossReason = reason
      action.fields.spokeWith = spokeWith
      action.fields.position = position
      action.fields.card.own = try own.values(of: subject.deal, transaction)
      action.comment = try session.prose(comment, option: "--comment")
      action.result = try session.prose(result, option: "--result")
      action.at = try session.happened(at, context)
      return try transaction.apply(action, to: subject)
    }
  }
}
