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
      ), files: ["CRMCore/Check/Check+", "CRMCore/Workspace/DocumentError+"]),
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
    let own = texts.filter { text in
      check.files.contains(where: text.file.hasPrefix) && !text.isIn(Self.parts)
        && text.wording != nil
    }
    let wordings = Dictionary(grouping: own) { "\($0.file) \($0.wording?.offset ?? 0)" }
    var rows: [String] = []
    for text in own {
      let wording = wordings["\(text.file) \(text.wording?.offset ?? 0)"] ?? []
      // What is joined to a wording, such as a comma, is shorter than it.
      let (ru, en) = (Self.longest(wording, "ru"), Self.longest(wording, "en"))
      let row = "| \(cell(en)) | \(cell(ru)) |"
      if en.split(separator: " ").count > 2, !rows.contains(row) { rows.append(row) }
    }
    return (["| finding | находка |", "| --- | --- |"] + rows).joined(separator: "\n")
  }

  private static func longest(_ texts: [SourceText], _ language: String) -> String {
    texts.filter { $0.wording?.label == language }.map(\.shown).max { $0.count < $1.count } ?? ""
  }

  private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
