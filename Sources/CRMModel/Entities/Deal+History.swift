extension Deal {
  /// The events that count, oldest first.
  public var effectiveHistory: some Sequence<Event> { history.lazy.filter { !$0.isUndone } }

  /// The events that count since it entered its pipeline: what another one calls a stage is another
  /// stage (R45).
  var walk: some Sequence<Event> {
    let start = history.lastIndex { !$0.isUndone && $0.kind.formerPipeline != nil }
    return history[(start ?? history.startIndex)...].lazy.filter { !$0.isUndone }
  }

  /// The last stage change.
  public var lastStageChange: Event? {
    history.last { !$0.isUndone && $0.stageChange != nil }
  }

  /// When the present stage was entered.
  public var stageEnteredAt: Instant? { lastStageChange?.at }

  /// When a stage was last entered, as far as that may have been by now: a change that is stamped further
  /// ahead than clocks differ was written by one that stood wrong, and bars nothing (R3, R124).
  package func stageEnteredAt(by now: Instant) -> Instant? {
    let latest = now.latestElsewhere
    return history.last { !$0.isUndone && $0.stageChange != nil && $0.at <= latest }?.at
  }

  /// When somebody last worked on it (R42).
  public var workedAt: Instant? {
    effectiveHistory.filter { $0.kind.isWork && $0.automation == nil }.map(\.at).max()
  }

  /// The stage a closed deal was closed from.
  public var stageBeforeClosing: StageID? {
    guard case .closed(let from, _)? = lastStageChange?.kind else { return nil }
    return from
  }

  /// The comments that count, oldest first, each with who wrote it and when.
  public var comments: [(event: Event, comment: Comment)] {
    history.compactMap { event in
      guard !event.isUndone, case .commented(let comment) = event.kind else { return nil }
      return (event, comment)
    }
  }

  /// The open tasks that count for R7, the one due first in front.
  public var openTasks: [Task] {
    tasks.filter(\.isOpenTask).sorted { ($0.due, $0.number) < ($1.due, $1.number) }
  }

  /// What somebody still has to do, steps of processes included, what is due first in front.
  public var plannedTasks: [Task] {
    tasks.filter(\.isPlanned).sorted { ($0.due, $0.number) < ($1.due, $1.number) }
  }

  /// Since when the deal has been without an open task (R18); `nil` while it has one.
  public var noTaskSince: Instant? {
    guard !tasks.contains(where: \.isOpenTask) else { return nil }
    return tasks.lazy.filter(\.counts).compactMap(\.doneAt).max() ?? createdAt
  }

  /// Why the last task that was ended has no successor, where that was said (R17).
  public var noNextReason: String? {
    let counting = Set(tasks.lazy.filter(\.counts).map(\.number))
    for event in history.reversed() where !event.isUndone {
      switch event.kind {
      case .taskDone(let number, _, let reason) where counting.contains(number): return reason
      case .taskCancelled(let number, let reason, let noNext) where counting.contains(number):
        return noNext ? reason : nil
      case .taskSet(let number) where counting.contains(number): return nil
      case .told(.noNext, let values): return values["reason"]?.text
      default: continue
      }
    }
    return nil
  }

  /// The number of the next task: numbers of undone and removed tasks are never used again.
  var nextTaskNumber: Int {
    let set = history.lazy.compactMap { event -> Int? in
      guard case .taskSet(let number) = event.kind else { return nil }
      return number
    }
    let used = Set(tasks.map(\.number)).union(set)
    let (next, isTooMany) = max(used.max() ?? 0, 0).addingReportingOverflow(1)
    // Only a hand edit can have used up the numbers; there is room before it.
    return isTooMany ? (1...).first { !used.contains($0) } ?? 1 : next
  }
}
