import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal edit DEAL …`.
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
        .argument(.reference("DEAL", "deal"), help: Text(ru: "сделка", en: "the deal")) {
          $0.deal = $1
        },
        .option(
          "--name", value: .line("NAME"), help: Text(ru: "название", en: "the name")
        ) { $0.name = $1 },
        .option(
          "--budget", value: .money("SUM"), help: Text(ru: "бюджет", en: "the budget")
        ) { $0.budget = $1 },
        .option(
          "--package", value: .line("PACKAGE", completion: .live("package")),
          help: Text(ru: "тип пакета", en: "what was sold")
        ) { $0.package = $1 },
        .option(
          "--end-date", value: .time("DAY"),
          help: Text(
            ru: "день окончания пакета: 28.02.2027", en: "the day the package ends: 2027-02-28")
        ) { $0.endDate = $1 },
        .option(
          "--reason", value: .line("REASON", completion: .live("loss-reason")),
          help: Text(ru: "причина отказа", en: "the loss reason")
        ) { $0.reason = $1 },
        .option(
          "--spoke-with", value: .line("NAME"),
          help: Text(ru: "с кем общались: ФИО", en: "with whom you spoke: full name")
        ) { $0.spokeWith = $1 },
        .option(
          "--position", value: .line("POSITION"),
          help: Text(ru: "его должность", en: "that person's position")
        ) { $0.position = $1 },
        .option(
          "--if-revision", value: .integer("N", in: 1...Int.max),
          help: Text(
            ru: "изменить, только если версия сделки все еще N (поле revision)",
            en: "only where the deal's revision is still N (the field revision)")
        ) { $0.ifRevision = $1 },
        .group(WriteOptions.rows) { options, fill in fill(&options.write) },
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
