import Synchronization

/// What is asked of deals that do not walk through every stage of their pipeline (R44).
final class AuditWays: Sendable {
  private let rules: DealRules
  /// Many deals walk alike.
  private let places = Mutex<[Way: AuditPlace]>([:])
  private let conditions = Mutex<[Expression: Condition<DealSubject>]>([:])

  private struct Way: Hashable {
    let pipeline: PipelineID
    let stage: StageID
    let leftOut: Set<StageID>
  }

  init(_ rules: DealRules) { self.rules = rules }

  /// The place of a deal in the pipeline as it walks it.
  func place(of subject: AuditSubject) -> AuditPlace {
    let whole = subject.place
    let seen = subject.subject
    let leftOut = whole.pipeline.stages.filter { stage in
      guard stage.id != whole.stageID, let condition = stage.condition else { return false }
      return !self.condition(condition).holds(seen)
    }
    guard !leftOut.isEmpty else { return whole }
    let way = Way(
      pipeline: whole.pipeline.id, stage: whole.stageID, leftOut: Set(leftOut.map(\.id)))
    return places.withLock { places in
      if let known = places[way] { return known }
      let place = AuditPlace(whole.pipeline.leavingOut(way.leftOut), way.stage, rules)
      places[way] = place
      return place
    }
  }

  /// What an expression asks; a mistaken one holds, so that nothing passes unasked.
  private func condition(_ expression: Expression) -> Condition<DealSubject> {
    conditions.withLock { conditions in
      if let known = conditions[expression] { return known }
      let condition = (try? rules.condition(expression)) ?? Condition(reads: []) { _ in true }
      conditions[expression] = condition
      return condition
    }
  }
}
