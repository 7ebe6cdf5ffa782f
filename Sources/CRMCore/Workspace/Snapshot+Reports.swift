package import CRMModel

/// What reports need of the history.
extension Snapshot {
  /// The trails of an index's deals, with the place of each, by id; a deal whose document is gone has -1.
  ///
  /// Opens and decodes the documents that have changed since a report last looked, on all cores.
  package func trails(
    of index: RecordIndex, for sources: Set<ReportSource>
  ) throws(CRMError) -> (trails: DealTrails, places: [Int32]) {
    let (catalog, documents) = (Catalog(self), index.map(.deal, TrailFile.Entry.init))
    var file = TrailFile(catalog, for: sources)
    let isOutdated = file.isOutdated(by: file.places(of: documents).count { $0 < 0 })
    if isOutdated { file = TrailFile(catalog, for: Set(ReportSource.allCases)) }
    var places = file.places(of: documents)
    let unknown = places.indices.filter { places[$0] < 0 }
    // So many at a time are little memory, and enough for every core.
    for start in stride(from: 0, to: unknown.count, by: 10_000) {
      let piece = unknown[start...].prefix(10_000)
      let deals = piece.map { DealID(stored: documents[$0].id) }
      for (place, trail) in zip(piece, try reading(deals) { DealTrails($0) }) {
        if let trail { places[place] = file.learn(trail, of: documents[place]) }
      }
    }
    if isOutdated {
      file.write(catalog, for: try wholeIndex([.deal]).map(.deal, TrailFile.Entry.init))
    }
    return (file.trails, places)
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
