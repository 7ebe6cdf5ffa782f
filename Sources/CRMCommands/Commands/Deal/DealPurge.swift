import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal purge [DEAL] --yes` (D6).
struct DealPurge: WritingRunnable {
  var deal: String?
  var isConfirmed = false
  var write = WriteOptions()
  var prints: Printed { .list(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "purge", Text(ru: "убрать удаленное навсегда", en: "remove what was deleted for good"),
      discussion: Text(
        ru:
          "Без СДЕЛКИ — все, что удалено больше \(RestoreDeal.days) дней назад. Вернуть убранное нельзя. "
          + "Обращения и документы продаж остаются у компании без сделки. "
          + "Этот компьютер забывает и прежнее содержимое всех документов: сделанное до этого больше не "
          + "отменить, crm log и лента событий начинаются заново. Прошлое в git и копии остаются.",
        en:
          "Without DEAL it is all that was deleted more than \(RestoreDeal.days) days ago. It cannot be "
          + "brought back. Its lead and its papers stay with the company, without a deal. This machine also forgets what all documents were before: nothing done so far "
          + "can be undone any more, crm log and the feed of events begin anew. The past in git and backups stay."
      ),
      DealPurge(),
      rows: [
        .argument(
          .reference("DEAL", "deleted-deal"), isRequired: false,
          help: Text(ru: "сделка", en: "the deal")
        ) { $0.deal = $1 },
        .flag("--yes", help: Text(ru: "да, навсегда", en: "yes, for good")) {
          $0.isConfirmed = true
        },
      ],
      examples: [
        Example("crm deal purge --dry-run", Text(ru: "что было бы убрано", en: "what would go")),
        Example("crm deal purge --yes", Text(ru: "убрать все давно удаленное", en: "all of it")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let ((rows, left), presentation) = try session.writeToShow(write) {
      (transaction) throws(CRMError) in
      let deals = try purged(transaction)
      let rows = try deals.map { (deal) throws(CRMError) in try session.row(deal, transaction) }
      var left = 0
      for deal in deals { left += try transaction.purge(deal) }
      if isConfirmed { try transaction.requirePublished() }
      guard isConfirmed || write.isDryRun || deals.isEmpty else {
        let count = CountedNoun.deals.counted(deals.count)
        throw .usage(
          Phrase(
            ru: "навсегда ушло бы: \(count.ru); подтвердите это параметром --yes",
            en: "\(count.en) would go for good; confirm it with --yes"),
          hints: ["--yes", "--dry-run"].map { Remedy(words: session.words).adding($0).phrase })
      }
      return (rows, left)
    }
    let isDone = !write.isDryRun && isConfirmed
    if isDone { try session.workspace().forgetPast() }
    let count = CountedNoun.deals.counted(rows.count)
    let dry = session.dry(write)
    session.notice(
      Phrase(ru: "\(dry)убрано навсегда: \(count.ru)", en: "\(dry)\(count.en) removed for good"))
    if left > 0 {
      session.notice(
        Phrase(
          ru: "\(dry)остались без сделки обращения и документы продаж: \(left)",
          en: "\(dry)leads and papers that have no deal now: \(left)"))
    }
    if isDone, try session.workspace().isShared {
      session.notice(
        Phrase(ru: "прошлое в git их хранит", en: "the past in git keeps them"))
    }
    try session.list(.deal, rows, presentation)
  }

  /// The one that was named, or all whose time is over.
  private func purged(_ transaction: Transaction) throws(CRMError) -> [Deal] {
    if let deal { return [try transaction.deal(deal, includingDeleted: true)] }
    let now = transaction.context.now
    var found: [Deal] = []
    for record in try transaction.index([.deal]).deals where record.isDeleted {
      let deal = try transaction.get(record.id)
      if let last = deal.restorableUntil, now > last { found.append(deal) }
    }
    return found
  }
}
