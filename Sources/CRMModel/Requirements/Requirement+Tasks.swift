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

  /// R51: what a stage sets to be done there is done, with a result, before the deal goes on.
  static let exitTask = Requirement(
    id: .exitTask, lasts: .entry, asks: { _, _ in nil },
    missing: { subject, stage in
      let actions = subject.unfinished(before: stage)
      return actions.map { action in
        let id = subject.deal.id.text
        let open = subject.deal.openTask(of: action) ?? subject.taskEndedByClosing(action)
        let done = open.map { Remedy("task", "done", "\(id)/\($0.number)").asking("--result") }
        let set = Remedy("task", "set", id, action).asking("--due")
        // A result ends one task, that of a closing all of them.
        let isSupplied = open != nil && (actions.count == 1 || subject.kind != .open)
        return Missing(
          .exitTask,
          Phrase(
            ru: "не выполнена задача этапа '\(action)': нужен ее результат",
            en: "the stage's task '\(action)' is not done: its result is needed"),
          option: isSupplied ? "--result" : nil, remedies: isSupplied ? [] : [done ?? set])
      }
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

extension DealCase {
  /// A task that was open until the deal was closed just now, without a result (R17a).
  fileprivate func taskEndedByClosing(_ action: String) -> Task? {
    guard kind != .open else { return nil }
    return deal.tasks.last {
      $0.state == .cancelled && $0.doneAt == deal.stageEnteredAt
        && Pipeline.entry($0.action, in: [action]) != nil
    }
  }

  /// R51: the actions without which the deal does not leave its stage, or may not have left the one
  /// before, for a later one, and that were not done there.
  func unfinished(before stage: Stage) -> [String] {
    let isThere = deal.stage == stage.id
    let left = isThere ? deal.lastStageChange?.stageChange?.from : deal.stage
    guard stage.kind != .lost, let left, let from = pipeline.position(of: left),
      let to = pipeline.position(of: stage.id), from < to
    else { return [] }
    let exits = pipeline.stages[from].tasks.filter(\.isExit).map(\.action)
    // Where another pipeline was left, the deal does not go on in this one (R45).
    guard !exits.isEmpty, deal.walk.contains(where: { $0.stageChange?.to == left }) else {
      return []
    }
    let entered = deal.history.lastIndex { !$0.isUndone && $0.stageChange?.to == left }
    let done = deal.history[(entered ?? 0)...].compactMap { event -> String? in
      guard !event.isUndone, case .taskDone(let number, _, _) = event.kind else { return nil }
      return deal.tasks.first { $0.number == number }?.action
    }
    return exits.filter { Pipeline.entry($0, in: done) == nil }
  }
}
