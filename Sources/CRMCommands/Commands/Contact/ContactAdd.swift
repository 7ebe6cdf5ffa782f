import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm contact add COMPANY --name "ФИО" …`.
struct ContactAdd: WritingRunnable {
  var company = ""
  var contact = CardOptions<Contact>()
  var duplicate = DuplicateOption()
  var write = WriteOptions()
  var prints: Printed { .card(.contact) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "завести контакт компании", en: "add a person at a company"),
      discussion: Text(
        ru:
          "Если у кого-то тот же e-mail, или тот же телефон с теми же именем и фамилией, новый не "
          + "заводится.",
        en: "Nobody is added where somebody has the e-mail, or the phone with the same two names."),
      ContactAdd(),
      rows: [
        .company { $0.company = $1 },
        .group(CardOptions.contactRows) { options, fill in fill(&options.contact) },
        .group(DuplicateOption.rows) { options, fill in fill(&options.duplicate) },
      ],
      examples: [
        Example(
          "crm contact add 'Кафе Пушкин' --name 'Белова Анна' --position владелец"
            + " --phone +79160000002 --email a@example.com --role decision-maker",
          Text(ru: "ЛПР", en: "the decision-maker"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    guard let name = contact.edit.value(of: .name)?.text ?? contact.edit.fullName() else {
      throw .usage(
        Phrase(ru: "не указано имя: --name", en: "the name is missing: --name"),
        hints: [
          Remedy(words: session.words).asking("--name").phrase
        ])
    }
    var notices: [Notice] = []
    try session.reportContact(write) { (transaction) throws(CRMError) in
      let company = try transaction.company(company)
      let added = try contact.made(name, of: company, duplicate, session, transaction) { id in
        [Remedy("contact", "show", id)] + session.editing(.contact, id)
      }
      if added.role.counts { notices = try transaction.notices(ofUnlinked: added) }
      return added
    }
    if !write.isDryRun { session.notice(notices) }
    session.notice(contact.edit.notices)
  }
}

extension CardOptions<Contact> {
  /// A new contact, which is not kept yet; one that is here already is refused or said (R64).
  func made(
    _ name: String, of company: Company, _ duplicate: DuplicateOption, _ session: Session,
    _ transaction: Transaction, instead: (String) -> [Remedy]
  ) throws(CRMError) -> Contact {
    let made = try edit(of: nil, transaction).add(
      id: try transaction.newIdentifier(Contact.self), company: company.id, name: name,
      in: transaction.context)
    session.notice(
      try duplicate.notices(
        of: transaction.matches(for: MatchSubject(made)), adding: name, session, instead))
    return made
  }
}

extension Snapshot {
  /// The open deals that a new contact is not part of: it is linked with later ones only.
  fileprivate func notices(ofUnlinked contact: Contact) throws(CRMError) -> [Notice] {
    try seenIndex([.deal]).deals(of: contact.company).filter { $0.state == .open }.map { deal in
      Notice(
        Phrase(
          ru: "в сделке '\(deal.name)' этого контакта еще нет",
          en: "deal '\(deal.name)' does not have this contact yet"),
        remedy: Remedy("deal", "contact", "add", deal.id.text, contact.id.text))
    }
  }
}

extension Session {
  /// Keeps a new or changed contact, and prints it.
  func reportContact(
    _ write: WriteOptions, _ action: (Transaction) throws(CRMError) -> Contact
  ) throws(CRMError) {
    let (row, changes, presentation) = try self.write(write) {
      (transaction) throws(CRMError) -> (ContactRow, [String], Presentation) in
      let contact = try action(transaction)
      try transaction.put(contact)
      let presentation = try self.presentation(transaction)
      let company = try transaction.get(contact.company)
      return (
        ContactRow(contact, of: company),
        contact.changes(of: transaction.context.operation, in: .contact, presentation),
        presentation
      )
    }
    let done = changed(row.contact.id.text, row.contact.name, changes, write, presentation)
    try show(.contact, row, presentation, done: done)
  }
}
