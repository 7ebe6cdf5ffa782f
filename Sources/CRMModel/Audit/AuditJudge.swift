/// Everything that judging one deal needs, looked up once an audit.
struct AuditJudge: Sendable {
  let deals: [any DealFacts]
  let companies: [any CompanyFacts]
  private let source: any AuditSource
  private let pipelines: [PipelineID: Pipeline]
  private let chains: [DealID: AuditChain]
  private let checks: [AuditCheck]
  private let scope: Audit.Scope
  private let clock: AuditClock
  /// The companies that somebody works on; `nil` where nobody asks.
  private let worked: Set<CompanyID>?

  init(
    _ source: any AuditSource, pipelines: [PipelineID: Pipeline], scope: Audit.Scope,
    clock: AuditClock
  ) {
    self.source = source
    deals = source.deals
    companies = source.companies
    self.pipelines = pipelines
    self.scope = scope
    self.clock = clock
    chains = AuditChain.all(of: deals)
    checks = AuditCheck.all.filter { scope.checks.isEmpty || scope.checks.contains($0.id) }
      .sorted { $0.id.rawValue < $1.id.rawValue }
    let asksForCompanies =
      (scope.checks.isEmpty || scope.checks.contains(.companyWithoutDeal)) && scope.pipeline == nil
    worked = asksForCompanies ? Set(deals.lazy.filter { !$0.isDeleted }.map(\.company)) : nil
  }

  /// Notes what every check finds on a deal, without wording it.
  func judge(_ deal: any DealFacts, at index: Int, into places: inout [Findings.Place]) {
    let subject = subject(deal)
    for (number, check) in checks.enumerated() {
      for (ordinal, result) in check.judge(subject).enumerated() {
        places.append(
          .deal(index, check: number, ordinal: ordinal, isError: result.severity == .error))
      }
    }
  }

  /// The finding of a place in words: judges the deal once more.
  func finding(at place: Findings.Place) -> Finding? {
    guard !place.isOfCompany else { return companyFinding(companies[place.index]) }
    let deal = deals[place.index]
    let subject = subject(deal)
    let check = checks[place.check]
    let results = check.judge(subject)
    guard results.indices.contains(place.ordinal) else { return nil }
    let result = results[place.ordinal]
    return Finding(
      check: check.id, severity: result.severity, deal: deal, company: subject.company,
      manager: deal.manager, message: result.message(), fix: result.fix())
  }

  private func subject(_ deal: any DealFacts) -> AuditSubject {
    let chain = chains.isEmpty ? nil : deal.chain.flatMap { chains[$0.id] }
    let id = deal.pipeline
    return AuditSubject(
      deal: deal, company: source.company(deal.company),
      decisionMakers: {
        // The contacts of a chain's first deal count for each of its deals (R20).
        (deal.contacts + (chain?.first.contacts ?? [])).lazy.filter(\.role.counts)
          .compactMap { source.contact($0.contact) }
      },
      pipeline: pipelines[id] ?? Pipeline(missing: id), chain: chain, clock: clock)
  }

  /// R25: a company nobody works on.
  func isWithoutDeal(_ company: any CompanyFacts) -> Bool {
    guard let worked else { return false }
    return !worked.contains(company.id) && scope.includes(company.manager)
  }

  private func companyFinding(_ company: any CompanyFacts) -> Finding {
    Finding(
      check: .companyWithoutDeal, severity: .warning, deal: nil, company: company,
      manager: company.manager,
      message: Phrase(ru: "у компании нет ни одной сделки", en: "the company has no deal"),
      fix: Remedy("deal", "add", company.id.text)
        .asking("--pipeline", ru: "ВОРОНКА", en: "PIPELINE")
        .asking("--next", ru: "ДЕЙСТВИЕ", en: "ACTION").adding("--due", "tomorrow"))
  }
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
