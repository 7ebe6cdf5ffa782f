import CRMCore
import CRMModel
import CommandLineKit

/// `crm deal edit DEAL …`
struct DealEdit: Runnable {
  var deal = ""
  var name: String?
  var budget: String?
  var package: String?
  var endDate: TimeExpression?
  var reason: String?
  var spokeWith: String?
  var position: String?
  var ifRevision: Int?
  var write = WriteOptions()

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить сделку", en: "edit a deal"), traits: .writes, DealEdit(),
      rows: [
        .argument(\.deal, .reference("DEAL", "deal"), help: Text(ru: "сделка", en: "the deal")),
        .option(
          \.name, "--name", value: .line("NAME"), help: Text(ru: "название", en: "the name")),
        .option(
          \.budget, "--budget", value: .money("SUM"), help: Text(ru: "бюджет", en: "the budget")),
        .option(
          \.package, "--package", value: .line("PACKAGE", completion: .live("package")),
          help: Text(ru: "тип пакета", en: "what was sold")),
        .option(
          \.endDate, "--end-date", value: .time("DAY"),
          help: Text(ru: "день окончания пакета", en: "the day the package ends")),
        .option(
          \.reason, "--reason", value: .line("REASON", completion: .live("loss-reason")),
          help: Text(ru: "причина отказа", en: "the loss reason")),
        .option(
          \.spokeWith, "--spoke-with", value: .line("NAME"),
          help: Text(ru: "с кем общались: ФИО", en: "with whom you spoke: full name")),
        .option(
          \.position, "--position", value: .line("POSITION"),
          help: Text(ru: "его должность", en: "that person's position")),
        .option(
          \.ifRevision, "--if-revision", value: .integer("N", in: 1...Int.max),
          help: Text(
            ru: "только если версия сделки такая", en: "only where the deal's revision is this")),
        .group(WriteOptions.rows, at: \.write),
      ],
      examples: [
        Example(
          "crm deal edit 'Кафе Пушкин' --budget '60 000'",
          Text(ru: "договорились о сумме", en: "a sum was agreed"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write, ifRevision: ifRevision) {
      (subject, transaction) throws(CRMError) in
      var action = EditDeal()
      action.fields.name = name
      action.fields.budget = try session.budget(budget, subject.pipeline)
      action.fields.package = package
      action.fields.endDate = try session.day(endDate, option: "--end-date", transaction.context)
      action.fields.lossReason = reason
      action.fields.spokeWith = spokeWith
      action.fields.position = position
      return try CRMError.refusing { () throws(Refusal) in
        try action.apply(to: subject, in: transaction.context)
      }
    }
  }
}
