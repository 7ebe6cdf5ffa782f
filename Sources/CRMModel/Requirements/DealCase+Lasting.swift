extension DealCase {
  /// R36: what the stages where the deal stands, or which it has passed, ask for and a change took
  /// away.
  package func lost(since before: DealCase) -> [Missing] {
    let had = Set(before.lacking.map(\.requirement))
    return lacking.filter { !had.contains($0.requirement) }
  }

  /// Everything that is asked of the deal where it stands, and is missing (R41).
  private var lacking: [Missing] {
    guard let position = pipeline.position(of: deal.stage) else { return [] }
    let isOpen = kind == .open
    return pipeline.stages[...position].filter { $0.kind == .open && isOpen || $0.id == deal.stage }
      .flatMap(lacking)
  }

  /// What a stage goes on asking of a deal that has come to it or past it, and is missing.
  private func lacking(of stage: Stage) -> [Missing] {
    stage.requires.flatMap { id in
      let isAsked =
        switch Requirement.named(id)?.lasts ?? .on {
        case .entry: false
        case .here: stage.id == deal.stage
        case .on: !id.isOfWords || deal.owesWords(on: stage.id, in: pipeline)
        }
      return isAsked ? missing(id, for: stage) : []
    }
  }

  /// What the open stages that the deal leaves out on its way to another one, where it may (R4), go on
  /// asking of it, as the audit will (R41); nothing of later parts of a chain, which never walk (R20).
  func missingOfSkipped(before stage: Stage) -> [Missing] {
    guard pipeline.allowSkip, stage.kind == .open, deal.chain?.isLaterPart != true,
      let end = pipeline.position(of: stage.id)
    else { return [] }
    let entered = deal.walk.compactMap { $0.stageChange?.to }
      .filter { pipeline.kind(of: $0) == .open }
    let left = entered.dropLast(deal.stage == stage.id ? 1 : 0).last.flatMap(pipeline.position)
    return pipeline.stages[..<end].dropFirst(left.map { $0 + 1 } ?? 0).flatMap { skipped in
      // What is written with the command is written for the stage that is entered.
      lacking(of: skipped).flatMap {
        $0.requirement.isOfWords ? [$0].supplied(by: [], on: self, at: skipped) : [$0]
      }
    }
  }
}

extension Deal {
  /// Whether something has to be written about a stage that the deal has come past: of one that it may
  /// leave out, only where it has been there (R11).
  func owesWords(on stage: StageID, in pipeline: Pipeline) -> Bool {
    !pipeline.allowSkip || walk.contains { $0.stageChange?.to == stage }
  }
}

extension Requirement.ID {
  /// Whether words fulfil it that are written for its stage (R11 to R13).
  fileprivate var isOfWords: Bool { self == .comment || self == .meetingReport }
}
