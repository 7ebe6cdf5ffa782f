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
    var atRisk: [Currency: Money] = [:]
    var health: [Health: Int] = [:]
  }

  private var byManager: [Login: Counts] = [:]

  mutating func count(_ deal: DealRecord, hasError: Bool, clock: AuditClock) {
    var counts = byManager.removeValue(forKey: deal.manager) ?? Counts()
    counts.deals += 1
    if hasError {
      if let budget = deal.budget {
        let sum = counts.atRisk[budget.currency]
        counts.atRisk[budget.currency] = sum?.adding(budget) ?? sum ?? budget
      }
    } else {
      counts.clean += 1
    }
    if let health = deal.health(at: clock) { counts.health[health, default: 0] += 1 }
    byManager[deal.manager] = counts
  }

  func summary(of findings: [Finding]) -> AuditSummary {
    var errors: [Login: Int] = [:]
    var warnings: [Login: Int] = [:]
    for finding in findings {
      switch finding.severity {
      case .error: errors[finding.manager, default: 0] += 1
      case .warning: warnings[finding.manager, default: 0] += 1
      }
    }
    let managers = Set(byManager.keys).union(errors.keys).union(warnings.keys).sorted()
    let rows = managers.map { manager in
      let counts = byManager[manager] ?? Counts()
      return AuditSummary.Row(
        manager: manager, deals: counts.deals, clean: counts.clean, errors: errors[manager] ?? 0,
        warnings: warnings[manager] ?? 0, atRisk: sorted(counts.atRisk), health: counts.health)
    }
    var atRisk: [Currency: Money] = [:]
    for money in rows.flatMap(\.atRisk) {
      let sum = atRisk[money.currency]
      atRisk[money.currency] = sum?.adding(money) ?? sum ?? money
    }
    return AuditSummary(
      deals: rows.reduce(0) { $0 + $1.deals }, clean: rows.reduce(0) { $0 + $1.clean },
      errors: rows.reduce(0) { $0 + $1.errors }, warnings: rows.reduce(0) { $0 + $1.warnings },
      atRisk: sorted(atRisk), byManager: rows)
  }

  private func sorted(_ sums: [Currency: Money]) -> [Money] {
    sums.values.sorted { $0.currency.code < $1.currency.code }
  }
}
