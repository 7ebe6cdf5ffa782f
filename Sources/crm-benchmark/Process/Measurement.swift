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
    guard let last = runs.last else { return nil }
    func median(_ value: (Measurement) -> Double) -> Double {
      let sorted = runs.map(value).sorted()
      let middle = sorted.count / 2
      return sorted.count % 2 == 1
        ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
    self.init(
      wall: median(\.wall), processor: median(\.processor), peak: median(\.peak),
      status: last.status)
  }

  init(wall: Double, processor: Double, peak: Double, status: Int32) {
    self.wall = wall
    self.processor = processor
    self.peak = peak
    self.status = status
  }
}
