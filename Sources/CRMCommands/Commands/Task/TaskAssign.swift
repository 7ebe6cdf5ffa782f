import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm task assign TASK USER`, or of all that are somebody's or that an expression chooses:
/// `--from USER [--where EXPRESSION] --to USER` (R39, R70).
struct TaskAssign: WritingRunnable {
  var task: String?
  var assignee: Login?
  var to: Login?
  var reason: String?
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
        .group(BulkOptions.choosing) { options, fill in fill(&options.bulk) },
        .option(
          "--from", value: .login("USER"), help: Text(ru: "чьи все задачи", en: "whose tasks, all")
        ) { $0.bulk.assignee = $1 },
        .option("--to", value: .login("USER"), help: Text(ru: "кому все", en: "to whom all")) {
          $0.to = $1
        },
        .reason { $0.reason = $1 },
        .option("--where", needs: "--to"), .option("--from", needs: "--to"),
      ],
      examples: [
        Example(
          "crm task assign 'Кафе Пушкин' petrov", Text(ru: "пусть сделает он", en: "let him do it")),
        Example(
          "crm task assign --from ivanov --where 'due < +3d' --to petrov --yes",
          Text(ru: "пока Иванов в отъезде", en: "while ivanov is away")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let reason = try session.prose(reason, option: "--reason")
    let (one, several) = (task != nil && assignee != nil, bulk.isGiven && to != nil)
    guard one != several, several || to == nil, one || task == nil, let user = assignee ?? to else {
      throw .usage(
        Phrase(
          ru: "нужны задача и логин, или без них --where либо --from, и --to",
          en: "a task and a login are needed, or without them --where or --from, and --to"),
        hints: [Remedy("help", "task", "assign").phrase])
    }
    try session.changeTasks(task ?? "", bulk, write) {
      (number, subject, transaction) throws(CRMError) in
      let action = AssignTask(number, to: try transaction.worker(user), because: reason)
      return try transaction.apply(action, to: subject)
    }
  }
}
