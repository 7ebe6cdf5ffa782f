import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm payment apply PAYMENT --invoice I|--order O`: an advance is used (R80).
struct PaymentApply: WritingRunnable {
  var payment = ""
  var basis = (type: PaperType.invoice, reference: "")
  var write = WriteOptions()
  var prints: Printed { .card(.paper) }

  static var command: CRMCommand {
    let bases = PaperType.payment.bases.compactMap(PaperType.named)
    return CRMCommand(
      "apply", Text(ru: "зачесть аванс", en: "use an advance"),
      discussion: Text(
        ru: "Зачитывается столько, сколько осталось оплатить; остаток — снова аванс.",
        en: "As much is used as is left to be paid; the rest is an advance again."),
      PaymentApply(),
      rows: [.paper(.payment) { $0.payment = $1 }, .exactlyOne("--invoice", "--order")]
        + bases.map { type in
          .option(
            "--\(type.noun)",
            value: .reference(type.noun.uppercased(), type.noun, offering: .paper),
            help: Text(ru: "на что: \(type.one.ru)", en: "for this \(type.one.en)")
          ) { $0.basis = (type, $1) }
        },
      examples: [
        Example(
          "crm payment apply ОП-2026-1 --invoice СЧ-2026-2",
          Text(ru: "аванс — в счет", en: "the advance pays the invoice"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportPaper(write) { (transaction) throws(CRMError) in
      try transaction.apply(
        transaction.paper(payment, .payment), to: transaction.paper(basis.reference, basis.type))
    }
  }
}
