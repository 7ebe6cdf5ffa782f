package import CRMModel

/// What reports need of the history.
extension Snapshot {
  /// Gives the ways of deals through their pipelines, each with the deal's place, in order; a deal whose
  /// document is gone has none.
  ///
  /// Opens and decodes the documents that have changed since a report last looked, on all cores.
  package func trails(
    of deals: [DealID], _ take: (Int, DealTrail) -> Void
  ) throws(CRMError) {
    let (index, catalog, changed) = (try wholeIndex([.deal]), Catalog(self), changedPaths)
    var file = TrailFile(catalog)
    var others: [DealID: DealTrail] = [:]
    let unknown = deals.filter { index.record(.deal, $0.bits).map(file.knows) != true }
    // So many at a time are little memory, and enough for every core.
    for start in stride(from: 0, to: unknown.count, by: 10_000) {
      let piece = Array(unknown[start...].prefix(10_000))
      for (id, trail) in zip(piece, try reading(piece) { DealTrail($0) }) {
        guard let trail else { continue }
        let record = changed.contains(Deal.path(id)) ? nil : index.record(.deal, id.bits)
        if record.map({ file.keep(trail, of: $0) }) != true { others[id] = trail }
      }
    }
    for (place, id) in deals.enumerated() {
      let known = others[id] ?? index.record(.deal, id.bits).flatMap { file.trail(of: $0) }
      if let known { take(place, known) }
    }
    file.write(catalog, index)
  }

  /// What was done on the days of a report, by deal (R91).
  ///
  /// Reads the documents of deals on which anything was entered since, on all cores.
  package func activities(
    in scope: ReportFrame.Scope
  ) throws(CRMError) -> [DealID: [ReportedActivity]] {
    let start = scope.clock.zone.startOfDay(scope.days.lowerBound)
    var (found, touched): ([DealID: [ReportedActivity]], [DealID]) = ([:], [])
    let index = try index([.deal])
    for (place, deal) in index.deals.enumerated() where !deal.isDeleted {
      // What a record says of its tasks lies in its cold part, which nobody asks for again.
      if place.isMultiple(of: 4_096) { index.forgetTexts() }
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
