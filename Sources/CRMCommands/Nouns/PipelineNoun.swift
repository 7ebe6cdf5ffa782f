import CRMCore
import CRMModel

extension Noun where Row == Pipeline {
  /// Pipelines, with all that their documents say.
  static var pipeline: Noun<Pipeline> {
    Noun(
      id: { $0.id.text },
      [
        Column("id", Phrase(ru: "id", en: "id"), table: .key) { .text($0.id.text) },
        Column("name", Phrase(ru: "название", en: "name"), table: .key) { .text($0.name) },
        Column("currency", Phrase(ru: "валюта", en: "currency"), table: .extra) {
          .text($0.currency.code)
        },
        Column("allowSkip", Phrase(ru: "можно пропускать этапы", en: "stages may be skipped")) {
          .bool($0.allowSkip)
        },
        Column("allowBack", Phrase(ru: "можно возвращаться", en: "deals may go back")) {
          .bool($0.allowBack)
        },
        Column("matchNames", Phrase(ru: "сделка зовется как компания", en: "named as the company"))
        {
          .bool($0.matchNames)
        },
        Column(
          "budget", Phrase(ru: "бюджет", en: "budget"), table: .useful,
          shown: { pipeline, presentation in
            let least = pipeline.bounds.least.map(presentation.money)
            let most = pipeline.bounds.most.map(presentation.money)
            return [
              least.map { presentation.text(Phrase(ru: "от \($0)", en: "from \($0)")) },
              most.map { presentation.text(Phrase(ru: "до \($0)", en: "up to \($0)")) },
            ].compactMap { $0 }.joined(separator: " ")
          }
        ) { ["least": .money($0.bounds.least), "most": .money($0.bounds.most)] },
        Column("companyFields", Phrase(ru: "карточка компании", en: "company card")) {
          .array($0.companyFields.map { .string($0.rawValue) })
        },
        texts("packages", Phrase(ru: "типы пакетов", en: "packages"), \.packages),
        texts("lossReasons", Phrase(ru: "причины отказа", en: "loss reasons"), \.lossReasons),
        texts("meetingActions", Phrase(ru: "встречи", en: "meetings"), \.meetingActions),
        Column(
          "stages", Phrase(ru: "этапы", en: "stages"), table: .useful,
          shown: { pipeline, _ in pipeline.stages.map(\.name).joined(separator: " → ") }
        ) { pipeline in .array(pipeline.stages.map { stageJSON($0, in: pipeline) }) },
      ])
  }

  private static func texts(
    _ key: String, _ title: Phrase, _ texts: @escaping @Sendable (Pipeline) -> [String]
  ) -> Column<Pipeline> {
    Column(key, title, shown: { row, _ in texts(row).joined(separator: ", ") }) {
      .array(texts($0).map(JSONValue.string))
    }
  }

  private static func stageJSON(_ stage: Stage, in pipeline: Pipeline) -> JSONValue {
    let sections = stage.template.map { template in
      JSONValue.array(
        template.sections.map {
          ["id": .string($0.id), "title": .string($0.title), "required": .bool($0.isRequired)]
        })
    }
    return [
      "id": .string(stage.id.text), "name": .string(stage.name),
      "kind": .string(stage.kind.rawValue), "from": .text(stage.from?.text),
      "requires": .array(stage.requires.map { .string($0.rawValue) }),
      "report": sections ?? .null,
    ]
  }
}
