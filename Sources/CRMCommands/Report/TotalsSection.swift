import CRMModel

/// The figures of the whole audit.
struct TotalsSection {
  let report: AuditReport
  let presentation: Presentation

  var html: HTML {
    let summary = report.audit.summary
    let errors = figure(Phrase(ru: "ошибок", en: "errors"), presentation.count(summary.errors))
    return .tag(
      .section,
      .tag(
        .dl,
        figure(
          Phrase(ru: "сделок проверено", en: "deals judged"), presentation.count(summary.deals)),
        figure(Phrase(ru: "без ошибок", en: "clean"), presentation.count(summary.clean)),
        summary.errors > 0 ? errors.styled("errors") : errors,
        figure(Phrase(ru: "замечаний", en: "warnings"), presentation.count(summary.warnings)),
        figure(Phrase(ru: "под угрозой", en: "at risk"), presentation.sums(summary.atRisk)))
    ).attribute("id", "totals")
      .attribute("aria-label", presentation.text(Phrase(ru: "Итоги", en: "Totals")))
  }

  private func figure(_ title: Phrase, _ value: HTML) -> HTML {
    .tag(.div, .tag(.dt, .text(presentation.text(title))), .tag(.dd, value))
  }
}
