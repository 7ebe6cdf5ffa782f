import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm board [PIPELINE]`: open deals by stage.
struct Board: Runnable {
  var pipeline: String?
  var manager: Login?
  var limit: Int?
  var isFlat = false
  var filter = WhereOptions()
  var prints: Printed { isFlat ? .list(.deal) : Printed.list(.stage).alsoAsReport }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "board", Text(ru: "воронка по этапам", en: "a pipeline by its stages"),
      discussion: Text(
        ru: "Открытые сделки столбцами по этапам, самое срочное сверху; новые обращения — первым "
          + "столбцом; на узком экране — списком.",
        en:
          "Open deals in columns by stage, the most urgent in front, new leads in the first column; "
          + "a list on a narrow screen."),
      category: category, Board(),
      rows: [
        .argument(
          .reference("PIPELINE", "pipeline"), isRequired: false,
          help: Text(ru: "воронка; иначе все", en: "the pipeline; else all")
        ) { $0.pipeline = $1 },
        .ofManager { $0.manager = $1 },
        .group(WhereOptions.rows) { options, fill in fill(&options.filter) },
        .option(
          "--limit", value: .integer("N", in: 1...1_000_000),
          help: Text(ru: "не больше стольких на этапе", en: "no more than this many a stage")
        ) { $0.limit = $1 },
        .flat(
          Text(ru: "по строке на сделку, а не на этап", en: "a row for each deal, not each stage")
        ) { $0.isFlat = true },
      ],
      examples: [
        Example("crm board ads", Text(ru: "реклама", en: "the ads pipeline")),
        Example(
          "crm board --manager ivanov --limit 5",
          Text(ru: "срочное у Иванова", en: "what is urgent at ivanov's")),
        Example(
          "crm board --format html", Text(ru: "страница для браузера", en: "a page for a browser")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let ((boards, clock), presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let pipelines: [Pipeline]
      if let pipeline {
        pipelines = [try snapshot.pipeline(named: pipeline)]
      } else {
        pipelines = try snapshot.sortedPipelines()
      }
      try session.checkFilter(manager, snapshot)
      let rows = try DealRows(session, snapshot)
      let condition = try filter.condition(session, snapshot) { $0.deals }
      let records = rows.records {
        !$0.isDeleted && (manager == nil || $0.manager == manager)
          && condition?.holds(rows.subject($0)) ?? true
      }
      let conversion = try snapshot.conversion(rows.clock)
      let leads = try newLeads(session, snapshot)
      let boards = pipelines.map { pipeline in
        PipelineBoard(
          pipeline, records.filter { $0.pipeline == pipeline.id }, leads[pipeline.id] ?? [], rows,
          limit
        ) { sums in conversion.total(of: sums.lazy.map { ($0, nil) }) }
      }
      return (boards, rows.clock)
    }
    guard !isFlat else {
      return try session.list(
        .deal, boards.flatMap(\.stages).flatMap(\.rows), presentation)
    }
    let page = BoardPage(boards: boards, clock: clock, presentation: presentation)
    switch session.options.report {
    case .html?:
      try session.output.append("<!DOCTYPE html>\n")
      return try session.output.append(page.html)
    case .markdown?: return try session.output.append(page.markdown)
    case nil: break
    }
    let stages = boards.flatMap(\.stages)
    switch session.options.format {
    case .ids: try session.list(.deal, stages.flatMap(\.rows), presentation)
    case .table where session.options.fields.isEmpty:
      for line in BoardTable(boards: boards, presentation: presentation).lines {
        try session.output.append(line + "\n")
      }
    case .table, .json, .ndjson, .csv, .tsv: try session.list(.stage, stages, presentation)
    }
  }

  /// The new leads by the pipeline of their source, else by the first one; an expression is about deals.
  private func newLeads(
    _ session: Session, _ snapshot: Snapshot
  ) throws(CRMError) -> [PipelineID: [Lead]] {
    guard filter.expression == nil, let first = try snapshot.sortedPipelines().first else {
      return [:]
    }
    let sources = try snapshot.leadSources()
    let user = filter.isMine ? try session.user() : manager
    let leads = try snapshot.index([.lead]).cards(LeadForm.self).map(\.record).filter { lead in
      // Nobody's are everybody's (R59).
      lead.state == .new && (user == nil || lead.manager == nil || lead.manager == user)
    }
    return Dictionary(grouping: leads) { lead in
      lead[.source].flatMap { sources[$0.text]?.pipeline } ?? first.id
    }
  }
}
