/// The counts of an audit.
public struct AuditSummary: Hashable, Sendable {
  /// How many deals were judged: all that are not deleted.
  public let deals: Int
  /// How many of them have no error.
  public let clean: Int
  /// Findings that are errors.
  public let errors: Int
  /// Findings that are warnings.
  public let warnings: Int
  /// The sums of the budgets of deals with errors, one a currency (R29), sorted by code.
  public let atRisk: [Money]
  /// The same for every manager, sorted by login.
  public let byManager: [Row]

  /// One manager's counts.
  public struct Row: Hashable, Sendable {
    /// Whose.
    public let manager: Login
    /// Deals judged.
    public let deals: Int
    /// Deals without an error.
    public let clean: Int
    /// Errors.
    public let errors: Int
    /// Warnings.
    public let warnings: Int
    /// Money of deals with errors.
    public let atRisk: [Money]
    /// Open deals by health (R27).
    public let health: [Health: Int]
  }
}

/// Counts while the audit passes over the deals.
struct AuditTally {
  private struct Counts {
    var deals = 0
    var clean = 0
    var errors = 0
    var warnings = 0
    var atRisk: [Currency: Money] = [:]
    var health: [Health: Int] = [:]
  }

  private var byManager: [Login: Counts] = [:]

  mutating func count(
    _ deal: any DealFacts, findings: ArraySlice<Findings.Place>, clock: AuditClock
  ) {
    let errors = findings.count { $0.isError }
    let health = deal.health(at: clock)
    let lost = errors > 0 ? deal.budget : nil
    update(deal.manager) { counts in
      counts.deals += 1
      counts.errors += errors
      counts.warnings += findings.count - errors
      if errors == 0 { counts.clean += 1 }
      if let lost { counts.atRisk.add(lost) }
      if let health { counts.health[health, default: 0] += 1 }
    }
  }

  mutating func countWarning(of manager: Login) {
    update(manager) { $0.warnings += 1 }
  }

  private mutating func update(_ manager: Login, _ change: (inout Counts) -> Void) {
    change(&byManager[manager, default: Counts()])
  }

  var summary: AuditSummary {
    var atRisk: [Currency: Money] = [:]
    let rows = byManager.sorted { $0.key < $1.key }.map { manager, counts in
      for money in counts.atRisk.values { atRisk.add(money) }
      return AuditSummary.Row(
        manager: manager, deals: counts.deals, clean: counts.clean, errors: counts.errors,
        warnings: counts.warnings, atRisk: counts.atRisk.byCode, health: counts.health)
    }
    return AuditSummary(
      deals: rows.reduce(0) { $0 + $1.deals }, clean: rows.reduce(0) { $0 + $1.clean },
      errors: rows.reduce(0) { $0 + $1.errors }, warnings: rows.reduce(0) { $0 + $1.warnings },
      atRisk: atRisk.byCode, byManager: rows)
  }
}
