import CRMCore
import CRMModel
import CommandLineKit

/// The audit for people: findings grouped by manager, then the counts.
struct AuditTable {
  let report: AuditReport
  let rows: [FindingRow]
  let presentation: Presentation

  var lines: [String] {
    var lines: [String] = []
    for row in report.audit.summary.byManager {
      lines.append(title(row))
      lines += findings(of: row.manager)
    }
    return lines + [total]
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
    let quality = row.quality.map { [text("качество ", "quality ") + presentation.percent($0)] }
    let risk = row.atRisk.map(presentation.money).joined(separator: " + ")
    let atRisk = risk.isEmpty ? [] : [text("под угрозой \(risk)", "at risk \(risk)")]
    return "\(name): " + ([counts] + health + (quality ?? []) + atRisk).joined(separator: ", ")
  }

  private func findings(of manager: Login) -> [String] {
    var lines: [String] = []
    for row in rows where row.finding.manager == manager {
      let finding = row.finding
      let name = finding.deal?.name ?? finding.company?.name ?? ""
      let color: Presentation.Color = finding.severity == .error ? .red : .yellow
      let sign = presentation.colored(presentation.text(finding.severity.name), color)
      let stage = finding.deal.map { report.name(of: $0.stage, in: $0.pipeline) }
      let place = stage.map { " [\($0)]" } ?? ""
      lines.append(
        "  \(sign)  "
          + SafeText.visible("\(name)\(place): \(row.message)\(row.memory(presentation))"))
      lines.append("      " + SafeText.visible(row.fix))
    }
    return lines
  }

  private var total: String {
    let summary = report.audit.summary
    let risk = summary.atRisk.map(presentation.money).joined(separator: " + ")
    let counts = text(
      "Всего: сделок \(summary.deals), без ошибок \(summary.clean), ошибок \(summary.errors), "
        + "замечаний \(summary.warnings)",
      "In all: deals \(summary.deals), clean \(summary.clean), errors \(summary.errors), "
        + "warnings \(summary.warnings)")
    return counts + (risk.isEmpty ? "" : text(", под угрозой \(risk)", ", at risk \(risk)"))
  }
}
