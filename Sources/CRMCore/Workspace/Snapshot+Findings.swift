package import CRMModel

extension Snapshot {
  /// What the evening audit would find on one deal, which need not be kept yet.
  ///
  /// Cost: the documents that judging the deal needs.
  package func findings(on deal: Deal, at clock: AuditClock) throws(CRMError) -> [Finding] {
    let chain = try chain(of: deal)
    let parts = chain.isEmpty ? [deal] : chain
    // The contacts of a chain's first deal count for each of its deals (R20).
    var contacts: [ContactRecord] = []
    for id in Set((deal.contacts + (chain.first?.contacts ?? [])).map(\.contact)) {
      contacts.append(ContactRecord(try get(id)))
    }
    let index = try index([.paper])
    let papers = index.papers(ofSale: deal)
    let bases = papers.flatMap(\.basis).compactMap(index.card).filter { $0.deal != deal.id }
    let pipeline = try pipeline(deal.pipeline)
    let audit = Audit(
      deals: parts.map { DealRecord($0, pipeline: pipeline) },
      companies: [CompanyRecord(try get(deal.company))], contacts: contacts, papers: papers + bases,
      pipelines: [pipeline.id: pipeline], rules: try rules(), scope: Audit.Scope(), clock: clock)
    return audit.findings.filter { $0.deal?.id == deal.id }
  }
}
