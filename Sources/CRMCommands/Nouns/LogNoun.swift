import CRMCore
import CRMModel
import CommandLineKit

extension Noun where Row == LogEntry {
  /// Operations: the keys are a part of the command contract.
  static var operation: Noun<LogEntry> { operation(stage: nil) }

  /// The same with the stage in front (B44).
  static var operationByStage: Noun<LogEntry> { operation(stage: .key) }

  private static func operation(stage prominence: Prominence?) -> Noun<LogEntry> {
    Noun(
      id: { $0.id.text },
      [
        Column("stage", Phrase(ru: "этап", en: "stage"), table: prominence) { .text($0.stage) },
        Column("id", Phrase(ru: "id", en: "id"), table: .useful) { .text($0.id.text) },
        Column(
          "at", Phrase(ru: "время", en: "time"), table: .key,
          shown: { entry, presentation in presentation.spokenTime(entry.at) }
        ) { .time($0.at) },
        Column(
          "user", Phrase(ru: "кто", en: "user"), table: .useful,
          shown: { entry, presentation in presentation.person(entry.user, actor: entry.actor) }
        ) { .text($0.user.text) },
        Column("actor", Phrase(ru: "ввел", en: "entered by")) { .text($0.actor?.text) },
        Column("undone", Phrase(ru: "отменено", en: "undone")) { .bool($0.isUndone) },
        Column(
          "changes", Phrase(ru: "что сделано", en: "what was done"), table: .key, folded: true,
          shown: { entry, _ in entry.changes.map { $0.name ?? $0.id }.joined(separator: ", ") }
        ) { entry in
          .array(
            entry.changes.map { change in
              [
                "kind": .string(change.kind), "id": .string(change.id), "name": .text(change.name),
                "events": .array(change.events.map { .object($0.card) }),
              ]
            })
        },
        Column("changeCount", Phrase(ru: "изменено документов", en: "documents changed")) {
          .number($0.changeCount)
        },
        Column(
          "command", Phrase(ru: "команда", en: "command"),
          shown: { entry, _ in ShellWord.quote(entry.command) }
        ) { .array($0.command.map(JSONValue.string)) },
        Column("events", Phrase(ru: "события", en: "events")) {
          .array($0.events.map { .object($0.card) })
        },
      ].refining("command") { $0.isTyped(\.command) }
    ).asking(\.log) { $0 }
  }
}
