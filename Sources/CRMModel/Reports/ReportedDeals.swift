/// Deals with the stages that they went through, in the order in which they were given.
///
/// All of them lie in a few pieces of memory: there are as many as deals, and several visits of each
/// (R102).
public struct ReportedDeals: RandomAccessCollection, Sendable {
  private let pasts: Pasts

  /// Those of some deals that are asked for as they were known at a moment, each with its place among
  /// trails, or -1, and what gives their surroundings, for which few reports ask; one that was not made
  /// yet is none.
  ///
  /// A condition on the manager means whom the figures name (R91).
  package init(
    _ deals: [any DealFacts] = [], at places: [Int32] = [], of trails: DealTrails = DealTrails(),
    in pipelines: [Pipeline] = [], knownAt moment: Instant = .first,
    where isAsked: (any DealFacts) -> Bool = { _ in true },
    fulfilling condition: ((DealSubject) -> Bool)? = nil,
    companyName: @escaping @Sendable (CompanyID) -> String? = { _ in nil },
    surroundings: @escaping @Sendable (any DealFacts) -> DealSubject
  ) {
    let stages = StageTrails(trails, pipelines)
    var ways = Runs<StageJourney>()
    ways.reserve(deals.count)
    let kept = deals.indices.filter {
      let (deal, place) = (deals[$0], places[$0])
      return place >= 0 && isAsked(deal)
        && condition.map { $0(surroundings(deal).of(trails.closer(of: deal, at: Int(place)))) }
          ?? true
        && stages.add(Int(place), knownAt: moment, to: &ways)
    }
    let isWhole = kept.count == deals.count
    pasts = Pasts(
      deals: isWhole ? deals : kept.map { deals[$0] },
      places: isWhole ? places : kept.map { places[$0] }, stages: stages, ways: ways,
      companyName: companyName, surroundings: surroundings)
  }

  /// The first place.
  public var startIndex: Int { 0 }
  /// Behind the last place.
  public var endIndex: Int { pasts.deals.count }
  /// The deal of a place.
  public subscript(place: Int) -> ReportedDeal { ReportedDeal(pasts: pasts, place: place) }

  /// The pipelines that their ways go through, of which some may not have been asked for.
  var pipelines: [Pipeline] { pasts.stages.pipelines }

  /// The people by the places of their names, among which are names that are none of people.
  var people: [Login] { pasts.stages.trails.names.map { Login(stored: $0) } }

  /// Where a deal stood on a way.
  func visits(of way: StageJourney) -> StageVisits { pasts.stages.visits(of: way) }

  /// What was known of a way at a moment; `nil` before it began.
  func known(_ way: StageJourney, at moment: Instant) -> StageJourney? {
    pasts.stages.known(way, at: moment)
  }
}

/// What is known of the pasts of deals.
private final class Pasts: Sendable {
  let deals: [any DealFacts]
  /// Of each deal among the trails.
  let places: [Int32]
  let stages: StageTrails
  /// Of each deal.
  let ways: Runs<StageJourney>
  let companyName: @Sendable (CompanyID) -> String?
  let surroundings: @Sendable (any DealFacts) -> DealSubject

  init(
    deals: [any DealFacts], places: [Int32], stages: StageTrails, ways: Runs<StageJourney>,
    companyName: @escaping @Sendable (CompanyID) -> String?,
    surroundings: @escaping @Sendable (any DealFacts) -> DealSubject
  ) {
    (self.deals, self.places, self.stages, self.ways) = (deals, places, stages, ways)
    (self.companyName, self.surroundings) = (companyName, surroundings)
  }
}

/// One of the deals of reports.
public struct ReportedDeal: Sendable {
  fileprivate let pasts: Pasts
  fileprivate let place: Int

  /// What is recorded of it.
  var facts: any DealFacts { pasts.deals[place] }
  var id: DealID { facts.id }
  var manager: Login { facts.manager }
  /// Whose it is in figures.
  var closer: Login { pasts.stages.trails.closer(of: facts, at: trail) }
  var budget: Money? { facts.budget }
  /// Whether it is a sale of its own and no later part of one (R23).
  var isSale: Bool { !head.traits.contains(.laterPart) }
  /// Why it was lost, where that was said.
  var lostReason: String? {
    head.lostReason < 0 ? nil : pasts.stages.trails.name(head.lostReason)
  }

  /// Its way through each of its pipelines, the present one last; never empty.
  var journeys: ArraySlice<StageJourney> { pasts.ways[place] }

  /// One of them by its place.
  func journey(_ place: Int) -> StageJourney { pasts.ways.elements[place] }

  /// The pipeline that a way goes through.
  func pipeline(of way: StageJourney) -> Pipeline { pasts.stages.pipelines[way.pipeline] }

  /// Where it stood on a way.
  func visits(of way: StageJourney) -> StageVisits { pasts.stages.visits(of: way) }

  /// Its place among the trails.
  private var trail: Int { Int(pasts.places[place]) }
  /// What is said of it once.
  private var head: DealTrails.Head { pasts.stages.trails.heads[trail] }

  /// The name of the company it is worked on for; cheaper than all that stands around it.
  var companyName: String? { pasts.companyName(facts.company) }

  /// The deal with what stands around it.
  var subject: DealSubject { pasts.surroundings(facts) }

  /// What was done on it, where the report asks for that.
  var activities: ArraySlice<ReportedActivity> { pasts.stages.trails.activities[trail] }

  /// What it was to bring at a moment, where the report asks for former values.
  func budget(at moment: Instant) -> Money? {
    guard let former = former(.budget, at: moment) else { return budget }
    return former.value.flatMap {
      try? Money.parse($0, currency: budget?.currency ?? subject.currency)
    }
  }

  /// The day on which its manager expected it to be won, at a moment.
  func expected(at moment: Instant) -> Day? {
    former(.expected, at: moment)?.value.flatMap { try? Day(parsing: $0) }
  }

  private func former(
    _ field: DealTrails.Former.Field, at moment: Instant
  ) -> DealTrails.Former? {
    pasts.stages.trails.formerly[trail].first { $0.field == field && $0.until > moment }
  }
}
