/// The stages of one pipeline that a deal went through, by its events (R87).
///
/// The events of undone operations are none. A stage that was removed is the one where its deals went.
public struct StageJourney: Hashable, Sendable {
  /// The pipeline's place among those of the reported deals.
  let pipeline: Int
  /// When the deal entered the pipeline.
  public let entered: Instant
  /// Where it stood, in order; never empty.
  public private(set) var visits: ArraySlice<Visit>
  /// Whether it went on to another pipeline (R45).
  public private(set) var isElsewhere = false
  /// Whether it was imported at a later stage or closed, so that nobody knows how it got there.
  public let isUnknown: Bool

  init(
    pipeline: Int, entered: Instant, visits: ArraySlice<Visit>, isElsewhere: Bool,
    isUnknown: Bool
  ) {
    (self.pipeline, self.entered, self.visits) = (pipeline, entered, visits)
    (self.isElsewhere, self.isUnknown) = (isElsewhere, isUnknown)
  }

  /// One stay at a stage; there are so many that they are kept small.
  public struct Visit: Hashable, Sendable {
    /// From when.
    let entered: Instant
    /// Until when; `nil` while it stands there.
    var left: Instant?
    private let place: Int16
    /// What being there means.
    let kind: Stage.Kind

    /// The stage's place in the pipeline; -1 for one that it does not know.
    var position: Int { Int(place) }

    init(at place: Int?, _ kind: Stage.Kind, since entered: Instant) {
      self.place = Int16(clamping: place ?? -1)
      self.kind = kind
      self.entered = entered
    }
  }

  /// Where it ended up.
  enum End: Hashable {
    case won, lost, here, elsewhere
  }

  /// Where it is by its last event.
  var end: End {
    guard !isElsewhere else { return .elsewhere }
    return switch visits.last?.kind {
    case .won: .won
    case .lost: .lost
    case .open, nil: .here
    }
  }

  /// When it was won or lost.
  var endedAt: Instant? { end == .won || end == .lost ? visits.last?.entered : nil }

  /// The place where it stands, or from where it was lost.
  var lastOpen: Int? { visits.last { $0.kind == .open }?.position }

  /// Whether it got to a place: a later stage counts as having passed those before.
  func reached(_ position: Int) -> Bool {
    end == .won || visits.contains { $0.kind == .open && $0.position >= position }
  }

  /// Whether it went on from a place.
  func passed(_ position: Int) -> Bool { reached(position + 1) }

  /// How long it stood at a place, all stays together, up to a moment.
  func seconds(at position: Int, upTo now: Instant) -> Int64 {
    visits.filter { $0.position == position }.reduce(0) {
      $0 + ($1.left ?? now).secondsSinceEpoch - $1.entered.secondsSinceEpoch
    }
  }

  /// What was known of it at a moment; `nil` before it began.
  func known(at moment: Instant) -> StageJourney? {
    guard entered <= moment else { return nil }
    guard let last = visits.last, last.entered > moment || (last.left ?? moment) > moment else {
      return self
    }
    var known = self
    known.isElsewhere = false
    known.visits = ArraySlice(visits.filter { $0.entered <= moment })
    if let last = known.visits.indices.last { known.visits[last].left = nil }
    return known
  }
}
