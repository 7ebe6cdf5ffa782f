import CRMCore
import CRMModel

/// The audit for chats and mail: totals, a table of managers, and the findings as lists.
struct MarkdownReport {
  let report: AuditReport
  let presentation: Presentation

  func write(to output: Output) throws(CRMError) {
    let moment = presentation.moment(report.clock.now)
    try output.append("# \(text("Вечерняя проверка \(moment)", "Evening audit \(moment)"))\n\n")
    try output.append("\(totals)\n")
    let rows = report.audit.summary.byManager
    guard !rows.isEmpty else { return }
    try output.append("\n\(table(rows))")
    guard !report.isSummary, let findings = report.findings else { return }
    var start = 0
    for row in rows {
      let end = start + row.errors + row.warnings
      if start < end { try write(findings[start..<end], of: row.manager, to: output) }
      start = end
    }
  }

  private func text(_ ru: String, _ en: String) -> String {
    presentation.text(Phrase(ru: ru, en: en))
  }

  private var totals: String {
    let summary = report.audit.summary
    let counts = text(
      "Сделок \(summary.deals), без ошибок \(summary.clean), **ошибок \(summary.errors)**, "
        + "замечаний \(summary.warnings)",
      "Deals \(summary.deals), clean \(summary.clean), **errors \(summary.errors)**, "
        + "warnings \(summary.warnings)")
    guard !summary.atRisk.isEmpty else { return "\(counts)." }
    return counts + text(", под угрозой ", ", at risk ") + "**\(sums(summary.atRisk))**."
  }

  private func table(_ rows: [AuditSummary.Row]) -> String {
    let titles = text(
      "Менеджер,Сделок,Без ошибок,Ошибок,Замечаний,Под угрозой",
      "Manager,Deals,Clean,Errors,Warnings,At risk")
    let head =
      Markdown.row(titles.split(separator: ",").map(String.init))
      + Markdown.row(["---"] + Array(repeating: "---:", count: 5))
    return rows.reduce(head) { table, row in
      let counts = [row.deals, row.clean, row.errors, row.warnings].map { String($0) }
      return table
        + Markdown.row(
          [Markdown.text(report.people.title(of: row.manager))] + counts + [sums(row.atRisk)])
    }
  }

  private func sums(_ sums: [Money]) -> String {
    sums.isEmpty ? "–" : presentation.sums(sums)
  }

  private func write(
    _ found: Slice<Findings>, of manager: Login, to output: Output
  ) throws(CRMError) {
    try output.append("\n## \(Markdown.text(report.people.title(of: manager)))\n\n")
    for severity in Finding.Severity.allCases {
      for place in found.indices where found.base.severity(at: place) == severity {
        try output.append(item(found[place]))
      }
    }
  }

  private func item(_ finding: Finding) -> String {
    let row = report.row(finding, presentation.language)
    let name = Markdown.text(finding.deal?.name ?? finding.company?.name ?? "")
    let stage = finding.deal.map { report.name(of: $0.stage, in: $0.pipeline) }
    let place = stage.map { " · \(Markdown.text($0))" } ?? ""
    let severity = presentation.text(finding.severity.name)
    return
      "- **\(severity)** \(name)\(place): \(Markdown.text(row.message + row.memory(presentation)))\n"
      + (row.fix.isEmpty ? "" : "  \(Markdown.code(row.fix))\n")
  }
}
