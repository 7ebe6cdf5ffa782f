import CRMModel

/// Everything that was found, by manager, the errors in front.
struct FindingsSection {
  let report: AuditReport
  let presentation: Presentation

  /// As many findings of one manager are seen without opening the group.
  private static var longest: Int { 50 }

  /// `nil` where only the counts were asked for.
  var html: HTML? {
    guard !report.isSummary, let findings = report.findings else { return nil }
    var groups: [HTML] = []
    var start = 0
    for (number, row) in report.audit.summary.byManager.enumerated() {
      let end = start + row.errors + row.warnings
      if start < end { groups.append(group(row, number: number, findings[start..<end])) }
      start = end
    }
    let nothing = presentation.text(Phrase(ru: "Все в порядке.", en: "All is well."))
    return presentation.section(
      "findings", Phrase(ru: "Находки", en: "Findings"),
      groups.isEmpty ? [.tag(.p, .text(nothing))] : groups)
  }

  private func group(_ row: AuditSummary.Row, number: Int, _ found: Slice<Findings>) -> HTML {
    let counts = presentation.text(
      Phrase(
        ru: "ошибок \(row.errors), замечаний \(row.warnings)",
        en: "errors \(row.errors), warnings \(row.warnings)"))
    let group = HTML.tag(
      .details,
      .tag(
        .summary, .tag(.h3, .tag(.bdi, .text(report.people.title(of: row.manager)))),
        .tag(.span, .text(counts)).styled("soft")),
      .tag(.ul, items(found, .error), items(found, .warning)).styled("findings")
    ).attribute("id", "manager-\(number)")
    return found.count <= Self.longest ? group.attribute("open", "") : group
  }

  private func items(_ found: Slice<Findings>, _ severity: Finding.Severity) -> HTML {
    .each(found.indices.lazy.filter { found.base.severity(at: $0) == severity }) { place in
      item(found[place])
    }
  }

  private func item(_ finding: Finding) -> HTML {
    let row = report.row(finding, presentation.language)
    let place = finding.deal.map { [report.place($0.pipeline, $0.stage)] } ?? []
    return .tag(
      .li,
      .tag(
        .p,
        .tag(.strong, .text(presentation.text(finding.severity.name))).styled("severity"), " ",
        .tag(.bdi, .text(finding.deal?.name ?? finding.company?.name ?? "")).styled("name"), " ",
        .tag(.small, .tag(.bdi, .text((place + [finding.check.rawValue]).joined(separator: " · "))))
      ),
      .tag(.p, .tag(.bdi, .text(row.message + row.memory(presentation)))),
      row.fix.isEmpty ? "" : .tag(.code, .text(row.fix)).attribute("tabindex", "0")
    ).styled(finding.severity.rawValue)
  }
}
