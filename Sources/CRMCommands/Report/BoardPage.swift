import CRMModel

/// The board as a page: pipelines as columns of cards (R99).
struct BoardPage {
  let boards: [PipelineBoard]
  let clock: AuditClock
  let presentation: Presentation

  var html: HTML {
    HTMLPage(
      title: Phrase(ru: "Воронка", en: "The board"),
      scope: boards.map(\.pipeline.name).joined(separator: " · "),
      sections: boards.filled.map(section) + [empty].compactMap(\.self),
      clock: clock, presentation: presentation
    ).html
  }

  private var empty: HTML? {
    boards.empty.map { .tag(.p, .text(presentation.text($0))).styled("soft") }
  }

  /// For chats and mail: how many there are, and for how much.
  var markdown: String {
    boards.filled.map { board in
      let heads = [
        Phrase(ru: "Этап", en: "Stage"), Phrase(ru: "Сделок", en: "Deals"),
        Phrase(ru: "Сумма", en: "Sum"),
      ].map { presentation.text($0) }
      let leads = board.leads.map { [presentation.text(BoardLeads.title), String($0.count), ""] }
      let rows =
        [leads].compactMap(\.self)
        + board.stages.map { stage in
          [
            Markdown.text(stage.stage.name), String(stage.deals),
            Markdown.text(presentation.sums(stage.sum, total: stage.total)),
          ]
        }
      return "## \(Markdown.text(board.pipeline.name))\n\n"
        + ([heads, heads.map { _ in "---" }] + rows).map(Markdown.row).joined() + "\n"
    }.joined() + (boards.empty.map { Markdown.text(presentation.text($0)) + "\n" } ?? "")
  }

  private func section(_ board: PipelineBoard) -> HTML {
    let closed = board.closed.map { "\($0.stage.name): \($0.sales)" }.joined(separator: ", ")
    return presentation.section(
      "board-\(board.pipeline.id.text)", Phrase(board.pipeline.name),
      [
        .tag(.div, [board.leads.map(column)].compactMap(\.self) + board.stages.map(column))
          .styled("board"),
        .tag(.p, .text(closed)).styled("soft"),
      ])
  }

  private func column(_ stage: BoardStage) -> HTML {
    let count = presentation.text(CountedNoun.deals.counted(stage.deals))
    let sum = presentation.sums(stage.sum, total: stage.total)
    return column(
      stage.stage.name, sum.isEmpty ? count : "\(count), \(sum)", stage.rows.map(card),
      left: stage.deals - stage.rows.count)
  }

  private func column(_ leads: BoardLeads) -> HTML {
    let cards = leads.rows.map { lead in
      let since = lead.receivedAt.map(presentation.spokenTime) ?? ""
      return HTML.tag(.li, .tag(.strong, .text(lead.name)), .tag(.small, .text(since)))
    }
    return column(
      presentation.text(BoardLeads.title),
      presentation.text(CountedNoun.leads.counted(leads.count)), cards,
      left: leads.count - leads.rows.count)
  }

  private func column(_ title: String, _ facts: String, _ cards: [HTML], left: Int) -> HTML {
    let more = presentation.text(Phrase(ru: "… и еще \(left)", en: "… and \(left) more"))
    return .tag(
      .div, .tag(.h3, .text(title)), .tag(.p, .text(facts)).styled("soft"),
      .tag(.ul, cards + (left > 0 ? [.tag(.li, .text(more))] : [])))
  }

  /// What a deal is about, and how urgent it is: in words, for a colour is not seen by everybody.
  private func card(_ row: DealRow) -> HTML {
    let health = row.record.health(at: row.clock)
    let due = row.record.nextTaskDue.map(presentation.moment)
    let lines = [
      row.record.budget.map(presentation.money),
      row.record.isPending
        ? row.next(presentation)
        : health.map { presentation.text($0.name) + (due.map { ": \($0)" } ?? "") },
    ].compactMap(\.self)
    let card = HTML.tag(
      .li, [.tag(.strong, .text(row.record.name))] + lines.map { .tag(.small, .text($0)) })
    return health.map { card.styled($0.rawValue) } ?? card
  }
}
