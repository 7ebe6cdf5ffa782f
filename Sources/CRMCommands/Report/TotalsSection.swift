import CRMModel

/// The figures of the whole audit.
struct TotalsSection {
  let report: AuditReport
  let presentation: Presentation

  var html: HTML {
    let summary = report.audit.summary
    let errors = presentation.figure(
      Phrase(ru: "ошибок", en: "errors"), presentation.count(summary.errors))
    return presentation.totals([
      presentation.figure(
        Phrase(ru: "сделок проверено", en: "deals judged"), presentation.count(summary.deals)),
      presentation.figure(
        Phrase(ru: "без ошибок", en: "clean"), presentation.count(summary.clean)),
      summary.errors > 0 ? errors.styled("errors") : errors,
      presentation.figure(
        Phrase(ru: "замечаний", en: "warnings"), presentation.count(summary.warnings)),
      presentation.figure(
        Phrase(ru: "под угрозой", en: "at risk"), presentation.sums(summary.atRisk)),
    ])
  }
}

extension Presentation {
  /// The figures in front of a page.
  func totals(_ figures: [HTML]) -> HTML {
    .tag(.section, .tag(.dl, figures)).attribute("id", "totals")
      .attribute("aria-label", text(Phrase(ru: "Итоги", en: "Totals")))
  }

  /// One of them.
  func figure(_ title: Phrase, _ value: HTML) -> HTML {
    .tag(.div, .tag(.dt, .text(text(title))), .tag(.dd, value))
  }
}
