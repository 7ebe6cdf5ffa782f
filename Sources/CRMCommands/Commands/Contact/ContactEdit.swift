import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm contact edit CONTACT …`.
struct ContactEdit: Runnable {
  var reference = ""
  var contact = ContactOptions()
  var write = WriteOptions()

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить контакт", en: "edit a contact"), traits: .writes, ContactEdit(),
      rows: [
        .argument(
          .reference("CONTACT", "contact"), help: Text(ru: "контакт", en: "the contact")
        ) { $0.reference = $1 },
        .group(ContactOptions.rows) { options, fill in fill(&options.contact) },
        .group(WriteOptions.rows) { options, fill in fill(&options.write) },
      ],
      examples: [
        Example(
          "crm contact edit 'Делос Андрей' --position управляющий",
          Text(ru: "узнали должность", en: "the position became known"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportContact(write) { (transaction) throws(CRMError) in
      contact.fields.edit(try transaction.contact(reference), in: transaction.context)
    }
  }
}
