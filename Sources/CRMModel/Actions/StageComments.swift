/// Which comments of a deal were written for which visit of a stage.
///
/// A stage entered again needs its comment again (R4), so what counts for entering a stage is what
/// was written for it since it was last left: with the command that enters it, or before.
struct StageComments {
  private var written: [StageID: [Comment]] = [:]
  private var pending: [StageID: [Comment]] = [:]

  init(_ deal: Deal) {
    for event in deal.effectiveHistory {
      if case .commented(let comment) = event.kind {
        pending[comment.stage, default: []].append(comment)
      } else if let left = event.stageChange?.from {
        written[left] = pending.removeValue(forKey: left) ?? []
      }
    }
  }

  /// What counts for entering a stage, or for being at it.
  func entering(_ stage: StageID) -> [Comment] { pending[stage] ?? [] }

  /// What was written for the last visit of a stage, with what was added later.
  func everWritten(for stage: StageID) -> [Comment] {
    (written[stage] ?? []) + (pending[stage] ?? [])
  }
}
