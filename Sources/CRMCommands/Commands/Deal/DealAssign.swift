import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal assign DEAL USER [--reason T]`, or all deals without a task of one manager
/// at once: `--no-task --from USER --to USER [--older AGE]` (R18), or all that an expression chooses:
/// `--where EXPRESSION --to USER` (R39).
struct DealAssign: WritingRunnable {
  var deal: String?
  var manager: Login?
  var isWithoutTask = false
  var age: Span?
  var from: Login?
  var to: Login?
  var reason: String?
  var bulk = BulkOptions()
  var write = WriteOptions()
  var prints: Printed { isWithoutTask ? .list(.deal) : bulk.printed(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "assign", Text(ru: "передать сделку другому менеджеру", en: "hand a deal to another manager"),
      discussion: Text(
        ru: "Сделку с открытой задачей передает ее менеджер, его руководитель или администратор; "
          + "без задачи — любой руководитель. С --no-task — сразу все сделки одного менеджера, "
          + "которые столько времени без задачи.",
        en: "A deal with an open task is handed over by its manager, a head of theirs or an admin; "
          + "one without by any head. With --no-task: all deals of one manager at once that have "
          + "had no task for so long."),
      DealAssign(),
      rows: [
        .argument(
          .reference("DEAL", "deal"), isRequired: false, help: Text(ru: "сделка", en: "the deal")
        ) { $0.deal = $1 },
        .argument(.login("USER"), isRequired: false, help: Text(ru: "кому", en: "to whom")) {
          $0.manager = $1
        },
        .group(BulkOptions.rows()) { options, fill in fill(&options.bulk) },
        .flag("--no-task", help: Text(ru: "все без открытой задачи", en: "all without a task")) {
          $0.isWithoutTask = true
        },
        .option(
          "--older", value: .span("AGE"),
          help: Text(
            ru: "без задачи хотя бы столько", en: "without one for so long at least")
        ) { $0.age = $1 },
        .option("--from", value: .login("USER"), help: Text(ru: "чьи сделки", en: "whose deals")) {
          $0.from = $1
        },
        .option("--to", value: .login("USER"), help: Text(ru: "кому", en: "to whom")) {
          $0.to = $1
        },
        .reason { $0.reason = $1 },
        .option("--no-task", needs: "--from"), .option("--no-task", needs: "--to"),
        .option("--older", needs: "--no-task"), .option("--from", needs: "--no-task"),
        .option("--where", needs: "--to"), .atMostOne("--where", "--no-task"),
      ],
      examples: [
        Example(
          "crm deal assign 'Кафе Пушкин' petrov --reason 'Две недели без задачи'",
          Text(ru: "у сделки не было задачи", en: "the deal had no task")),
        Example(
          "crm deal assign --no-task --older 2d --from ivanov --to petrov",
          Text(ru: "все, у которых два дня нет задачи", en: "all without a task for two days")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let reason = try session.prose(reason, option: "--reason")
    switch (deal, manager, from, to, bulk.expression) {
    case (let deal?, let manager?, nil, nil, nil):
      try assign(deal, to: manager, reason, session)
    case (nil, nil, nil, let to?, _?): try assign("", to: to, reason, session)
    case (nil, nil, let from?, let to?, nil): try assignAll(of: from, to: to, reason, session)
    default:
      throw .usage(
        Phrase(
          ru: "нужны сделка и логин, или без них --where и --to, или --no-task, --from и --to",
          en: "a deal and a login are needed, or without them --where and --to, or --no-task, "
            + "--from and --to"),
        hints: [Remedy("help", "deal", "assign").phrase])
    }
  }

  private func assign(
    _ deal: String, to manager: Login, _ reason: String?, _ session: Session
  ) throws(CRMError) {
    try session.changeDeals(deal, bulk, write) { (subject, transaction) throws(CRMError) in
      let action = HandOverDeal(to: try transaction.worker(manager), reason: reason)
      return try transaction.apply(action, to: subject)
    }
  }

  private func assignAll(
    of from: Login, to: Login, _ reason: String?, _ session: Session
  ) throws(CRMError) {
    let (rows, presentation) = try session.writeToShow(write) { (transaction) throws(CRMError) in
      let context = transaction.context
      try session.checkFilter(from, transaction)
      let to = try transaction.worker(to)
      let latest = context.now.adding(seconds: -(age?.seconds ?? 0)) ?? .first
      let deals = try transaction.index([.deal]).deals.filter { deal in
        deal.state == .open && deal.manager == from && deal.noTaskSince.map { $0 <= latest } == true
      }
      var rows: [DealRow] = []
      for facts in deals {
        let subject = try transaction.dealCase(transaction.get(facts.id))
        let action = HandOverDeal(to: to, reason: reason ?? defaultReason(facts, session, context))
        let outcome = try transaction.put(transaction.apply(action, to: subject))
        rows.append(try session.row(outcome.deal, transaction))
      }
      return rows
    }
    if !rows.isEmpty {
      let (count, dry) = (CountedNoun.deals.counted(rows.count), session.dry(write))
      session.notice(
        Phrase(ru: "\(dry)передано: \(count.ru)", en: "\(dry)handed over: \(count.en)"))
    }
    try session.list(.deal, rows, presentation)
  }

  /// Since when there has been no task: what entitles to take the deal.
  private func defaultReason(
    _ deal: any DealFacts, _ session: Session, _ context: ActionContext
  ) -> String {
    let since = deal.noTaskSince.map { context.zone.text(of: $0) } ?? ""
    return Text(ru: "без задачи с \(since)", en: "without a task since \(since)")[
      session.language]
  }
}
