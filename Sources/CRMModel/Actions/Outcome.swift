/// What an action changed.
public struct Outcome: Sendable {
  /// The deal it was about.
  public var deal: Deal
  /// Other deals that changed or were made with it.
  public var others: [Deal]
  /// The deal's company, where that changed with it.
  public var company: Company?
  /// What rules did then, or could not do (R49).
  public var automation: [AutomationStep] = []
  /// What the user should know although nothing is refused.
  public var notices: [Notice]

  /// A changed deal.
  public init(_ deal: Deal, others: [Deal] = [], notices: [Notice] = []) {
    self.deal = deal
    self.others = others
    self.notices = notices
  }
}
