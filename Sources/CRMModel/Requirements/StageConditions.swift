/// Which stages of a pipeline are none for a deal, because their `when` does not hold (R44).
struct StageConditions: Sendable {
  private let conditions: [(stage: StageID, condition: Condition<DealSubject>)]

  /// The conditions of a pipeline's stages; a mistaken one leaves nothing out, so that nothing passes
  /// unasked.
  init(_ pipeline: Pipeline, _ rules: DealRules) {
    conditions = pipeline.stages.compactMap { stage in
      guard let condition = stage.condition.flatMap({ try? rules.condition($0) }) else {
        return nil
      }
      return (stage.id, condition)
    }
  }

  /// The stages that a deal does not walk through; the one where it stands is a stage for it.
  func leftOut(of subject: DealSubject, at standing: StageID?) -> Set<StageID> {
    Set(
      conditions.lazy.filter { $0.stage != standing && !$0.condition.holds(subject) }.map(\.stage))
  }
}
