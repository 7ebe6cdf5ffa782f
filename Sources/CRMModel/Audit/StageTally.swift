/// Counts deals by pipeline and stage while the audit passes over them.
struct StageTally {
  private struct Counts {
    let pipeline: PipelineID
    let stage: StageID
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

  /// By the keys of their places, so that no text is read for a stage that is known.
  private var counts: [NameKey: Counts] = [:]

  mutating func count(_ deal: any DealFacts, hasErrors: Bool) {
    update(deal.placeKey, deal.pipeline, deal.stage) { counts in
      counts.deals += 1
      if hasErrors { counts.withErrors += 1 }
      guard let budget = deal.budget else { return }
      counts.sum.add(budget)
      if hasErrors { counts.atRisk.add(budget) }
    }
  }

  mutating func add(_ other: StageTally) {
    for (key, more) in other.counts { update(key, more.pipeline, more.stage) { $0.add(more) } }
  }

  private mutating func update(
    _ key: NameKey, _ pipeline: @autoclosure () -> PipelineID, _ stage: @autoclosure () -> StageID,
    _ change: (inout Counts) -> Void
  ) {
    change(&counts[key, default: Counts(pipeline: pipeline(), stage: stage())])
  }

  /// The stages with a deal at fault.
  func atFault(_ pipelines: [PipelineID: Pipeline]) -> [AuditSummary.StageRow] {
    rows(counts.values.filter { $0.withErrors > 0 }, pipelines)
  }

  /// The open stages of every pipeline with an open deal, those without one too.
  func funnel(_ pipelines: [PipelineID: Pipeline]) -> [AuditSummary.StageRow] {
    let open = counts.values.filter {
      (pipelines[$0.pipeline]?.kind(of: $0.stage) ?? .open) == .open
    }
    let empty = Set(open.map(\.pipeline)).flatMap { id in
      (pipelines[id]?.stages ?? [])
        .filter { $0.kind == .open && counts[.place(id, $0.id)] == nil }
        .map { Counts(pipeline: id, stage: $0.id) }
    }
    return rows(open + empty, pipelines)
  }

  /// By pipeline and place in it; stages that their pipeline does not have come last.
  private func rows(
    _ counts: [Counts], _ pipelines: [PipelineID: Pipeline]
  ) -> [AuditSummary.StageRow] {
    func order(_ row: AuditSummary.StageRow) -> (PipelineID, Int, String) {
      (row.pipeline, pipelines[row.pipeline]?.position(of: row.stage) ?? .max, row.stage.text)
    }
    return counts.map { counts in
      AuditSummary.StageRow(
        pipeline: counts.pipeline, stage: counts.stage, deals: counts.deals,
        sum: counts.sum.sorted, withErrors: counts.withErrors, atRisk: counts.atRisk.sorted)
    }.sorted { order($0) < order($1) }
  }
}
