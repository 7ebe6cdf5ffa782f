/// Deals with the stages that they went through, in the order in which they were added.
///
/// All of them lie in a few pieces of memory: there are as many as deals, and several visits of each
/// (R102).
public struct ReportedDeals: RandomAccessCollection, Sendable {
  fileprivate let pasts: Pasts

  /// The first place.
  public var startIndex: Int { 0 }
  /// Behind the last place.
  public var endIndex: Int { pasts.deals.count }
  /// The deal of a place.
  public subscript(place: Int) -> ReportedDeal { ReportedDeal(pasts: pasts, place: place) }

  /// Collects deals as they were known at a moment, one after the other.
  public struct Builder {
    private let pipelines: [PipelineID: Pipeline]
    private let moment: Instant
    private var deals: [Pasts.Deal] = []
    private var ways: [Pasts.Way] = []
    private var visits: [StageJourney.Visit] = []
    private var formerly: [DealTrail.Former] = []

    /// Nothing yet.
    public init(in pipelines: [PipelineID: Pipeline], at moment: Instant) {
      self.pipelines = pipelines
      self.moment = moment
    }

    /// Adds a deal, unless it was not made yet.
    package mutating func add(_ facts: any DealFacts, _ trail: DealTrail) {
      let journeys = StageJourney.all(of: trail, in: pipelines).compactMap { $0.known(at: moment) }
      guard !journeys.isEmpty else { return }
      for journey in journeys {
        visits += journey.visits
        ways.append(
          Pasts.Way(
            pipeline: journey.pipeline, entered: journey.entered, isElsewhere: journey.isElsewhere,
            isUnknown: journey.isUnknown, endOfVisits: Int32(visits.count)))
      }
      formerly += trail.formerly
      deals.append(
        Pasts.Deal(
          facts: facts, endOfWays: Int32(ways.count), endOfFormerly: Int32(formerly.count)))
    }

    /// The deals, with what gives their surroundings, for which few reports ask.
    public func deals(
      in surroundings: @escaping @Sendable (any DealFacts) -> DealSubject
    ) -> ReportedDeals {
      ReportedDeals(
        pasts: Pasts(
          deals: deals, ways: ways, visits: visits, formerly: formerly, surroundings: surroundings))
    }
  }
}

/// What is known of the pasts of deals: what is of one stands together, and ends where it says.
private final class Pasts: Sendable {
  struct Deal {
    let facts: any DealFacts
    let endOfWays: Int32
    let endOfFormerly: Int32
  }

  struct Way {
    let pipeline: PipelineID
    let entered: Instant
    let isElsewhere: Bool
    let isUnknown: Bool
    let endOfVisits: Int32
  }

  let deals: [Deal]
  let ways: [Way]
  let visits: [StageJourney.Visit]
  let formerly: [DealTrail.Former]
  let surroundings: @Sendable (any DealFacts) -> DealSubject

  init(
    deals: [Deal], ways: [Way], visits: [StageJourney.Visit], formerly: [DealTrail.Former],
    surroundings: @escaping @Sendable (any DealFacts) -> DealSubject
  ) {
    (self.deals, self.ways, self.visits, self.formerly) = (deals, ways, visits, formerly)
    self.surroundings = surroundings
  }

  func journey(at place: Int) -> StageJourney {
    let way = ways[place]
    let start = place == 0 ? 0 : Int(ways[place - 1].endOfVisits)
    return StageJourney(
      pipeline: way.pipeline, entered: way.entered, visits: visits[start..<Int(way.endOfVisits)],
      isElsewhere: way.isElsewhere, isUnknown: way.isUnknown)
  }
}

/// One of the deals of reports.
public struct ReportedDeal: Sendable {
  fileprivate let pasts: Pasts
  fileprivate let place: Int

  /// What is recorded of it.
  var facts: any DealFacts { pasts.deals[place].facts }
  var id: DealID { facts.id }
  var manager: Login { facts.manager }
  var budget: Money? { facts.budget }
  /// Whether it is a sale of its own and no later part of one (R23).
  var isSale: Bool { facts.isSale }

  /// Its way through each of its pipelines, the present one last; never empty.
  var journeys: LazyMapSequence<Range<Int>, StageJourney> {
    let start = place == 0 ? 0 : Int(pasts.deals[place - 1].endOfWays)
    return (start..<Int(pasts.deals[place].endOfWays)).lazy.map(pasts.journey)
  }

  /// The deal with what stands around it.
  var subject: DealSubject { pasts.surroundings(facts) }

  /// What it was to bring at a moment.
  func budget(at moment: Instant) -> Money? {
    guard let former = former(DealTrail.budget, at: moment) else { return budget }
    return former.value.flatMap {
      try? Money.parse($0, currency: budget?.currency ?? subject.currency)
    }
  }

  /// The day on which its manager expected it to be won, at a moment.
  func expected(at moment: Instant) -> Day? {
    former(DealTrail.expected, at: moment)?.value.flatMap { try? Day(parsing: $0) }
  }

  private func former(_ field: String, at moment: Instant) -> DealTrail.Former? {
    let start = place == 0 ? 0 : Int(pasts.deals[place - 1].endOfFormerly)
    return pasts.formerly[start..<Int(pasts.deals[place].endOfFormerly)]
      .first { $0.field == field && $0.until > moment }
  }
}
