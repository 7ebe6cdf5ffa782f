package import CRMModel

/// What reports need of the history.
extension Snapshot {
  /// The past of deals, in their order; `nil` for one whose document is gone.
  ///
  /// Opens and decodes the documents that have changed since a report last looked, on all cores.
  package func pasts(of deals: [DealID]) throws(CRMError) -> [DealPast?] {
    let (index, pipelines, catalog) = (try wholeIndex([.deal]), try pipelines(), Catalog(self))
    let changed = changedPaths
    var file = TrailFile(catalog)
    var pasts: [DealPast?] = []
    pasts.reserveCapacity(deals.count)
    var unknown: [Int] = []
    for (place, id) in deals.enumerated() {
      let known = index.record(.deal, id.bits).flatMap { file.trail(of: $0) }
      if known == nil { unknown.append(place) }
      pasts.append(known.map { DealPast($0, in: pipelines) })
    }
    let trails = try reading(unknown.map { deals[$0] }) { DealTrail($0) }
    for (place, trail) in zip(unknown, trails) {
      guard let trail else { continue }
      pasts[place] = DealPast(trail, in: pipelines)
      let id = deals[place]
      guard !changed.contains(Deal.path(id)), let record = index.record(.deal, id.bits) else {
        continue
      }
      file.keep(trail, of: record)
    }
    file.write(catalog, index)
    return pasts
  }

  /// What was done on the days of a report, by deal (R91).
  ///
  /// Reads the documents of deals on which anything was entered since, on all cores.
  package func activities(
    in scope: ReportFrame.Scope
  ) throws(CRMError) -> [DealID: [ReportedActivity]] {
    let start = scope.clock.zone.startOfDay(scope.days.lowerBound)
    var (found, touched): ([DealID: [ReportedActivity]], [DealID]) = ([:], [])
    for deal in try index([.deal]).deals where !deal.isDeleted {
      let isTouched = deal.updatedAt.map { $0 >= start } ?? true
      if !isTouched, let untouched = ReportedActivity.untouched(deal, in: scope) {
        if !untouched.isEmpty { found[deal.id] = untouched }
      } else {
        touched.append(deal.id)
      }
    }
    let read = try reading(touched) { ReportedActivity.all(of: $0, in: scope) }
    for (id, activities) in zip(touched, read) { found[id] = activities }
    return found
  }

  /// The papers that count (R82).
  package func papersInForce() throws(CRMError) -> [Paper] {
    try index([.paper]).cards(PaperForm.self).map(\.record).filter(\.isInForce)
  }

  /// Leads with their histories, by id.
  ///
  /// Reads the document of each that is wanted.
  package func leads(
    where isWanted: (CardSubject<LeadForm>) -> Bool
  ) throws(CRMError) -> [ReportedLead] {
    let wanted = try index([.lead, .company, .contact, .deal]).cards(LeadForm.self).filter(isWanted)
    var leads: [ReportedLead] = []
    for lead in wanted {
      if let lead = try find(lead.record.id) { leads.append(ReportedLead(lead)) }
    }
    return leads
  }

  /// What is made of the documents of deals, in their order, on all cores; `nil` for one that is gone.
  private func reading<Result: Sendable>(
    _ deals: [DealID], _ make: @escaping @Sendable (Deal) -> Result
  ) throws(CRMError) -> [Result?] {
    let pieces = stride(from: 0, to: deals.count, by: 1_000).map {
      deals[$0..<min($0 + 1_000, deals.count)]
    }
    let found = try environment.results(of: pieces) { [reader] (piece) throws(CRMError) in
      var found: [Result?] = []
      for id in piece {
        let path = Deal.path(id)
        let bytes = try fromStore(try reader.readInKnownFolder(path)?.bytes)
        found.append(
          try bytes.map { (bytes) throws(CRMError) in
            make(try Self.decoding(path) { () throws(DocumentError) in try Deal(bytes: bytes) })
          })
      }
      return found
    }
    var results = Array(found.joined())
    let changed = changedPaths
    for (place, id) in deals.enumerated() where changed.contains(Deal.path(id)) {
      results[place] = try find(id).map(make)
    }
    return results
  }
}
