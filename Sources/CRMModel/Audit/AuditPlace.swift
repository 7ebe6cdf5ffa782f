/// What a stage of a pipeline asks of the deals that stand there, found out once an audit.
final class AuditPlace: Sendable {
  let pipeline: Pipeline
  let stageID: StageID
  /// `nil` where the pipeline has no such stage any more.
  let stage: Stage?
  /// What an open deal must have, because it has entered a stage that asks for it or had to.
  let demandsBudget, demandsBounds, demandsDecisionMaker, demandsCompanyCard: Bool
  /// Whether a deal is named after its company.
  let matchesNames: Bool
  /// Whether a task must be planned.
  let requiresTask: Bool
  /// Whether any stage of the pipeline asks for it.
  let knowsBudget, knowsBounds: Bool

  /// What its stage asks for as long as a deal stands there, of what a closing may ask for; the
  /// budget of an open deal has a check of its own, and a reason and whom they spoke with belong to
  /// a lost one.
  let gaps: ClosingGaps
  /// What the department's own requirements ask of a deal there (R41).
  let own: [(condition: Condition<DealSubject>, missing: Missing)]

  init(_ pipeline: Pipeline, _ id: StageID, _ rules: DealRules = .none) {
    self.pipeline = pipeline
    stageID = id
    stage = pipeline.stage(id)
    matchesNames = pipeline.matchNames
    demandsBudget = pipeline.demands(.budget, by: id)
    demandsBounds = pipeline.demands(.budgetBounds, by: id)
    demandsDecisionMaker = pipeline.demands(.decisionMaker, by: id)
    demandsCompanyCard = pipeline.demands(.companyCard, by: id)
    requiresTask = stage?.requires.contains(.nextTask) ?? true
    knowsBudget = pipeline.stages.contains { $0.requires.contains(.budget) }
    knowsBounds = pipeline.stages.contains { $0.requires.contains(.budgetBounds) }
    let gaps = ClosingGaps(askedBy: stage?.requires ?? [])
    self.gaps = stage?.kind == .open ? gaps.intersection([.endDate, .package]) : gaps
    own = pipeline.ownRequirements(at: id).map { requirement in
      do throws(ExpressionError) {
        return (try rules.condition(requirement.condition), requirement.missing)
      } catch {
        return (.never, requirement.mistaken(error))
      }
    }
  }
}

extension Pipeline {
  /// The department's own requirements of a stage, and of the open ones before it: they last on.
  fileprivate func ownRequirements(at id: StageID) -> [OwnRequirement] {
    guard let position = position(of: id) else { return [] }
    let isOpen = stages[position].kind == .open
    let asking = isOpen ? stages[...position].filter { $0.kind == .open } : [stages[position]]
    return asking.flatMap(\.own)
  }
}
