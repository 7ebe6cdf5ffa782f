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
        "--next", value: .line("ACTION", completion: .live("action")),
        help: Text(ru: "следующая задача: что сделать", en: "the next task: what to do")
      ) { $0.action = $1 },
      .option(
        "--due", value: .time("WHEN", .due),
        help: Text(
          ru: "срок: 25.11.2026 14:30, завтра, +2d, пт",
          en: "by when: 2026-11-25 14:30, tomorrow, +2d, fri")
      ) { $0.due = $1 },
      .option(
        "--assignee", value: .login("USER"),
        help: Text(ru: "кто сделает; иначе менеджер сделки", en: "who does it; else the manager")
      ) { $0.assignee = $1 },
    ]
  }

  func task(_ session: Session, _ transaction: Transaction) throws(CRMError) -> NextTask {
    NextTask(
      action: action, due: try session.due(due, transaction.context),
      assignee: try transaction.worker(assignee))
  }
}
