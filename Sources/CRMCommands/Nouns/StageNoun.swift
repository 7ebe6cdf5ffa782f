import CRMCore
import CRMModel

/// A stage in its pipeline's order, as it is printed.
struct StageRow {
  let stage: Stage
  /// The stage in front of it.
  let previous: Stage?

  /// The stage of an id; `nil` where the pipeline has none.
  init?(_ id: StageID, in pipeline: Pipeline) {
    guard let position = pipeline.position(of: id) else { return nil }
    stage = pipeline.stages[position]
    previous = position > 0 ? pipeline.stages[position - 1] : nil
  }
}

extension Noun where Row == StageRow {
  /// Stages: the keys are a part of the command contract.
  static var pipelineStage: Noun<StageRow> {
    Noun(
      id: { $0.stage.id.text },
      [
        Column("id", Phrase(ru: "id", en: "id"), table: .key) { .text($0.stage.id.text) },
        Column("name", Phrase(ru: "название", en: "name"), table: .key) { .text($0.stage.name) },
        Column(
          "after", Phrase(ru: "после этапа", en: "behind stage"), cardOnly: true,
          shown: { row, _ in row.previous?.name ?? "" }
        ) { .text($0.previous?.id.text) },
        Column("kind", Phrase(ru: "вид", en: "kind")) { .text($0.stage.kind.rawValue) },
        Column("description", Phrase(ru: "описание", en: "description")) {
          .text($0.stage.description)
        },
        Column("probability", Phrase(ru: "вероятность, %", en: "probability, %")) {
          .count($0.stage.probability)
        },
        .days("norm", Phrase(ru: "норма стоянки", en: "norm"), table: .useful, \.stage.norm),
        .days("gap", Phrase(ru: "до задачи не больше", en: "next task within"), \.stage.gap),
        Column("when", Phrase(ru: "только где", en: "only where")) {
          .text($0.stage.condition?.text)
        },
        Column("from", Phrase(ru: "начиная с этапа", en: "from stage")) {
          .text($0.stage.from?.text)
        },
        Column(
          "requires", Phrase(ru: "нужно", en: "requires"), table: .main,
          shown: { row, _ in row.stage.requires.map(\.rawValue).joined(separator: ", ") }
        ) { .array($0.stage.requires.map { .string($0.rawValue) }) },
        Column(
          "own", Phrase(ru: "свои требования", en: "requirements of its own"),
          shown: { row, _ in row.stage.own.map(\.line).joined(separator: "; ") }
        ) { .array($0.stage.own.map { .object($0.json) }) },
        Column(
          "goals", Phrase(ru: "цели", en: "goals"),
          shown: { row, _ in row.stage.goals.map(\.name).joined(separator: ", ") }
        ) { .array($0.stage.goals.map { .object($0.json) }) },
        Column("owner", Phrase(ru: "ответственный", en: "owner")) { .text($0.stage.owner?.text) },
        Column("approval", Phrase(ru: "согласует", en: "approved by")) {
          .text($0.stage.approval?.rawValue)
        },
        Column(
          "tasks", Phrase(ru: "ставит задачи", en: "sets tasks"),
          shown: { row, _ in row.stage.tasks.map(\.action).joined(separator: ", ") }
        ) { .array($0.stage.tasks.map { .object($0.json) }) },
        Column("report", Phrase(ru: "отчет", en: "report")) { row in
          guard let template = row.stage.template else { return .null }
          return .array(
            template.sections.map {
              ["id": .string($0.id), "title": .string($0.title), "required": .bool($0.isRequired)]
            })
        },
      ])
  }
}

extension OwnRequirement {
  /// It as a whole, in one line.
  fileprivate var line: String {
    "\(id.rawValue): \(condition.text) («\(words)»)" + (supply.isEmpty ? "" : ", \(supply)")
  }
}

extension Column {
  /// A number of days, which may be missing.
  static func days(
    _ key: String, _ title: Phrase, table prominence: Prominence? = nil,
    _ days: @escaping @Sendable (Row) -> Int?
  ) -> Column {
    Column(
      key, title, table: prominence,
      shown: { row, presentation in
        days(row).map { presentation.text(CountedNoun.days.counted($0)) } ?? ""
      }
    ) { .count(days($0)) }
  }
}

extension JSONValue {
  /// A whole number that may be missing.
  static func count(_ count: Int?) -> JSONValue { count.map { .number($0) } ?? .null }
}
