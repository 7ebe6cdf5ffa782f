/// One thing that falls short, and the command that mends it (R26).
public struct Finding: Sendable {
  /// Which check found it.
  public let check: AuditCheck.ID
  /// How bad it is.
  public let severity: Severity
  /// The deal; `nil` where a company is at fault.
  public let deal: (any DealFacts)?
  /// The company.
  public let company: (any CompanyFacts)?
  /// Whose it is to mend.
  public let manager: Login
  /// What is wrong, in words.
  public let message: Phrase
  /// The exact command that would mend it.
  public let fix: Remedy
  /// The requirement that is not met, where no check of its own speaks of it (R41).
  public var requirement: Requirement.ID?

  /// How bad a finding is.
  public enum Severity: String, CaseIterable, Hashable, Sendable {
    /// The deal goes back to its manager.
    case error
    /// Worth knowing.
    case warning
  }
}

extension Finding: Equatable {
  /// Whether two findings say the same of the same thing.
  public static func == (left: Finding, right: Finding) -> Bool {
    left.check == right.check && left.severity == right.severity
      && left.deal?.id == right.deal?.id && left.company?.id == right.company?.id
      && left.manager == right.manager && left.message == right.message && left.fix == right.fix
  }
}
