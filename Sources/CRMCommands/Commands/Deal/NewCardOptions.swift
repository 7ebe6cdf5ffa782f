import CRMCore
import CRMModel
import CommandLineKit

/// The company and the person that a deal is made with where they are not known yet (R47a).
struct NewCardOptions: Sendable {
  var company: String?
  var companyCard = CompanyOptions()
  var contact: String?
  var contactCard = ContactOptions()

  static var rows: [Row<NewCardOptions>] { ofCompany + ofContact }

  private static var ofCompany: [Row<NewCardOptions>] {
    [
      .option(
        "--new-company", value: .line("NAME"),
        help: Text(ru: "завести и компанию", en: "add the company too")
      ) { $0.company = $1 },
      .option("--new-company", replaces: ["COMPANY"]),
      .option(
        "--company-phone", value: .phone("PHONE"),
        help: Text(ru: "телефон новой компании", en: "the new company's phone")
      ) { $0.companyCard.fields.phone = $1 },
      .option(
        "--company-email", value: .email("EMAIL"),
        help: Text(ru: "e-mail новой компании", en: "the new company's e-mail")
      ) { $0.companyCard.fields.email = $1 },
      .option(
        "--company-inn", value: .taxNumber("INN"),
        help: Text(ru: "ИНН новой компании", en: "the new company's tax number")
      ) { $0.companyCard.fields.taxNumber = $1 },
      .option("--company-phone", needs: "--new-company"),
      .option("--company-email", needs: "--new-company"),
      .option("--company-inn", needs: "--new-company"),
    ]
  }

  private static var ofContact: [Row<NewCardOptions>] {
    [
      .option(
        "--new-contact", value: .line("NAME"),
        help: Text(ru: "завести и контакт компании", en: "add a person at the company too")
      ) { $0.contact = $1 },
      .option(
        "--contact-phone", value: .phone("PHONE"),
        help: Text(ru: "телефон нового контакта", en: "the new contact's phone")
      ) { $0.contactCard.fields.phone = $1 },
      .option(
        "--contact-email", value: .email("EMAIL"),
        help: Text(ru: "e-mail нового контакта", en: "the new contact's e-mail")
      ) { $0.contactCard.fields.email = $1 },
      .option(
        "--contact-position", value: .line("POSITION"),
        help: Text(ru: "должность нового контакта", en: "the new contact's position")
      ) { $0.contactCard.fields.position = $1 },
      .option(
        "--role", value: .choice(of: Role.self, "ROLE"),
        help: Text(ru: "роль нового контакта", en: "the new contact's role")
      ) { $0.contactCard.fields.role = $1 },
      .option("--contact-phone", needs: "--new-contact"),
      .option("--contact-email", needs: "--new-contact"),
      .option("--contact-position", needs: "--new-contact"),
      .option("--role", needs: "--new-contact"),
    ]
  }

  /// What is worth saying of the phones.
  var notices: [Notice] {
    [companyCard.fields.phone, contactCard.fields.phone].compactMap(\.self).flatMap(\.notices)
  }

  /// The company of a reference, else the new one, which the deal's manager looks after too.
  func company(
    _ reference: String, of manager: Login?, _ session: Session, _ transaction: Transaction
  ) throws(CRMError) -> Company {
    guard let company else { return try transaction.company(reference) }
    var card = companyCard
    card.fields.manager = manager
    let made = try card.made(company, session, transaction)
    try transaction.put(made)
    return made
  }

  /// Makes the contact, where there is to be one.
  func contact(of company: Company, _ transaction: Transaction) throws(CRMError) -> Contact? {
    guard let contact else { return nil }
    let made = try contactCard.made(contact, of: company, transaction)
    try transaction.put(made)
    return made
  }
}
