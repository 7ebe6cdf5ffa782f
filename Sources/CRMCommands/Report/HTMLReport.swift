import CRMModel
import CommandLineKit

/// A page that needs nothing else: no script, font or picture from anywhere.
struct HTMLPage {
  let title: Phrase
  /// What was looked at.
  let scope: String
  /// The section that a keyboard can leap to, by its id and its name.
  var skip: (id: String, words: Phrase)?
  let sections: [HTML]
  let clock: AuditClock
  let presentation: Presentation

  var html: HTML {
    .tag(.html, head, body).attribute("lang", presentation.language.rawValue)
  }

  private var moment: String { presentation.moment(clock.now) }

  private var head: HTML {
    func meta(_ name: String, _ content: String) -> HTML {
      .tag(.meta).attribute("name", name).attribute("content", content)
    }
    return .tag(
      .head,
      .tag(.meta).attribute("charset", "utf-8"),
      // The page says itself that it loads nothing, whatever a value in it may contain.
      .tag(.meta).attribute("http-equiv", "Content-Security-Policy")
        .attribute("content", "default-src 'none'; style-src 'unsafe-inline'"),
      meta("viewport", "width=device-width, initial-scale=1"),
      meta("color-scheme", "light dark"), meta("generator", "crm \(Release.current.version)"),
      .tag(.title, .text("\(presentation.text(title)) \(moment)")), .style(ReportStyle.sheet))
  }

  private var body: HTML {
    let leap = skip.map { skip in
      HTML.tag(.a, .text(presentation.text(skip.words))).styled("skip")
        .attribute("href", "#\(skip.id)")
    }
    let time = HTML.tag(.time, .text(moment)).attribute("datetime", clock.now.text)
    return .tag(
      .body,
      [leap].compactMap(\.self) + [
        .tag(
          .header, .tag(.h1, .text("\(presentation.text(title)) "), time),
          .tag(.p, .text(scope)).styled("soft")),
        .tag(.main, sections),
        .tag(.footer, .tag(.p, .text("crm \(Release.current.version)"))).styled("soft"),
      ])
  }
}

/// The audit as one page.
struct HTMLReport {
  let report: AuditReport
  let presentation: Presentation

  var html: HTML {
    let sections = [
      TotalsSection(report: report, presentation: presentation).html,
      ManagersSection(report: report, presentation: presentation).html,
      FunnelSection(report: report, presentation: presentation).html,
      TrendSection(
        trend: QualityTrend(report), people: report.people, presentation: presentation
      ).html,
      FindingsSection(report: report, presentation: presentation).html,
    ]
    return HTMLPage(
      title: Phrase(ru: "Вечерняя проверка", en: "Evening audit"), scope: scope,
      skip: ("findings", Phrase(ru: "К находкам", en: "To the findings")),
      sections: sections.compactMap(\.self), clock: report.clock, presentation: presentation
    ).html
  }

  /// What was looked at.
  private var scope: String {
    let scope = report.scope
    var parts = [
      scope.manager.map(report.people.title) ?? text("все менеджеры", "all managers")
    ]
    if let pipeline = scope.pipeline {
      let name = report.pipelines[pipeline]?.name ?? pipeline.text
      parts.append(text("воронка \(name)", "pipeline \(name)"))
    }
    let checks = scope.checks.map(\.rawValue).sorted().joined(separator: ", ")
    if !checks.isEmpty { parts.append(text("проверки: \(checks)", "checks: \(checks)")) }
    return parts.joined(separator: " · ")
  }

  private func text(_ ru: String, _ en: String) -> String {
    presentation.text(Phrase(ru: ru, en: en))
  }
}

/// What sections are put together from.
extension Presentation {
  /// A part of the page with its heading.
  func section(_ id: String, _ title: Phrase, _ content: [HTML]) -> HTML {
    .tag(
      .section, [.tag(.h2, .text(text(title))).attribute("id", "\(id)-title")] + content
    ).attribute("id", id).attribute("aria-labelledby", "\(id)-title")
  }

  /// A count, exact for programs too.
  func count(_ number: Int) -> HTML {
    .tag(.data, .text(String(number))).attribute("value", String(number))
  }

  /// Sums, one a currency; a dash where there is none.
  func sums(_ sums: [Money]) -> HTML {
    guard !sums.isEmpty else { return .tag(.span, "–").styled("soft") }
    let parts = sums.map { sum in
      HTML.tag(.data, .text(money(sum))).styled("money")
        .attribute("value", "\(sum.decimalText) \(sum.currency.code)")
    }
    return .tag(.span, Array(parts.map { [$0] }.joined(separator: [.text(" + ")])))
  }

  /// A table's head.
  func head(_ titles: [Phrase]) -> HTML {
    .tag(
      .thead,
      .tag(.tr, titles.map { .tag(.th, .text(text($0))).attribute("scope", "col") }))
  }

  /// A cell that still says what it is where the table has become cards.
  func cell(_ title: Phrase, _ content: [HTML]) -> HTML {
    .tag(.td, .tag(.div, content)).attribute("data-title", text(title))
  }

  /// The same around one piece.
  func cell(_ title: Phrase, _ content: HTML) -> HTML { cell(title, [content]) }
}
