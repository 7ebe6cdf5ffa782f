/// Records that are all at hand.
struct AuditRecords: AuditSource {
  let deals: [any DealFacts]
  let companies: [any CompanyFacts]
  let contacts: [any ContactFacts]
  private let papers: [Paper]
  private let companyByID: [CompanyID: CompanyRecord]
  private let contactByID: [ContactID: ContactRecord]

  init(
    deals: [DealRecord], companies: [CompanyRecord], contacts: [ContactRecord],
    papers: [Paper] = []
  ) {
    self.deals = deals
    self.companies = companies
    self.contacts = contacts
    self.papers = papers.sorted { $0.id < $1.id }
    companyByID = Dictionary(keepingFirst: companies.map { ($0.company.id, $0) })
    contactByID = Dictionary(keepingFirst: contacts.map { ($0.contact.id, $0) })
  }

  func company(_ id: CompanyID) -> (any CompanyFacts)? { companyByID[id] }
  var hasPapers: Bool { !papers.isEmpty }
  func papers(of owner: PaperOwner) -> [Paper] { papers.filter { $0.owner == owner } }
  func paperFindings() -> @Sendable (PaperOwner) -> [PaperFinding] {
    { owner in
      PaperFinding.all(
        of: papers(of: owner).map { PaperFacts(judging: $0) }, hasPaper: hasPaper)
    }
  }
  func hasPaper(_ id: PaperID) -> Bool { papers.contains { $0.id == id } }
  func contact(_ id: ContactID) -> (any ContactFacts)? { contactByID[id] }
}
