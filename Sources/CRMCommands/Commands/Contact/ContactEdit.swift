import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm contact edit CONTACT …`.
struct ContactEdit: WritingRunnable {
  var reference = ""
  var contact = CardOptions<Contact>()
  var bulk = BulkOptions()
  var write = WriteOptions()
  var prints: Printed { bulk.printed(.contact) }

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить контакт", en: "edit a contact"),
      discussion: Text(
        ru: "Пустое значение ('') очищает поле, если оно не нужно открытой сделке.",
        en: "An empty value ('') empties a field that no open deal needs."),
      ContactEdit(),
      rows: [
        .contact(isRequired: false) { $0.reference = $1 },
        .group(BulkOptions.rows(inPlaceOf: "CONTACT")) { options, fill in fill(&options.bulk) },
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
    if bulk.expression == nil {
      try session.reportContact(write) { (transaction) throws(CRMError) in
        let before = try transaction.contact(reference)
        let edited = try edited(before, transaction)
        session.notice(
          try transaction.notices(of: MatchSubject(edited), since: MatchSubject(before)))
        return edited
      }
    } else {
      try session.changeAll(
        bulk, write, .contact, .contacts, chosen: bulk.contacts, name: \.record.name
      ) { (row, transaction) throws(CRMError) in
        let contact = try edited(transaction.get(row.record.id), transaction)
        try transaction.put(contact)
        return (ContactRow(ContactRecord(contact), of: row.subject.company), [])
      }
    }
    session.notice(contact.edit.notices)
  }

  private func edited(
    _ before: Contact, _ transaction: Transaction
  ) throws(CRMError) -> Contact {
    let edit = try contact.edit(of: before, transaction)
    let edited = edit.apply(to: before, in: transaction.context)
    if edit.canLose || edited.name != before.name {
      try transaction.requireNothingLost(of: edited.company) { subject in
        subject.contacts = subject.contacts.map { $0.id == edited.id ? edited : $0 }
      }
    }
    return edited
  }
}
