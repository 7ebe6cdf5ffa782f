/// What one whole process cost.
struct Measurement {
  /// From before it was started until it had ended, in milliseconds.
  let wall: Double
  /// Processor time of the program and the system for it, in milliseconds.
  let processor: Double
  /// The most memory it held at once, in megabytes; at least what this program itself holds, because
  /// the system counts from before the new program takes over.
  let peak: Double
  /// Its exit status; 128 and the signal where one ended it.
  let status: Int32

  /// The medians of several runs.
  init?(mediansOf runs: [Measurement]) {
    self.init(of: runs) { sorted in
      let middle = sorted.count / 2
      return sorted.count % 2 == 1
        ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
  }

  /// What 99 of 100 runs do not exceed.
  init?(worstOf runs: [Measurement]) {
    self.init(of: runs) { sorted in sorted[(sorted.count * 99 - 1) / 100] }
  }

  private init?(of runs: [Measurement], _ pick: ([Double]) -> Double) {
    guard let last = runs.last else { return nil }
    func picked(_ value: (Measurement) -> Double) -> Double { pick(runs.map(value).sorted()) }
    self.init(
      wall: picked(\.wall), processor: picked(\.processor), peak: picked(\.peak),
      status: last.status)
  }

  init(wall: Double, processor: Double, peak: Double, status: Int32) {
    self.wall = wall
    self.processor = processor
    self.peak = peak
    self.status = status
  }
}
