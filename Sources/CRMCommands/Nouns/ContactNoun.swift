import CRMCore
import CRMModel

/// A contact as it is printed.
struct ContactRow {
  let subject: ContactSubject
  /// Its deals, for the card.
  var deals: [DealRow] = []
  /// What happened to it, for the card.
  var history: [Event] = []

  init(_ record: ContactRecord, of company: CompanyRecord?) {
    subject = ContactSubject(record: record, company: company)
  }

  init(_ contact: Contact, of company: Company) {
    self.init(ContactRecord(contact), of: CompanyRecord(company))
  }

  var record: ContactRecord { subject.record }
  var contact: Contact { record.contact }
  var companyName: String { subject.company?.name ?? "" }
}

extension Noun where Row == ContactRow {
  /// Contacts: the keys are a part of the command contract.
  static var contact: Noun<ContactRow> {
    Noun(
      id: { $0.contact.id.text }, owner: .contact,
      Property.ofContacts.map { property in Column<ContactRow>(property) { $0.subject } }
        .refining("company") { column in
          column.shown = { row, _ in row.companyName }
          column.refers { ($0.contact.company.text, $0.companyName) }
        } + [.own { $0.contact.fields }]
    ).asking(\.contacts) { $0.subject }
  }

  /// A contact with its deals and its history, for `contact show`.
  static var contactCard: Noun<ContactRow> {
    contact.adding(
      Property.gathered.map { property in Column(property) { $0.subject } } + [
        .deals(\.deals), .history(\.history),
      ])
  }
}

extension ContactRow {
  /// The contact for people, with the deals that it is linked with.
  func card(_ session: Session, _ presentation: Presentation) -> [String] {
    let company = Fact(presentation.text(Phrase(ru: "компания", en: "company")), companyName)
    let own = presentation.own(contact.fields).map { Fact($0.name, $0.text) }
    return ClientCard(
      of: contact, contact.name, .contact, self, with: [company], then: own, session, presentation
    )
    .adding(deals)
    .lines
  }
}
