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

  /// What was found, sorted by manager, deal name, id and check.
  public let findings: [Finding]
  /// The counts.
  public let summary: AuditSummary

  /// Judges records.
  ///
  /// Cost: one pass over the deals, with a lookup of company and contacts for each that has reached
  /// the stage that asks for them; the sort is over the findings only.
  public init(
    deals: [DealRecord], companies: [CompanyRecord], contacts: [ContactRecord],
    pipelines: [PipelineID: Pipeline], scope: Scope, clock: AuditClock
  ) {
    let companyByID = Dictionary(
      companies.map { ($0.company.id, $0) }, uniquingKeysWith: { first, _ in first })
    let contactByID = Dictionary(
      contacts.map { ($0.contact.id, $0) }, uniquingKeysWith: { first, _ in first })
    let chains = AuditChain.all(of: deals)
    let checks = AuditCheck.all.filter { scope.checks.isEmpty || scope.checks.contains($0.id) }
    var findings: [Finding] = []
    var tally = AuditTally()
    for deal in deals where !deal.isDeleted && scope.includes(deal) {
      let company = companyByID[deal.company]
      let chain = deal.chain.flatMap { chains[$0.id] }
      let subject = AuditSubject(
        deal: deal, company: company,
        decisionMakers: {
          // The contacts of a chain's first deal count for each of its deals (R20).
          (deal.contacts + (chain?.first.contacts ?? [])).lazy.filter(\.role.counts)
            .compactMap { contactByID[$0.contact]?.contact }
        },
        pipeline: pipelines[deal.pipeline] ?? Pipeline(missing: deal.pipeline), chain: chain,
        clock: clock)
      var hasError = false
      for check in checks {
        for result in check.judge(subject) {
          hasError = hasError || result.severity == .error
          findings.append(
            Finding(
              check: check.id, severity: result.severity, deal: deal, company: company,
              manager: deal.manager, message: result.message, fix: result.fix))
        }
      }
      tally.count(deal, hasError: hasError, clock: clock)
    }
    findings += Audit.companiesWithoutDeal(companies, deals, scope)
    self.findings = findings.sorted(by: Audit.isBefore)
    summary = tally.summary(of: findings)
  }

  /// The sums of every payment chain, over all parts that are not deleted.
  public static func chains(of deals: some Sequence<DealRecord>) -> [DealID: ChainSums] {
    AuditChain.all(of: Array(deals)).mapValues(\.sums)
  }

  /// R25: a company nobody works on, as a warning.
  private static func companiesWithoutDeal(
    _ companies: [CompanyRecord], _ deals: [DealRecord], _ scope: Scope
  ) -> [Finding] {
    let check = AuditCheck.ID.companyWithoutDeal
    guard scope.checks.isEmpty || scope.checks.contains(check), scope.pipeline == nil else {
      return []
    }
    let worked = Set(deals.lazy.filter { !$0.isDeleted }.map(\.company))
    return companies.lazy.filter { record in
      !worked.contains(record.company.id)
        && (scope.manager == nil || scope.manager == record.company.manager)
    }.map { record in
      Finding(
        check: check, severity: .warning, deal: nil, company: record,
        manager: record.company.manager,
        message: Phrase(ru: "у компании нет ни одной сделки", en: "the company has no deal"),
        fix: Remedy("deal", "add", record.company.id.text)
          .asking("--pipeline", ru: "ВОРОНКА", en: "PIPELINE")
          .asking("--next", ru: "ДЕЙСТВИЕ", en: "ACTION").adding("--due", "tomorrow"))
    }
  }

  /// Manager, deal name, id, check (the contract's order), then the order in which they were found.
  private static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    if left.manager != right.manager { return left.manager < right.manager }
    let names = (left.deal?.name ?? left.companyName, right.deal?.name ?? right.companyName)
    if names.0 != names.1 { return names.0 < names.1 }
    if left.subjectID != right.subjectID { return left.subjectID < right.subjectID }
    return left.check.rawValue < right.check.rawValue
  }
}

extension Audit.Scope {
  fileprivate func includes(_ deal: DealRecord) -> Bool {
    (manager == nil || manager == deal.manager) && (pipeline == nil || pipeline == deal.pipeline)
  }
}

extension Finding {
  fileprivate var companyName: String { company?.company.name ?? "" }
  fileprivate var subjectID: String { deal?.id.text ?? company?.company.id.text ?? "" }
}

extension Pipeline {
  /// Stands in for a document that is missing: its deals are still seen, for what no pipeline says.
  fileprivate init(missing id: PipelineID) {
    self.init(
      id: id, name: id.text, currency: .rub, allowSkip: true, allowBack: true,
      bounds: BudgetBounds(least: nil, most: nil), companyFields: [],
      commentRule: CommentRule(leastCharacters: 0, leastWords: 0, stopPhrases: []), packages: [],
      lossReasons: [], meetingActions: [], stages: [])
  }
}
