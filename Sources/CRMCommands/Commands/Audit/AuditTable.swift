import CRMCore
import CRMModel
import CommandLineKit

/// The audit for people: findings grouped by manager, then the counts.
struct AuditTable {
  let report: AuditReport
  let presentation: Presentation

  func print(to output: Output) throws(CRMError) {
    // In the order of the managers, as the counts are.
    var findings = report.rows(presentation.language).makeIterator()
    var finding = findings.next()
    for row in report.audit.summary.byManager {
      for line in title(row) { try output.append(line + "\n") }
      while let found = finding, found.finding.manager == row.manager {
        for line in lines(of: found) { try output.append(line + "\n") }
        finding = findings.next()
      }
    }
    for line in total { try output.append(line + "\n") }
  }

  private func text(_ ru: String, _ en: String) -> String {
    presentation.text(Phrase(ru: ru, en: en))
  }

  /// One manager's line: counts, and the deals by health in colour and in words.
  private func title(_ row: AuditSummary.Row) -> [String] {
    let name = SafeText.visible(row.manager.text) + ":"
    let health = Health.allCases.compactMap { value -> Wrapping.Part? in
      guard let count = row.health[value], count > 0 else { return nil }
      return Wrapping.Part("\(presentation.text(value.name)) \(count)", value.color)
    }
    let counts = [
      text("сделок \(row.deals)", "deals \(row.deals)"),
      text("ошибок \(row.errors)", "errors \(row.errors)"),
      text("замечаний \(row.warnings)", "warnings \(row.warnings)"),
    ]
    let quality = report.quality(of: row).map {
      text("качество ", "quality ") + presentation.percent($0)
    }
    let rest = [quality, atRisk(row.atRisk)].compactMap { $0 }
    return Wrapping.lines(
      counts.map { .init($0) } + health + rest.map { .init($0) }, after: .init(name, .bold),
      presentation)
  }

  private func atRisk(_ sums: [Money]) -> String? {
    let risk: String = presentation.sums(sums)
    return risk.isEmpty ? nil : text("под угрозой \(risk)", "at risk \(risk)")
  }

  private func lines(of row: FindingRow) -> [String] {
    let finding = row.finding
    let name = finding.deal?.name ?? finding.company?.name ?? ""
    let color: Presentation.Color = finding.severity == .error ? .red : .yellow
    let stage = finding.deal.map { report.name(of: $0.stage, in: $0.pipeline) }
    let place = stage.map { " [\($0)]" } ?? ""
    let text = SafeText.visible("\(name)\(place): \(row.message)\(row.memory(presentation))")
    let sign = presentation.text(finding.severity.name)
    let wrapped = Wrapping.lines(text, after: "  \(sign)  ", width: presentation.width)
    // A command is pasted whole, however long it is.
    return ["  " + presentation.colored(sign, color) + wrapped[0].dropFirst(sign.count + 2)]
      + wrapped.dropFirst() + finding.fix.indented(presentation.language)
  }

  private var total: [String] {
    let summary = report.audit.summary
    let counts = [
      text("сделок \(summary.deals)", "deals \(summary.deals)"),
      text("без ошибок \(summary.clean)", "clean \(summary.clean)"),
      text("ошибок \(summary.errors)", "errors \(summary.errors)"),
      text("замечаний \(summary.warnings)", "warnings \(summary.warnings)"),
      atRisk(summary.atRisk),
    ]
    return Wrapping.lines(
      counts.compactMap { $0.map { .init($0) } }, after: .init(text("Всего:", "In all:")),
      presentation)
  }
}
