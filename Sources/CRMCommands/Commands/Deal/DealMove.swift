import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal move DEAL STAGE …`.
struct DealMove: WritingRunnable {
  var deal = ""
  var stage = ""
  var pipeline: String?
  var comment: String?
  var report: [ReportEntry] = []
  var budget: String?
  var package: String?
  var result: String?
  var task: Int?
  var followUp = FollowUpOptions()
  var at: TimeExpression?
  var own = FieldOptions()
  var bulk = BulkOptions()
  var write = WriteOptions()
  var prints: Printed { bulk.printed(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "move", Text(ru: "перевести сделку на этап", en: "move a deal to a stage"),
      discussion: Text(
        ru: "Этап — это то, что уже произошло. Что для него нужно, говорит crm help stages; чего "
          + "не хватает этой сделке — сама команда с --dry-run.",
        en: "A stage is what has happened. What it asks for is said by crm help stages, what this "
          + "deal lacks by the command itself with --dry-run."),
      DealMove(),
      rows: [
        .deal(isRequired: false) { $0.deal = $1 },
        .argument(
          .reference("STAGE", "stage", offering: .nextStage), isRequired: false,
          help: Text(ru: "этап", en: "the stage")
        ) {
          $0.stage = $1
        },
        .group(BulkOptions.rows(inPlaceOf: "DEAL", "STAGE")) { options, fill in
          fill(&options.bulk)
        },
        .option(
          "--stage", value: .reference("STAGE", "stage"),
          help: Text(ru: "этап для всех", en: "the stage for all")
        ) { $0.stage = $1 },
        .option("--where", needs: "--stage"), .option("--stage", needs: "--where"),
        .option(
          "--pipeline", value: .reference("P", "pipeline"),
          help: Text(
            ru: "этап другой воронки: сделка переходит в нее",
            en: "the stage is one of another pipeline, which the deal enters")
        ) { $0.pipeline = $1 },
        .comment { $0.comment = $1 },
        .report { $0.report.append($1) },
        .budget { $0.budget = $1 },
        .soldPackage { $0.package = $1 },
        .result(.ofOneTask) { $0.result = $1 }, .taskOfResult { $0.task = $1 },
        .option("--task", needs: "--result"),
        .group(FollowUpOptions.rowsOfDeal) { options, fill in fill(&options.followUp) },
        .happenedAt { $0.at = $1 },
        .group(FieldOptions.rows) { options, fill in fill(&options.own) },
      ],
      examples: [
        Example(
          "crm deal move 'Кафе Пушкин' call"
            + " --comment 'Говорил с администратором, управляющая будет завтра после двух'"
            + " --result Дозвонился --next 'Связаться с клиентом' --due +1d",
          Text(ru: "после звонка", en: "after a call")),
        Example(
          "crm deal move 'Кафе Пушкин' in-work --pipeline smm"
            + " --comment 'Вместо рекламы хотят вести соцсети, договорились обсудить'",
          Text(ru: "в другую воронку", en: "to another pipeline")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeals(deal, bulk, write) { (subject, transaction) throws(CRMError) in
      let context = transaction.context
      let pipeline = try pipeline.map { (name) throws(CRMError) in
        try transaction.pipeline(named: name)
      }
      let target = pipeline ?? subject.pipeline
      var action = MoveDeal(to: try transaction.stage(stage, in: target).id)
      action.pipeline = pipeline
      var subject = subject
      // The requirements are those of the pipeline that it enters.
      subject.rules = try transaction.rules(of: target)
      action.comment = try session.prose(comment, option: "--comment")
      action.report = report
      action.budget = try session.budget(
        budget, pipeline.map(subject.currency) ?? subject.currency)
      action.package = package
      action.own = try own.values(
        on: .deal, known: subject.deal.fields, pipeline: target.id, transaction)
      action.result = try session.prose(result, option: "--result")
      action.task = task
      action.next = try followUp.next.task(session, transaction)
      action.noNextReason = try followUp.noNextReason(session)
      action.at = try session.happened(at, context)
      return try transaction.apply(action, to: subject)
    }
  }
}
