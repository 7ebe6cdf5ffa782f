/// The evening audit (R24 to R27): one pass over records, nothing else.
public struct Audit: Sendable {
  /// What the head of department asked for.
  public struct Scope: Hashable, Sendable {
    /// Only this manager's deals.
    public var manager: Login?
    /// Only this department and those below it.
    public var department: DepartmentID?
    /// The logins of that department; everybody's deals without one.
    public var managers: Set<Login>?
    /// Only deals of this pipeline.
    public var pipeline: PipelineID?
    /// Only these checks; all where empty.
    public var checks: Set<AuditCheck.ID> = []
    /// How the base of clients is written down, and nothing else (R67).
    public var isOfBase = false

    /// Everything.
    public init() {}
  }

  /// What was found, sorted by manager, deal name, id and check; put into words when asked for.
  ///
  /// Cost: sorting, each time.
  public var findings: Findings { Findings(judge, places) }
  private let judge: AuditJudge
  private let places: [Findings.Place]
  /// The counts.
  public let summary: AuditSummary

  /// Judges records; with a condition, only the deals that fulfil it, and no company (R38).
  ///
  /// Cost: one pass over the deals, with a lookup of the company for each and of the contacts where
  /// the stage asks for them. Sorting and wording wait until the findings are read.
  public init(
    _ source: any AuditSource, pipelines: [PipelineID: Pipeline], rules: DealRules = .none,
    scope: Scope, where condition: Condition<DealSubject>? = nil, clock: AuditClock
  ) {
    let judge = AuditJudge(
      source, pipelines: pipelines, rules: rules, scope: scope, where: condition,
      clock: clock)
    var places: [Findings.Place] = []
    var tally = AuditTally()
    // One after the other: several threads count the same references, and wait for each other.
    for (index, deal) in judge.deals.enumerated() {
      guard !deal.isDeleted, scope.includes(deal), judge.isWanted(deal) else { continue }
      let before = places.count
      let place = judge.place(of: deal)
      judge.judge(deal, at: place, number: index, into: &places)
      tally.count(deal, at: place, findings: places[before...], clock: clock)
    }
    if judge.asksForClients {
      for (index, company) in judge.companies.enumerated() where scope.includes(company.manager) {
        let before = places.count
        judge.judge(company, at: index, into: &places)
        for place in places[before...] { tally.count(company, isError: place.isError) }
      }
    }
    self.judge = judge
    self.places = places
    summary = tally.summary(pipelines)
  }

  /// Judges records that are all at hand.
  public init(
    deals: [DealRecord], companies: [CompanyRecord], contacts: [ContactRecord],
    papers: [Paper] = [], pipelines: [PipelineID: Pipeline], rules: DealRules = .none, scope: Scope,
    clock: AuditClock
  ) {
    self.init(
      AuditRecords(deals: deals, companies: companies, contacts: contacts, papers: papers),
      pipelines: pipelines,
      rules: rules, scope: scope, clock: clock)
  }

  /// The sums of every payment chain, over all parts that are not deleted.
  public static func chains(of deals: [any DealFacts]) -> [DealID: ChainSums] {
    AuditChain.all(of: deals).mapValues(\.sums)
  }
}

extension Audit.Scope {
  /// Whether somebody's deals are judged.
  public func includes(_ login: @autoclosure () -> Login) -> Bool {
    (manager == nil || manager == login()) && managers?.contains(login()) ?? true
  }

  func includes(_ deal: any DealFacts) -> Bool {
    includes(deal.manager) && (pipeline == nil || pipeline == deal.pipeline)
  }
}
