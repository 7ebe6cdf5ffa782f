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
      .next { $0.action = $1 },
      .due { $0.due = $1 },
      .option(
        "--assignee", value: .login("USER"),
        help: Text(ru: "кто сделает; иначе менеджер сделки", en: "who does it; else the manager")
      ) { $0.assignee = $1 },
    ]
  }

  func task(_ session: Session, _ transaction: Transaction) throws(CRMError) -> NextTask {
    NextTask(
      action: action.map(transaction.context.settings.actionName(typed:)),
      due: try session.due(due, transaction.context),
      assignee: try transaction.worker(assignee))
  }
}
