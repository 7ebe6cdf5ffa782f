import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm import payments FILE` (R80).
struct ImportPayments: WritingRunnable {
  var file = ""
  var write = WriteOptions()
  var prints: Printed { .card(.paymentImport(.en)) }

  static var command: CRMCommand {
    CRMCommand(
      "payments", Text(ru: "оплаты из выписки банка", en: "payments from a bank statement"),
      discussion: Text(
        ru: "Формат 1CClientBankExchange или таблица CSV со столбцами дата, сумма, номер, инн, "
          + "плательщик, назначение. Счет узнают по ИНН плательщика, номеру в назначении и сумме; что "
          + "не ясно, перечислено и не введено. Та же выписка еще раз ничего не меняет.",
        en: "The format 1CClientBankExchange, or a CSV table with columns date, sum, number, inn, "
          + "payer, purpose. An invoice is known by the payer's INN, its number in the purpose, and "
          + "the sum; what is not certain is listed and not entered. The same statement again changes "
          + "nothing."),
      ImportPayments(),
      rows: [
        .argument(
          .file("FILE"),
          help: Text(
            ru: "выписка; - для стандартного ввода", en: "the statement; - for standard input")
        ) { $0.file = $1 }
      ],
      examples: [
        Example(
          "crm import payments kl_to_1c.txt", Text(ru: "выписка за день", en: "a day's statement"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let statement = try BankStatement(
      session.bytes(of: file, limit: BankStatement.largestFile + 1))
    let (result, presentation) = try session.writeToShow(write) { (transaction) throws(CRMError) in
      try transaction.enter(statement)
    }
    session.notice(result.notices)
    let report = PaymentImportReport(statement: statement, result: result)
    try session.show(
      .paymentImport(session.language), report, presentation,
      done: session.dry(write) + report.text(presentation))
  }
}

/// What an import of payments did, with what is printed of it.
private struct PaymentImportReport {
  let statement: BankStatement
  let result: PaymentImportResult

  func text(_ presentation: Presentation) -> String {
    let (entered, doubtful) = (result.entered.count, result.doubtful.count)
    let counts = Phrase(
      ru: "введено оплат: \(entered), уже были: \(result.known), исходящих: \(statement.outgoing), "
        + "решать вам: \(doubtful)",
      en: "payments entered: \(entered), known already: \(result.known), outgoing: "
        + "\(statement.outgoing), for you to decide: \(doubtful)")
    let own = Phrase(
      ru: ", между своими счетами: \(statement.own)", en: ", between own accounts: \(statement.own)"
    )
    let doubts = result.doubtful.flatMap { doubt -> [String] in
      let transfer = doubt.transfer
      let head = [
        "№ \(transfer.number)", presentation.day(transfer.day), presentation.money(transfer.sum),
        transfer.payer,
      ].filter { !$0.isEmpty }
      return ["\(head.joined(separator: " ")): \(presentation.text(doubt.reason))"]
        + doubt.remedies.map { "  $ " + presentation.text($0.phrase) }
    }
    let rejected = statement.rejected.map { presentation.text($0.phrase) }
    let head = presentation.text(counts) + (statement.own > 0 ? presentation.text(own) : "")
    return ([head] + doubts + rejected).map { SafeText.visible($0) }
      .joined(separator: "\n")
  }
}

extension Noun where Row == PaymentImportReport {
  /// An import of payments: the keys are a part of the command contract.
  fileprivate static func paymentImport(_ language: Language) -> Noun<PaymentImportReport> {
    Noun(
      id: { $0.result.entered.map(\.text).joined(separator: "\n") },
      [
        Column("entered", Phrase(ru: "введено", en: "entered")) { report in
          .array(report.result.entered.map { .string($0.text) })
        },
        Column("known", Phrase(ru: "уже были", en: "known")) { .number($0.result.known) },
        Column("outgoing", Phrase(ru: "исходящих", en: "outgoing")) {
          .number($0.statement.outgoing)
        },
        Column("own", Phrase(ru: "между своими", en: "own")) { .number($0.statement.own) },
        Column("doubtful", Phrase(ru: "решать вам", en: "to decide")) { report in
          .array(report.result.doubtful.map { $0.json(language) })
        },
        Column("rejected", Phrase(ru: "отклонено", en: "rejected")) { report in
          .array(report.statement.rejected.map { $0.json(language) })
        },
      ])
  }
}

extension PaymentImportResult.Doubt {
  fileprivate func json(_ language: Language) -> JSONValue {
    [
      "line": .number(transfer.line), "number": .string(transfer.number),
      "date": .string(transfer.day.text), "sum": .money(transfer.sum),
      "payer": .string(transfer.payer), "inn": .text(transfer.taxNumber?.text),
      "purpose": .string(transfer.purpose), "reason": .string(reason[language]),
      "candidates": .array(candidates.map { .string($0.id.text) }),
    ]
  }
}
