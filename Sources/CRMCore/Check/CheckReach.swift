import CRMModel

/// What a check of some changed documents looks at, so that it costs what was changed (R126).
struct CheckReach {
  /// The files that were changed.
  let changed: Set<String>
  /// Of which it is asked whether they go with those that they speak of: what was changed, and what that
  /// can have made wrong.
  let judged: Set<DocumentPlace>

  /// The files of a kind that lie where no document of it belongs.
  func misplaced(_ kind: Kind) -> [String] {
    changed.filter { path in
      path.hasPrefix(kind.folder + "/") && DocumentPlace(path)?.path != path
    }.sorted()
  }

  /// The judged documents of a kind.
  func identifiers(_ kind: Kind) -> [String] {
    judged.lazy.filter { $0.kind == kind }.map(\.text).sorted()
  }
}

extension Transaction {
  /// What has to be looked at again where some files are not what they were.
  ///
  /// What was changed is asked itself what it says, all else the catalog: who lost what he speaks of, who
  /// is in a payment chain or among papers with what was changed, and who stands at a stage that is gone.
  /// Cost: what was changed with its like; where a chain or a pipeline is among it, a step for each deal.
  func reach(of changed: Set<String>) throws(CRMError) -> CheckReach {
    let index = try storedIndex()
    let stored = Snapshot(reader, environment)
    var judged = Set(changed.compactMap(DocumentPlace.init))
    var chains: Set<DealID> = []
    var papers: [PaperID: Set<PaperID>] = [:]
    for place in judged {
      let was = (try? stored.document(at: place)) ?? nil
      let becomes = (try? document(at: place)) ?? nil
      for case let deal as Deal in [was, becomes] {
        if let chain = deal.chain { chains.insert(chain.id) }
      }
      for case let paper as Paper in [was, becomes] {
        papers[paper.id, default: []].formUnion(paper.basis)
      }
      guard let was, becomes == nil || was.employer != becomes?.employer else { continue }
      let company = place.kind == .company ? place : was.employer
      guard let company else { continue }
      for kind in Kind.documents { judged.formUnion(index.records(kind, of: company).map(\.place)) }
    }
    judged.formUnion(index.related(to: papers).map { DocumentPlace($0) })
    let pipelines = changed.contains(where: DataDirectory.isScenario) ? try? self.pipelines() : nil
    guard !chains.isEmpty || pipelines != nil else {
      return CheckReach(changed: changed, judged: judged)
    }
    for deal in index.deals {
      let isNowhere = pipelines.map { $0[deal.pipeline]?.stage(deal.stage) == nil } ?? false
      if isNowhere || deal.chain.map({ chains.contains($0.id) }) ?? false {
        judged.insert(DocumentPlace(deal.id))
      }
    }
    return CheckReach(changed: changed, judged: judged)
  }
}

extension RecordIndex {
  /// All papers that are based on each other with some, step by step (R86).
  fileprivate func related(to papers: [PaperID: Set<PaperID>]) -> Set<PaperID> {
    var related: Set<PaperID> = []
    var open = Array(papers.keys)
    while let id = open.popLast() {
      guard related.insert(id).inserted else { continue }
      let stored: Paper? = card(id)
      open += papers[id] ?? []
      open += stored?.basis ?? []
      open += cards(of: [Paper.key(basedOn: id)], PaperForm.self).map(\.id)
    }
    return related
  }
}

extension Document {
  /// The company that it belongs to.
  fileprivate var employer: DocumentPlace? { references.first { $0.kind == .company } }
}
