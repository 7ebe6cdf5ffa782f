extension DealCase {
  /// The stage that comes next for an open deal, the won one last; `nil` for a closed deal and one whose
  /// closing waits for approval.
  public var nextStage: Stage? {
    guard kind == .open, deal.pending == nil, let position = pipeline.position(of: deal.stage)
    else { return nil }
    return pipeline.stages[(position + 1)...].first { $0.kind != .lost }
  }

  /// Whether a payment closes the deal, and nothing else (R19).
  public var isAwaitedPart: Bool { deal.chain != nil && nextStage?.kind == .won }

  /// What the next stage asks for and the deal does not have yet; the awaited part takes it from its
  /// chain.
  public func missingForNextStage(at now: Instant) -> [Missing] {
    guard !isAwaitedPart, let stage = nextStage else { return [] }
    let isEarly = meeting(before: stage).map { $0.due > now } ?? false
    return missing(for: stage) + (isEarly ? [.resultOfMeeting] : [])
  }
}
