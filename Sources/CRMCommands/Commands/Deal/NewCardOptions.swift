import CRMCore
import CRMModel
import CommandLineKit

/// The company and the person that a deal is made with where they are not known yet (R47a).
struct NewCardOptions: Sendable {
  var company: String?
  var companyCard = CardOptions<Company>()
  var contact: String?
  var contactCard = CardOptions<Contact>()
  var duplicate = DuplicateOption()

  /// In place of a company that is named.
  static var rows: [Row<NewCardOptions>] {
    cardRows + [.option("--new-company", replaces: ["COMPANY"])]
  }

  static var cardRows: [Row<NewCardOptions>] {
    [
      .option(
        "--new-company", value: .line("NAME"),
        help: Text(ru: "завести и компанию", en: "add the company too")
      ) { $0.company = $1 },
      .group(
        CardOptions.rows(
          [.phone, .email, .taxNumber], of: "company",
          Phrase(ru: "новой компании", en: "the new company's"))
      ) { options, fill in fill(&options.companyCard) },
      .option(
        "--new-contact", value: .line("NAME"),
        help: Text(ru: "завести и контакт компании", en: "add a person at the company too")
      ) { $0.contact = $1 },
      .group(
        CardOptions.rows(
          [.phone, .email, .position], of: "contact",
          Phrase(ru: "нового контакта", en: "the new contact's"))
      ) { options, fill in fill(&options.contactCard) },
      .option(
        "--role", value: .choice(of: Role.self, "ROLE"),
        help: Text(ru: "роль нового контакта", en: "the new contact's role")
      ) { $0.contactCard.edit.set(.role, .text($1.rawValue)) },
      .option("--role", needs: "--new-contact"),
      .group(DuplicateOption.rows) { options, fill in fill(&options.duplicate) },
    ]
  }

  /// What is worth saying of the phones.
  var notices: [Notice] { companyCard.edit.notices + contactCard.edit.notices }

  /// The company of a reference, else the new one, which the deal's manager looks after too.
  func company(
    _ reference: String, of manager: Login?, _ session: Session, _ transaction: Transaction
  ) throws(CRMError) -> Company {
    guard let company else { return try transaction.company(reference) }
    var card = companyCard
    card.edit.fill(.manager, manager?.text)
    let made = try card.made(company, duplicate, session, transaction) { id in
      var deal = OwnCommand(Remedy("deal", "add", id))
      deal.take(
        optionsOf: session.words, leaving: deal.options.filter { $0.contains("-company") })
      return [deal.remedy]
    }
    try transaction.put(made)
    return made
  }

  /// Makes the contact, where there is to be one.
  func contact(
    of company: Company, _ session: Session, _ transaction: Transaction
  ) throws(CRMError) -> Contact? {
    guard let contact else { return nil }
    let own = try transaction.index([.contact]).contacts(of: company.id).map(\.id.text)
    let made = try contactCard.made(contact, of: company, duplicate, session, transaction) { id in
      // A deal has its company's people by itself (R64, A13).
      guard own.contains(id), session.words.starts(with: ["deal", "add"]) else {
        return [Remedy("contact", "show", id)]
      }
      var deal = OwnCommand(Remedy("deal", "add", company.id.text))
      deal.take(
        optionsOf: session.words,
        leaving: deal.options.filter { $0.contains("-contact") || $0 == "--role" })
      return [deal.remedy, Remedy("contact", "show", id)]
    }
    try transaction.put(made)
    return made
  }
}
