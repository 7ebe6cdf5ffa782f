import CRMModel

/// The quality of the department and of everybody in it over the kept evenings.
struct TrendSection {
  let trend: QualityTrend
  let people: People
  let presentation: Presentation

  /// `nil` unless there are two evenings to compare.
  var html: HTML? {
    let evenings = trend.evenings
    guard evenings.count > 1 else { return nil }
    let all = evenings.map { (day: $0.day, percent: $0.all.percent) }
    let managers = trend.managers
    var content = [TrendChart(points: all, presentation: presentation).html]
    if managers.count > 1 {
      content.append(
        .tag(
          .ul,
          managers.map { manager in
            let points = evenings.map { (day: $0.day, percent: $0.byManager[manager]?.percent) }
            let chart = TrendChart(points: points, presentation: presentation)
            return .tag(
              .li, .tag(.bdi, .text(people.title(of: manager))), chart.small,
              .tag(.small, .text(chart.ends)))
          }
        ).styled("trends"))
    }
    content.append(figures(managers))
    return presentation.section(
      "trend",
      Phrase(ru: "Качество: доля открытых сделок без ошибок", en: "Quality: clean open deals"),
      content)
  }

  /// The chart in figures.
  private func figures(_ managers: [Login]) -> HTML {
    let titles =
      [Phrase(ru: "День", en: "Day"), Phrase(ru: "Все", en: "All")]
      + managers.map(people.title).map { Phrase(ru: $0, en: $0) }
    let rows = trend.evenings.map { evening in
      let shares = [evening.all] + managers.map { evening.byManager[$0] }
      return HTML.tag(
        .tr,
        [.tag(.th, .text(presentation.day(evening.day))).attribute("scope", "row")]
          + shares.map { .tag(.td, .text($0?.percent.map { "\($0) %" } ?? "–")) })
    }
    let title = presentation.text(Phrase(ru: "В цифрах", en: "In figures"))
    return .tag(
      .details, .tag(.summary, .text(title)),
      .tag(.div, .tag(.table, presentation.head(titles), .tag(.tbody, rows))).styled("scroll")
        .attribute("tabindex", "0").attribute("role", "region").attribute("aria-label", title))
  }
}
