import CRMCore
import CRMModel

/// One pipeline's deals by stage.
struct PipelineBoard {
  let pipeline: Pipeline
  /// Those who got in touch and whom nobody has accepted yet; `nil` where there is none.
  let leads: BoardLeads?
  /// The open stages in order.
  let stages: [BoardStage]
  /// How many sales ended at each of the other stages.
  let closed: [(stage: Stage, sales: Int)]

  /// Whether nothing has ever been sold or lost in it, nor is being worked on, nor has come in.
  var isEmpty: Bool {
    leads == nil && stages.allSatisfy { $0.deals == 0 } && closed.allSatisfy { $0.sales == 0 }
  }

  /// The board of a pipeline's deals that are not deleted.
  init(
    _ pipeline: Pipeline, _ records: [any DealFacts], _ leads: [Lead], _ rows: DealRows,
    _ limit: Int?, total: ([Money]) -> ConvertedTotal?
  ) {
    self.pipeline = pipeline
    self.leads = leads.isEmpty ? nil : BoardLeads(leads, limit)
    let byStage = Dictionary(grouping: records, by: \.stage)
    stages = pipeline.stages.filter { $0.kind == .open }.map { stage in
      let deals = (byStage[stage.id] ?? []).sorted {
        // Without a task is worse than overdue (R27).
        ($0.nextTaskDue ?? .first, $0.id) < ($1.nextTaskDue ?? .first, $1.id)
      }
      let sum = deals.compactMap(\.budget).sums
      return BoardStage(
        pipeline: pipeline, stage: stage, deals: deals.count, sum: sum, total: total(sum),
        rows: deals.prefix(limit ?? deals.count).map(rows.row))
    }
    let paid = Set(records.lazy.filter { $0.kind == .won }.compactMap { $0.chain?.id })
    closed = pipeline.stages.filter { $0.kind != .open }.map { stage in
      // A chain counts as one sale, and as a won one where any of its parts was paid (R23).
      let sales = Set((byStage[stage.id] ?? []).map { $0.chain?.id ?? $0.id })
      return (stage, (stage.kind == .won ? sales : sales.subtracting(paid)).count)
    }
  }
}

extension [PipelineBoard] {
  /// The pipelines that have deals; one alone is shown in any case.
  var filled: [PipelineBoard] { count == 1 ? self : filter { !$0.isEmpty } }

  /// The names of the others, so that nothing is left out silently.
  var empty: Phrase? {
    guard filled.count < count else { return nil }
    let list = filter(\.isEmpty).map(\.pipeline.name).joined(separator: ", ")
    return Phrase(ru: "Без сделок: \(list)", en: "Without deals: \(list)")
  }
}

/// The leads that become deals of a pipeline, longest waiting in front.
struct BoardLeads {
  /// How many there are.
  let count: Int
  /// Those that are shown.
  let rows: [Lead]

  fileprivate init(_ leads: [Lead], _ limit: Int?) {
    count = leads.count
    rows = Array(
      leads.sorted { ($0.receivedAt ?? .first, $0.id) < ($1.receivedAt ?? .first, $1.id) }
        .prefix(limit ?? leads.count))
  }

  /// What people call the column.
  static var title: Phrase { Phrase(ru: "Обращения", en: "Leads") }
}

extension DealRow {
  /// When the next task is due, or that the closing waits for a head's word (R53).
  func next(_ presentation: Presentation) -> String? {
    record.isPending
      ? presentation.text(Phrase(ru: "ждет согласования", en: "waits for approval"))
      : record.nextTaskDue.map(presentation.spokenTime)
  }
}

/// The deals at one stage.
struct BoardStage {
  let pipeline: Pipeline
  let stage: Stage
  /// How many there are.
  let deals: Int
  /// Their budgets, one sum a currency.
  let sum: [Money]
  /// What they come to today in the settings' currency (R46); `nil` where they are in it already, or
  /// no rate is known.
  let total: ConvertedTotal?
  /// Those that are shown.
  let rows: [DealRow]
}

extension Noun where Row == BoardStage {
  /// Stages of a board: the keys are a part of the command contract.
  static var stage: Noun<BoardStage> {
    Noun(
      id: \.stage.id.text,
      [
        Column(
          "pipeline", Phrase(ru: "воронка", en: "pipeline"), table: .useful,
          shown: { row, _ in row.pipeline.name }
        ) { .text($0.pipeline.id.text) },
        Column("stage", Phrase(ru: "id этапа", en: "stage id")) { .text($0.stage.id.text) },
        Column("name", Phrase(ru: "этап", en: "stage"), table: .key) { .text($0.stage.name) },
        Column("deals", Phrase(ru: "сделок", en: "deals"), table: .key) { .number($0.deals) },
        Column(
          "sum", Phrase(ru: "сумма", en: "sum"), table: .key,
          shown: { row, presentation in presentation.sums(row.sum, total: row.total) }
        ) { .sums($0.sum) },
        Column("total", Phrase(ru: "итого", en: "total")) { $0.total?.json ?? .null },
        Column(
          "rows", Phrase(ru: "сделки", en: "deals"),
          shown: { row, _ in row.rows.map(\.record.name).joined(separator: ", ") }
        ) { .array($0.rows.map { Noun<DealRow>.deal.json($0) }) },
      ].naming("pipeline", \.pipeline.name))
  }
}
