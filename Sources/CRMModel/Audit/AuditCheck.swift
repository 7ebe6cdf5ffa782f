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
  }

  /// Something that a check found on a deal; it is put into words only when it is read.
  struct Result {
    let severity: Finding.Severity
    let message: () -> Phrase
    let fix: () -> Remedy

    init(
      severity: Finding.Severity, message: @autoclosure @escaping () -> Phrase,
      fix: @autoclosure @escaping () -> Remedy
    ) {
      self.severity = severity
      self.message = message
      self.fix = fix
    }

    static func error(
      _ message: @autoclosure @escaping () -> Phrase, _ fix: @autoclosure @escaping () -> Remedy
    ) -> Result {
      Result(severity: .error, message: message(), fix: fix())
    }
  }

  /// Its name.
  public let id: ID
  /// What falls short on one deal that is not deleted.
  let judge: @Sendable (AuditSubject) -> [Result]

  /// The checks of deals, in the order of the contract; `company-without-deal` looks at companies and
  /// stands in `Audit`.
  static let all: [AuditCheck] = [
    nameMismatch, budgetMissing, budgetOutOfBounds, decisionMakerIncomplete, taskMissing,
    taskOverdue, commentMissing, commentThin, meetingReportMissing, wonIncomplete, lostIncomplete,
    companyIncomplete, chainBroken, reworkOverdue,
  ]
}

/// A deal under audit with what stands around it.
struct AuditSubject {
  let deal: any DealFacts
  let company: (any CompanyFacts)?
  /// The deal's contacts who count for `decision-maker`, looked up only when asked.
  let decisionMakers: () -> [any ContactFacts]
  let pipeline: Pipeline
  let chain: AuditChain?
  let clock: AuditClock

  /// Whether the deal is open and has entered a stage that asks for this, or had to.
  func demands(_ requirement: Requirement.ID) -> Bool {
    deal.kind == .open && pipeline.demands(requirement, by: deal.stage)
  }

  func stageName(_ id: StageID) -> String { pipeline.stage(id)?.name ?? id.text }
}
