import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm contact edit CONTACT …`.
struct ContactEdit: WritingRunnable {
  var reference = ""
  var contact = CardOptions<Contact>()
  var write = WriteOptions()
  var prints: Printed { .card(.contact) }

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить контакт", en: "edit a contact"),
      discussion: Text(
        ru: "Пустое значение ('') очищает поле, если оно не нужно открытой сделке.",
        en: "An empty value ('') empties a field that no open deal needs."),
      ContactEdit(),
      rows: [
        .contact { $0.reference = $1 },
        .atLeastOne(of: [
          .group(CardOptions.contactRows) { options, fill in fill(&options.contact) }
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
      let edit = try contact.edit(of: before, transaction)
      let edited = edit.apply(to: before, in: transaction.context)
      if edit.canLose {
        try transaction.requireNothingLost(of: edited.company) { subject in
          subject.contacts = subject.contacts.map { $0.id == edited.id ? edited : $0 }
        }
      }
      return edited
    }
    session.notice(contact.edit.notices)
  }
}
