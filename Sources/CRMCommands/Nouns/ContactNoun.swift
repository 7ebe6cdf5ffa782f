import CRMCore
import CRMModel

/// A contact as it is printed.
struct ContactRow {
  let record: ContactRecord
  let companyName: String

  var contact: Contact { record.contact }

  /// The contact as expressions see it.
  func subject(in index: RecordIndex) -> ContactSubject {
    ContactSubject(record: record, company: index.company(record.company)?.record)
  }
}

extension Noun where Row == ContactRow {
  /// Contacts: the keys are a part of the command contract.
  static var contact: Noun<ContactRow> {
    let columns = Property.ofContacts.map { property in
      Column<ContactRow>(property) { ContactSubject(record: $0.record, company: nil) }
    }
    return Noun(
      id: { $0.contact.id.text }, owner: .contact,
      columns.refining("company") { column in
        column.shown = { row, _ in row.companyName }
        column.refers { ($0.contact.company.text, $0.companyName) }
      } + [.own { $0.contact.fields }])
  }
}

extension ContactRow {
  /// The contact for people, with the deals that it is linked with.
  func card(
    _ deals: [DealRow], _ session: Session, _ presentation: Presentation
  ) -> [String] {
    let company = Fact(presentation.text(Phrase(ru: "компания", en: "company")), companyName)
    let own = presentation.own(contact.fields).map { Fact($0.name, $0.text) }
    return ClientCard(
      of: contact, contact.name, .contact, self, with: [company], then: own, session, presentation
    )
    .adding(Phrase(ru: "Сделки", en: "Deals"), .deal, without: "manager", deals)
    .lines
  }
}
