import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm task assign TASK USER`.
struct TaskAssign: WritingRunnable {
  var task = ""
  var assignee: Login?
  var bulk = BulkOptions()
  var write = WriteOptions()
  var prints: Printed { bulk.printed(.task) }

  static var command: CRMCommand {
    CRMCommand(
      "assign", Text(ru: "передать задачу другому", en: "hand a task to somebody else"),
      TaskAssign(),
      rows: [
        .task(isRequired: false) { $0.task = $1 },
        .argument(.login("USER"), isRequired: false, help: Text(ru: "кому", en: "to whom")) {
          $0.assignee = $1
        },
        .group(BulkOptions.rows(inPlaceOf: "TASK", "USER")) { options, fill in
          fill(&options.bulk)
        },
        .option("--to", value: .login("USER"), help: Text(ru: "кому все", en: "to whom all")) {
          $0.assignee = $1
        },
        .option("--where", needs: "--to"), .option("--to", needs: "--where"),
      ],
      examples: [
        Example(
          "crm task assign 'Кафе Пушкин' petrov", Text(ru: "пусть сделает он", en: "let him do it")),
        Example(
          "crm task assign --where 'assignee = ivanov and due < +3d' --to petrov --yes",
          Text(ru: "пока Иванов в отъезде", en: "while ivanov is away")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    guard let assignee else { return }
    try session.changeTasks(task, bulk, write) {
      (number, subject, transaction) throws(CRMError) in
      let action = AssignTask(number, to: try transaction.worker(assignee))
      return try transaction.apply(action, to: subject)
    }
  }
}
