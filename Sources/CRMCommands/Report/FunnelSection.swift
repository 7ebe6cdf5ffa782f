import CRMModel

/// Open deals by stage, one table a pipeline.
struct FunnelSection {
  let report: AuditReport
  let presentation: Presentation

  /// `nil` without an open deal.
  var html: HTML? {
    let rows = report.audit.summary.byStage
    guard !rows.isEmpty else { return nil }
    let pipelines = Set(rows.map(\.pipeline)).sorted()
    let legend = Phrase(
      ru: "Открытые сделки по этапам; красным — те, в которых есть ошибки.",
      en: "Open deals by stage; those with errors are red.")
    return presentation.section(
      "funnel", Phrase(ru: "Воронка", en: "Funnel"),
      [.tag(.p, .text(presentation.text(legend))).styled("soft")]
        + pipelines.map { pipeline in table(pipeline, rows.filter { $0.pipeline == pipeline }) })
  }

  private enum Title {
    static var stage: Phrase { Phrase(ru: "Этап", en: "Stage") }
    static var deals: Phrase { Phrase(ru: "Сделок", en: "Deals") }
    static var withErrors: Phrase { Phrase(ru: "С ошибками", en: "With errors") }
    static var sum: Phrase { Phrase(ru: "Сумма", en: "Sum") }
    static var atRisk: Phrase { Phrase(ru: "Под угрозой", en: "At risk") }
    static var all: [Phrase] { [stage, deals, withErrors, sum, atRisk] }
  }

  private func table(_ pipeline: PipelineID, _ rows: [AuditSummary.StageRow]) -> HTML {
    let most = rows.map(\.deals).max() ?? 0
    let name = report.pipelines[pipeline]?.name ?? pipeline.text
    return .tag(
      .table, .tag(.caption, .tag(.bdi, .text(name))), presentation.head(Title.all),
      .tag(.tbody, rows.map { row($0, most: most) })
    ).styled("cards funnel")
  }

  private func row(_ row: AuditSummary.StageRow, most: Int) -> HTML {
    let bar = Bar(
      parts: [("fault", row.withErrors), ("fine", row.deals - row.withErrors)], whole: most)
    let line = HTML.tag(
      .tr,
      .tag(
        .th, .tag(.bdi, .text(report.name(of: row.stage, in: row.pipeline))), bar.html
      ).attribute("scope", "row"),
      presentation.cell(Title.deals, presentation.count(row.deals)),
      presentation.cell(Title.withErrors, presentation.count(row.withErrors)),
      presentation.cell(Title.sum, presentation.sums(row.sum)),
      presentation.cell(Title.atRisk, presentation.sums(row.atRisk)))
    return row.deals == 0 ? line.styled("empty") : line
  }
}
