/// The records that an audit passes over.
public protocol AuditSource: Sendable {
  /// Every deal, by id.
  var deals: [any DealFacts] { get }
  /// Every company, by id.
  var companies: [any CompanyFacts] { get }
  /// Every contact, by id.
  var contacts: [any ContactFacts] { get }
  /// One company.
  func company(_ id: CompanyID) -> (any CompanyFacts)?
  /// One contact.
  func contact(_ id: ContactID) -> (any ContactFacts)?
  /// The papers of a deal (R82), or those that a client has without one (R74).
  func papers(of owner: PaperOwner) -> [Paper]
  /// What is, or will once be, found of the same (R85), for whoever asks about many.
  func paperFindings() -> @Sendable (PaperOwner) -> [PaperFinding]
  /// Whether there is such a paper.
  func hasPaper(_ id: PaperID) -> Bool
  /// Whether there is any.
  var hasPapers: Bool { get }
  /// Gives back memory that holds nothing but records; they are read again when they are asked for.
  func forgetRecords()
}

extension AuditSource {
  /// Records at hand stay there.
  public func forgetRecords() {}
}
