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
      .flatMap { stage in
        let lasting = stage.requires.filter { id in
          switch Requirement.named(id)?.lasts ?? .on {
          case .entry: false
          case .here: stage.id == deal.stage
          case .on: true
          }
        }
        return lasting.flatMap { missing($0, for: stage) }
      }
  }
}
