/// A stage whose comment or report falls short (R11 to R13).
public struct StageShortfall: Hashable, Sendable {
  /// Which stage.
  public let stage: StageID
  /// What is wrong.
  public let problem: Problem

  /// A shortfall.
  public init(stage: StageID, problem: Problem) {
    self.stage = stage
    self.problem = problem
  }

  /// What can be wrong with a stage's comment.
  public enum Problem: Hashable, Sendable {
    /// None was written.
    case commentMissing
    /// What was written says too little.
    case commentThin
    /// These sections of the report are not filled in.
    case reportMissing(sections: [String])
  }

  /// The shortfalls of a deal, in the pipeline's order.
  ///
  /// An open deal is judged for every stage it has passed or had to pass, the present one included; a
  /// closed one for its closing stage. Later parts of a payment chain never walked the stages: what
  /// was written on the chain's first deal counts for them (R20), and is judged there.
  static func all(of deal: Deal, in pipeline: Pipeline) -> [StageShortfall] {
    guard let position = pipeline.position(of: deal.stage) else { return [] }
    let current = pipeline.stages[position]
    let comments = StageComments(deal, in: pipeline)
    let stages: [Stage]
    if current.kind != .open {
      stages = [current]
    } else if deal.chain?.isLaterPart == true {
      return []
    } else {
      stages = pipeline.stages[...position].filter {
        $0.kind == .open && deal.owesWords(on: $0.id, in: pipeline)
      }
    }
    return stages.compactMap { shortfall(of: $0, in: pipeline, comments) }
  }

  private static func shortfall(
    of stage: Stage, in pipeline: Pipeline, _ journal: StageComments
  ) -> StageShortfall? {
    let comments = journal.everWritten(for: stage.id)
    if stage.requires.contains(.meetingReport), let template = stage.template {
      let unfilled = comments.filter { !$0.report.isEmpty }.map(template.unfilled)
        .min { $0.count < $1.count }
      let sections = unfilled ?? template.sections.filter(\.isRequired)
      if !sections.isEmpty {
        return StageShortfall(
          stage: stage.id, problem: .reportMissing(sections: sections.map(\.id)))
      }
    }
    guard stage.asksForComment else { return nil }
    switch pipeline.commentProblem(among: comments) {
    case nil: return nil
    case .missing?: return StageShortfall(stage: stage.id, problem: .commentMissing)
    case .thin?: return StageShortfall(stage: stage.id, problem: .commentThin)
    }
  }
}
