import CRMCore
import CRMModel
import CommandLineKit

/// Changes of everything that an expression chooses (R39).
struct BulkOptions: Sendable {
  var expression: String?
  /// Only the tasks of this one (R70).
  var assignee: Login?
  var isConfirmed = false

  /// Whether several things are meant.
  var isGiven: Bool { expression != nil || assignee != nil }

  /// The options, which stand in place of what names one thing, or of nothing.
  static func rows(inPlaceOf arguments: String...) -> [Row<BulkOptions>] {
    choosing + [.option("--where", replaces: arguments), .option("--yes", needs: "--where")]
  }

  /// The options without what they stand in place of.
  static var choosing: [Row<BulkOptions>] {
    [
      .option(
        "--where", value: .line("EXPRESSION"),
        help: Text(
          ru: "изменить все, что показал бы список с этим выражением: crm help where",
          en: "change all that a list with this expression would show: crm help where")
      ) { $0.expression = $1 },
      .flag(
        "--yes", help: Text(ru: "да, изменить их все", en: "yes, change all of them")
      ) { $0.isConfirmed = true },
    ]
  }

  private var filter: WhereOptions { WhereOptions(expression: expression) }

  /// What a command prints: one thing, or the list of all that were changed.
  func printed<Row>(_ noun: @autoclosure @escaping @Sendable () -> Noun<Row>) -> Printed {
    isGiven ? .list(noun()) : .card(noun())
  }

  func deals(_ session: Session, _ snapshot: Snapshot) throws(CRMError) -> [DealRow] {
    try DealList(filter: filter).found(session, snapshot).rows
  }

  func companies(_ session: Session, _ snapshot: Snapshot) throws(CRMError) -> [CompanyRow] {
    try CompanyList(filter: filter).found(session, snapshot).rows
  }

  func contacts(_ session: Session, _ snapshot: Snapshot) throws(CRMError) -> [ContactRow] {
    try ContactList(filter: filter).found(session, snapshot).rows
  }

  func tasks(_ session: Session, _ snapshot: Snapshot) throws(CRMError) -> [TaskRow] {
    try TaskList(filter: filter).found(session, snapshot).rows
      .filter { assignee == nil || $0.task.assignee == assignee }
  }
}

extension Session {
  /// Changes each of several things in one operation, and lists them.
  ///
  /// `chosen` finds them once the transaction has begun, `name` says what people call one, and `change`
  /// changes one and keeps it.
  ///
  /// - Throws: `CRMError.usage` without `--yes`; `.refused`, with what each lacks, where one is.
  func changeAll<Row>(
    _ bulk: BulkOptions, _ write: WriteOptions, _ noun: Noun<Row>, _ things: CountedNoun,
    chosen: (Session, Transaction) throws(CRMError) -> [Row], name: (Row) -> String,
    change: (Row, Transaction) throws(CRMError) -> (row: Row, notices: [Notice])
  ) throws(CRMError) {
    let (changed, presentation) = try writeToShow(write) {
      (transaction) throws(CRMError) -> [(row: Row, notices: [Notice])] in
      let chosen = try chosen(self, transaction)
      guard bulk.isConfirmed || write.isDryRun || chosen.isEmpty else {
        let count = things.counted(chosen.count)
        throw .usage(
          Phrase(
            ru: "изменилось бы: \(count.ru); подтвердите это параметром --yes",
            en: "\(count.en) would change; confirm it with --yes"),
          hints: ["--yes", "--dry-run"].map { Remedy(words: words).adding($0).phrase })
      }
      var changed: [(row: Row, notices: [Notice])] = []
      var refusals: [(name: String, refusal: Refusal)] = []
      for row in chosen {
        do throws(CRMError) {
          changed.append(try change(row, transaction))
        } catch {
          guard case .refused(let refusal) = error else { throw error }
          refusals.append(("\(noun.id(row)) \(name(row))", refusal))
        }
      }
      if !refusals.isEmpty { throw .refused(Refusal(all: refusals, of: chosen.count)) }
      return changed
    }
    notice(changed.flatMap(\.notices))
    if options.format == .table, !changed.isEmpty {
      let (count, dry) = (things.counted(changed.count), dry(write))
      notice(Phrase(ru: "\(dry)изменено: \(count.ru)", en: "\(dry)\(count.en) changed"))
    }
    try list(noun, changed.map(\.row), presentation)
  }

  /// Changes a deal, or all that an expression chooses, by an action.
  func changeDeals(
    _ reference: String, _ bulk: BulkOptions, _ write: WriteOptions, ifRevision: Int? = nil,
    _ action: (DealCase, Transaction) throws(CRMError) -> Outcome
  ) throws(CRMError) {
    guard bulk.expression != nil else {
      return try changeDeal(reference, write, ifRevision: ifRevision, action)
    }
    try changeAll(
      bulk, write, .deal, .deals, chosen: bulk.deals, name: \.record.name
    ) { (row, transaction) throws(CRMError) in
      let subject = try transaction.dealCase(transaction.get(row.record.id))
      return try keep(action(subject, transaction), transaction)
    }
  }

  /// Changes a task, or all that an expression chooses, by an action on its deal.
  func changeTasks(
    _ reference: String, _ bulk: BulkOptions, _ write: WriteOptions,
    _ action: (Int, DealCase, Transaction) throws(CRMError) -> Outcome
  ) throws(CRMError) {
    guard bulk.isGiven else {
      return try reportTask(write, .task) { (transaction) throws(CRMError) in
        let (deal, number) = try transaction.task(reference)
        return (try action(number, transaction.dealCase(deal), transaction), number)
      }
    }
    try changeAll(
      bulk, write, .task, .tasks, chosen: bulk.tasks, name: \.dealName
    ) { (row, transaction) throws(CRMError) in
      let subject = try transaction.dealCase(transaction.get(row.deal))
      let outcome = try transaction.put(action(row.task.number, subject, transaction))
      let task = outcome.deal.tasks.first { $0.number == row.task.number } ?? row.task
      let changed = TaskRow(task: task, deal: row.deal, dealName: row.dealName, clock: row.clock)
      return (changed, outcome.notices)
    }
  }
}

extension Refusal {
  /// A refusal of several things, each with what it lacks.
  fileprivate init(all refusals: [(name: String, refusal: Refusal)], of count: Int) {
    let reasons = refusals.map(\.refusal.message).joined(separator: "; ")
    let message = Phrase(
      ru: "ничего не изменено, нельзя \(refusals.count) из \(count): \(reasons.ru)",
      en: "nothing was changed, \(refusals.count) of \(count) cannot be: \(reasons.en)")
    let missing = refusals.flatMap { name, refusal in
      refusal.missing.map { missing in
        Missing(
          missing.requirement,
          Phrase(ru: "\(name): \(missing.message.ru)", en: "\(name): \(missing.message.en)"),
          option: missing.option, value: missing.value, typed: missing.typed,
          remedies: missing.remedies)
      }
    }
    if missing.isEmpty {
      self.init("R39", message, remedies: refusals.flatMap(\.refusal.remedies))
    } else {
      self.init(message, missing: missing)
    }
  }
}
