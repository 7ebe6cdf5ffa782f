/// How a client is reminded of a meeting (R56): by a letter or a message about its task.
extension LogActivity {
  /// The same about a meeting, whose task it leaves as it is; nothing else where it is about none, comes
  /// from the client, or ends the task.
  ///
  /// A meeting that was held takes it too, because what was forgotten to be said may be said later; the
  /// history shows when.
  func reminding(in deal: Deal) -> LogActivity {
    guard communication.activity.reminds, communication.direction != .incoming, result == nil,
      !followUp.hasNoNext,
      let meeting = deal.tasks.first(where: { $0.number == task }),
      meeting.activity == .meeting, meeting.state != .cancelled
    else { return self }
    var reminder = self
    reminder.communication.meeting = task
    reminder.task = nil
    return reminder
  }
}

extension Deal {
  /// Meetings that were held without a letter or a message that reminded the client of them.
  var meetingsNotReminded: [Task] {
    let held = tasks.filter { $0.activity == .meeting && $0.state == .done && $0.kind == .task }
    // Most deals have none, and every deal is asked.
    guard !held.isEmpty else { return [] }
    let reminded = Set(effectiveHistory.compactMap { $0.kind.communication?.meeting })
    return held.filter { !reminded.contains($0.number) }
  }
}
