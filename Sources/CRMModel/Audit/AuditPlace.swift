/// What a stage of a pipeline asks of the deals that stand there, found out once an audit.
final class AuditPlace: Sendable {
  let pipeline: Pipeline
  let stageID: StageID
  /// `nil` where the pipeline has no such stage any more.
  let stage: Stage?
  /// What an open deal must have, because it has entered a stage that asks for it or had to.
  let demandsBudget, demandsBounds, demandsDecisionMaker, demandsCompanyCard: Bool
  /// What a company's card must have for it.
  let companyFields: CompanyGaps
  /// Whether a deal is named after its company.
  let matchesNames: Bool
  /// Whether a task must be planned.
  let requiresTask: Bool
  /// Whether any stage of the pipeline asks for it.
  let knowsBudget, knowsBounds: Bool
  /// How many days of each kind a deal there may take (R42).
  let norm, gap, silence, oldest: Int?

  /// What its stage asks for as long as a deal stands there, of what a closing may ask for; the
  /// budget of an open deal has a check of its own, and a reason and whom they spoke with belong to
  /// a lost one.
  let gaps: ClosingGaps
  /// What the department's own requirements and those of papers miss on a deal there (R41, R82).
  let own: [@Sendable (DealSubject) -> Missing?]

  /// Whether any stage of the pipeline is one for some deals only (R44), and for which.
  let isConditional: Bool
  let conditions: StageConditions

  init(_ pipeline: Pipeline, _ id: StageID, _ rules: DealRules = .none) {
    self.pipeline = pipeline
    isConditional = pipeline.isConditional
    conditions = StageConditions(pipeline, rules)
    stageID = id
    stage = pipeline.stage(id)
    matchesNames = pipeline.matchNames
    demandsBudget = pipeline.demands(.budget, by: id)
    demandsBounds = pipeline.demands(.budgetBounds, by: id)
    demandsDecisionMaker = pipeline.demands(.decisionMaker, by: id)
    demandsCompanyCard = pipeline.demands(.companyCard, by: id)
    companyFields = CompanyGaps(of: pipeline.companyFields)
    requiresTask = stage?.requires.contains(.nextTask) ?? true
    knowsBudget = pipeline.stages.contains { $0.requires.contains(.budget) }
    knowsBounds = pipeline.stages.contains { $0.requires.contains(.budgetBounds) }
    norm = stage?.norm
    gap = stage?.gap
    silence = pipeline.silence
    oldest = pipeline.oldest
    let gaps = ClosingGaps(askedBy: stage?.requires ?? [])
    self.gaps = stage?.kind == .open ? gaps.intersection([.endDate, .package]) : gaps
    let asking = pipeline.asking(at: id)
    let written = asking.flatMap(\.own).map { requirement -> @Sendable (DealSubject) -> Missing? in
      do throws(ExpressionError) {
        let condition = try rules.condition(requirement.condition)
        return { condition.holds($0) ? nil : rules.missing(requirement, by: $0) }
      } catch {
        let mistake = requirement.mistaken(error)
        return { _ in mistake }
      }
    }
    own =
      written
      + asking.flatMap(\.requires).compactMap(PaperRequirement.named)
      .map { requirement in { requirement.missing($0) } }
  }
}

extension Pipeline {
  /// A stage, and the open ones before it, whose requirements last on.
  fileprivate func asking(at id: StageID) -> [Stage] {
    guard let position = position(of: id) else { return [] }
    let isOpen = stages[position].kind == .open
    return isOpen ? stages[...position].filter { $0.kind == .open } : [stages[position]]
  }
}
