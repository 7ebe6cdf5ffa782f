/// Counts deals by pipeline and stage while the audit passes over them.
struct StageTally {
  private struct Place: Hashable {
    let pipeline: PipelineID
    let stage: StageID
  }

  private struct Counts {
    var deals = 0
    var withErrors = 0
    var sum = MoneySums()
    var atRisk = MoneySums()

    mutating func add(_ other: Counts) {
      deals += other.deals
      withErrors += other.withErrors
      sum.add(other.sum)
      atRisk.add(other.atRisk)
    }
  }

  private var counts: [Place: Counts] = [:]

  mutating func count(_ deal: any DealFacts, hasErrors: Bool) {
    let place = Place(pipeline: deal.pipeline, stage: deal.stage)
    var more = Counts(deals: 1, withErrors: hasErrors ? 1 : 0)
    if let budget = deal.budget {
      more.sum.add(budget)
      if hasErrors { more.atRisk.add(budget) }
    }
    counts[place, default: Counts()].add(more)
  }

  mutating func add(_ other: StageTally) {
    counts.merge(other.counts) { mine, theirs in
      var both = mine
      both.add(theirs)
      return both
    }
  }

  /// The stages with a deal at fault.
  func atFault(_ pipelines: [PipelineID: Pipeline]) -> [AuditSummary.StageRow] {
    rows(of: counts.filter { $0.value.withErrors > 0 }, pipelines)
  }

  /// The open stages of every pipeline with an open deal, those without one too.
  func funnel(_ pipelines: [PipelineID: Pipeline]) -> [AuditSummary.StageRow] {
    var open = counts.filter { place, _ in
      (pipelines[place.pipeline]?.kind(of: place.stage) ?? .open) == .open
    }
    for id in Set(open.keys.map(\.pipeline)) {
      for stage in pipelines[id]?.stages ?? [] where stage.kind == .open {
        open[Place(pipeline: id, stage: stage.id), default: Counts()].add(Counts())
      }
    }
    return rows(of: open, pipelines)
  }

  /// By pipeline and place in it; stages that their pipeline does not have come last.
  private func rows(
    of counts: [Place: Counts], _ pipelines: [PipelineID: Pipeline]
  ) -> [AuditSummary.StageRow] {
    func order(_ row: AuditSummary.StageRow) -> (PipelineID, Int, String) {
      (row.pipeline, pipelines[row.pipeline]?.position(of: row.stage) ?? .max, row.stage.text)
    }
    return counts.map { place, counts in
      AuditSummary.StageRow(
        pipeline: place.pipeline, stage: place.stage, deals: counts.deals, sum: counts.sum.sorted,
        withErrors: counts.withErrors, atRisk: counts.atRisk.sorted)
    }.sorted { order($0) < order($1) }
  }
}
