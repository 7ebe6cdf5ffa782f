import CRMCore
import CRMModel

extension Noun where Row == SalesProcess {
  /// Processes: the keys are a part of the command contract.
  static var process: Noun<SalesProcess> {
    Noun(
      id: \.id,
      [
        Column("id", Phrase(ru: "id", en: "id"), table: .key) { .string($0.id) },
        Column("name", Phrase(ru: "название", en: "name"), table: .key) { .string($0.name) },
        Column(
          "steps", Phrase(ru: "шаги", en: "steps"), table: .main,
          shown: { row, _ in row.steps.map(\.action).joined(separator: " → ") }
        ) { .array($0.steps.map { .object($0.json) }) },
        Column("endsWithDeal", Phrase(ru: "кончается со сделкой", en: "ends with the deal")) {
          .bool($0.endsWithDeal)
        },
      ])
  }
}

/// A run of a process as it is printed.
struct ProcessRow {
  let run: ProcessRun
  /// What it runs by; `nil` where that is gone.
  let process: SalesProcess?
  let deal: DealID
  let zone: TimeZoneRules
}

extension Noun where Row == ProcessRow {
  /// Runs of processes: the keys are a part of the command contract.
  static var processRun: Noun<ProcessRow> {
    Noun(
      id: \.run.process,
      [
        Column("process", Phrase(ru: "процесс", en: "process"), table: .key) {
          .string($0.run.process)
        },
        Column("name", Phrase(ru: "название", en: "name"), table: .key) {
          .text($0.process?.name)
        },
        Column(
          "state", Phrase(ru: "состояние", en: "state"), table: .main,
          shown: { row, presentation in presentation.text(row.state.name) }
        ) { .string($0.state.id) },
        Column(
          "step", Phrase(ru: "шаг", en: "step"), table: .main,
          shown: { row, _ in
            let count = row.process.map { "/\($0.steps.count)" } ?? ""
            return "\(row.run.tasks.count)\(count)"
          }
        ) { .number($0.run.tasks.count) },
        Column("steps", Phrase(ru: "шагов", en: "steps")) {
          .array(($0.process?.steps ?? []).map { .object($0.json) })
        },
        Column(
          "task", Phrase(ru: "задача", en: "task"), table: .main,
          shown: { row, _ in
            row.run.openTask.map { "\($0.action) (\(row.deal.text)/\($0.number))" } ?? ""
          }
        ) { row in
          row.run.openTask.map { .object($0.json(in: row.deal, row.zone)) } ?? .null
        },
        Column(
          "due", Phrase(ru: "срок", en: "due"), table: .main,
          shown: { row, presentation in
            row.run.openTask.map { presentation.spokenTime($0.due) } ?? ""
          }
        ) { .time($0.run.openTask?.due) },
        Column("assignee", Phrase(ru: "ответственный", en: "assignee"), table: .main) {
          .text($0.run.openTask?.assignee.text)
        },
        Column("startedAt", Phrase(ru: "запущен", en: "started")) { .time($0.run.startedAt) },
        Column("endedAt", Phrase(ru: "завершен", en: "ended")) { .time($0.run.endedAt) },
        Column("reason", Phrase(ru: "причина", en: "reason"), table: .useful) {
          .text($0.run.reason)
        },
      ])
  }
}

extension ProcessRow {
  /// Whether it runs, came to its end or was stopped.
  fileprivate var state: (id: String, name: Phrase) {
    if run.endedAt == nil { return ("running", Phrase(ru: "идет", en: "running")) }
    return run.reason == nil
      ? ("done", Phrase(ru: "завершен", en: "done"))
      : ("stopped", Phrase(ru: "остановлен", en: "stopped"))
  }
}
