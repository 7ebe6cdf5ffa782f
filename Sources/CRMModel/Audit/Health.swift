/// How urgent an open deal is (R27); the cases in order of urgency.
public enum Health: String, NamedChoice, Hashable, Sendable {
  /// No open task at all, which is worse than red.
  case none
  /// An overdue task.
  case red
  /// A task due today.
  case yellow
  /// Nothing due yet.
  case green

  /// Judged by the task that is due first.
  public init(nextTaskDue: Instant?, at clock: AuditClock) {
    guard let due = nextTaskDue else {
      self = .none
      return
    }
    self = due < clock.now ? .red : due <= clock.endOfToday ? .yellow : .green
  }
}
