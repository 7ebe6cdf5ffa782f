import CRMCore
import CRMModel
import CommandLineKit

/// What an import did, with what is printed of it.
struct ImportReport {
  let result: ImportResult
  /// The pipelines that a mapping to be corrected can name.
  let known: [Pipeline]
  let isDryRun: Bool

  /// The counts, then a line for each row that was not taken in.
  func text(_ presentation: Presentation) -> String {
    let dry = isDryRun ? Phrase(ru: "(не записано) ", en: "(not written) ") : Phrase(ru: "", en: "")
    let counts = Phrase(
      ru: "\(dry.ru)заведено сделок: \(result.created), изменено: \(result.updated), "
        + "без изменений: \(result.skipped), отклонено строк: \(result.rejected.count)",
      en: "\(dry.en)deals created: \(result.created), updated: \(result.updated), "
        + "unchanged: \(result.skipped), rows rejected: \(result.rejected.count)")
    let rejected = result.rejected.map { row in
      SafeText.visible(
        presentation.text(
          Phrase(
            ru: "строка \(row.line): \(row.reason.ru)", en: "line \(row.line): \(row.reason.en)")))
    }
    return ([presentation.text(counts)] + rejected).joined(separator: "\n")
  }
}

extension Noun where Row == ImportReport {
  /// An import: the keys are a part of the command contract.
  static func importReport(_ language: Language) -> Noun<ImportReport> {
    Noun(
      id: { $0.result.deals.map(\.text).joined(separator: "\n") },
      [
        Column("created", Phrase(ru: "заведено", en: "created")) { .number($0.result.created) },
        Column("updated", Phrase(ru: "изменено", en: "updated")) { .number($0.result.updated) },
        Column("skipped", Phrase(ru: "без изменений", en: "skipped")) {
          .number($0.result.skipped)
        },
        Column("rejected", Phrase(ru: "отклонено", en: "rejected")) { report in
          .array(
            report.result.rejected.map { row in
              [
                "line": .number(row.line), "reason": .string(row.reason[language]),
                "row": .string(row.row),
              ]
            })
        },
        Column("mapping", Phrase(ru: "соответствия", en: "mapping")) { report in
          report.result.mapping.map { .object($0.json(known: report.known)) } ?? .null
        },
      ])
  }
}
