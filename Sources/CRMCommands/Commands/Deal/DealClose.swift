import CRMCore
import CRMModel
import CommandLineKit

/// `crm deal close DEAL --won|--lost …`
struct DealClose: Runnable {
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
  var write = WriteOptions()

  static var command: CRMCommand {
    CRMCommand(
      "close", Text(ru: "закрыть сделку", en: "close a deal"),
      discussion: Text(
        ru: "Открытые задачи завершаются: с результатом, если он указан, иначе отменяются.",
        en: "Open tasks end: with the result where it is given, else cancelled."),
      traits: .writes, DealClose(),
      rows: [
        .argument(\.deal, .reference("DEAL", "deal"), help: Text(ru: "сделка", en: "the deal")),
        .flag(
          \.kind, "--won", sets: .won, help: Text(ru: "успешно завершена", en: "as won")),
        .flag(
          \.kind, "--lost", sets: .lost, help: Text(ru: "не реализована", en: "as lost")),
        .exactlyOne("--won", "--lost"),
        .option(
          \.endDate, "--end-date", value: .time("DAY"),
          help: Text(ru: "день окончания пакета", en: "the day the package ends")),
        .option(
          \.package, "--package", value: .line("PACKAGE", completion: .live("package")),
          help: Text(ru: "тип пакета", en: "what was sold")),
        .option(
          \.budget, "--budget", value: .money("SUM"), help: Text(ru: "бюджет", en: "the budget")),
        .option(
          \.reason, "--reason", value: .line("REASON", completion: .live("loss-reason")),
          help: Text(ru: "причина из справочника", en: "a reason from the dictionary")),
        .option(
          \.spokeWith, "--spoke-with", value: .line("NAME"),
          help: Text(ru: "с кем общались: ФИО", en: "with whom you spoke: full name")),
        .option(
          \.position, "--position", value: .line("POSITION"),
          help: Text(ru: "его должность", en: "that person's position")),
        .option(
          \.comment, "--comment", value: .prose("TEXT"),
          help: Text(ru: "развернутый комментарий", en: "a substantive comment")),
        .option(
          \.result, "--result", value: .prose("TEXT"),
          help: Text(ru: "результат открытых задач", en: "the result of the open tasks")),
        .option(
          \.at, "--at", value: .time("TIME"),
          help: Text(ru: "когда это произошло", en: "when it happened")),
        .group(WriteOptions.rows, at: \.write),
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
      action.fields.budget = try session.budget(budget, subject.pipeline)
      action.fields.package = package
      action.fields.endDate = try session.day(endDate, option: "--end-date", context)
      action.fields.lossReason = reason
      action.fields.spokeWith = spokeWith
      action.fields.position = position
      action.comment = try session.prose(comment, option: "--comment")
      action.result = result
      action.at = try session.happened(at, context)
      return try CRMError.refusing { () throws(Refusal) in
        try action.apply(to: subject, in: context)
      }
    }
  }
}
