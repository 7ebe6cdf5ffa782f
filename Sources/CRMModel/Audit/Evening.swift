/// What the audit of one evening found, as it is kept: the department's memory.
public struct Evening: Hashable, Sendable {
  /// The local day.
  public let day: Day
  /// What was found, a row a manager, sorted by login.
  public private(set) var rows: [Row]

  /// An evening; its rows in any order.
  public init(day: Day, rows: [Row] = []) {
    self.day = day
    self.rows = rows.sorted { $0.manager < $1.manager }
  }

  /// One manager's evening.
  public struct Row: Hashable, Sendable {
    /// Whose.
    public let manager: Login
    /// When the deals were judged.
    public let at: Instant
    /// Who judged them.
    public let by: Login
    /// Deals judged.
    public let deals: Int
    /// Open ones among them.
    public let open: Int
    /// Open ones without an error.
    public let cleanOpen: Int
    /// Errors.
    public let errors: Int
    /// Warnings.
    public let warnings: Int
    /// Money of deals with errors, one a currency.
    public let atRisk: [Money]
    /// Each finding, in the order of the audit.
    public let findings: [Kept]

    /// The share of clean open deals, 0…1; `nil` without an open deal.
    public var quality: Double? { Evening.quality(cleanOpen, of: open) }

    /// A manager's row.
    public init(
      manager: Login, at: Instant, by: Login, deals: Int, open: Int, cleanOpen: Int, errors: Int,
      warnings: Int, atRisk: [Money], findings: [Kept]
    ) {
      self.manager = manager
      self.at = at
      self.by = by
      self.deals = deals
      self.open = open
      self.cleanOpen = cleanOpen
      self.errors = errors
      self.warnings = warnings
      self.atRisk = atRisk
      self.findings = findings
    }
  }

  /// What one finding was about.
  public struct Subject: Hashable, Sendable {
    /// Which check found it.
    public let check: AuditCheck.ID
    /// The deal; `nil` where a company is at fault.
    public let deal: DealID?
    /// The company, where no deal is at fault.
    public let company: CompanyID?

    /// A deal or a company at fault.
    public init(check: AuditCheck.ID, deal: DealID?, company: CompanyID?) {
      self.check = check
      self.deal = deal
      self.company = company
    }
  }

  /// A finding without its words.
  public struct Found: Hashable, Sendable {
    /// Whose it is.
    public let manager: Login
    /// What it is about.
    public let subject: Subject

    /// A manager's finding.
    public init(_ subject: Subject, of manager: Login) {
      self.manager = manager
      self.subject = subject
    }
  }

  /// A finding with the first evening in the row of evenings on which it stood.
  public struct Kept: Hashable, Sendable {
    /// What it is about.
    public let subject: Subject
    /// Since when it stands.
    public let since: Day

    /// A kept finding.
    public init(_ subject: Subject, since: Day) {
      self.subject = subject
      self.since = since
    }
  }

  /// The evening with new rows in place of those of the managers that were judged again.
  public func replacing(_ new: [Row], where isJudged: (Login) -> Bool) -> Evening {
    let judged = Set(new.map(\.manager))
    return Evening(
      day: day, rows: new + rows.filter { !isJudged($0.manager) && !judged.contains($0.manager) })
  }

  /// The evening of some managers alone.
  public func filtered(_ isIncluded: (Login) -> Bool) -> Evening {
    Evening(day: day, rows: rows.filter { isIncluded($0.manager) })
  }

  /// The sums of the budgets of deals with errors, one a currency (R29), sorted by code.
  public var atRisk: [Money] { rows.flatMap(\.atRisk).sums }

  /// The share of clean open deals over several managers, 0…1; `nil` without an open deal.
  public static func quality(_ cleanOpen: Int, of open: Int) -> Double? {
    open > 0 ? Double(cleanOpen) / Double(open) : nil
  }

  /// The share of clean open deals of all its managers together.
  public var quality: Double? {
    Evening.quality(rows.reduce(0) { $0 + $1.cleanOpen }, of: rows.reduce(0) { $0 + $1.open })
  }
}

extension Finding {
  /// What the finding is about, for comparing it with other evenings'.
  public var subject: Evening.Subject {
    Evening.Subject(check: check, deal: deal?.id, company: deal == nil ? company?.id : nil)
  }

  /// The finding without its words.
  public var found: Evening.Found { Evening.Found(subject, of: manager) }
}
