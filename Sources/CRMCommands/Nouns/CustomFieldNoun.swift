import CRMCore
import CRMModel

extension Noun where Row == CustomField {
  /// The department's own fields: the keys are a part of the command contract.
  static var customField: Noun<CustomField> {
    Noun(
      id: { $0.id },
      [
        Column("id", Phrase("id"), table: .key) { .text($0.id) },
        Column("name", Phrase(ru: "название", en: "name"), table: .key) { .text($0.name) },
        Column(
          "on", Phrase(ru: "чье", en: "on"), table: .main,
          shown: { field, presentation in presentation.text(field.on.many) }
        ) { .text($0.on.rawValue) },
        Column(
          "type", Phrase(ru: "тип", en: "type"), table: .main,
          shown: { field, presentation in presentation.text(field.type.name) }
        ) { .text($0.type.id) },
        Column(
          "choices", Phrase(ru: "значения", en: "choices"), table: .useful,
          shown: { field, _ in field.choices.joined(separator: ", ") }
        ) { .array($0.choices.map(JSONValue.string)) },
        Column(
          "pipelines", Phrase(ru: "воронки", en: "pipelines"), table: .extra,
          shown: { field, _ in field.pipelines.map(\.text).joined(separator: ", ") }
        ) { .array($0.pipelines.map { .string($0.text) }) },
        Column(
          "default", Phrase(ru: "вначале", en: "default"), table: .extra,
          shown: { field, _ in field.initial?.text ?? "" }
        ) { $0.initial.map { JSONValue($0) } ?? .null },
        Column("yearly", Phrase(ru: "каждый год", en: "yearly")) { .bool($0.isYearly) },
        Column("min", Phrase(ru: "не меньше", en: "at least")) {
          $0.bounds.least.map { .number($0) } ?? .null
        },
        Column("max", Phrase(ru: "не больше", en: "at most")) {
          $0.bounds.most.map { .number($0) } ?? .null
        },
      ])
  }
}

extension Noun where Row == OwnCheck {
  /// The department's own checks: the keys are a part of the command contract.
  static var ownCheck: Noun<OwnCheck> {
    Noun(
      id: { $0.id.rawValue },
      [
        Column("id", Phrase("id"), table: .key) { .text($0.id.rawValue) },
        Column(
          "on", Phrase(ru: "где", en: "on"), table: .main,
          shown: { check, presentation in presentation.text(check.on.many) }
        ) { .text($0.on.rawValue) },
        Column("where", Phrase(ru: "когда", en: "where"), table: .key) {
          .text($0.condition.text)
        },
        Column("say", Phrase(ru: "что сказать", en: "say"), table: .useful) { .text($0.words) },
        Column(
          "severity", Phrase(ru: "важность", en: "severity"), table: .useful,
          shown: { check, presentation in presentation.text(check.severity.name) }
        ) { .text($0.severity.rawValue) },
        Column("fix", Phrase(ru: "как исправить", en: "how to mend it"), table: .extra) {
          .text($0.fix)
        },
      ])
  }
}
