import CRMModel

/// Reports as one page.
struct ReportPage {
  let title: Phrase
  /// The figures in front.
  var figures: [HTML] = []
  let frames: [ReportFrame]
  let clock: AuditClock
  let presentation: Presentation

  var html: HTML {
    HTMLPage(
      title: title, scope: frames.first.map { presentation.days($0.scope.days) } ?? "",
      sections: (figures.isEmpty ? [] : [presentation.totals(figures)])
        + frames.enumerated().map { section($1, number: $0) },
      clock: clock, presentation: presentation
    ).html
  }

  private func section(_ frame: ReportFrame, number: Int) -> HTML {
    let nothing = HTML.tag(
      .p, .text(presentation.text(Phrase(ru: "Ничего нет.", en: "There is nothing."))))
    let what = presentation.text(Phrase(ru: "Что это значит", en: "What this means"))
    let title = frame.report.title(presentation)
    return presentation.section(
      "\(frame.report.name)-\(number)", Phrase(ru: title, en: title),
      [
        frame.rows.rows.isEmpty ? nothing : table(frame),
        .tag(.p, .text(frame.notes(presentation).joined(separator: " · "))).styled("soft"),
        .tag(
          .details, .tag(.summary, .text(what)),
          .tag(.p, .text(presentation.text(frame.report.definition)))),
      ]
        + frame.parts.filter { !$0.rows.rows.isEmpty }.flatMap { part in
          [.tag(.h3, .text(part.report.title(presentation))), table(part)]
        })
  }

  private func table(_ frame: ReportFrame) -> HTML {
    let shown = frame.shown
    let (lines, bar) = (frame.rows.rows + frame.totalRow, frame.bar)
    return HTML.tag(
      .table, presentation.head(shown.map { frame.columns[$0].heading }),
      .tag(.tbody, lines.map { row($0, shown, frame, bar: bar($0)) })
    ).styled("cards funnel report")
  }

  /// A row with what it is of in front, and under that its share as a bar.
  private func row(
    _ cells: [ReportCell], _ shown: [Int], _ frame: ReportFrame, bar share: Int?
  ) -> HTML {
    let texts = shown.map { presentation.text(cells[$0], isRate: frame.columns[$0].isRate) }
    let bar = share.map { Bar(parts: [("fine", $0)], whole: 1_000).html }
    let head = HTML.tag(.th, [.tag(.bdi, .text(texts[0]))] + [bar].compactMap(\.self))
      .attribute("scope", "row")
    return .tag(
      .tr,
      [head]
        + zip(shown, texts).dropFirst().map { place, text in
          let column = frame.columns[place]
          let content: HTML =
            if case .money(let sums) = cells[place] { presentation.sums(sums) } else {
              .text(text.isEmpty ? "–" : text)
            }
          let cell = presentation.cell(column.heading, content)
          return cells[place].isFigure || column.isUnbroken ? cell.styled("figure") : cell
        })
  }
}

extension ReportCell {
  /// Whether it is one number, which is never broken; sums in several currencies are between them.
  fileprivate var isFigure: Bool {
    switch self {
    case .count, .days, .share: true
    case .none, .total, .value, .named, .money, .counts: false
    }
  }
}
