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
        flag(
          "allowSkip", Phrase(ru: "можно пропускать этапы", en: "stages may be skipped"),
          \.allowSkip),
        flag("allowBack", Phrase(ru: "можно возвращаться", en: "deals may go back"), \.allowBack),
        flag(
          "matchNames", Phrase(ru: "сделка зовется как компания", en: "named as the company"),
          \.matchNames),
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
          .array($0.companyFields.map { .string($0.key) })
        },
        texts("packages", Phrase(ru: "типы пакетов", en: "packages"), \.packages),
        texts("lossReasons", Phrase(ru: "причины отказа", en: "loss reasons"), \.lossReasons),
        texts("meetingActions", Phrase(ru: "встречи", en: "meetings"), \.meetingActions),
        Column(
          "stages", Phrase(ru: "этапы", en: "stages"), table: .useful,
          shown: { pipeline, _ in pipeline.stages.map(\.name).joined(separator: " → ") }
        ) { pipeline in
          .array(
            pipeline.stages.compactMap { StageRow($0.id, in: pipeline) }.map(
              Noun<StageRow>.pipelineStage.json))
        },
        .days("silence", Phrase(ru: "молчать не дольше", en: "silence at most"), \.silence),
        .days("oldest", Phrase(ru: "открыта не дольше", en: "open at most"), \.oldest),
        Column(
          "cycle", Phrase(ru: "срок сделки", en: "length of a sale"),
          shown: { pipeline, presentation in
            "\(pipeline.cycle.start.text), \(presentation.text(pipeline.cycle.end.name))"
          }
        ) {
          ["start": .string($0.cycle.start.text), "end": .string($0.cycle.end.rawValue)]
        },
        flag("described", Phrase(ru: "этапы описаны", en: "stages are described"), \.isDescribed),
        Column("amount", Phrase(ru: "сумма", en: "amount")) { .text($0.amount.rawValue) },
        flag(
          "requireResult", Phrase(ru: "нужен результат задачи", en: "results are required"),
          \.requiresResult),
        flag(
          "remindClient", Phrase(ru: "клиенту напоминают", en: "clients are reminded"),
          \.remindsClients),
        flag("archived", Phrase(ru: "в архиве", en: "archived"), \.isArchived),
        Column(
          "on", Phrase(ru: "правила", en: "rules"),
          shown: { pipeline, _ in pipeline.automation.map(\.id).joined(separator: ", ") }
        ) { .array($0.automation.map { .object($0.json) }) },
        Column(
          "removed", Phrase(ru: "убранные этапы", en: "removed stages"),
          shown: { pipeline, _ in pipeline.removed.map(\.name).joined(separator: ", ") }
        ) { pipeline in
          .array(
            pipeline.removed.map {
              [
                "id": .string($0.id.text), "name": .string($0.name),
                "moveTo": .text($0.moveTo?.text),
              ]
            })
        },
      ])
  }

  private static func flag(
    _ key: String, _ title: Phrase, _ flag: @escaping @Sendable (Pipeline) -> Bool
  ) -> Column<Pipeline> {
    Column(
      key, title,
      shown: { row, presentation in
        presentation.text(flag(row) ? Phrase(ru: "да", en: "yes") : Phrase(ru: "нет", en: "no"))
      }
    ) { .bool(flag($0)) }
  }

  private static func texts(
    _ key: String, _ title: Phrase, _ texts: @escaping @Sendable (Pipeline) -> [String]
  ) -> Column<Pipeline> {
    Column(key, title, shown: { row, _ in texts(row).joined(separator: ", ") }) {
      .array(texts($0).map(JSONValue.string))
    }
  }
}
