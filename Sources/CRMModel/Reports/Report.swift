/// A report: what it is called, what its figures mean, its columns, and how they are found.
///
/// There is nothing else of a report anywhere (R87 to R96).
public struct Report: Sendable {
  /// Its name on the command line.
  public let name: String
  /// What it tells, in a few words.
  public let words: Phrase
  /// What its figures mean.
  public let definition: Phrase
  /// Of what it is made.
  public let counted: CountedNoun
  /// What more it can be asked.
  public let options: [ReportOption]
  /// Whether it tells what is now instead of what happened on its days.
  public let isOfNow: Bool
  /// Whether it tells what is to come: unless days are given, it is of the year that begins with this
  /// month.
  public let isAhead: Bool
  /// Its columns.
  public let columns: [ReportColumn]
  /// What it reads.
  public let sources: @Sendable (ReportMaterial) -> Set<ReportSource>
  private let find: @Sendable (ReportMaterial) throws(ReportProblem) -> ReportRows

  init(
    _ name: String, _ words: Phrase, _ definition: Phrase, of counted: CountedNoun = .deals,
    options: [ReportOption] = [],
    isOfNow: Bool = false, isAhead: Bool = false,
    sources: @escaping @Sendable (ReportMaterial) -> Set<ReportSource> = { _ in [.pasts] },
    _ columns: [ReportColumn],
    _ find: @escaping @Sendable (ReportMaterial) throws(ReportProblem) -> ReportRows
  ) {
    self.name = name
    self.words = words
    self.definition = definition
    self.counted = counted
    self.options = options
    self.isOfNow = isOfNow
    self.isAhead = isAhead
    self.columns = columns
    self.sources = sources
    self.find = find
  }

  /// Every report, in the order of the help.
  public static let all = [
    funnel, bottleneck, cycle, stages, losses, dynamics, sales, activity, leads, plan, forecast,
    inflow, abc, nps, experiment, quality, dupes, base,
  ]

  /// Those of the page for the head, in its order (R99).
  public static let ofDashboard = [plan, forecast, funnel, stages, losses, activity, cycle]

  /// The same report of what is now.
  public var ofNow: Report { name == Report.funnel.name ? .snapshot : self }

  /// The report of a material; a property that is a column anyway cuts nothing.
  ///
  /// - Throws: ``ReportProblem`` where it cannot be made of what was asked.
  public func frame(
    _ material: ReportMaterial, withParts: Bool = true
  ) throws(ReportProblem) -> ReportFrame {
    let scope = material.scope
    let slice = scope.slice.flatMap { property in
      columns.contains { $0.key == property.key } ? nil : property
    }
    var material = material
    material.slice = slice
    let rows = try find(material)
    return ReportFrame(
      report: self, scope: scope, columns: (slice.map { [ReportColumn($0)] } ?? []) + columns,
      rows: rows,
      parts: try (withParts ? rows.parts : []).map { (part) throws(ReportProblem) in
        try part.frame(material.over(scope.days))
      })
  }
}

/// What a report may be asked beyond its days.
public enum ReportOption: Sendable {
  case goal, lastDays, snapshot, experiment, byPayment
}

/// What a report may read.
public enum ReportSource: CaseIterable, Sendable {
  /// The deals with their ways through their pipelines.
  case pasts
  /// What they were expected to bring, and when.
  case formerValues
  /// What was done on them.
  case activities
  case papers, leads, evenings, duplicates, companies
}

/// Why a report cannot be made of what was asked.
public struct ReportProblem: Error, Sendable {
  /// In words.
  public let message: Phrase
}

/// What reports are made of.
public struct ReportMaterial: Sendable {
  /// By what they are made.
  public private(set) var scope: ReportFrame.Scope
  /// The pipelines that were asked for, by id.
  public let pipelines: [Pipeline]
  /// Whether one pipeline alone was asked for.
  public let isOfOnePipeline: Bool
  /// Whether a condition says which deals are asked for.
  public var isOfSomeDeals = false
  /// The deals that were asked for, none of them deleted, where the report reads them.
  public var deals: ReportedDeals
  /// How sums of several currencies become one; `nil` where nobody asks.
  public var conversion: CurrencyConversion?
  /// Where the classes of companies end.
  public var companyClasses = CompanyClasses.standard
  /// The papers of the department that are in force, where the report reads them.
  public var papers: [Paper] = []
  /// The leads that were asked for, where the report reads them.
  public var leads: [ReportedLead] = []
  /// The kept evenings of the days, where the report reads them.
  public var evenings: [Evening] = []
  /// The cards of clients, where the report reads them.
  public var companies: [Company] = []
  /// How much each property of them weighs; all that is usual alike where it says nothing.
  public var baseProfile: [String: Int] = [:]
  /// Clients that are, or may be, one, by kind, where the report reads them.
  public var duplicates: [(kind: Kind, groups: [DuplicateGroup])] = []
  /// The department's plans.
  public let plans: SalesPlans
  /// Who works where.
  public let people: People
  /// When the department works.
  public let calendar: WorkCalendar
  /// What was asked beyond that.
  public var wishes = Wishes()
  /// The property by which rows are cut.
  fileprivate(set) var slice: Property<DealSubject>?

  /// What is asked of single reports.
  public struct Wishes: Sendable {
    /// What `experiment` looks at.
    public var experiment: Experiment?
    /// How many sales or how much money `inflow` has to come to.
    public var goal: Goal?
    /// How many days are the end of a month for `dynamics`.
    public var lastDays = 5
    /// Whether what counts for `plan` is paid money (R92).
    public var isByPayment = false

    /// So many sales, or so much money.
    public enum Goal: Sendable {
      case sales(Int)
      case money(Money)
    }

    /// Nothing.
    public init() {}
  }

  /// The same of other days, cut by another property.
  public func over(_ days: ClosedRange<Day>, by slice: Property<DealSubject>? = nil)
    -> ReportMaterial
  {
    var material = self
    material.scope = ReportFrame.Scope(clock: scope.clock, days: days, period: nil, slice: slice)
    return material
  }

  /// A material of which nothing has been read yet.
  public init(
    scope: ReportFrame.Scope, pipelines: [Pipeline], isOfOnePipeline: Bool, plans: SalesPlans,
    people: People,
    calendar: WorkCalendar
  ) {
    self.scope = scope
    self.pipelines = pipelines
    self.isOfOnePipeline = isOfOnePipeline
    deals = ReportedDeals { facts in
      DealSubject(
        facts, in: AuditRecords(deals: [], companies: [], contacts: []), chain: nil, pipeline: nil,
        clock: scope.clock)
    }
    self.plans = plans
    self.people = people
    self.calendar = calendar
  }
}

/// What is of one deal, and can be cut by its properties.
protocol OfDeal {
  var deal: ReportedDeal { get }
  /// The deal with what stands around it.
  var subject: DealSubject { get }
}

extension OfDeal {
  var subject: DealSubject { deal.subject }
}

/// One way of one deal through one pipeline.
struct ReportCase: OfDeal, Sendable {
  let deal: ReportedDeal
  private let way: Int

  /// A way by its place among those of the deal.
  init(_ deal: ReportedDeal, _ way: Int) {
    self.deal = deal
    self.way = way
  }

  var journey: StageJourney { deal.journey(way) }
  var pipeline: Pipeline { deal.pipeline(of: journey) }
  /// Whose it is: of a closed deal, whoever closed it.
  var manager: Login { deal.closer }
  var subject: DealSubject { deal.subject.of(manager) }
  /// Where the deal stood on it.
  var visits: StageVisits { deal.visits(of: journey) }
}

extension ReportMaterial {
  /// The places of the pipelines that were asked for among those of the deals.
  var askedPlaces: [Int] {
    pipelines.compactMap { asked in deals.pipelines.firstIndex { $0.id == asked.id } }
  }

  /// Whether a way is through a pipeline that was asked for.
  private func isAsked(_ journey: StageJourney) -> Bool {
    !isOfOnePipeline || deals.pipelines[journey.pipeline].id == pipelines[0].id
  }

  /// Deals whose way through the pipelines that were asked for began or ended in the days.
  func cases(where fits: (StageJourney) -> Bool) -> [ReportCase] {
    var found: [ReportCase] = []
    for deal in deals {
      let journeys = deal.journeys
      for way in journeys.indices {
        let journey = journeys[way]
        // What is quick to tell of most is asked in front.
        if fits(journey), isAsked(journey), deal.isSale { found.append(ReportCase(deal, way)) }
      }
    }
    return found
  }

  /// Those that entered the pipeline in the days: the cohort of R87.
  func cohort() -> [ReportCase] { cases { scope.includes($0.entered) } }

  /// Those that were won or lost in the days.
  func closed() -> [ReportCase] {
    cases { $0.endedAt.map { scope.includes($0) } ?? false }
  }

  /// The won deals of a stretch of days, later parts of sales included: money is theirs (R23).
  func won(in days: ClosedRange<Day>) -> [ReportCase] {
    deals.compactMap { deal in
      let journeys = deal.journeys
      guard let journey = journeys.last, journey.end == .won,
        scope.includes(journey.since, in: days), isAsked(journey)
      else { return nil }
      return ReportCase(deal, journeys.endIndex - 1)
    }
  }

  /// The cases whose stages are known and that stayed in their pipeline.
  func usable(_ cases: [ReportCase]) -> [ReportCase] {
    cases.filter { !$0.journey.isUnknown && $0.journey.end != .elsewhere }
  }

  /// What the cases come to in the settings' currency (R46).
  func converted(_ cases: some Sequence<ReportCase>) -> ConvertedTotal? {
    conversion?.total(
      of: cases.lazy.compactMap { one in
        one.deal.budget.map { ($0, one.journey.endedAt) }
      })
  }

  /// Rows of what can be used of the cases, cut by the property that was asked for.
  func rows(
    of cases: [ReportCase], total: (([ReportCase]) -> [ReportCell])? = nil,
    _ rows: ([ReportCase]) -> [[ReportCell]]
  ) -> ReportRows {
    var found = ReportRows()
    let used = usable(cases)
    found.sample = used.count
    for (why, count) in [
      (
        ReportRows.LeftOut.imported,
        cases.count { $0.journey.isUnknown && $0.journey.end != .elsewhere }
      ),
      (.elsewhere, cases.count { $0.journey.end == .elsewhere }),
    ] where count > 0 {
      found.leftOut.append((why, count))
    }
    found.fill(used, by: slice, total: total, rows)
    return found
  }
}

extension ReportRows {
  /// Rows of all cases, cut by a property: what has several values is of each of them, and counts once
  /// in the total.
  mutating func fill<Case: OfDeal>(
    _ cases: [Case], by slice: Property<DealSubject>?,
    total: (([Case]) -> [ReportCell])?, _ rows: ([Case]) -> [[ReportCell]]
  ) {
    fill(
      cases, by: slice.map { slice in { slice.value($0.subject) } }, slice?.choices ?? [],
      total: total, rows)
  }

  /// The same of anything that has a value to be cut by.
  mutating func fill<Case>(
    _ cases: [Case], by slice: ((Case) -> Value?)?, _ choices: [Choice] = [],
    total: (([Case]) -> [ReportCell])?, _ rows: ([Case]) -> [[ReportCell]]
  ) {
    self.total = total.map { (slice == nil ? [] : [.none]) + $0(cases) }
    guard let slice else {
      self.rows = rows(cases)
      return
    }
    var groups: [Value?: [Case]] = [:]
    for one in cases {
      let values = slice(one).map(\.elements) ?? []
      for value in values { groups[value, default: []].append(one) }
      if values.isEmpty { groups[nil, default: []].append(one) }
    }
    let order = groups.keys.sorted { left, right in
      guard let left, let right else { return left != nil }
      return left.precedes(right)
    }
    self.rows = order.flatMap { value in
      rows(groups[value] ?? []).map {
        [value.map { .value($0, among: choices) } ?? .none] + $0
      }
    }
  }
}

extension [ReportCase] {
  /// The cases of each pipeline that has any.
  func byPipeline<Result>(_ make: (Pipeline, [ReportCase]) -> [Result]) -> [Result] {
    Dictionary(grouping: self, by: \.journey.pipeline).sorted { $0.key < $1.key }
      .flatMap { make($1[0].pipeline, $1) }
  }

  /// Their money, one sum a currency (R103).
  var money: [Money] { lazy.compactMap(\.deal.budget).sums }
}
