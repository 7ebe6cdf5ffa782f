/// What an operation has to reach (issue 6, «the line»).
enum Line {
  /// At most so many times what the rival takes.
  case ratio(Double)
  /// That 99 of 100 runs take at most so many times the median.
  case spread(Double)
  /// At most so many milliseconds.
  case milliseconds(Double)
  /// At most so many megabytes at once.
  case peak(Double)

  var text: String {
    switch self {
    case .ratio(let most): "≤ \(Text.number(most)) ×"
    case .spread(let most): "p99 ≤ \(Text.number(most)) medians"
    case .milliseconds(let most): "≤ \(Text.number(most)) ms"
    case .peak(let most): "≤ \(Text.number(most)) MB"
    }
  }

  /// Whether it was reached by a cost; `nil` where nothing was measured to compare with.
  func isReached(
    ours: Measurement, worst: Measurement, rival: Measurement?, by cost: (Measurement) -> Double
  ) -> Bool? {
    switch self {
    case .ratio(let most): rival.map { cost(ours) <= most * cost($0) }
    case .spread(let most): cost(worst) <= most * cost(ours)
    case .milliseconds(let most): ours.wall <= most
    case .peak(let most): ours.peak <= most
    }
  }
}
