package import CRMModel

/// What reports need of the history, which only the documents have.
extension Snapshot {
  /// The ways of deals through their pipelines, in the order of the deals.
  ///
  /// Opens and decodes every deal's document, on all cores.
  package func journeys(of deals: [DealID]) throws(CRMError) -> [[StageJourney]] {
    let (changed, pipelines) = (changedPaths, try pipelines())
    let pieces = stride(from: 0, to: deals.count, by: 1_000).map {
      deals[$0..<min($0 + 1_000, deals.count)]
    }
    let found = try environment.results(of: pieces) { [reader] (piece) throws(CRMError) in
      var found: [[StageJourney]] = []
      for id in piece {
        guard !changed.contains(Deal.path(id)),
          let bytes = try fromStore(try reader.readInKnownFolder(Deal.path(id))?.bytes)
        else {
          found.append([])
          continue
        }
        let deal = try Self.decoding(Deal.path(id)) { () throws(DocumentError) in
          try Deal(bytes: bytes)
        }
        found.append(StageJourney.all(of: deal, in: pipelines))
      }
      return found
    }
    var journeys = Array(found.joined())
    for (place, id) in deals.enumerated() where changed.contains(Deal.path(id)) {
      journeys[place] = try find(id).map { StageJourney.all(of: $0, in: pipelines) } ?? []
    }
    return journeys
  }
}
