import Glibc

/// How an operation's cost grows with the number of deals.
struct Growth {
  let operation: String
  /// The exponent of the power law that fits best: 0 is flat, 1 is in proportion.
  let exponent: Double
  /// The cost at the largest size over that at the smallest.
  let factor: Double

  /// Fits a straight line through the logarithms by least squares; `nil` for fewer than two sizes.
  init?(
    _ operation: String, of results: [OperationResult], _ cost: (Measurement) -> Double = \.wall
  ) {
    let points = results.filter { $0.operation == operation && cost($0.ours) > 0 }
      .sorted { $0.deals < $1.deals }
      .map { (x: log2(Double($0.deals)), y: log2(cost($0.ours)), cost($0.ours)) }
    guard let first = points.first, let last = points.last, first.x < last.x else { return nil }
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x } / count
    let meanY = points.reduce(0) { $0 + $1.y } / count
    let spread = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    let joint = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
    self.operation = operation
    exponent = joint / spread
    factor = last.2 / first.2
  }
}
