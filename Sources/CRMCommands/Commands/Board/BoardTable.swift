import CRMModel

/// The board for people: stages side by side where they fit, else one under the other.
struct BoardTable {
  let boards: [PipelineBoard]
  let presentation: Presentation

  var lines: [String] {
    let lines = boards.filled.flatMap { board in
      // Sum and task stand beside each other where nothing of them is cut.
      let wide = table(board, isTall: false)
      let table =
        wide.fits(presentation.width, shortening: .max) ? wide : table(board, isTall: true)
      let fits = table.fits(presentation.width, shortening: Self.narrowest)
      let title = presentation.colored(SafeText.visible(board.pipeline.name), .bold)
      let closed = board.closed.map { SafeText.visible("\($0.stage.name): \($0.sales)") }
      return [title]
        + (fits
          ? table.lines(presentation) + ["", closed.joined(separator: ", ")]
          : list(board) + closed) + [""]
    }
    let empty = boards.empty.map {
      presentation.colored(SafeText.visible(presentation.text($0)), .gray)
    }
    let end = [legend, empty ?? ""].filter { !$0.isEmpty }
    return end.isEmpty ? lines.dropLast() : lines + end
  }

  /// A name and a budget of millions can be told in it.
  private static var narrowest: Int { 14 }

  private func text(_ ru: String, _ en: String) -> String {
    presentation.text(Phrase(ru: ru, en: en))
  }

  // MARK: Side by side

  private func table(_ board: PipelineBoard, isTall: Bool) -> Table {
    let columns =
      (board.leads.map { [cells($0)] } ?? []) + board.stages.map { cells($0, isTall: isTall) }
    let height = columns.map(\.count).max() ?? 0
    let titles =
      (board.leads.map { _ in [presentation.text(BoardLeads.title)] } ?? [])
      + board.stages.map { SafeText.visible($0.stage.name) }
    return Table(
      headings: titles.map { Table.Heading(title: $0) },
      rows: (0..<height).map { line in
        columns.map { $0.indices.contains(line) ? $0[line] : Table.Cell("") }
      })
  }

  private func cells(_ stage: BoardStage, isTall: Bool) -> [Table.Cell] {
    let head = [
      Table.Cell(presentation.text(CountedNoun.deals.counted(stage.deals))),
      Table.Cell(presentation.sums(stage.sum, total: stage.total)), Table.Cell(""),
    ]
    let deals = stage.rows.flatMap { row in
      let details = details(row)
      return [Table.Cell("\(sign(row)) \(SafeText.visible(row.record.name))", color: color(row))]
        + (isTall ? details : [details.joined(separator: " · ")]).map { Table.Cell("  " + $0) }
    }
    return head + deals + more(stage.deals - stage.rows.count).map { Table.Cell($0, color: .gray) }
  }

  private func cells(_ leads: BoardLeads) -> [Table.Cell] {
    [Table.Cell(presentation.text(CountedNoun.leads.counted(leads.count)))]
      + [Table.Cell(""), Table.Cell("")]
      + leads.rows.flatMap { lead in
        [Table.Cell("  " + SafeText.visible(lead.name)), Table.Cell("  " + since(lead))]
      } + more(leads.count - leads.rows.count).map { Table.Cell($0, color: .gray) }
  }

  /// What it is worth and what comes next.
  private func details(_ row: DealRow) -> [String] {
    [row.record.budget.map(presentation.money), row.next(presentation)].compactMap(\.self)
  }

  private func since(_ lead: Lead) -> String {
    lead.receivedAt.map(presentation.spokenTime) ?? ""
  }

  // MARK: One under the other

  private func list(_ board: PipelineBoard) -> [String] {
    (board.leads.map(list) ?? []) + board.stages.flatMap(list)
  }

  private func list(_ leads: BoardLeads) -> [String] {
    let title = presentation.colored(presentation.text(BoardLeads.title), .bold)
    return ["\(title)  \(presentation.text(CountedNoun.leads.counted(leads.count)))"]
      + leads.rows.map { "    \(SafeText.visible($0.name))  \(since($0))" }
      + more(leads.count - leads.rows.count).map { "  " + presentation.colored($0, .gray) }
  }

  private func list(_ stage: BoardStage) -> [String] {
    let count = presentation.text(CountedNoun.deals.counted(stage.deals))
    let facts =
      ([count] + (stage.sum.isEmpty ? [] : [presentation.sums(stage.sum, total: stage.total)]))
      .joined(separator: ", ")
    let room = (presentation.width ?? .max) - DisplayWidth.of(facts) - 2
    let name = DisplayWidth.fitted(SafeText.visible(stage.stage.name), room)
    let title = presentation.colored(name, .bold)
    let table = Table(
      headings: [
        Table.Heading(title: "", isWhole: true), Table.Heading(title: ""),
        Table.Heading(title: "", isWhole: true, isNumber: true), Table.Heading(title: ""),
      ],
      rows: stage.rows.map { row in
        [
          Table.Cell(" " + sign(row), color: color(row)),
          Table.Cell(SafeText.visible(row.record.name), color: color(row)),
          Table.Cell(row.record.budget.map(presentation.money) ?? ""),
          Table.Cell(row.next(presentation) ?? ""),
        ]
      })
    return ["\(title)  \(facts)"] + table.lines(presentation).dropFirst()
      + more(stage.deals - stage.rows.count).map { "  " + presentation.colored($0, .gray) }
  }

  // MARK: Both

  private func sign(_ row: DealRow) -> String { row.record.health(at: row.clock)?.sign ?? " " }

  private func color(_ row: DealRow) -> Presentation.Color? {
    row.record.health(at: row.clock)?.color
  }

  /// What a limit left out; nothing is left out silently.
  private func more(_ left: Int) -> [String] {
    left > 0 ? [text("… и еще \(left)", "… and \(left) more")] : []
  }

  private var legend: String {
    let shown = Set(boards.flatMap(\.stages).flatMap(\.rows).map(sign))
    return [Health.none, .red, .yellow].filter { shown.contains($0.sign) }.map {
      presentation.colored("\($0.sign) \(presentation.text($0.name))", $0.color)
    }.joined(separator: "  ")
  }
}
