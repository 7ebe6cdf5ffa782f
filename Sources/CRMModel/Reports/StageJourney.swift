/// The stages of one pipeline that a deal went through, by its events (R87).
///
/// The events of undone operations are none. A stage that was removed is the one where its deals went.
/// What most reports ask is found once, and a report looks at so many of them that they point at nothing:
/// where the deal stood is told by ``ReportedDeals``.
public struct StageJourney: Hashable, Sendable {
  /// The pipeline's place among those of the reported deals.
  let pipeline: Int
  /// When the deal entered the pipeline.
  public let entered: Instant
  /// Whether it was imported at a later stage or closed, so that nobody knows how it got there.
  public let isUnknown: Bool
  /// Where it ended up.
  let end: End
  /// Since when it has been there.
  let since: Instant
  /// Its visits among the steps of all deals.
  let steps: Range<Int32>
  fileprivate let open: Int16?
  fileprivate let farthest: Int16

  /// Where a way ends up.
  enum End: Hashable {
    case won, lost, here, elsewhere
  }

  /// When it was won or lost.
  var endedAt: Instant? { end == .won || end == .lost ? since : nil }

  /// The place where it stands, or from where it was lost; -1 for a stage that its pipeline does not know.
  var lastOpen: Int? { open.map(Int.init) }

  /// Whether it got to a place: a later stage counts as having passed those before.
  func reached(_ position: Int) -> Bool { end == .won || farthest >= position }

  /// Whether it went on from a place.
  func passed(_ position: Int) -> Bool { reached(position + 1) }
}

/// The stays of a deal at the stages of one pipeline, in order.
struct StageVisits: RandomAccessCollection {
  private let trails: StageTrails
  private let pipeline: Int
  private let steps: Range<Int>
  /// When it went on to another pipeline (R45).
  let left: Instant?

  /// What the name of a stage means in a pipeline.
  struct Meaning {
    /// The stage's place in the pipeline; -1 for one that it does not know.
    let place: Int16
    /// What being there means.
    let kind: Stage.Kind
  }

  /// One stay at a stage.
  struct Visit {
    /// The stage's place in the pipeline; -1 for one that it does not know.
    let position: Int
    /// What being there means.
    let kind: Stage.Kind
    /// From when.
    let entered: Instant
    /// Until when; `nil` while it stands there.
    let left: Instant?
  }

  /// Steps of a trail, each of which names a stage, by what its names mean in a pipeline.
  init(_ trails: StageTrails, _ steps: Range<Int>, in pipeline: Int, left: Instant? = nil) {
    (self.trails, self.steps, self.pipeline, self.left) = (trails, steps, pipeline, left)
  }

  var startIndex: Int { steps.lowerBound }
  var endIndex: Int { steps.upperBound }
  subscript(place: Int) -> Visit {
    let (meaning, next) = (meaning(at: place), place + 1)
    return Visit(
      position: Int(meaning.place), kind: meaning.kind, entered: trails.step(at: place).at,
      left: next < endIndex ? trails.step(at: next).at : left)
  }

  /// The way that they make.
  func way(entered: Instant, isUnknown: Bool) -> StageJourney {
    var (open, farthest): (Int16?, Int16) = (nil, -1)
    for place in indices {
      let meaning = meaning(at: place)
      guard meaning.kind == .open else { continue }
      (open, farthest) = (meaning.place, Swift.max(farthest, meaning.place))
    }
    let end: StageJourney.End =
      switch last?.kind {
      case _ where left != nil: .elsewhere
      case .won: .won
      case .lost: .lost
      case .open, nil: .here
      }
    return StageJourney(
      pipeline: pipeline, entered: entered, isUnknown: isUnknown, end: end,
      since: left ?? last?.entered ?? entered, steps: Int32(startIndex)..<Int32(endIndex),
      open: open, farthest: farthest)
  }

  private func meaning(at place: Int) -> Meaning { trails.meaning(at: place, in: pipeline) }

  /// Those that had begun at a moment when the way went on.
  func begun(by moment: Instant) -> StageVisits {
    StageVisits(
      trails, startIndex..<(steps.first { trails.step(at: $0).at > moment } ?? endIndex),
      in: pipeline)
  }

  /// How long the deal stood at a place, all stays together, up to a moment.
  func seconds(at position: Int, upTo now: Instant) -> Int64 {
    reduce(0) { sum, visit in
      visit.position == position
        ? sum + (visit.left ?? now).secondsSinceEpoch - visit.entered.secondsSinceEpoch : sum
    }
  }
}
