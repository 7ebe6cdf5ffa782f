extension Deal {
  /// The rework that a command is about; `refused` says what cannot be done without one.
  ///
  /// - Throws: `Refusal` where the deal was never sent back, or its rework is in no such state.
  public func rework(
    in states: [Rework.State] = Rework.State.allCases, _ refused: Phrase
  ) throws(Refusal) -> Rework {
    guard let rework else {
      throw Refusal(
        "R24",
        Phrase(
          ru: "\(refused.ru): ее не отправляли на доработку",
          en: "\(refused.en): it was not sent back"),
        remedies: [Remedy("rework", "list")])
    }
    guard states.contains(rework.state) else {
      throw Refusal(
        "R24",
        Phrase(
          ru: "\(refused.ru): сейчас она '\(rework.state.name.ru)'",
          en: "\(refused.en): it is '\(rework.state.name.en)' now"),
        remedies: [Remedy("rework", "show", id.text)])
    }
    return rework
  }

  /// Keeps a rework in its new state.
  mutating func change(_ rework: Rework, _ kind: Event.Kind, in context: ActionContext) {
    var rework = rework
    rework.changedAt = context.now
    rework.changedBy = context.user
    self.rework = rework
    history.append(context.event(kind))
  }
}
