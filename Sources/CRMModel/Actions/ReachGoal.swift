/// Records that a deal has reached a goal (R50).
public struct ReachGoal: DealAction {
  /// The goal's id or name.
  public var goal: String
  /// What is to be said of it.
  public var comment: String?

  /// A goal without a word.
  public init(_ goal: String) {
    self.goal = goal
  }

  /// The deal with the goal reached.
  ///
  /// - Throws: `Refusal` for a closed deal, a goal that there is not, that belongs to a later stage, or
  ///   that was reached before.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let refused = Phrase(
      ru: "нельзя отметить цель '\(goal)' сделки '\(before.deal.name)'",
      en: "cannot note goal '\(goal)' of deal '\(before.deal.name)'")
    try subject.requireOpen(refused)
    let goals = before.pipeline.goals
    guard let found = before.pipeline.goal(called: goal) else {
      throw Refusal(
        "R50", Phrase(ru: "\(refused.ru): такой нет", en: "\(refused.en): there is none"),
        unknown: UnknownWord(
          goal,
          known: goals.filter { before.pipeline.isReached($0.stage.id, at: before.deal.stage) }
            .map(\.goal.id)))
    }
    guard before.pipeline.isReached(found.stage.id, at: before.deal.stage) else {
      throw Refusal(
        "R50",
        Phrase(
          ru: "\(refused.ru): она с этапа '\(found.stage.name)'",
          en: "\(refused.en): it is of stage '\(found.stage.name)' on"))
    }
    guard !before.deal.goalsReached.contains(found.goal.id) else {
      throw Refusal(
        "R50",
        Phrase(ru: "\(refused.ru): она уже достигнута", en: "\(refused.en): it is reached already"))
    }
    subject.deal.history.append(
      context.event(.told(.goalReached, ["goal": .text(found.goal.id)])))
    if let stage = before.pipeline.stage(before.deal.stage) {
      subject.note(comment, for: stage, at: context.now, in: context)
      try subject.emptyComment(comment, report: [], for: stage).refuse(refused)
    }
    return Outcome(subject.deal)
  }
}

extension Pipeline {
  /// All goals, each with its stage, in the order of the document.
  public var goals: [(goal: StageGoal, stage: Stage)] {
    stages.flatMap { stage in stage.goals.map { ($0, stage) } }
  }

  /// The goal of an id or a name (R50).
  func goal(called typed: String) -> (goal: StageGoal, stage: Stage)? {
    let wanted = Folding.fold(typed)
    return goals.first { [$0.goal.id, $0.goal.name].map(Folding.fold).contains(wanted) }
  }

  /// Whether a deal at a stage stands at another one, or beyond it.
  fileprivate func isReached(_ wanted: StageID, at stage: StageID) -> Bool {
    guard let least = position(of: wanted), let place = position(of: stage) else { return false }
    return least <= place
  }
}

extension Deal {
  /// The goals that it has reached, by id.
  public var goalsReached: [String] {
    effectiveHistory.compactMap { event in
      guard case .told(.goalReached, let values) = event.kind else { return nil }
      return values["goal"]?.text
    }
  }
}
