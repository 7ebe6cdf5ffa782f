import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm contact show CONTACT`.
struct ContactShow: Runnable {
  var contact = ""
  var prints: Printed { .card(.contactCard) }

  static var command: CRMCommand {
    CRMCommand(
      "show", Text(ru: "показать контакт", en: "show a contact"), ContactShow(),
      rows: [
        .contact { $0.contact = $1 }
      ],
      examples: [
        Example("crm contact show 'Делос Андрей'", Text(ru: "вся карточка", en: "the whole card"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let contact = try snapshot.contact(contact)
      let company = try snapshot.get(contact.company)
      let rows = try DealRows(session, snapshot)
      var row = ContactRow(contact, of: company)
      row.deals = try snapshot.index([.deal]).deals(of: company.id).filter { deal in
        !deal.isDeleted && deal.contacts.contains { $0.contact == contact.id }
      }.map(rows.row)
      row.history = contact.history
      return row
    }
    try session.show(.contactCard, row, presentation) { row.card(session, presentation) }
  }
}
