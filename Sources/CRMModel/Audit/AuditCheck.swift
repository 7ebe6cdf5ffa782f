/// One question of the evening audit (R25).
public struct AuditCheck: Sendable {
  /// The check's name, which is part of the contract; a department may name its own (R43), and one
  /// that is gone is kept where it was noted.
  public struct ID: RawRepresentable, Hashable, Sendable {
    /// As documents and programs have it.
    public let rawValue: String

    /// The id of a name.
    public init(rawValue: String) { self.rawValue = rawValue }

    private init(_ rawValue: String) { self.init(rawValue: rawValue) }

    package static let nameMismatch = ID("name-mismatch")
    package static let budgetMissing = ID("budget-missing")
    package static let budgetOutOfBounds = ID("budget-out-of-bounds")
    package static let decisionMakerIncomplete = ID("decision-maker-incomplete")
    package static let taskMissing = ID("task-missing")
    package static let taskOverdue = ID("task-overdue")
    package static let commentMissing = ID("comment-missing")
    package static let commentThin = ID("comment-thin")
    package static let meetingReportMissing = ID("meeting-report-missing")
    package static let wonIncomplete = ID("won-incomplete")
    package static let lostIncomplete = ID("lost-incomplete")
    package static let companyIncomplete = ID("company-incomplete")
    package static let chainBroken = ID("chain-broken")
    package static let companyWithoutDeal = ID("company-without-deal")
    package static let reworkOverdue = ID("rework-overdue")
    package static let requirementUnmet = ID("requirement-unmet")
    package static let stageTooLong = ID("stage-too-long")
    package static let taskGap = ID("task-gap")
    package static let stuck = ID("stuck")
    package static let tooOld = ID("too-old")
    package static let automationBlocked = ID("automation-blocked")
    package static let mergeConflict = ID("merge-conflict")
    package static let clientNotReminded = ID("client-not-reminded")
    package static let paymentOverdue = ID("payment-overdue")
    package static let quoteExpired = ID("quote-expired")
    package static let orderWithoutSchedule = ID("order-without-schedule")
    package static let paperBroken = ID("paper-broken")
    package static let invoiceLate = ID("invoice-late")

    /// Those that are built in, in the order of the contract.
    public static let builtIn: [ID] =
      (AuditCheck.all + AuditCheck.ofNorms + AuditCheck.ofPapers).map(\.id) + [companyWithoutDeal]
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
    companyIncomplete, chainBroken, reworkOverdue, requirementUnmet, automationBlocked,
    mergeConflict, clientNotReminded,
  ]
  /// Those that only a pipeline with norms asks for (R42).
  static let ofNorms: [AuditCheck] = [stageTooLong, taskGap, stuck, tooOld]
}
