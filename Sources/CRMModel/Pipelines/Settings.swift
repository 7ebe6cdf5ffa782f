/// The settings of a data directory.
public struct Settings: Hashable, Sendable {
  /// The zone in which «today», «overdue» and working hours are judged (R28).
  public var timeZone: String
  /// The currency of new budgets where a pipeline names none.
  public var currency: Currency
  /// What a task can be (R15).
  public var taskActions: [String]
  /// The people an import brought, by login.
  public var people: [String: String]
  /// When the department works (R30).
  public var workCalendar: WorkCalendar
  /// Whether a person at a terminal is asked for what a command misses.
  public var asks: Bool

  /// Settings.
  public init(
    timeZone: String, currency: Currency, taskActions: [String], people: [String: String],
    workCalendar: WorkCalendar = .standard, asks: Bool = false
  ) {
    self.timeZone = timeZone
    self.currency = currency
    self.taskActions = taskActions
    self.people = people
    self.workCalendar = workCalendar
    self.asks = asks
  }
}
