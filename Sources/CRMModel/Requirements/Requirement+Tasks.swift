extension Requirement {
  /// R7: after a move an open deal has a next step.
  static let nextTask = Requirement(
    id: .nextTask, lasts: .here,
    asks: { _, stage in
      stage.requires.contains(.meetingAgreed)
        ? nil : Phrase(ru: "открытая задача", en: "an open task")
    },
    missing: { subject, _ in
      guard subject.deal.openTasks.isEmpty else { return [] }
      return [
        Missing(
          .nextTask,
          Phrase(
            ru: "у открытой сделки должна быть следующая задача: что и к какому сроку",
            en: "an open deal needs a next task: what, and by when"),
          option: "--next")
      ]
    })

  /// R6: a meeting is agreed («договориться о встрече»).
  static let meetingAgreed = Requirement(
    id: .meetingAgreed, lasts: .entry,
    asks: { pipeline, _ in
      let actions = pipeline.meetingActions.quoted
      return Phrase(
        ru: "договоренность о встрече: открытая задача \(actions)",
        en: "an agreed meeting: an open task \(actions)")
    },
    missing: { subject, _ in
      let meetings = subject.pipeline.meetingActions
      let isAgreed = subject.deal.openTasks.contains {
        Pipeline.entry($0.action, in: meetings) != nil
      }
      guard !isAgreed else { return [] }
      let action = meetings.first ?? ""
      return [
        Missing(
          .meetingAgreed,
          Phrase(
            ru: "встреча не назначена: следующей задачей должна быть '\(action)'",
            en: "no meeting is agreed: the next task has to be '\(action)'"),
          option: "--next", value: Phrase(action))
      ]
    })
}
