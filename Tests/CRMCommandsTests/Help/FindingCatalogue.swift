import Foundation

/// What the checks say, from the sources that say it; `…` stands for what they name.
struct FindingCatalogue {
  private struct Check {
    let command: String
    let why: (ru: String, en: String)
    /// What its files begin with.
    let files: [String]
  }

  private static let checks = [
    Check(
      command: "crm audit",
      why: (
        "Под каждой находкой напечатана команда, которая ее исправит.",
        "Under every finding stands the command that mends it."
      ),
      files: ["CRMModel/Audit/AuditCheck+", "CRMModel/Audit/AuditChain", "CRMModel/Audit/AuditJ"]),
    Check(
      command: "crm fsck",
      why: (
        "crm fsck --repair --dry-run говорит, что из этого исправится само.",
        "crm fsck --repair --dry-run says what of this can be mended by itself."
      ), files: ["CRMCore/Check/Check+"]),
    Check(
      command: "crm pipeline lint",
      why: (
        "Названы файл и место в нем; файлы воронок правит отдел.",
        "The file and the place in it are named; pipelines are the department's to edit."
      ), files: ["CRMModel/Pipelines/PipelineLint", "CRMCore/Check/Snapshot+Lint"]),
  ]

  /// Calls whose words stand in a command or complete another wording.
  private static let parts: Set = ["asking", ".asking", "lack", "impossible"]

  private let texts: [SourceText]

  init() throws { texts = try SourceText.all() }

  /// The chapter of the page.
  var section: [String] {
    ["## What checks find · Что находят проверки"]
      + Self.checks.flatMap { check in
        ["### \(check.command)", check.why.en, check.why.ru, table(check)]
      }
  }

  private func table(_ check: Check) -> String {
    var rows: [String] = []
    let own = texts.filter { text in
      check.files.contains(where: text.file.hasPrefix) && !text.isIn(Self.parts)
    }
    for ru in own where ru.wording?.label == "ru" {
      let en = own.first { text in
        text.file == ru.file && text.wording?.label == "en"
          && text.wording?.offset == ru.wording?.offset
      }
      guard let en, ru.shown.contains(" ") else { continue }
      let row = "| \(cell(en.shown)) | \(cell(ru.shown)) |"
      if !rows.contains(row) { rows.append(row) }
    }
    return (["| finding | находка |", "| --- | --- |"] + rows).joined(separator: "\n")
  }

  private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
