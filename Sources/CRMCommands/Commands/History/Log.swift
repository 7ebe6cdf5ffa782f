import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm log [DEAL] [--since T] [--limit N]`.
struct Log: Runnable {
  var deal: String?
  var since: TimeExpression?
  var limit: Int?
  var prints: Printed { .list(.operation) }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "log", Text(ru: "кто что сделал, новое сверху", en: "who did what, newest first"),
      discussion: Text(
        ru:
          "Без сделки — последние действия на этом компьютере; со сделкой — вся ее история.",
        en:
          "Without a deal, the last operations of this machine; with one, its whole history."
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
        .limit { $0.limit = $1 },
      ],
      examples: [
        Example("crm log --limit 10", Text(ru: "последние десять", en: "the last ten")),
        Example("crm log 'Кафе Пушкин'", Text(ru: "история сделки", en: "one deal's history")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (entries, total, presentation) = try session.read {
      (snapshot) throws(CRMError) -> ([LogEntry], Int, Presentation) in
      var entries: [LogEntry]
      if let deal {
        entries = try snapshot.log(ofAnything: deal)
      } else {
        entries = try snapshot.log()
      }
      let total = entries.count
      if let start = try start(session, snapshot) { entries.removeAll { $0.at < start } }
      return (entries, total, try session.presentation(snapshot))
    }
    try session.list(.operation, entries, limit, of: total, .operations, presentation)
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
  /// The history of a deal; of a company, a contact or a lead, where no deal has the name (R37).
  fileprivate func log(ofAnything reference: String) throws(CRMError) -> [LogEntry] {
    do throws(CRMError) {
      return try log(of: deal(reference, includingDeleted: true))
    } catch {
      guard case .notFound = error else { throw error }
      if let company = try? company(reference) { return try log(of: company) }
      if let contact = try? contact(reference) { return try log(of: contact) }
      if let lead = try? record(reference, LeadForm.self) { return try log(of: lead) }
      if let paper = try? record(reference, PaperForm.self) { return try log(of: paper) }
      if let product = try? record(reference, ProductForm.self) { return try log(of: product) }
      throw error
    }
  }
}
