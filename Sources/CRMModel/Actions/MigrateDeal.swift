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
    Outcome(before.deal.migrated(to: stage, in: context))
  }
}

extension Deal {
  /// The deal at another stage than the one that is gone.
  package func migrated(to stage: StageID, in context: ActionContext) -> Deal {
    var deal = self
    deal.stage = stage
    deal.history.append(context.event(.migrated(from: self.stage, to: stage)))
    return deal
  }
}
