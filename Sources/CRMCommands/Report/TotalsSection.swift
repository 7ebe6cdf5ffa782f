import CRMModel

/// The figures of the whole audit.
struct TotalsSection {
  let report: AuditReport
  let presentation: Presentation

  var html: HTML {
    let summary = report.audit.summary
    return .tag(
      .section,
      .tag(
        .dl,
        figure(
          "deals", Phrase(ru: "сделок проверено", en: "deals judged"),
          presentation.count(summary.deals)),
        figure("clean", Phrase(ru: "без ошибок", en: "clean"), presentation.count(summary.clean)),
        figure("errors", Phrase(ru: "ошибок", en: "errors"), presentation.count(summary.errors)),
        figure(
          "warnings", Phrase(ru: "замечаний", en: "warnings"), presentation.count(summary.warnings)),
        figure(
          "at-risk", Phrase(ru: "под угрозой", en: "at risk"), presentation.sums(summary.atRisk)))
    ).attribute("id", "totals")
      .attribute("aria-label", presentation.text(Phrase(ru: "Итоги", en: "Totals")))
  }

  private func figure(_ style: String, _ title: Phrase, _ value: HTML) -> HTML {
    .tag(.div, .tag(.dt, .text(presentation.text(title))), .tag(.dd, value)).styled(style)
  }
}
