import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm task set DEAL ACTION --due WHEN …`.
struct TaskSet: WritingRunnable {
  var deal = ""
  var action = ""
  var due: TimeExpression?
  var assignee: Login?
  var text: String?
  var kind = Task.Kind.task
  var remind: Span?
  var write = WriteOptions()
  var prints: Printed { .card(.task) }

  static var command: CRMCommand {
    CRMCommand(
      "set", Text(ru: "поставить задачу", en: "set a task"), TaskSet(),
      rows: [
        .deal { $0.deal = $1 },
        .argument(
          .line("ACTION", completion: .live("action")),
          help: Text(ru: "что сделать", en: "what to do")
        ) { $0.action = $1 },
        .due { $0.due = $1 },
        .option(
          "--assignee", value: .login("USER"),
          help: Text(ru: "кто сделает; иначе менеджер сделки", en: "who does it; else the manager")
        ) { $0.assignee = $1 },
        .option(
          "--text", value: .prose("TEXT"), help: Text(ru: "подробности", en: "anything more to say")
        ) { $0.text = $1 },
        .option(
          "--kind", value: .choice(of: Task.Kind.self, "KIND"),
          help: Text(
            ru: "задача, заметка или переписка; сделке нужна именно task",
            en: "what it is; a deal needs one of kind task")
        ) { $0.kind = $1 },
        .option(
          "--remind", value: .span("TIME"),
          help: Text(
            ru: "за сколько до срока напомнить; иначе как у действия",
            en: "how long before it is due to remind; else as of its action")
        ) { $0.remind = $1 },
      ],
      examples: [
        Example(
          "crm task set 'Кафе Пушкин' Встреча --due '25.11.2026 15:00'",
          Text(ru: "договорились о встрече", en: "a meeting was agreed"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportTask(write, .task) { (transaction) throws(CRMError) in
      let subject = try transaction.dealCase(transaction.deal(deal))
      let context = transaction.context
      let task = NextTask(
        action: context.settings.actionName(typed: action), due: try session.due(due, context),
        assignee: try transaction.worker(assignee), text: try session.prose(text, option: "--text"),
        kind: kind, remind: remind)
      let outcome = try transaction.apply(SetTask(task), to: subject)
      return (outcome, nil)
    }
  }
}
