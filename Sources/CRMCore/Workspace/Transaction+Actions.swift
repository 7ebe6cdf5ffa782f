package import CRMModel

extension Transaction {
  /// Does one action to a deal; what it changes is not kept yet.
  package func apply(
    _ action: some DealAction, to subject: DealCase
  ) throws(CRMError) -> Outcome {
    try CRMError.refusing { () throws(Refusal) in try action.apply(to: subject, in: context) }
  }

  /// Makes a deal by an action, with what the department's data say of its company: all its contacts,
  /// oldest first, unless others are given, and whether it has bought before (B51); it is not kept yet.
  package func apply(
    _ action: AddDeal, _ company: Company, _ pipeline: Pipeline, contacts: [Contact]? = nil
  ) throws(CRMError) -> Outcome {
    var action = action
    action.rules = try rules(of: pipeline)
    action.hasBought = try index([.deal]).deals(of: company.id).contains { $0.state == .won }
    var people = contacts ?? []
    if contacts == nil {
      for facts in try index([.contact]).contacts(of: company.id) {
        people.append(try get(facts.id))
      }
    }
    return try CRMError.refusing { () throws(Refusal) in
      try action.apply(company: company, contacts: people, pipeline: pipeline, in: context)
    }
  }

  /// Refuses a change of a company or its people that takes away what the stage of an open deal asks
  /// for (R36).
  ///
  /// Cost: the documents of the company's open deals.
  package func requireNothingLost(
    of company: CompanyID, _ change: (inout DealCase) -> Void
  ) throws(CRMError) {
    for facts in try index([.deal]).deals(of: company) where facts.state == .open {
      let before = try dealCase(get(facts.id))
      var after = before
      change(&after)
      let stage = before.pipeline.stage(facts.stage)?.name ?? facts.stage.text
      let missing = after.lost(since: before)
      guard missing.isEmpty else {
        throw .refused(
          Refusal(
            Phrase(
              ru: "это нужно сделке '\(facts.name)' на этапе '\(stage)'",
              en: "deal '\(facts.name)' needs it at stage '\(stage)'"), missing: missing))
      }
    }
  }

  /// Sends back every deal on which the audit found an error (R24).
  ///
  /// - Returns: How many deals got a rework, or something new in theirs.
  package func sendBack(_ findings: Findings) throws(CRMError) -> Int {
    var count = 0
    var start = findings.startIndex
    while start < findings.endIndex {
      // The findings of one deal stand together.
      let id = findings[start].deal?.id
      var ofDeal: [Finding] = []
      while start < findings.endIndex, case let finding = findings[start], finding.deal?.id == id {
        ofDeal.append(finding)
        start += 1
      }
      guard let id, ofDeal.contains(where: { $0.severity == .error }) else { continue }
      guard let deal = SendBack(ofDeal).apply(to: try get(id), in: context) else { continue }
      try put(deal)
      count += 1
    }
    return count
  }
}
