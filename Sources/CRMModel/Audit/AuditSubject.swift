/// A deal under audit with what stands around it.
struct AuditSubject {
  let deal: any DealFacts
  let company: (any CompanyFacts)?
  var place: AuditPlace
  let chain: AuditChain?
  let clock: AuditClock
  let source: any AuditSource
  /// What is found of its papers.
  var ofPapers: [PaperFinding] = []
  /// How many days may pass before an invoice that was asked for goes out.
  var invoiceDays = Settings.usualInvoiceDays

  var pipeline: Pipeline { place.pipeline }

  var isOpen: Bool { deal.kind == .open }

  /// The contacts who count for `decision-maker`; those of a chain's first deal count for each of its
  /// deals (R20).
  var decisionMakers: some Sequence<any ContactFacts> {
    let contacts = chain.map { deal.contacts + $0.first.contacts } ?? deal.contacts
    // The source alone: to keep the whole subject for each would cost more than the look at it.
    return contacts.lazy.filter(\.role.counts).compactMap { [source] in source.contact($0.contact) }
  }

  func stageName(_ id: StageID) -> String { pipeline.stageName(id) }
}
