/// The records that an audit passes over.
public protocol AuditSource: Sendable {
  /// Every deal, by id.
  var deals: [any DealFacts] { get }
  /// Every company, by id.
  var companies: [any CompanyFacts] { get }
  /// One company.
  func company(_ id: CompanyID) -> (any CompanyFacts)?
  /// One contact.
  func contact(_ id: ContactID) -> (any ContactFacts)?
  /// Gives back memory that holds nothing but texts; they are read again when they are asked for.
  func forgetTexts()
}

extension AuditSource {
  /// Records at hand stay there.
  public func forgetTexts() {}
}

/// Records that are all at hand.
struct AuditRecords: AuditSource {
  let deals: [any DealFacts]
  let companies: [any CompanyFacts]
  private let companyByID: [CompanyID: CompanyRecord]
  private let contactByID: [ContactID: ContactRecord]

  init(deals: [DealRecord], companies: [CompanyRecord], contacts: [ContactRecord]) {
    self.deals = deals
    self.companies = companies
    companyByID = Dictionary(
      companies.map { ($0.company.id, $0) }, uniquingKeysWith: { first, _ in first })
    contactByID = Dictionary(
      contacts.map { ($0.contact.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func company(_ id: CompanyID) -> (any CompanyFacts)? { companyByID[id] }
  func contact(_ id: ContactID) -> (any ContactFacts)? { contactByID[id] }
}
