import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm invoice request DEAL` (R79, J3).
struct InvoiceRequest: WritingRunnable {
  var deal = ""
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "request", Text(ru: "клиент попросил счет", en: "the client asked for an invoice"),
      discussion: Text(
        ru: "Если за число дней из настройки invoice-days счет не отправлен, это найдет аудит.",
        en: "The audit says so where none was sent within the days of the setting invoice-days."),
      InvoiceRequest(), rows: [.deal { $0.deal = $1 }],
      examples: [
        Example(
          "crm invoice request 'Кафе Пушкин'", Text(ru: "просят счет", en: "they ask for one"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      var action = EditDeal()
      action.fields.card.fill(.invoiceRequestedAt, transaction.context.now.text)
      return try transaction.apply(action, to: subject)
    }
  }
}
