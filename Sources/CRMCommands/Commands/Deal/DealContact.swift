import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal contact add DEAL CONTACT [--role R]`.
struct DealContactAdd: WritingRunnable {
  var deal = ""
  var contact = ""
  var role: Role?
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "связать контакт со сделкой", en: "link a contact with a deal"),
      DealContactAdd(),
      rows: [
        .deal { $0.deal = $1 },
        .contact { $0.contact = $1 },
        .option(
          "--role", value: .choice(of: Role.self, "ROLE"),
          help: Text(
            ru: "роль в этой сделке: ЛПР, ЛВПР, прочие; иначе как в карточке контакта",
            en: "the role in this deal; else as the contact's card says")
        ) { $0.role = $1 },
      ],
      examples: [
        Example(
          "crm deal contact add 'Кафе Пушкин' 'Делос Андрей' --role decision-maker",
          Text(ru: "это ЛПР", en: "the decision-maker"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      let contact = try transaction.contact(contact, of: subject.company.id)
      return try transaction.apply(LinkContact(contact, role: role), to: subject)
    }
  }
}

/// The command `crm deal contact remove DEAL CONTACT`.
struct DealContactRemove: WritingRunnable {
  var deal = ""
  var contact = ""
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "remove", Text(ru: "убрать контакт из сделки", en: "take a contact out of a deal"),
      DealContactRemove(),
      rows: [
        .deal { $0.deal = $1 },
        .contact { $0.contact = $1 },
      ],
      examples: [
        Example(
          "crm deal contact remove 'Кафе Пушкин' 'Делос Андрей'",
          Text(ru: "больше не участвует", en: "no longer part of it"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      let contact = try transaction.contact(contact, of: subject.company.id)
      return try transaction.apply(UnlinkContact(contact), to: subject)
    }
  }
}

/// The command `crm deal contact show DEAL` (A15): whom to call and to write to.
struct DealContactShow: Runnable {
  var deal = ""
  var prints: Printed { .list(.dealContact) }

  static var command: CRMCommand {
    CRMCommand(
      "show", Text(ru: "кому позвонить и написать", en: "whom to call and write to"),
      DealContactShow(), rows: [.deal { $0.deal = $1 }],
      examples: [
        Example(
          "crm deal contact show 'Кафе Пушкин'",
          Text(ru: "ссылки tel: и mailto:", en: "the links tel: and mailto:"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try session.row(snapshot.deal(deal), snapshot).contactRoles
    }
    try session.list(.dealContact, rows, presentation)
  }
}

extension Noun where Row == (contact: Contact, role: Role) {
  /// People of a deal: the keys are a part of the command contract.
  static var dealContact: Noun<Row> {
    Noun(
      id: { $0.contact.id.text },
      [
        Column("id", Phrase("id"), table: .useful) { .string($0.contact.id.text) },
        Column("name", Phrase(ru: "имя", en: "name"), table: .key) { .string($0.contact.name) },
        Column(
          "role", Phrase(ru: "роль", en: "role"), table: .main,
          shown: { row, presentation in presentation.text(row.role.name) }
        ) { .string($0.role.rawValue) },
        Column("position", Phrase(ru: "должность", en: "position"), table: .useful) {
          .text($0.contact.position)
        },
        Column("tel", Phrase(ru: "телефон", en: "phone"), table: .key) { .text($0.contact.tel) },
        Column("mailto", Phrase(ru: "e-mail", en: "e-mail"), table: .key) {
          .text($0.contact.mailto)
        },
      ])
  }
}
