import CRMCore
import CRMModel
import CommandLineKit

/// `--next ACTION --due WHEN [--assignee USER]`, wherever a command plans the next task.
struct NextTaskOptions: Sendable {
  var action: String?
  var due: TimeExpression?
  var assignee: Login?

  static var rows: [Row<NextTaskOptions>] {
    [
      .option(
        \.action, "--next", value: .line("ACTION", completion: .live("action")),
        help: Text(ru: "следующая задача: что сделать", en: "the next task: what to do")),
      .option(
        \.due, "--due", value: .time("WHEN"),
        help: Text(
          ru: "срок: 25.11.2026 14:30, завтра, +2d, пт",
          en: "by when: 2026-11-25 14:30, tomorrow, +2d, fri")),
      .option(
        \.assignee, "--assignee", value: .login("USER"),
        help: Text(ru: "кто сделает; иначе менеджер сделки", en: "who does it; else the manager")),
    ]
  }

  func task(_ session: Session, _ context: ActionContext) throws(CRMError) -> NextTask {
    NextTask(action: action, due: try session.due(due, context), assignee: assignee)
  }
}
