import CRMModel

/// One line a manager: counts, health and money at risk.
struct ManagersSection {
  let report: AuditReport
  let presentation: Presentation

  /// `nil` where nobody has anything.
  var html: HTML? {
    let rows = report.audit.summary.byManager
    guard !rows.isEmpty else { return nil }
    return presentation.section(
      "managers", Phrase(ru: "Менеджеры", en: "Managers"),
      [
        .tag(
          .table, presentation.head(Title.all),
          .tag(.tbody, rows.enumerated().map { row($1, number: $0) })
        ).styled("cards").attribute("aria-labelledby", "managers-title")
      ])
  }

  private enum Title {
    static var manager: Phrase { Phrase(ru: "Менеджер", en: "Manager") }
    static var deals: Phrase { Phrase(ru: "Сделок", en: "Deals") }
    static var clean: Phrase { Phrase(ru: "Без ошибок", en: "Clean") }
    static var errors: Phrase { Phrase(ru: "Ошибок", en: "Errors") }
    static var warnings: Phrase { Phrase(ru: "Замечаний", en: "Warnings") }
    static var health: Phrase { Phrase(ru: "Здоровье", en: "Health") }
    static var atRisk: Phrase { Phrase(ru: "Под угрозой", en: "At risk") }
    static var all: [Phrase] { [manager, deals, clean, errors, warnings, health, atRisk] }
  }

  private func row(_ row: AuditSummary.Row, number: Int) -> HTML {
    let name = HTML.tag(.bdi, .text(report.people.title(of: row.manager)))
    let hasFindings = !report.isSummary && row.errors + row.warnings > 0
    return .tag(
      .tr,
      .tag(
        .th,
        hasFindings ? .tag(.a, name).attribute("href", "#manager-\(number)") : name
      ).attribute("scope", "row"),
      presentation.cell(Title.deals, presentation.count(row.deals)),
      presentation.cell(Title.clean, presentation.count(row.clean)),
      presentation.cell(Title.errors, presentation.count(row.errors)),
      presentation.cell(Title.warnings, presentation.count(row.warnings)),
      presentation.cell(Title.health, health(row)).styled("wide"),
      presentation.cell(Title.atRisk, [presentation.sums(row.atRisk)] + stages(row)).styled("wide"))
  }

  /// The bar, and the same in words.
  private func health(_ row: AuditSummary.Row) -> HTML {
    let counts = Health.allCases.map { (health: $0, count: row.health[$0] ?? 0) }
    let words = counts.filter { $0.count > 0 }
      .map { "\(presentation.text($0.health.name)) \($0.count)".replacing(" ", with: "\u{A0}") }
      .joined(separator: " · ")
    let bar = Bar(
      parts: counts.map { ($0.health.rawValue, $0.count) },
      whole: counts.reduce(0) { $0 + $1.count })
    return .tag(.div, bar.html, .tag(.small, .text(words.isEmpty ? "–" : words)))
  }

  /// Where the money at risk is.
  private func stages(_ row: AuditSummary.Row) -> [HTML] {
    let stages = row.byStage.filter { !$0.atRisk.isEmpty }
    guard !stages.isEmpty else { return [] }
    let title = presentation.text(Phrase(ru: "по этапам", en: "by stage"))
    return [
      .tag(
        .details, .tag(.summary, .text(title)),
        .tag(
          .ul,
          stages.map { stage in
            .tag(
              .li, .tag(.bdi, .text(report.place(stage.pipeline, stage.stage))), " ",
              presentation.sums(stage.atRisk))
          })
      ).styled("stages")
    ]
  }
}
