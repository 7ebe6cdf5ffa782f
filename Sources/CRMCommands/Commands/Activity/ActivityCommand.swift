import CRMCore
import CRMModel
import CommandLineKit

/// `crm call|meeting|letter|message DEAL -m TEXT …`: the manager's daily line (R55).
struct ActivityCommand: WritingRunnable {
  var communication: Communication
  var deal: String?
  var text: String?
  var report: [ReportEntry] = []
  var result: String?
  var task: Int?
  var followUp = FollowUpOptions()
  var stage: String?
  var at: TimeExpression?
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static func commands(_ category: Text) -> [CRMCommand] {
    Activity.logged.map { command($0, category) }
  }

  private static func command(_ activity: Activity, _ category: Text) -> CRMCommand {
    CRMCommand(
      activity.rawValue,
      Text(
        ru: "\(activity.name.ru): что сказали, что вышло, что дальше",
        en: "\(activity.name.en): what was said, what came of it, what is next"),
      discussion: Text(
        ru: "Одной строкой: что сказали — комментарий этапа, что вышло из задачи (без -r — то же), "
          + "что дальше и куда перешла сделка."
          + (activity.reminds
            ? " О встрече (--task N без -r) — напоминание клиенту: ее задача остается открытой."
            : ""),
        en: "In one line: what was said, which is the stage's comment, what came of the task (the "
          + "same without -r), what is next and where the deal stands now."
          + (activity.reminds
            ? " About a meeting (--task N without -r) it reminds the client: its task stays open."
            : "")),
      category: category, ActivityCommand(communication: Communication(activity)),
      rows: [
        .deal(isRequired: false) { $0.deal = $1 },
        .atLeastOne(of: [
          .comment(Text(ru: "что сказали", en: "what was said")) { $0.text = $1 },
          .report { $0.report.append($1) },
        ]),
        .result(.ofOneTask) { $0.result = $1 }, .taskOfResult { $0.task = $1 },
        .group(FollowUpOptions.rowsOfDeal) { options, fill in fill(&options.followUp) },
        .option(
          "--to", value: .reference("STAGE", "stage", offering: .nextStage),
          help: Text(ru: "перевести на этап", en: "the stage to move to")
        ) { $0.stage = $1 },
        .flag("--incoming", help: Text(ru: "обратился клиент", en: "the client got in touch")) {
          $0.communication.direction = .incoming
        },
        .flag("--outgoing", help: Text(ru: "обратились мы", en: "we got in touch")) {
          $0.communication.direction = .outgoing
        },
        .atMostOne("--incoming", "--outgoing"),
        .duration { $0.communication.duration = $1 }, .happenedAt { $0.at = $1 },
      ],
      examples: [
        Example(
          "crm \(activity.rawValue) 'Кафе Пушкин' -m 'Управляющая просит показать три площадки'"
            + " -t 'Отправить КП' -d завтра",
          Text(ru: "и что дальше", en: "and what is next"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    guard let deal else {
      // R55: without a deal somebody got in touch.
      let channel = communication.activity.rawValue
      throw .usage(
        Phrase(
          ru: "нужна сделка; новый клиент — это обращение",
          en: "a deal is needed; a new client is a lead"),
        hints: [
          Remedy("lead", "add", "--channel", channel).asking("--phone").adding("--text", text ?? "")
            .phrase
        ])
    }
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      var action = LogActivity(communication)
      action.text = try session.prose(text, option: "--comment")
      action.report = report
      action.result = try session.prose(result, option: "--result")
      action.task = task
      action.followUp = try followUp.followUp(session, transaction)
      if let stage { action.stage = try transaction.stage(stage, in: subject.pipeline).id }
      action.at = try session.happened(at, transaction.context)
      return try transaction.apply(action, to: subject)
    }
  }
}
