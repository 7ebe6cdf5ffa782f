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
  /// The sound deals.
  var deals: [DealID: Deal] = [:]
  /// The sound papers.
  private(set) var papers: [Paper] = []
  /// The sound documents, and what fields of their cards refer to.
  private var present: Set<DocumentPlace> = []
  var references: [DocumentPlace: [DocumentPlace]] = [:]
  /// Documents with a problem of their own: nothing is said about who refers to them.
  private var suspects: Set<DocumentPlace> = []
  /// Kinds whose folders could not be read through: any id may be there.
  private var unlisted: Set<Kind> = []

  mutating func suspect(_ place: DocumentPlace) { suspects.insert(place) }

  mutating func suspectAll(_ kind: Kind) { unlisted.insert(kind) }

  func isUnlisted(_ kind: Kind) -> Bool { unlisted.contains(kind) }

  /// Whether a document was seen, wherever it lies, and has a problem.
  func isKnownSuspect(_ place: DocumentPlace) -> Bool { suspects.contains(place) }

  /// Whether nothing is known of such a document, not even that it is damaged.
  func isMissing(_ place: DocumentPlace) -> Bool {
    !present.contains(place) && !isUnlisted(place.kind) && !isKnownSuspect(place)
  }

  /// What sound documents speak of and nobody has looked at.
  var spokenOf: [DocumentPlace] {
    var all = Set(references.values.joined()).union(employers)
    for deal in deals.values {
      let parts = [deal.chain?.id, deal.chain?.previous, deal.chain?.next].compactMap { $0 }
      all.insert(DocumentPlace(deal.company))
      all.formUnion(deal.contacts.map { DocumentPlace($0) } + parts.map { DocumentPlace($0) })
    }
    return all.filter(isMissing).sorted { $0.path < $1.path }
  }

  /// The companies of contacts that nobody has looked at.
  var employers: [DocumentPlace] {
    Set(contacts.values.map { DocumentPlace($0) }).filter(isMissing).sorted { $0.path < $1.path }
  }

  /// Keeps what a sound document says.
  mutating func note(_ document: some Document) {
    present.insert(document.place)
    let named = document.cardReferences
    if !named.isEmpty { references[document.place] = named }
    switch document {
    case let contact as Contact: contacts[contact.id] = contact.company
    case let deal as CRMModel.Deal:
      deals[deal.id] = Deal(
        path: deal.path, company: deal.company, contacts: deal.contacts.map(\.contact),
        pipeline: deal.pipeline, stage: deal.stage, chain: deal.chain, budget: deal.budget,
        isDeleted: deal.deletedAt != nil)
    case let paper as Paper: papers.append(paper)
    default: break
    }
  }
}
