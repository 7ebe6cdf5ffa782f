/// Takes a deal from a stage that its pipeline loses to another one (R44).
///
/// As with import nothing is asked for (R6): what is missing is for the audit to find. Closed deals
/// stand at stages that cannot be removed; a deleted one goes along, because it may be restored.
public struct MigrateDeal: DealAction {
  /// The open stage that takes the deals over.
  public let stage: StageID

  /// A migration to a stage of the deal's pipeline.
  public init(to stage: StageID) {
    self.stage = stage
  }

  /// The deal at its new stage.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var deal = before.deal
    deal.stage = stage
    deal.history.append(context.event(.migrated(from: before.deal.stage, to: stage)))
    return Outcome(deal)
  }
}
