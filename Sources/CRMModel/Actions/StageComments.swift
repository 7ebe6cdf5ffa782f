/// Which comments of a deal were written for which visit of a stage.
///
/// A stage entered again needs its comment again (R4), so what counts for entering a stage is what
/// was written for it since it was last left: with the command that enters it, or before. What is
/// written for a stage that an open deal has passed belongs to the visit that is over.
struct StageComments {
  private var written: [StageID: [Comment]] = [:]
  private var pending: [StageID: [Comment]] = [:]

  init(_ deal: Deal, in pipeline: Pipeline) {
    var here: StageID?
    for event in deal.walk {
      if case .commented(let comment) = event.kind {
        if pipeline.isPassed(comment.stage, at: here) {
          written[comment.stage, default: []].append(comment)
        } else {
          pending[comment.stage, default: []].append(comment)
        }
      } else if let change = event.stageChange {
        if let left = change.from { written[left] = pending.removeValue(forKey: left) ?? [] }
        written[change.to] = nil
        here = change.to
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

extension Pipeline {
  /// Whether an open deal has left a stage behind; a closed one may be reopened there.
  func isPassed(_ stage: StageID, at here: StageID?) -> Bool {
    guard let here, kind(of: here) == .open, let position = position(of: stage),
      let reached = self.position(of: here)
    else { return false }
    return position < reached
  }
}
