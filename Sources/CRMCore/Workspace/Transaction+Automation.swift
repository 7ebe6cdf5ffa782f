package import CRMModel

/// What commands set going (R49).
extension Transaction {
  /// Keeps what an action made or changed, and what that sets going: the way of every path on which a
  /// deal gets anywhere.
  ///
  /// Rights are asked of the user's own step only.
  ///
  /// - Returns: The same with everything that rules added to it.
  package func put(_ outcome: Outcome) throws(CRMError) -> Outcome {
    var result = outcome
    var known: [DealID: Int] = [:]
    let deals = [outcome.deal] + outcome.others
    for deal in deals { known[deal.id] = try find(deal.id)?.history.count ?? 0 }
    for deal in deals { try put(deal) }
    if let company = outcome.company { try put(company) }
    for deal in deals {
      let run = try setGoing(on: deal) { run in
        run.run(after: deal.history.dropFirst(known[deal.id] ?? 0))
      }
      if let run { result.take(run) }
    }
    return result
  }

  /// Keeps a deal that came from elsewhere as if a person had brought it where it stands.
  func putArriving(_ deal: Deal) throws(CRMError) {
    var subject = try dealCase(deal)
    let known = try find(deal.id)?.stage
    if let stage = subject.pipeline.stage(deal.stage), stage.id != known {
      subject.setTasks(of: stage, in: context)
    }
    _ = try put(Outcome(subject.deal))
  }

  /// Keeps a paper, and what that sets going on its deal (R83).
  func setGoing(
    by paper: Paper, _ keeping: () throws(CRMError) -> Void
  ) throws(CRMError) -> AutomationRun? {
    guard let id = paper.deal, let deal = try find(id),
      case let pipeline = try self.pipeline(deal.pipeline), !pipeline.automation.isEmpty
    else {
      try keeping()
      return nil
    }
    let before = try tree(of: deal)
    try keeping()
    let change = PaperChange(
      of: paper.id, from: before, to: try tree(of: deal), in: deal.currency(in: pipeline))
    // Few changes set anything off, and what stands around the deal is much to read.
    guard change.setsOff(anyOf: pipeline) else { return nil }
    return try setGoing(on: deal) { $0.run(after: change) }
  }

  /// Runs the rules of a deal's pipeline; `nil` where they do nothing.
  private func setGoing(
    on deal: Deal, _ start: (inout AutomationRun) -> Void
  ) throws(CRMError) -> AutomationRun? {
    let pipeline = try pipeline(deal.pipeline)
    guard !pipeline.automation.isEmpty else { return nil }
    let before = try dealCase(deal)
    var siblings: [DealCase] = []
    if pipeline.automation.contains(where: \.changesCompany) {
      for facts in try index([.deal]).deals(of: deal.company)
      where facts.state == .open && facts.id != deal.id {
        siblings.append(try dealCase(get(facts.id)))
      }
    }
    var run = AutomationRun(before, siblings: siblings, in: context)
    start(&run)
    guard !run.steps.isEmpty else { return nil }
    for changed in [run.subject.deal] + run.others { try keep(changed) }
    if run.subject.company != before.company { try keep(run.subject.company) }
    return run
  }
}

extension Outcome {
  /// Takes over what rules did.
  fileprivate mutating func take(_ run: AutomationRun) {
    for changed in [run.subject.deal] + run.others {
      if changed.id == deal.id {
        deal = changed
      } else {
        others = others.filter { $0.id != changed.id } + [changed]
      }
    }
    automation += run.steps
    notices += run.notices
  }
}
