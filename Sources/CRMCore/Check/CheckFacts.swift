import CRMModel

/// What sound documents say about others, and which documents cannot be asked.
struct CheckFacts {
  /// What a sound deal says about others.
  struct Deal {
    let path: String
    let company: CompanyID
    let contacts: [ContactID]
    let pipeline: PipelineID
    let stage: StageID
    let chain: ChainLink?
    let budget: Money?
    let isDeleted: Bool
  }

  /// The company of every sound contact.
  var contacts: [ContactID: CompanyID] = [:]
  /// The sound companies.
  var companies: Set<CompanyID> = []
  /// The sound deals.
  var deals: [DealID: Deal] = [:]
  /// Documents with a problem of their own, by kind and id: nothing is said about who refers to them.
  private var suspects: [DocumentKind: Set<UInt64>] = [:]
  /// Kinds whose folders could not be read through: any id may be there.
  private var unlisted: Set<DocumentKind> = []

  mutating func suspect<Kind: Document>(_ id: Identifier<Kind>) {
    suspects[Kind.kind, default: []].insert(id.bits)
  }

  mutating func suspectAll(_ kind: DocumentKind) { unlisted.insert(kind) }

  func isUnlisted(_ kind: DocumentKind) -> Bool { unlisted.contains(kind) }

  func isSuspect<Kind: Document>(_ id: Identifier<Kind>) -> Bool {
    isUnlisted(Kind.kind) || isKnownSuspect(id)
  }

  /// Whether a document with this id was seen, wherever it lies, and has a problem.
  func isKnownSuspect<Kind: Document>(_ id: Identifier<Kind>) -> Bool {
    suspects[Kind.kind]?.contains(id.bits) == true
  }

  /// Whether nothing is known of such a document, not even that it is damaged.
  func isMissing(_ id: CompanyID) -> Bool { !companies.contains(id) && !isSuspect(id) }
  func isMissing(_ id: ContactID) -> Bool { contacts[id] == nil && !isSuspect(id) }
  func isMissing(_ id: DealID) -> Bool { deals[id] == nil && !isSuspect(id) }

  /// Keeps what a sound document says.
  mutating func note(_ document: some Document) {
    switch document {
    case let company as Company: companies.insert(company.id)
    case let contact as Contact: contacts[contact.id] = contact.company
    case let deal as CRMModel.Deal:
      deals[deal.id] = Deal(
        path: deal.path, company: deal.company, contacts: deal.contacts.map(\.contact),
        pipeline: deal.pipeline, stage: deal.stage, chain: deal.chain, budget: deal.budget,
        isDeleted: deal.deletedAt != nil)
    default: break
    }
  }
}
