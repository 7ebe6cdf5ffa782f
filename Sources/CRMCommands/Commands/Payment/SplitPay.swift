import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm split-pay DEAL --paid M …`.
struct SplitPay: WritingRunnable {
  var deal = ""
  var paid = ""
  var total: String?
  var package: String?
  var endDate: TimeExpression?
  var result: String?
  var next = NextTaskOptions()
  var adjustedTotal: String?
  var reason: String?
  var at: TimeExpression?
  var write = WriteOptions()
  var prints: Printed { .card(.split) }

  static var command: CRMCommand {
    CRMCommand(
      "split-pay", Text(ru: "записать оплату частями", en: "record a payment in parts"),
      discussion: Text(
        ru: "Сделка завершается на оплаченную часть, остаток ждет новая сделка «(доплата)».",
        en: "The deal is won with the part that was paid; a new deal waits for the rest."),
      category: Text(ru: "Сделки", en: "Deals"), SplitPay(),
      rows: [
        .deal { $0.deal = $1 },
        .option(
          "--paid", value: .money("SUM"), isRequired: true,
          help: Text(ru: "сколько поступило", en: "what was paid")
        ) { $0.paid = $1 },
        .option(
          "--total", value: .money("SUM"),
          help: Text(
            ru: "полная сумма; нужна с первой частью",
            en: "the full sum; needed with the first part")
        ) { $0.total = $1 },
        .soldPackage { $0.package = $1 },
        .endDate { $0.endDate = $1 },
        .result(Text(ru: "результат открытых задач", en: "the result of the open tasks")) {
          $0.result = $1
        },
        .group(NextTaskOptions.rows) { options, fill in fill(&options.next) },
        .option(
          "--adjust-total", value: .money("SUM"),
          help: Text(ru: "другая полная сумма", en: "another full sum than agreed")
        ) { $0.adjustedTotal = $1 },
        .option(
          "--reason", value: .prose("TEXT"),
          help: Text(ru: "почему сумма другая", en: "why the full sum changed")
        ) { $0.reason = $1 },
        .happenedAt { $0.at = $1 },
      ],
      examples: [
        Example(
          "crm split-pay 'Кафе Пушкин' --paid 20000 --total 60000 --package Стандарт"
            + " --end-date 2027-01-31 --next 'Проверить оплату' --due +7d",
          Text(ru: "первая часть", en: "the first part"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, notices, presentation) = try session.write(write) {
      (transaction) throws(CRMError) -> (SplitRow, [Notice], Presentation) in
      let subject = try transaction.dealCase(transaction.deal(deal))
      let action = try action(session, transaction, subject.currency)
      let result = try CRMError.refusing { () throws(Refusal) in
        try action.apply(to: subject, in: transaction.context)
      }
      let parts = result.others + [result.next].compactMap(\.self)
      let kept = try transaction.put(
        Outcome(result.paid, others: parts, notices: result.notices))
      let waiting = kept.others.first { $0.id == result.next?.id }
      let row = SplitRow(
        paid: try session.row(kept.deal, transaction),
        next: try waiting.map { (deal) throws(CRMError) in try session.row(deal, transaction) },
        sums: result.sums)
      return (row, kept.notices, try session.presentation(transaction))
    }
    session.notice(notices)
    try session.show(.split, row, presentation, done: row.line(write, session, presentation))
  }

  private func action(
    _ session: Session, _ transaction: Transaction, _ currency: Currency
  ) throws(CRMError) -> SplitPayment {
    let context = transaction.context
    let sum = try session.value(of: "--paid") { () throws(ValueError) in
      try Money.parse(paid, currency: currency)
    }
    var action = SplitPayment(paid: sum, nextID: try transaction.newIdentifier(Deal.self))
    action.total = try session.money(total, option: "--total", currency)
    action.package = package
    action.endDate = try session.day(endDate, option: "--end-date", context)
    action.result = try session.prose(result, option: "--result")
    action.next = try next.task(session, transaction)
    action.adjustedTotal = try session.money(adjustedTotal, option: "--adjust-total", currency)
    action.reason = try session.prose(reason, option: "--reason")
    action.at = try session.happened(at, context)
    return action
  }
}

/// What a paid part led to.
struct SplitRow {
  let paid: DealRow
  let next: DealRow?
  let sums: ChainSums

  /// What people read: the paid deal, and the one that waits.
  fileprivate func line(
    _ write: WriteOptions, _ session: Session, _ presentation: Presentation
  ) -> String {
    let (done, total) = (presentation.money(sums.paid), presentation.money(sums.total))
    let progress = Phrase(ru: "оплачено \(done) из \(total)", en: "\(done) of \(total) paid")
    var changes = [presentation.text(progress)]
    if let next {
      let sum = presentation.money(sums.expected)
      let waiting = Phrase(
        ru: "\(next.record.id.text) ждет \(sum)", en: "\(next.record.id.text) waits for \(sum)")
      changes.append(presentation.text(waiting))
    }
    return session.changed(
      paid.record.id.text, paid.record.name, changes, write, presentation)
  }
}

extension Noun where Row == SplitRow {
  static var split: Noun<SplitRow> {
    Noun(
      id: { row in
        ([row.paid] + [row.next].compactMap { $0 }).map(\.record.id.text).joined(separator: "\n")
      },
      [
        Column("paid", Phrase(ru: "оплачено", en: "paid")) { Noun<DealRow>.deal.card($0.paid) },
        Column("next", Phrase(ru: "ожидается", en: "next")) { row in
          row.next.map { Noun<DealRow>.deal.card($0) } ?? .null
        },
        Column(
          "chain", Phrase(ru: "разбивка", en: "chain"),
          of: { ChainPlace($0.paid.record.chain, $0.sums) }, ChainPlace.parts),
      ])
  }
}
