/// Records that are all at hand.
struct AuditRecords: AuditSource {
  let deals: [any DealFacts]
  let companies: [any CompanyFacts]
  let contacts: [any ContactFacts]
  private let companyByID: [CompanyID: CompanyRecord]
  private let contactByID: [ContactID: ContactRecord]

  init(deals: [DealRecord], companies: [CompanyRecord], contacts: [ContactRecord]) {
    self.deals = deals
    self.companies = companies
    self.contacts = contacts
    companyByID = Dictionary(keepingFirst: companies.map { ($0.company.id, $0) })
    contactByID = Dictionary(keepingFirst: contacts.map { ($0.contact.id, $0) })
  }

  func company(_ id: CompanyID) -> (any CompanyFacts)? { companyByID[id] }
  func contact(_ id: ContactID) -> (any ContactFacts)? { contactByID[id] }
}
