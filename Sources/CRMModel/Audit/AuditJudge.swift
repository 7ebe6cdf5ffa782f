/// Everything that judging one deal needs, looked up once an audit.
struct AuditJudge: Sendable {
  let deals: [any DealFacts]
  let companies: [any CompanyFacts]
  private let source: any AuditSource
  private let pipelines: [PipelineID: Pipeline]
  private let places: [NameKey: AuditPlace]
  private let ways: AuditWays
  private let chains: [DealID: AuditChain]
  private let checks: [AuditCheck]
  private let scope: Audit.Scope
  private let condition: Condition<DealSubject>?
  private let clock: AuditClock
  private let ofClients: [ClientCheck]
  /// What is found of everybody's papers; `nil` where nobody asks.
  private let ofPapers: (@Sendable (PaperOwner) -> [PaperFinding])?
  private let invoiceDays: Int
  /// The people of each company; empty where no check looks at them.
  private let people: [CompanyID: [any ContactFacts]]

  init(
    _ source: any AuditSource, pipelines: [PipelineID: Pipeline], rules: DealRules,
    scope: Audit.Scope, where condition: Condition<DealSubject>?, clock: AuditClock
  ) {
    self.condition = condition
    self.source = source
    deals = source.deals
    companies = source.companies
    self.pipelines = pipelines
    self.scope = scope
    self.clock = clock
    var places: [NameKey: AuditPlace] = [:]
    for pipeline in pipelines.values {
      for stage in pipeline.stages {
        places[.place(pipeline.id, stage.id)] = AuditPlace(pipeline, stage.id, rules)
      }
    }
    self.places = places
    ways = AuditWays(rules)
    chains = AuditChain.all(of: deals)
    // What no pipeline asks for costs nothing.
    let hasNorms = pipelines.values.contains(where: \.hasNorms)
    let own = rules.checks.compactMap { AuditCheck($0, rules) }
    func isAsked(_ id: AuditCheck.ID) -> Bool { scope.checks.isEmpty || scope.checks.contains(id) }
    let asksForPapers = source.hasPapers && PaperCheck.all.contains { isAsked($0.id) }
    ofPapers = asksForPapers ? source.paperFindings() : nil
    invoiceDays = rules.invoiceDays
    let ofSales = source.hasPapers ? AuditCheck.ofPapers : [.invoiceLate]
    let ofDeals =
      scope.isOfBase ? [] : (AuditCheck.all + (hasNorms ? AuditCheck.ofNorms : []) + ofSales + own)
    checks = ofDeals.filter { isAsked($0.id) }.sorted { $0.id.rawValue < $1.id.rawValue }
    guard scope.pipeline == nil, condition == nil else {
      (ofClients, people) = ([], [:])
      return
    }
    let ofClients =
      scope.isOfBase
      ? ClientCheck.ofBase.filter { isAsked($0.id) }
      : Self.usual(source, deals, companies.count, rules, on: clock.today, isAsked)
    self.ofClients = ofClients.sorted { $0.id.rawValue < $1.id.rawValue }
    people =
      ofClients.contains(where: \.asksForPeople)
      ? Dictionary(grouping: source.contacts, by: \.company) : [:]
  }

  /// The checks of clients that are asked for on an evening.
  private static func usual(
    _ source: any AuditSource, _ deals: [any DealFacts], _ companies: Int, _ rules: DealRules,
    on today: Day, _ isAsked: (AuditCheck.ID) -> Bool
  ) -> [ClientCheck] {
    var checks = rules.checks.compactMap { ClientCheck.own($0, rules) }.filter { isAsked($0.id) }
    if isAsked(.companyWithoutDeal) {
      var worked = Set<UInt64>(minimumCapacity: companies)
      for deal in deals where !deal.isDeleted { worked.insert(deal.company.bits) }
      checks.append(.withoutDeal(worked))
    }
    if source.hasPapers {
      checks += PaperCheck.all.indices.filter { isAsked(PaperCheck.all[$0].id) }
        .map { .papers($0, in: source, on: today) }
    }
    return checks
  }

  private func client(_ company: any CompanyFacts) -> AuditClient {
    AuditClient(
      company: company, people: people.isEmpty ? [] : people[company.id] ?? [],
      ofPapers: ofPapers?(.company(company.id)) ?? [])
  }

  /// Whether any check looks at companies or their people.
  var asksForClients: Bool { !ofClients.isEmpty }

  /// Notes what every check of clients finds on a company.
  func judge(_ company: any CompanyFacts, at index: Int, into places: inout [Findings.Place]) {
    let client = client(company)
    for number in ofClients.indices {
      let count = ofClients[number].count(client)
      guard count > 0 else { continue }
      let isError = ofClients[number].severity == .error
      for ordinal in 0..<count {
        places.append(.company(index, check: number, ordinal: ordinal, isError: isError))
      }
    }
  }

  /// Whether a deal fulfils the condition, where one was given.
  func isWanted(_ deal: any DealFacts) -> Bool {
    condition?.holds(subject(deal, at: place(of: deal)).subject) ?? true
  }

  /// Notes what every check finds on a deal that stands at a place, without wording it.
  func judge(
    _ deal: any DealFacts, at place: AuditPlace, number index: Int,
    into places: inout [Findings.Place]
  ) {
    let subject = subject(deal, at: place)
    // By their numbers: to go through the checks themselves would copy each for every deal.
    for number in checks.indices {
      let count = checks[number].count(subject)
      guard count > 0 else { continue }
      let isError = checks[number].severity(subject) == .error
      for ordinal in 0..<count {
        places.append(.deal(index, check: number, ordinal: ordinal, isError: isError))
      }
    }
  }

  /// What a place is sorted by, where that is known without reading texts.
  func rank(of place: Findings.Place) -> Int? {
    place.isOfCompany ? companies[place.index].rank : deals[place.index].rank
  }

  /// What a place is sorted by.
  func order(of place: Findings.Place) -> AuditOrder {
    place.isOfCompany ? AuditOrder(companies[place.index]) : AuditOrder(deals[place.index])
  }

  /// Gives back the memory of what was read.
  func forgetRecords() { source.forgetRecords() }

  /// The finding of a place without its words, for which no text of a deal is read.
  func found(at place: Findings.Place) -> Evening.Found {
    guard !place.isOfCompany else {
      let company = companies[place.index]
      let id = ofClients[place.check].id
      let subject = Evening.Subject(check: id, deal: nil, company: company.id)
      return Evening.Found(subject, of: company.manager)
    }
    let deal = deals[place.index]
    let subject = Evening.Subject(check: checks[place.check].id, deal: deal.id, company: nil)
    return Evening.Found(subject, of: deal.manager)
  }

  /// The finding of a place in words: judges the deal once more.
  func finding(at place: Findings.Place) -> Finding? {
    guard !place.isOfCompany else { return finding(ofCompanyAt: place) }
    let deal = deals[place.index]
    let subject = subject(deal, at: self.place(of: deal))
    let check = checks[place.check]
    let results = check.words(subject)
    guard results.indices.contains(place.ordinal) else { return nil }
    let result = results[place.ordinal]
    return Finding(
      check: check.id, severity: place.isError ? .error : .warning, deal: deal,
      company: subject.company, manager: deal.manager, message: result.message, fix: result.fix,
      requirement: result.requirement)
  }

  private func subject(_ deal: any DealFacts, at place: AuditPlace) -> AuditSubject {
    var subject = AuditSubject(
      deal: deal, company: source.company(deal.company), place: place,
      chain: chains.isEmpty ? nil : deal.chain.flatMap { chains[$0.id] }, clock: clock,
      source: source, invoiceDays: invoiceDays)
    subject.ofPapers = ofPapers?(.deal(deal.id)) ?? []
    if subject.place.isConditional { subject.place = ways.place(of: subject) }
    return subject
  }

  /// Where a deal stands; no text is read for a stage that is known.
  func place(of deal: any DealFacts) -> AuditPlace {
    if let known = places[deal.placeKey] { return known }
    let id = deal.pipeline
    return AuditPlace(pipelines[id] ?? Pipeline(missing: id), deal.stage)
  }

  private func finding(ofCompanyAt place: Findings.Place) -> Finding? {
    let (company, check) = (companies[place.index], ofClients[place.check])
    let results = check.words(client(company))
    guard results.indices.contains(place.ordinal) else { return nil }
    return Finding(
      check: check.id, severity: check.severity, deal: nil, company: company,
      manager: company.manager, message: results[place.ordinal].message,
      fix: results[place.ordinal].fix)
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
