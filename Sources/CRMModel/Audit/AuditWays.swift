import Synchronization

/// What is asked of deals that do not walk through every stage of their pipeline (R44).
final class AuditWays: Sendable {
  private let rules: DealRules
  /// Many deals walk alike.
  private let places = Mutex<[Way: AuditPlace]>([:])

  private struct Way: Hashable {
    let pipeline: PipelineID
    let stage: StageID
    let leftOut: Set<StageID>
  }

  init(_ rules: DealRules) { self.rules = rules }

  /// The place of a deal in the pipeline as it walks it.
  func place(of subject: AuditSubject) -> AuditPlace {
    let whole = subject.place
    let leftOut = whole.conditions.leftOut(of: subject.subject, at: whole.stageID)
    guard !leftOut.isEmpty else { return whole }
    let way = Way(pipeline: whole.pipeline.id, stage: whole.stageID, leftOut: leftOut)
    return places.withLock { places in
      if let known = places[way] { return known }
      let place = AuditPlace(whole.pipeline.leavingOut(leftOut), way.stage, rules)
      places[way] = place
      return place
    }
  }
}
