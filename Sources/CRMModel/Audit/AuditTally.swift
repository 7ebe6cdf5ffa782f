/// Counts while the audit passes over the deals.
struct AuditTally {
  private struct Counts {
    /// Read once an audit, when all is counted.
    let manager: @Sendable () -> Login
    var deals = 0
    var clean = 0
    var open = 0
    var cleanOpen = 0
    var errors = 0
    var warnings = 0
    var atRisk = MoneySums()
    var health: [Health: Int] = [:]
    var stages = StageTally()
  }

  /// By the keys of their logins.
  private var byManager: [NameKey: Counts] = [:]

  mutating func count(
    _ deal: any DealFacts, at place: AuditPlace, findings: ArraySlice<Findings.Place>,
    clock: AuditClock
  ) {
    let errors = findings.count { $0.isError }
    let health = deal.health(at: clock)
    let lost = errors > 0 ? deal.budget : nil
    update(deal.managerKey, Counts(manager: { deal.manager })) { counts in
      counts.deals += 1
      counts.errors += errors
      counts.warnings += findings.count - errors
      if errors == 0 { counts.clean += 1 }
      if let lost { counts.atRisk.add(lost) }
      if let health {
        counts.health[health, default: 0] += 1
        counts.open += 1
        if errors == 0 { counts.cleanOpen += 1 }
      }
      counts.stages.count(deal, at: place, hasErrors: errors > 0)
    }
  }

  mutating func count(_ company: any CompanyFacts, isError: Bool) {
    update(company.managerKey, Counts(manager: { company.manager })) { counts in
      if isError { counts.errors += 1 } else { counts.warnings += 1 }
    }
  }

  private mutating func update(
    _ key: NameKey, _ new: @autoclosure () -> Counts, _ change: (inout Counts) -> Void
  ) {
    change(&byManager[key, default: new()])
  }

  /// The counts, with the stages in the order of their pipelines.
  func summary(_ pipelines: [PipelineID: Pipeline]) -> AuditSummary {
    var atRisk = MoneySums()
    var stages = StageTally()
    let byManager = byManager.values.map { (manager: $0.manager(), counts: $0) }
    let rows = byManager.sorted { $0.manager < $1.manager }.map { manager, counts in
      atRisk.add(counts.atRisk)
      stages.add(counts.stages)
      return AuditSummary.Row(
        manager: manager, deals: counts.deals, clean: counts.clean, open: counts.open,
        cleanOpen: counts.cleanOpen, errors: counts.errors, warnings: counts.warnings,
        atRisk: counts.atRisk.sorted, health: counts.health,
        byStage: counts.stages.atFault(pipelines))
    }
    return AuditSummary(
      deals: rows.reduce(0) { $0 + $1.deals }, clean: rows.reduce(0) { $0 + $1.clean },
      errors: rows.reduce(0) { $0 + $1.errors }, warnings: rows.reduce(0) { $0 + $1.warnings },
      atRisk: atRisk.sorted, byStage: stages.funnel(pipelines), byManager: rows)
  }
}
