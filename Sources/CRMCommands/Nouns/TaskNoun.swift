import CRMCore
import CRMModel

/// A task as it is printed.
struct TaskRow {
  let task: Task
  let deal: DealID
  let dealName: String
  let clock: AuditClock
  /// The task that followed it, where a command planned one.
  var next: Task?
  /// What rules did with the command that is answered (R49).
  var automation: [JSONValue] = []
  /// What expressions know of it, where somebody asks (R67).
  var subject: TaskSubject?

  var isOverdue: Bool { task.state == .open && task.due < clock.now }
}

extension Noun where Row == TaskRow {
  /// Tasks: the keys are a part of the command contract.
  static var task: Noun<TaskRow> {
    Noun(
      id: { "\($0.deal.text)/\($0.task.number)" },
      [
        key("id", Phrase(ru: "id", en: "id"), table: .main),
        Column(
          "deal", Phrase(ru: "сделка", en: "deal"), table: .key,
          shown: { row, _ in row.dealName },
          of: \.self, ["id": { .string($0.deal.text) }, "name": { .string($0.dealName) }]),
        key("action", Phrase(ru: "действие", en: "action"), table: .main),
        Column(
          "due", Phrase(ru: "срок", en: "due"), table: .key, whole: true,
          shown: { row, presentation in presentation.spokenTime(row.task.due) },
          color: { row, _ in row.isOverdue ? .red : nil }
        ) { .time($0.task.due) },
        key("allDay", Phrase(ru: "весь день", en: "all day")),
        key("assignee", Phrase(ru: "ответственный", en: "assignee"), table: .extra),
        Column(
          "state", Phrase(ru: "состояние", en: "state"), table: .extra,
          shown: { row, presentation in presentation.text(row.stateName) }
        ) { .text($0.task.state.rawValue) },
        Column(
          "kind", Phrase(ru: "тип", en: "kind"), table: .useful,
          shown: { row, presentation in presentation.text(row.task.kind.name) }
        ) { .text($0.task.kind.rawValue) },
        key("activity", Phrase(ru: "вид", en: "activity")),
        key("remind", Phrase(ru: "напомнить за", en: "remind")),
        key("text", Phrase(ru: "текст", en: "text")),
        key("result", Phrase(ru: "результат", en: "result")),
        key("createdAt", Phrase(ru: "поставлена", en: "created")),
        key("doneAt", Phrase(ru: "завершена", en: "done")),
        key("process", Phrase(ru: "процесс", en: "process")),
      ]
    ).asking(\.tasks) { $0.subject }
  }

  /// A task with the one that followed it, for `task done` and `task cancel`.
  static var taskWithNext: Noun<TaskRow> {
    Noun(
      id: task.id,
      task.columns + [
        Column("next", Phrase(ru: "следующая", en: "next")) { row in
          row.next.map { .object($0.json(in: row.deal, row.clock.zone)) } ?? .null
        },
        Column("automation", Phrase(ru: "сработали правила", en: "rules")) {
          .array($0.automation)
        },
      ])
  }

  private static func key(_ key: String, _ title: Phrase, table: Prominence? = nil)
    -> Column<TaskRow>
  {
    Column(key, title, table: table) { $0.task.json(in: $0.deal, $0.clock.zone)[key] ?? .null }
  }
}

extension TaskRow {
  fileprivate var stateName: Phrase {
    switch task.state {
    case .open where isOverdue: Phrase(ru: "просрочена", en: "overdue")
    case .open: Phrase(ru: "открыта", en: "open")
    case .done: Phrase(ru: "выполнена", en: "done")
    case .cancelled: Phrase(ru: "отменена", en: "cancelled")
    }
  }
}
