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
      try output.append(title(row) + "\n")
      while let found = finding, found.finding.manager == row.manager {
        for line in lines(of: found) { try output.append(line + "\n") }
        finding = findings.next()
      }
    }
    try output.append(total + "\n")
  }

  private func text(_ ru: String, _ en: String) -> String {
    presentation.text(Phrase(ru: ru, en: en))
  }

  /// One manager's line: counts, and the deals by health in colour and in words.
  private func title(_ row: AuditSummary.Row) -> String {
    let name = presentation.colored(SafeText.visible(row.manager.text), .bold)
    let health = Health.allCases.compactMap { value -> String? in
      guard let count = row.health[value], count > 0 else { return nil }
      return presentation.colored("\(presentation.text(value.name)) \(count)", value.color)
    }
    let counts = text(
      "сделок \(row.deals), ошибок \(row.errors), замечаний \(row.warnings)",
      "deals \(row.deals), errors \(row.errors), warnings \(row.warnings)")
    let quality = report.quality(of: row).map {
      [text("качество ", "quality ") + presentation.percent($0)]
    }
    let risk: String = presentation.sums(row.atRisk)
    let atRisk = risk.isEmpty ? [] : [text("под угрозой \(risk)", "at risk \(risk)")]
    return "\(name): " + ([counts] + health + (quality ?? []) + atRisk).joined(separator: ", ")
  }

  private func lines(of row: FindingRow) -> [String] {
    let finding = row.finding
    let name = finding.deal?.name ?? finding.company?.name ?? ""
    let color: Presentation.Color = finding.severity == .error ? .red : .yellow
    let sign = presentation.colored(presentation.text(finding.severity.name), color)
    let stage = finding.deal.map { report.name(of: $0.stage, in: $0.pipeline) }
    let place = stage.map { " [\($0)]" } ?? ""
    return [
      "  \(sign)  "
        + SafeText.visible("\(name)\(place): \(row.message)\(row.memory(presentation))"),
      "      " + SafeText.visible(row.fix),
    ]
  }

  private var total: String {
    let summary = report.audit.summary
    let risk: String = presentation.sums(summary.atRisk)
    let counts = text(
      "Всего: сделок \(summary.deals), без ошибок \(summary.clean), ошибок \(summary.errors), "
        + "замечаний \(summary.warnings)",
      "In all: deals \(summary.deals), clean \(summary.clean), errors \(summary.errors), "
        + "warnings \(summary.warnings)")
    return counts + (risk.isEmpty ? "" : text(", под угрозой \(risk)", ", at risk \(risk)"))
  }
}
