extension DealCase {
  /// What the next open stage asks for and the deal does not have yet; nothing at the last open stage.
  public var missingForNextStage: [Missing] {
    guard kind == .open, let position = pipeline.position(of: deal.stage),
      let next = pipeline.stages[(position + 1)...].first, next.kind == .open
    else { return [] }
    return missing(for: next)
  }
}
