import CRMCore
import CRMModel
import CommandLineKit

/// A deal that was sent back, as it is printed.
struct ReworkRow {
  let deal: Deal
  let rework: Rework
  /// What the audit finds of it now.
  let standing: [Finding]
  let pipeline: Pipeline?
  let clock: AuditClock
  let language: Language

  var isOverdue: Bool { rework.state.isDue && rework.due < clock.now }

  /// What people call the stage that the deal stands at.
  var stageName: String { pipeline?.stageName(deal.stage) ?? deal.stage.text }

  func text(_ phrase: Phrase) -> String { phrase[language] }
}

extension Noun where Row == ReworkRow {
  /// Reworks: the keys are a part of the command contract.
  static var rework: Noun<ReworkRow> {
    Noun(
      id: { $0.deal.id.text },
      [
        Column("id", Phrase(ru: "id", en: "id"), table: .key) { .text($0.deal.id.text) },
        Column("name", Phrase(ru: "сделка", en: "deal"), table: .key) { .text($0.deal.name) },
        Column("manager", Phrase(ru: "менеджер", en: "manager"), table: .useful) {
          .text($0.deal.manager.text)
        },
        Column(
          "stage", Phrase(ru: "этап", en: "stage"),
          shown: { row, _ in row.stageName }
        ) { .text($0.deal.stage.text) },
        Column(
          "state", Phrase(ru: "состояние", en: "state"), table: .main,
          shown: { row, presentation in presentation.text(row.stateName) },
          color: { row, _ in row.isOverdue ? .red : nil }
        ) { .text($0.rework.state.rawValue) },
        time("due", Phrase(ru: "срок", en: "due"), table: .main, \.rework.due),
        Column(
          "standing", Phrase(ru: "что исправить", en: "to be mended"), table: .useful,
          shown: { row, _ in
            let reason = row.rework.state == .returned ? row.rework.reason : nil
            return ([reason].compactMap { $0 } + row.standing.map { row.text($0.message) })
              .joined(separator: "; ")
          }
        ) { row in .array(row.standing.map { row.json($0) }) },
        Column(
          "findings", Phrase(ru: "за что отправлена", en: "sent back for"),
          shown: { row, _ in
            row.rework.faults.map { row.text($0.message) }.joined(separator: "; ")
          }
        ) { row in
          .array(
            row.rework.faults.map { fault in
              [
                "check": .string(fault.check.rawValue), "message": .string(row.text(fault.message)),
              ]
            })
        },
        time("at", Phrase(ru: "отправлена", en: "sent back"), \.rework.at),
        Column("author", Phrase(ru: "кто отправил", en: "sent back by")) {
          .text($0.rework.author.text)
        },
        Column("note", Phrase(ru: "что исправлено", en: "corrected")) { .text($0.rework.note) },
        Column("reason", Phrase(ru: "почему возвращена", en: "why it was returned")) {
          .text($0.rework.reason)
        },
        time("changedAt", Phrase(ru: "изменена", en: "changed"), \.rework.changedAt),
        Column("changedBy", Phrase(ru: "кем", en: "changed by")) {
          .text($0.rework.changedBy.text)
        },
      ].naming("stage", \.stageName))
  }

  private static func time(
    _ key: String, _ title: Phrase, table: Prominence? = nil,
    _ time: @escaping @Sendable (ReworkRow) -> Instant
  ) -> Column<ReworkRow> {
    Column(
      key, title, table: table,
      shown: { row, presentation in presentation.spokenTime(time(row)) }
    ) { .time(time($0)) }
  }
}

extension ReworkRow {
  /// What people read.
  var stateName: Phrase {
    isOverdue ? Phrase(ru: "просрочена", en: "overdue") : rework.state.name
  }

  fileprivate func json(_ finding: Finding) -> JSONValue {
    [
      "check": .string(finding.check.rawValue), "message": .string(text(finding.message)),
      "fix": .string(finding.fix.line(language)),
    ]
  }
}

extension Rework {
  /// The rework on a deal's card.
  var card: JSONObject {
    var object = JSONObject()
    object["state"] = .string(state.rawValue)
    object["at"] = .time(at)
    object["author"] = .string(author.text)
    object["due"] = .time(due)
    object["checks"] = .array(faults.map { .string($0.check.rawValue) })
    object["note"] = .text(note)
    object["reason"] = .text(reason)
    object["changedAt"] = .time(changedAt)
    object["changedBy"] = .string(changedBy.text)
    return object
  }
}
