import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal list …`.
struct DealList: Runnable {
  var pipeline: String?
  var stage: String?
  var manager: Login?
  var company: String?
  var state: State?
  var health: Health?
  var hasNoTask = false
  var isOverdue = false
  var search: String?
  var sort: [String] = []
  var limit: Int?
  var isFull = false
  var filter = WhereOptions()
  var prints: Printed {
    isFull ? Printed.card(.deal).sorting(.deal, by: sort) : .list(.deal, by: sort)
  }

  /// Which deals by their state.
  enum State: String, NamedChoice {
    case open, pending, won, lost, deleted, closed, all

    var name: Phrase {
      switch self {
      case .open: DealState.open.name
      case .pending: DealState.pending.name
      case .won: DealState.won.name
      case .lost: DealState.lost.name
      case .deleted: DealState.deleted.name
      case .closed: Phrase(ru: "закрытые", en: "closed")
      case .all: Phrase(ru: "все", en: "all")
      }
    }

    func includes(_ deal: some DealFacts) -> Bool {
      switch self {
      case .open: deal.state == .open
      case .pending: deal.isPending
      case .won: deal.state == .won
      case .lost: deal.state == .lost
      case .deleted: deal.state == .deleted
      case .closed: deal.state == .won || deal.state == .lost
      case .all: deal.state != .deleted
      }
    }
  }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать сделки", en: "list deals"), DealList(),
      rows: rows + [
        .flag(
          "--full",
          help: Text(
            ru: "карточки целиком: контакты, задачи, комментарии, история",
            en: "whole cards: contacts, tasks, comments, history")
        ) { $0.isFull = true }
      ],
      examples: [
        Example(
          "crm deal list --manager ivanov --overdue",
          Text(ru: "просроченные у Иванова", en: "what is overdue at ivanov's")),
        Example(
          "crm deal list --state all --json",
          Text(ru: "все сделки для программы", en: "all deals for a program")),
      ])
  }

  /// The options, which saved lists take too.
  static var rows: [Row<DealList>] {
    [
      .ofPipeline { $0.pipeline = $1 },
      .option(
        "--stage", value: .reference("STAGE", "stage"),
        help: Text(ru: "только на этом этапе", en: "only at this stage")
      ) { $0.stage = $1 },
      .ofManager { $0.manager = $1 },
      .ofCompany { $0.company = $1 },
      .option(
        "--state", value: .choice(of: State.self, "STATE"),
        help: Text(
          ru: "только открытые, ждущие согласования, успешные, нереализованные, удаленные, "
            + "закрытые или все; иначе open",
          en: "only those in this state; closed are won and lost; else open")
      ) { $0.state = $1 },
      .option(
        "--health", value: .choice(of: Health.self, "HEALTH"),
        help: Text(
          ru: "только без задачи, с просроченной, с задачей на сегодня, с задачей на потом",
          en: "only without a task, overdue, due today, due later")
      ) { $0.health = $1 },
      .flag(
        "--no-task", help: Text(ru: "без открытой задачи", en: "without an open task")
      ) { $0.hasNoTask = true },
      .flag(
        "--overdue",
        help: Text(ru: "с просроченной задачей", en: "with an overdue task")
      ) { $0.isOverdue = true },
      .search { $0.search = $1 },
      .group(WhereOptions.rows) { options, fill in fill(&options.filter) },
      .sort { $0.sort = $1 },
      .limit { $0.limit = $1 },
    ]
  }

  func run(in session: Session) throws(CRMError) {
    guard !isFull else { return try runInFull(session) }
    let (list, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try found(session, snapshot)
    }
    let sorted = session.sorted(list.rows, by: sort, .deal)
    try session.list(
      .deal, sorted, limit, of: list.total, .deals, presentation,
      then: DealTotals.ofClosed(sorted).map { $0.line(presentation) })
  }

  /// Each document is read when it is printed, so that any number of them fits the memory.
  private func runInFull(_ session: Session) throws(CRMError) {
    try session.read { (snapshot) throws(CRMError) in
      let presentation = try session.presentation(snapshot)
      let rows = try session.sorted(found(session, snapshot).rows, by: sort, .deal)
      try session.spooling { (output) throws(CRMError) in
        try session.printing(to: output).cards(
          .deal, Array(rows.prefix(limit ?? rows.count)), presentation
        ) { (row) throws(CRMError) in try session.row(snapshot.get(row.record.id), snapshot) }
        try output.flush()
      }
    }
  }

  /// The deals that fit, and among how many.
  ///
  /// - Throws: `CRMError` for a pipeline, stage, company or field that does not exist.
  func found(
    _ session: Session, _ snapshot: Snapshot
  ) throws(CRMError) -> (rows: [DealRow], total: Int) {
    let rows = try DealRows(session, snapshot)
    let condition = try filter.condition(session, snapshot) { $0.deals }
    // An expression that asks about the state is not narrowed down to open deals.
    let state = state ?? (condition?.reads.contains("state") == true ? .all : .open)
    let pipeline: Pipeline?
    if let name = self.pipeline {
      pipeline = try snapshot.pipeline(named: name)
    } else {
      pipeline = nil
    }
    try session.checkFilter(manager, snapshot)
    let stages = try stages(in: pipeline, snapshot)
    let company: CompanyID?
    if let name = self.company { company = try snapshot.company(name).id } else { company = nil }
    let wanted: RecordSearch?
    if let search { wanted = RecordSearch(search, try snapshot.index()) } else { wanted = nil }
    let found = rows.all { record in
      guard state.includes(record), pipeline == nil || record.pipeline == pipeline?.id,
        stages == nil || stages?[record.pipeline]?.contains(record.stage) == true,
        manager == nil || record.manager == manager, company == nil || record.company == company,
        health == nil || record.health(at: rows.clock) == health,
        !hasNoTask || record.kind == .open && record.openTaskCount == 0,
        !isOverdue || record.health(at: rows.clock) == .red
      else { return false }
      return (wanted == nil || wanted?.match(record) != nil)
        && condition?.holds(rows.subject(record)) ?? true
    }
    return (found, rows.count { state.includes($0) })
  }

  /// The stages that `--stage` names, by pipeline: one name can stand in several.
  private func stages(
    in pipeline: Pipeline?, _ snapshot: Snapshot
  ) throws(CRMError) -> [PipelineID: Set<StageID>]? {
    guard let stage else { return nil }
    if let pipeline { return [pipeline.id: [try snapshot.stage(stage, in: pipeline).id]] }
    return try snapshot.stages(called: stage)
  }
}
