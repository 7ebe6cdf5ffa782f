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
