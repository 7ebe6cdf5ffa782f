import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal copy DEAL` (B31).
struct DealCopy: WritingRunnable {
  var deal = ""
  var manager: Login?
  var next = NextTaskOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "copy", Text(ru: "завести такую же сделку", en: "add a deal like another one"),
      discussion: Text(
        ru: "Те же компания, контакты, бюджет и свои поля; этап первый, истории и задач нет.",
        en: "The same company, contacts, budget and own fields, at the first stage, without "
          + "history and tasks."),
      DealCopy(),
      rows: [
        .deal { $0.deal = $1 },
        .option(
          "--manager", value: .login("USER"),
          help: Text(ru: "кто ведет; иначе вы", en: "who works on it; else you")
        ) { $0.manager = $1 },
        .group(NextTaskOptions.rows) { options, fill in fill(&options.next) },
      ],
      examples: [
        Example(
          "crm deal copy 'Кафе Пушкин' --next 'Связаться с клиентом' --due +1d",
          Text(ru: "покупают снова", en: "they buy again"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportDeal(write) { (transaction) throws(CRMError) in
      let other = try transaction.dealCase(transaction.deal(deal))
      var action = AddDeal(id: try transaction.newIdentifier(Deal.self), like: other)
      action.manager = try transaction.worker(manager)
      action.next = try next.task(session, transaction)
      return try transaction.apply(
        action, other.company, other.pipeline, contacts: other.contactsInTheirRoles)
    }
  }
}
