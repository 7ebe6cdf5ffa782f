/// Deals with the stages that they went through, in the order in which they were given.
///
/// All of them lie in a few pieces of memory: there are as many as deals, and several visits of each
/// (R102).
public struct ReportedDeals: RandomAccessCollection, Sendable {
  private let pasts: Pasts

  /// Deals as they were known at a moment, each with its place among trails, or -1, and what gives their
  /// surroundings, for which few reports ask; one that was not made yet is none.
  package init(
    _ deals: [any DealFacts] = [], at places: [Int32] = [], of trails: DealTrails = DealTrails(),
    in pipelines: [Pipeline] = [], knownAt moment: Instant = .first,
    surroundings: @escaping @Sendable (any DealFacts) -> DealSubject
  ) {
    var journeys = JourneyBuilder(trails, pipelines, knownAt: moment)
    let kept = deals.indices.filter { places[$0] >= 0 && journeys.add(Int(places[$0])) }
    let isWhole = kept.count == deals.count
    pasts = Pasts(
      deals: isWhole ? deals : kept.map { deals[$0] },
      places: isWhole ? places : kept.map { places[$0] }, trails: trails.withoutSteps(),
      pipelines: pipelines, ways: journeys.ways, visits: journeys.visits,
      surroundings: surroundings)
  }

  /// The first place.
  public var startIndex: Int { 0 }
  /// Behind the last place.
  public var endIndex: Int { pasts.deals.count }
  /// The deal of a place.
  public subscript(place: Int) -> ReportedDeal { ReportedDeal(pasts: pasts, place: place) }

  /// The pipelines that their ways go through, of which some may not have been asked for.
  var pipelines: [Pipeline] { pasts.pipelines }

  /// The people by the places of their names, among which are names that are none of people.
  var people: [Login] { pasts.trails.names.map { Login(stored: $0) } }
}

/// What is known of the pasts of deals.
private final class Pasts: Sendable {
  let deals: [any DealFacts]
  /// Of each deal among the trails.
  let places: [Int32]
  let trails: DealTrails
  let pipelines: [Pipeline]
  /// Of each deal.
  let ways: Runs<Way>
  /// Of each way.
  let visits: Runs<StageJourney.Visit>
  let surroundings: @Sendable (any DealFacts) -> DealSubject

  struct Way {
    let pipeline: Int
    let entered: Instant
    let isElsewhere: Bool
    let isUnknown: Bool
  }

  init(
    deals: [any DealFacts], places: [Int32], trails: DealTrails, pipelines: [Pipeline],
    ways: Runs<Way>, visits: Runs<StageJourney.Visit>,
    surroundings: @escaping @Sendable (any DealFacts) -> DealSubject
  ) {
    (self.deals, self.places, self.trails) = (deals, places, trails)
    (self.pipelines, self.ways, self.visits) = (pipelines, ways, visits)
    self.surroundings = surroundings
  }

  func journey(at place: Int) -> StageJourney {
    let way = ways.elements[place]
    return StageJourney(
      pipeline: way.pipeline, entered: way.entered, visits: visits[place],
      isElsewhere: way.isElsewhere, isUnknown: way.isUnknown)
  }
}

/// Makes the ways of deals of their trails, one deal after the other.
///
/// What a name means in a pipeline is looked up once, and not for each of so many steps.
private struct JourneyBuilder {
  private(set) var ways = Runs<Pasts.Way>()
  private(set) var visits = Runs<StageJourney.Visit>()
  /// Those of one way; kept, as an array for each would take longer than all else.
  private var visited: [StageJourney.Visit] = []
  private let trails: DealTrails
  private let moment: Instant
  /// The place of the pipeline that a name is of; `nil` where it is gone, or no pipeline.
  private let pipelines: [Int?]
  /// What each name means in each pipeline, one pipeline behind the other; a stage that was removed is
  /// the one where its deals went.
  private let stages: [(position: Int?, kind: Stage.Kind)]
  /// Where the ways through each pipeline begin.
  private let starts: [Int?]

  init(_ trails: DealTrails, _ pipelines: [Pipeline], knownAt moment: Instant) {
    self.trails = trails
    self.moment = moment
    self.pipelines = trails.names.map { name in pipelines.firstIndex { $0.id.text == name } }
    stages = pipelines.flatMap { pipeline in
      trails.names.map { name in
        let position = pipeline.position(of: pipeline.successor(of: StageID(name)))
        return (position, position.map { pipeline.stages[$0].kind } ?? .open)
      }
    }
    starts = pipelines.map { pipeline in
      pipeline.firstStage.flatMap { pipeline.position(of: $0.id) }
    }
  }

  /// Adds the ways of a deal, the present one last; a pipeline that is gone is none.
  ///
  /// - Returns: Whether there is any.
  mutating func add(_ deal: Int) -> Bool {
    let steps = trails.steps.range(deal)
    let first = ways.elements.count
    var start = steps.lowerBound
    while start < steps.upperBound {
      // Each transfer names the pipeline that it ends.
      let end = (start + 1..<steps.upperBound).first { step(at: $0).formerPipeline >= 0 }
      let way = way(
        start..<(end ?? steps.upperBound), of: trails.heads[deal],
        isFirst: start == steps.lowerBound, leaving: end.map(step))
      if let way { ways.append(open: way) }
      start = end ?? steps.upperBound
    }
    guard ways.elements.count > first else { return false }
    ways.close()
    return true
  }

  private func step(at place: Int) -> DealTrails.Step { trails.steps.elements[place] }

  private mutating func way(
    _ steps: Range<Int>, of head: DealTrails.Head, isFirst: Bool, leaving: DealTrails.Step?
  ) -> Pasts.Way? {
    let name = Int(leaving?.formerPipeline ?? head.pipeline)
    guard let pipeline = pipelines[name] else { return nil }
    visited.removeAll(keepingCapacity: true)
    for place in steps where step(at: place).stage >= 0 {
      let step = step(at: place)
      let (position, kind) = stages[pipeline * trails.names.count + Int(step.stage)]
      if let last = visited.indices.last { visited[last].left = step.at }
      visited.append(StageJourney.Visit(at: position, kind, since: step.at))
    }
    guard let first = visited.first else { return nil }
    if let leaving { visited[visited.count - 1].left = leaving.at }
    let isUnknown =
      isFirst && head.isImported && (head.skippedStages || first.position != starts[pipeline])
    let whole = StageJourney(
      pipeline: pipeline, entered: step(at: steps.lowerBound).at, visits: visited[...],
      isElsewhere: leaving != nil, isUnknown: isUnknown)
    guard let known = whole.known(at: moment) else { return nil }
    visits.append(known.visits)
    return Pasts.Way(
      pipeline: pipeline, entered: known.entered, isElsewhere: known.isElsewhere,
      isUnknown: isUnknown)
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
  var budget: Money? { facts.budget }
  /// Whether it is a sale of its own and no later part of one (R23).
  var isSale: Bool { facts.isSale }

  /// Its way through each of its pipelines, the present one last; never empty.
  var journeys: LazyMapSequence<Range<Int>, StageJourney> {
    pasts.ways.range(place).lazy.map(pasts.journey)
  }

  /// The pipeline that a way goes through.
  func pipeline(of journey: StageJourney) -> Pipeline { pasts.pipelines[journey.pipeline] }

  /// Its place among the trails.
  private var trail: Int { Int(pasts.places[place]) }

  /// The deal with what stands around it.
  var subject: DealSubject { pasts.surroundings(facts) }

  /// What was done on it, where the report asks for that.
  var activities: ArraySlice<ReportedActivity> { pasts.trails.activities[trail] }

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
    pasts.trails.formerly[trail].first { $0.field == field && $0.until > moment }
  }
}
