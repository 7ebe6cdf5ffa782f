/// A time in which somebody has another one's rights on deals and tasks (M8).
public struct Substitution: Hashable, Sendable {
  /// Who stands in.
  public let substitute: Login
  /// The first day.
  public let from: Day
  /// The last day.
  public var until: Day

  /// A substitution from the first to the last day, both included.
  public init(by substitute: Login, from: Day, until: Day) {
    self.substitute = substitute
    self.from = from
    self.until = until
  }

  /// Whether it holds on a day of the data directory's zone.
  public func isRunning(on day: Day) -> Bool { from <= day && day <= until }
}
