/// One question of the evening audit (R25).
public struct AuditCheck: Sendable {
  /// The check's name, which is part of the contract.
  public enum ID: String, CaseIterable, Hashable, Sendable {
    case nameMismatch = "name-mismatch"
    case budgetMissing = "budget-missing"
    case budgetOutOfBounds = "budget-out-of-bounds"
    case decisionMakerIncomplete = "decision-maker-incomplete"
    case taskMissing = "task-missing"
    case taskOverdue = "task-overdue"
    case commentMissing = "comment-missing"
    case commentThin = "comment-thin"
    case meetingReportMissing = "meeting-report-missing"
    case wonIncomplete = "won-incomplete"
    case lostIncomplete = "lost-incomplete"
    case companyIncomplete = "company-incomplete"
    case chainBroken = "chain-broken"
    case companyWithoutDeal = "company-without-deal"
    case reworkOverdue = "rework-overdue"
    case requirementUnmet = "requirement-unmet"
  }

  /// Something that a check found on a deal, in words.
  struct Result {
    let message: Phrase
    let fix: Remedy
    /// The requirement that is not met, where no check of its own speaks of it (R41).
    var requirement: Requirement.ID?
  }

  /// Its name.
  public let id: ID
  /// How bad what it finds is.
  let severity: @Sendable (AuditSubject) -> Finding.Severity
  /// How many things fall short on one deal that is not deleted; asked of every deal every evening,
  /// and so without a word.
  let count: @Sendable (AuditSubject) -> Int
  /// The same things in words, as many as were counted.
  let words: @Sendable (AuditSubject) -> [Result]

  init(
    _ id: ID, severity: @escaping @Sendable (AuditSubject) -> Finding.Severity = { _ in .error },
    count: @escaping @Sendable (AuditSubject) -> Int,
    words: @escaping @Sendable (AuditSubject) -> [Result]
  ) {
    self.id = id
    self.severity = severity
    self.count = count
    self.words = words
  }

  /// The checks of deals, in the order of the contract; `company-without-deal` looks at companies and
  /// stands in `Audit`.
  static let all: [AuditCheck] = [
    nameMismatch, budgetMissing, budgetOutOfBounds, decisionMakerIncomplete, taskMissing,
    taskOverdue, commentMissing, commentThin, meetingReportMissing, wonIncomplete, lostIncomplete,
    companyIncomplete, chainBroken, reworkOverdue, requirementUnmet,
  ]
}
