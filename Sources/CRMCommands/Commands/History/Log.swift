import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm log [DEAL] [--since T] [--limit N]`.
struct Log: Runnable {
  var deal: String?
  var since: TimeExpression?
  var limit: Int?
  var filter = WhereOptions()
  var isByStage = false
  var isAll = false
  var prints: Printed { .list(noun) }

  private var noun: Noun<LogRow> { isByStage ? .logByStage : .log }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "log", Text(ru: "кто что сделал, новое сверху", en: "who did what, newest first"),
      discussion: Text(
        ru:
          "Без сделки — последние действия на этом компьютере и отправленные другими, с --where — "
          + "из истории всех сделок; со сделкой — вся ее история.",
        en:
          "Without a deal, the last operations of this machine and those that others have sent, with "
          + "--where those of all deals' histories; with one, its whole history."
      ),
      category: category, Log(),
      rows: [
        .argument(
          .reference("DEAL", "any-deal"), isRequired: false,
          help: Text(ru: "сделка", en: "the deal")
        ) { $0.deal = $1 },
        .option(
          "--since", value: .time("TIME", .past),
          help: Text(
            ru: "с этого времени: вчера, 25.11.2026 14:30",
            en: "from then on: yesterday, 2026-11-25 14:30")
        ) {
          $0.since = $1
        },
        .group(WhereOptions.rows) { options, fill in fill(&options.filter) },
        .flag(
          "--by-stage",
          help: Text(
            ru: "историю сделки — по этапам, старое сверху",
            en: "the deal's history by stage, oldest first")
        ) { $0.isByStage = true },
        .flag(
          "--all",
          help: Text(
            ru: "и отмененное: в истории сделки и с --where его нет",
            en: "also what was undone, which a deal's history and --where leave out")
        ) { $0.isAll = true },
        .limit { $0.limit = $1 },
      ],
      examples: [
        Example("crm log --limit 10", Text(ru: "последние десять", en: "the last ten")),
        Example("crm log 'Кафе Пушкин'", Text(ru: "история сделки", en: "one deal's history")),
        Example(
          "crm log --where 'activity = call' --since today",
          Text(ru: "сегодняшние звонки", en: "today's calls")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let published = try session.workspace().published(session.syncRequest(WriteOptions()))
    let (rows, total, presentation) = try session.read {
      (snapshot) throws(CRMError) -> ([LogRow], Int, Presentation) in
      snapshot.published = published
      let start = try start(session, snapshot)
      let condition = try filter.condition(session, snapshot) { $0.log }
      var entries: [LogEntry]
      if let deal {
        entries = try snapshot.log(ofAnything: deal)
      } else if condition == nil {
        entries = try snapshot.log()
      } else {
        entries = try snapshot.logOfDeals(since: start)
      }
      // Programs are told of all, with `undone` (R37).
      if !isAll, session.options.format == .table, deal != nil || condition != nil {
        entries.removeAll(where: \.isUndone)
      }
      if isByStage { entries = try byStage(entries, session, snapshot) }
      let total = entries.count
      if let start { entries.removeAll { $0.at < start } }
      if let condition { entries.removeAll { !condition.holds($0) } }
      return (try self.rows(entries, session, snapshot), total, try session.presentation(snapshot))
    }
    try session.list(noun, rows, limit, of: total, .operations, presentation)
  }

  /// The operations, those that are shown to people in words.
  private func rows(
    _ entries: [LogEntry], _ session: Session, _ snapshot: Snapshot
  ) throws(CRMError) -> [LogRow] {
    guard session.options.format == .table else { return entries.map { LogRow(entry: $0) } }
    var wording = try LogWording(session, snapshot, isOfOne: deal != nil)
    var rows: [LogRow] = []
    for (place, entry) in entries.enumerated() {
      let isShown = place < limit ?? .max
      rows.append(isShown ? wording.row(entry) : LogRow(entry: entry))
    }
    return rows
  }

  /// The deal's history as it went from stage to stage (B44).
  private func byStage(
    _ entries: [LogEntry], _ session: Session, _ snapshot: Snapshot
  ) throws(CRMError) -> [LogEntry] {
    guard let deal else {
      throw .usage(
        Phrase(ru: "--by-stage — об одной сделке", en: "--by-stage is about one deal"),
        hints: [Remedy("help", "log").phrase])
    }
    let row = try session.row(snapshot.dealOrPutAway(deal), snapshot)
    var stage: String?
    return entries.reversed().map { entry in
      let change = entry.events.last { !$0.isUndone && $0.stageChange != nil }
      if let change, let to = change.stageChange?.to {
        stage = row.stageName(to, at: change)
      }
      var entry = entry
      entry.stage = stage
      return entry
    }
  }

  private func start(_ session: Session, _ snapshot: Snapshot) throws(CRMError) -> Instant? {
    guard let since else { return nil }
    let zone = try snapshot.zone()
    let now = try session.now(zone)
    return try session.value(of: "--since") { () throws(ValueError) in
      try since.resolve(now: now, zone: zone, dayMeans: .start)
    }
  }
}

extension Snapshot {
  /// The deal that every other command would take, else one that was put away.
  fileprivate func dealOrPutAway(_ reference: String) throws(CRMError) -> Deal {
    if let deal = try? deal(reference) { return deal }
    return try deal(reference, includingDeleted: true)
  }

  /// The history of a deal; of a company, a contact or a lead, where no deal has the name (R37).
  fileprivate func log(ofAnything reference: String) throws(CRMError) -> [LogEntry] {
    do throws(CRMError) {
      return try log(of: dealOrPutAway(reference))
    } catch {
      switch error {
      case .notFound, .withoutDeal: break
      default: throw error
      }
      if let company = try? company(reference) { return try log(of: company) }
      if let contact = try? contact(reference) { return try log(of: contact) }
      if let lead = try? record(reference, LeadForm.self) { return try log(of: lead) }
      if let paper = try? record(reference, PaperForm.self) { return try log(of: paper) }
      if let product = try? record(reference, ProductForm.self) { return try log(of: product) }
      throw error
    }
  }
}
