/// What the kept evenings say of the findings of an audit (H7, H10).
public struct EveningMemory: Sendable {
  /// How far back repetitions are counted, in days, the present one included.
  public static let days = 30

  /// What a manager had wrong, and since when.
  private struct Violation: Hashable {
    let subject: Evening.Subject
    let since: Day
  }

  private struct Habit: Hashable {
    let manager: Login
    let check: AuditCheck.ID
  }

  private let today: Day
  /// The findings of every manager's last evening.
  private var last: [Login: [Evening.Subject: Day]] = [:]
  /// The findings of the last evening of all.
  private var newest: [Evening.Subject: Day] = [:]
  private var violations: [Habit: Set<Violation>] = [:]

  /// The memory of some evenings, for the findings of an audit of `today`.
  ///
  /// Cost: one pass over the evenings' findings, and one over those of the audit.
  public init(_ evenings: [Evening], today: Day, found: some Sequence<Evening.Found>) {
    self.today = today
    let first = today.adding(days: 1 - Self.days) ?? .first
    for evening in evenings.sorted(by: { $0.day < $1.day }) where evening.day <= today {
      newest = [:]
      for row in evening.rows {
        let kept = Dictionary(keepingFirst: row.findings.map { ($0.subject, $0.since) })
        last[row.manager] = kept
        newest.merge(kept) { first, _ in first }
        guard evening.day >= first else { continue }
        for (subject, since) in kept { note(subject, since, of: row.manager) }
      }
    }
    for finding in found {
      note(finding.subject, since(finding) ?? today, of: finding.manager)
    }
  }

  private mutating func note(_ subject: Evening.Subject, _ since: Day, of manager: Login) {
    violations[Habit(manager: manager, check: subject.check), default: []]
      .insert(Violation(subject: subject, since: since))
  }

  /// The first evening in the row of those on which the finding stood; `nil` where no evening knows it.
  public func since(_ finding: Finding) -> Day? { since(finding.found) }

  private func since(_ found: Evening.Found) -> Day? {
    // The deal may have been another manager's the evening before.
    last[found.manager]?[found.subject] ?? newest[found.subject]
  }

  /// How often the manager had this one within `days`, the finding itself included: a finding that
  /// stands for a week is one, 1 a slip, more a habit.
  public func repeats(of finding: Finding) -> Int {
    violations[Habit(manager: finding.manager, check: finding.check)]?.count ?? 0
  }

  /// The rows to keep of an audit.
  public func rows(
    of summary: AuditSummary, _ found: some Sequence<Evening.Found>, at: Instant, by user: Login
  ) -> [Evening.Row] {
    var findings: [Login: [Evening.Kept]] = [:]
    for finding in found {
      findings[finding.manager, default: []].append(
        Evening.Kept(finding.subject, since: since(finding) ?? today))
    }
    return summary.byManager.map { row in
      Evening.Row(
        manager: row.manager, at: at, by: user, deals: row.deals, open: row.open,
        cleanOpen: row.cleanOpen, errors: row.errors, warnings: row.warnings, atRisk: row.atRisk,
        findings: findings[row.manager] ?? [])
    }
  }
}
