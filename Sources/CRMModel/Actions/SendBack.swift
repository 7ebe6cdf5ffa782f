/// Sends a deal that falls short back to its manager (R24).
public struct SendBack: Sendable {
  /// What the audit found on the deal.
  public var findings: [Finding]

  /// A sending back.
  public init(_ findings: [Finding]) {
    self.findings = findings
  }

  /// The deal with its rework; `nil` where nothing is wrong that its manager was not told yet.
  ///
  /// A rework that the manager still works on gets what it does not name yet and keeps its due time.
  /// One that ended, or that the manager takes for mended, is followed by a new one.
  public func apply(to before: Deal, in context: ActionContext) -> Deal? {
    let faults = findings.filter(\.isForRework).map {
      Rework.Fault(check: $0.check, message: $0.message)
    }
    var deal = before
    let added: [Rework.Fault]
    if var rework = before.rework, rework.state.isDue {
      // By check: what is half mended is worded anew, and must not be told twice.
      let told = Set(rework.faults.map(\.check))
      added = faults.filter { !told.contains($0.check) }
      rework.faults += added
      deal.rework = rework
    } else {
      added = faults
      let due = context.settings.workCalendar.dueForWork(sentAt: context.now, zone: context.zone)
      deal.rework = Rework(at: context.now, author: context.user, due: due, faults: faults)
    }
    guard !added.isEmpty, let rework = deal.rework else { return nil }
    var checks: [AuditCheck.ID] = []
    for fault in added where !checks.contains(fault.check) { checks.append(fault.check) }
    deal.history.append(context.event(.sentBack(checks: checks, due: rework.due)))
    return deal
  }
}

extension Finding {
  /// Whether a deal goes back for it: an error, but not that of a rework itself.
  var isForRework: Bool { severity == .error && check != .reworkOverdue }
}
