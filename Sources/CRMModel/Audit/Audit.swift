/// The evening audit (R24 to R27): one pass over records, nothing else.
public struct Audit: Sendable {
  /// What the head of department asked for.
  public struct Scope: Hashable, Sendable {
    /// Only this manager's deals.
    public var manager: Login?
    /// Only deals of this pipeline.
    public var pipeline: PipelineID?
    /// Only these checks; all where empty.
    public var checks: Set<AuditCheck.ID> = []

    /// Everything.
    public init() {}
  }

  /// What was found, sorted by manager, deal name, id and check; put into words when asked for.
  public let findings: Findings
  /// The counts.
  public let summary: AuditSummary

  /// Judges records.
  ///
  /// Cost: one pass over the deals, with a lookup of the company for each and of the contacts where
  /// the stage asks for them. Sorting and wording wait until the findings are read.
  public init(
    _ source: any AuditSource, pipelines: [PipelineID: Pipeline], scope: Scope, clock: AuditClock
  ) {
    let judge = AuditJudge(source, pipelines: pipelines, scope: scope, clock: clock)
    var places: [Findings.Place] = []
    var tally = AuditTally()
    for (index, deal) in judge.deals.enumerated() where !deal.isDeleted && scope.includes(deal) {
      let before = places.count
      judge.judge(deal, at: index, into: &places)
      tally.count(deal, findings: places[before...], clock: clock)
    }
    for (index, company) in judge.companies.enumerated() where judge.isWithoutDeal(company) {
      places.append(.company(index))
      tally.countWarning(of: company.manager)
    }
    findings = Findings(judge, places)
    summary = tally.summary(pipelines)
  }

  /// Judges records that are all at hand.
  public init(
    deals: [DealRecord], companies: [CompanyRecord], contacts: [ContactRecord],
    pipelines: [PipelineID: Pipeline], scope: Scope, clock: AuditClock
  ) {
    self.init(
      AuditRecords(deals: deals, companies: companies, contacts: contacts), pipelines: pipelines,
      scope: scope, clock: clock)
  }

  /// The sums of every payment chain, over all parts that are not deleted.
  public static func chains(of deals: [any DealFacts]) -> [DealID: ChainSums] {
    AuditChain.all(of: deals).mapValues(\.sums)
  }
}

extension Audit.Scope {
  func includes(_ deal: any DealFacts) -> Bool {
    (manager == nil || manager == deal.manager) && (pipeline == nil || pipeline == deal.pipeline)
  }
}
