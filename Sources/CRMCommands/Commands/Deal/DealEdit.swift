import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal edit DEAL …`.
struct DealEdit: WritingRunnable {
  var deal = ""
  var name: String?
  var currency: Currency?
  var budget: String?
  var why: String?
  var package: String?
  var endDate: TimeExpression?
  var reason: String?
  var spokeWith: String?
  var position: String?
  var emptied: Set<DealFields.Field> = []
  var ifRevision: Int?
  var card = CardOptions<Deal>()
  var bulk = BulkOptions()
  var write = WriteOptions()
  var prints: Printed { bulk.printed(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить сделку", en: "edit a deal"),
      discussion: Text(
        ru: "Пустое значение ('') очищает поле, если оно не нужно на нынешнем этапе.",
        en: "An empty value ('') empties a field that the present stage does not ask for."),
      DealEdit(),
      rows: [
        .deal(isRequired: false) { $0.deal = $1 },
        .group(BulkOptions.rows(inPlaceOf: "DEAL")) { options, fill in fill(&options.bulk) },
        .atMostOne("--where", "--if-revision"),
        .atLeastOne(of: [
          .option(
            "--name", value: .line("NAME"), help: Text(ru: "название", en: "the name")
          ) { $0.name = $1 },
          .currency { $0.currency = $1 },
          .budget { $0.budget = $1 }.emptied { $0.emptied.insert(.budget) },
          .soldPackage { $0.package = $1 }.emptied { $0.emptied.insert(.package) },
          .endDate { $0.endDate = $1 }.emptied { $0.emptied.insert(.endDate) },
          .option(
            "--reason", value: .line("REASON", completion: .live("loss-reason")),
            help: Text(ru: "причина отказа", en: "the loss reason")
          ) { $0.reason = $1 }.emptied { $0.emptied.insert(.lossReason) },
          .spokeWith { $0.spokeWith = $1 }.emptied { $0.emptied.insert(.spokeWith) },
          .position { $0.position = $1 }.emptied { $0.emptied.insert(.position) },
          .group(CardOptions.rows([.tag(.tags), .untag(.tags)])) { options, fill in
            fill(&options.card)
          },
        ]),
        .option(
          "--why", value: .prose("TEXT"),
          help: Text(ru: "почему другой бюджет", en: "why the budget is another one")
        ) { $0.why = $1 },
        .option("--why", needs: "--budget"),
        .option(
          "--if-revision", value: .integer("N", in: 1...Int.max),
          help: Text(
            ru: "изменить, только если версия сделки все еще N (поле revision)",
            en: "only where the deal's revision is still N (the field revision)")
        ) { $0.ifRevision = $1 },
      ],
      examples: [
        Example(
          "crm deal edit 'Кафе Пушкин' --budget '60 000'",
          Text(ru: "договорились о сумме", en: "a sum was agreed")),
        Example(
          "crm deal edit --where 'pipeline = smm and endDate is empty' --end-date 2027-02-28 --yes",
          Text(ru: "у всех сразу", en: "all at once")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeals(deal, bulk, write, ifRevision: ifRevision) {
      (subject, transaction) throws(CRMError) in
      var action = EditDeal()
      action.fields.name = name
      action.fields.budget = try session.budget(budget, currency ?? subject.currency)
      action.fields.budgetReason = try session.prose(why, option: "--why")
      action.fields.currency = currency
      action.fields.package = package
      action.fields.endDate = try session.day(endDate, option: "--end-date", transaction.context)
      action.fields.lossReason = reason
      action.fields.spokeWith = spokeWith
      action.fields.position = position
      action.fields.emptied = emptied
      action.fields.card = try card.values(transaction)
      action.fields.card.own = try card.own.values(of: subject.deal, transaction)
      return try transaction.apply(action, to: subject)
    }
  }
}
