import CRMCore
import CRMModel
import CommandLineKit

/// A finding of the audit in the language of the run.
struct FindingRow {
  let finding: Finding
  /// The first kept evening on which it stood; `nil` where none knows it.
  let since: Day?
  /// How often its manager had this one within 30 days; `nil` without a memory.
  let repeats: Int?
  let language: Language
  let pipelines: [PipelineID: Pipeline]

  var message: String { finding.message[language] }
  var fix: String { finding.fix.line(language) }

  /// Since when it stands, and whether it is a habit of the manager's rather than a slip.
  func memory(_ presentation: Presentation) -> String {
    let since = self.since.map { day in
      let day = presentation.day(day)
      return presentation.text(Phrase(ru: ", с \(day)", en: ", since \(day)"))
    }
    let habit = repeats.flatMap { count in
      count > 1
        ? presentation.text(
          Phrase(
            ru: ", у менеджера раз за 30 дней: \(count)",
            en: ", with this manager \(count) times in 30 days")) : nil
    }
    return (since ?? "") + (habit ?? "")
  }
}

extension Noun where Row == FindingRow {
  /// Findings: the keys are a part of the command contract.
  static var finding: Noun<FindingRow> {
    Noun(
      id: { $0.finding.deal?.id.text ?? $0.finding.company?.id.text ?? "" },
      [
        Column("manager", Phrase(ru: "менеджер", en: "manager")) {
          .text($0.finding.manager.text)
        },
        Column(
          "deal", Phrase(ru: "сделка", en: "deal"), table: .key,
          shown: { row, _ in row.finding.deal?.name ?? row.finding.company?.name ?? "" },
          of: { row in row.finding.deal.map { ($0, row.pipelines[$0.pipeline]) } },
          [
            "id": { .string($0.0.id.text) }, "name": { .string($0.0.name) },
            "stage": { .string($0.0.stage.text) }, "pipeline": { .string($0.0.pipeline.text) },
            "stageName": { .text($0.1?.stageName($0.0.stage)) },
            "pipelineName": { .text($0.1?.name) },
          ]),
        Column(
          "severity", Phrase(ru: "важность", en: "severity"), table: .main,
          shown: { row, presentation in presentation.text(row.finding.severity.name) },
          color: { row, _ in row.finding.severity == .error ? .red : .yellow }
        ) { .text($0.finding.severity.rawValue) },
        Column("check", Phrase(ru: "проверка", en: "check")) { .text($0.finding.check.rawValue) },
        Column("message", Phrase(ru: "что не так", en: "what is wrong"), table: .key) {
          .text($0.message)
        },
        Column("fix", Phrase(ru: "как исправить", en: "how to mend it"), table: .useful) {
          .text($0.fix)
        },
        Column(
          "company", Phrase(ru: "компания", en: "company"), of: \.finding.company,
          ["id": { .string($0.id.text) }, "name": { .string($0.name) }]),
        Column("amount", Phrase(ru: "сумма", en: "amount")) { .money($0.finding.deal?.budget) },
        Column("currency", Phrase(ru: "валюта", en: "currency")) { row in
          let pipeline = row.finding.deal.flatMap { row.pipelines[$0.pipeline] }
          return .text((row.finding.deal?.budget?.currency ?? pipeline?.currency)?.code)
        },
        Column(
          "since", Phrase(ru: "с какого дня", en: "since"),
          shown: { row, presentation in row.since.map(presentation.day) ?? "" }
        ) { .text($0.since?.text) },
        Column(
          "repeats",
          Phrase(ru: "у менеджера раз за 30 дней", en: "times with the manager in 30 days")
        ) {
          $0.repeats.map { .number($0) } ?? .null
        },
        Column("requirement", Phrase(ru: "требование", en: "requirement")) {
          .text($0.finding.requirement?.rawValue)
        },
      ])
  }
}

extension Finding.Severity {
  /// What people read.
  var name: Phrase {
    switch self {
    case .error: Phrase(ru: "ошибка", en: "error")
    case .warning: Phrase(ru: "замечание", en: "warning")
    }
  }
}
