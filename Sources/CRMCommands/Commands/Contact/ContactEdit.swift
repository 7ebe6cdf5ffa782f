import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm contact edit CONTACT …`.
struct ContactEdit: WritingRunnable {
  var reference = ""
  var contact = ContactOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.contact) }

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить контакт", en: "edit a contact"), ContactEdit(),
      rows: [
        .contact { $0.reference = $1 },
        .atLeastOne(of: [
          .group(ContactOptions.rows) { options, fill in fill(&options.contact) }
        ]),
      ],
      examples: [
        Example(
          "crm contact edit 'Делос Андрей' --position управляющий",
          Text(ru: "узнали должность", en: "the position became known"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportContact(write) { (transaction) throws(CRMError) in
      let before = try transaction.contact(reference)
      return try contact.fields(of: before, transaction).edit(before, in: transaction.context)
    }
  }
}
