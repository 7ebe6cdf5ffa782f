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

  /// What refuses the step to the next stage while nothing is supplied with it: the very action that the
  /// command does is tried (R41); `nil` where nothing does, and for the awaited part, which takes all
  /// from its chain.
  public func refusalOfNextStep(in context: ActionContext) -> Refusal? {
    guard !isAwaitedPart, let stage = nextStage else { return nil }
    do throws(Refusal) {
      _ =
        stage.kind == .open
        ? try MoveDeal(to: stage.id).apply(to: self, in: context)
        : try CloseDeal(as: stage.kind).apply(to: self, in: context)
      return nil
    } catch {
      return error
    }
  }
}
