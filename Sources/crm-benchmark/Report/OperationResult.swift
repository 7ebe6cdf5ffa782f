/// What was measured of one operation at one size.
struct OperationResult {
  let operation: String
  /// What it was compared with; empty where there is nothing.
  let rivalName: String
  let lines: [Line]
  let deals: Int
  let ours: Measurement
  /// What 99 of 100 of our runs do not exceed.
  let worst: Measurement
  let rival: Measurement?

  var ratio: Double? { rival.map { ours.wall / max($0.wall, 0.001) } }
  var processorRatio: Double? { rival.map { ours.processor / max($0.processor, 0.001) } }

  /// Whether every line was reached; `nil` where there is none to judge.
  func isReached(by cost: (Measurement) -> Double) -> Bool? {
    let reached = lines.compactMap {
      $0.isReached(ours: ours, worst: worst, rival: rival, by: cost)
    }
    return reached.isEmpty ? nil : reached.allSatisfy { $0 }
  }
}
