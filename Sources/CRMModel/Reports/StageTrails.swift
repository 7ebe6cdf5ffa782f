/// The trails of deals with what the names in them mean to the pipelines of a department, which is looked
/// up once and not for each of so many steps.
final class StageTrails: Sendable {
  let trails: DealTrails
  let pipelines: [Pipeline]
  /// The place of the pipeline that each name is of; `nil` where it is gone, or no pipeline.
  private let places: [Int?]
  /// What each name means in each pipeline; a stage that was removed is the one where its deals went.
  private let meanings: [[StageVisits.Meaning]]

  init(_ trails: DealTrails, _ pipelines: [Pipeline]) {
    (self.trails, self.pipelines) = (trails, pipelines)
    places = trails.names.map { name in pipelines.firstIndex { $0.id.text == name } }
    meanings = pipelines.map { pipeline in
      trails.names.map { name in
        let place = pipeline.position(of: pipeline.successor(of: StageID(name)))
        return StageVisits.Meaning(
          place: Int16(clamping: place ?? -1),
          kind: place.map { pipeline.stages[$0].kind } ?? .open)
      }
    }
  }

  /// Adds the ways of a deal as they were known at a moment, the present one last; a pipeline that is gone
  /// is none.
  ///
  /// - Returns: Whether there is any.
  func add(_ deal: Int, knownAt moment: Instant, to ways: inout Runs<StageJourney>) -> Bool {
    let steps = trails.steps.range(deal)
    let first = ways.elements.count
    var start = steps.lowerBound
    while start < steps.upperBound {
      // Each transfer names the pipeline that it ends.
      let end = (start + 1..<steps.upperBound).first { step(at: $0).formerPipeline >= 0 }
      let way = way(
        start..<(end ?? steps.upperBound), of: trails.heads[deal],
        isFirst: start == steps.lowerBound, leaving: end.map(step))
      if let way = way.flatMap({ known($0, at: moment) }) { ways.append(open: way) }
      start = end ?? steps.upperBound
    }
    guard ways.elements.count > first else { return false }
    ways.close()
    return true
  }

  func step(at place: Int) -> DealTrails.Step { trails.steps.elements[place] }

  /// What the stage that a step names means in a pipeline.
  func meaning(at place: Int, in pipeline: Int) -> StageVisits.Meaning {
    meanings[pipeline][Int(step(at: place).stage)]
  }

  private func way(
    _ steps: Range<Int>, of head: DealTrails.Head, isFirst: Bool, leaving: DealTrails.Step?
  ) -> StageJourney? {
    guard let pipeline = places[Int(leaving?.formerPipeline ?? head.pipeline)] else { return nil }
    let entering = step(at: steps.lowerBound)
    // Only what it begins with may name no stage.
    let visits = StageVisits(
      self, entering.stage < 0 ? steps.dropFirst() : steps, in: pipeline, left: leaving?.at)
    guard let first = visits.first else { return nil }
    let isUnknown =
      isFirst && head.traits.contains(.imported)
      && (head.traits.contains(.skippedStages)
        || first.position != pipelines[pipeline].stages.firstIndex { $0.kind == .open })
    return visits.way(entered: entering.at, isUnknown: isUnknown)
  }

  /// Where the deal stood on a way.
  func visits(of way: StageJourney) -> StageVisits {
    StageVisits(
      self, Int(way.steps.lowerBound)..<Int(way.steps.upperBound), in: way.pipeline,
      left: way.end == .elsewhere ? way.since : nil)
  }

  /// What was known of a way at a moment; `nil` before it began.
  func known(_ way: StageJourney, at moment: Instant) -> StageJourney? {
    guard way.entered <= moment else { return nil }
    guard way.since > moment else { return way }
    return visits(of: way).begun(by: moment)
      .way(entered: way.entered, isUnknown: way.isUnknown)
  }
}
