/// Counts deals by pipeline and stage while the audit passes over them.
struct StageTally {
  private struct Counts {
    let place: AuditPlace
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

  mutating func count(_ deal: any DealFacts, at place: AuditPlace, hasErrors: Bool) {
    update(deal.placeKey, place) { counts in
      counts.deals += 1
      if hasErrors { counts.withErrors += 1 }
      guard let budget = deal.budget else { return }
      counts.sum.add(budget)
      if hasErrors { counts.atRisk.add(budget) }
    }
  }

  mutating func add(_ other: StageTally) {
    for (key, more) in other.counts { update(key, more.place) { $0.add(more) } }
  }

  private mutating func update(
    _ key: NameKey, _ place: AuditPlace, _ change: (inout Counts) -> Void
  ) {
    change(&counts[key, default: Counts(place: place)])
  }

  /// The stages with a deal at fault.
  func atFault(_ pipelines: [PipelineID: Pipeline]) -> [AuditSummary.StageRow] {
    rows(counts.values.filter { $0.withErrors > 0 }, pipelines)
  }

  /// The open stages of every pipeline with an open deal, those without one too.
  func funnel(_ pipelines: [PipelineID: Pipeline]) -> [AuditSummary.StageRow] {
    let open = counts.values.filter {
      $0.place.pipeline.kind(of: $0.place.stageID) == .open
    }
    let empty = Set(open.map(\.place.pipeline.id)).compactMap { pipelines[$0] }.flatMap {
      pipeline in
      pipeline.stages.filter { $0.kind == .open && counts[.place(pipeline.id, $0.id)] == nil }
        .map { Counts(place: AuditPlace(pipeline, $0.id)) }
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
        pipeline: counts.place.pipeline.id, stage: counts.place.stageID, deals: counts.deals,
        sum: counts.sum.sorted, withErrors: counts.withErrors, atRisk: counts.atRisk.sorted)
    }.sorted { order($0) < order($1) }
  }
}
