import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm contact remove CONTACT`.
struct ContactRemove: WritingRunnable {
  var contact = ""
  var write = WriteOptions()
  var prints: Printed { .card(.contact) }

  static var command: CRMCommand {
    CRMCommand(
      "remove", Text(ru: "убрать контакт", en: "remove a contact"),
      discussion: Text(
        ru: "Контакт, который участвует в сделке, не убирается; убранный возвращает crm undo.",
        en: "A contact that is part of a deal is not removed; crm undo brings a removed one back."),
      ContactRemove(),
      rows: [
        .contact { $0.contact = $1 }
      ],
      examples: [
        Example(
          "crm contact remove 'Делос Андрей'",
          Text(ru: "больше не работает", en: "works there no more"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.writeToShow(write) { (transaction) throws(CRMError) in
      let contact = try transaction.contact(contact)
      let users = try transaction.index([.deal]).deals(of: contact.company).filter { deal in
        deal.contacts.contains { $0.contact == contact.id }
      }
      guard users.isEmpty else {
        let list = users.map(\.name).joined(separator: ", ")
        let remedies = try users.map { (deal) throws(CRMError) in
          try transaction.remedyWhereDeleted(.deal, deal.id.text)
            ?? Remedy("deal", "contact", "remove", deal.id.text, contact.id.text)
        }
        throw .refused(
          Refusal(
            "R6",
            Phrase(
              ru: "контакт '\(contact.name)' участвует в сделках: \(list)",
              en: "contact '\(contact.name)' is part of deals: \(list)"),
            remedies: remedies))
      }
      try transaction.requireUnused(contact)
      try transaction.remove(contact)
      let company = try transaction.get(contact.company)
      return ContactRow(contact, of: company)
    }
    let removed = presentation.text(Phrase(ru: "убран", en: "removed"))
    let done = session.changed(
      row.contact.id.text, row.contact.name, [removed], write, presentation)
    try session.show(.contact, row, presentation, done: done)
  }
}
