/// Something that is measured side by side with a rival.
struct Operation {
  let name: String
  var rivalName = ""
  var lines: [Line] = []
  /// How often; writing operations need a fresh deal for every run.
  let runs: Int
  /// Runs that are not counted, in front.
  var warmUps = 1
  /// What is made once before the first run, unmeasured.
  var setUp: () throws -> Void = {}
  /// What is done before each of our runs, unmeasured.
  var prepare: () throws(BenchmarkError) -> Void = {}
  /// Our command for a run, counted from 0 with the warm-ups.
  let ours: (Int) -> Command
  /// The rival's command for a run; `nil` where there is none.
  var rival: ((Int) -> Command)?
  /// The exit statuses that are no failure: an audit that finds something ends with 1.
  var statuses: Set<Int32> = [0]

  /// After so many milliseconds of our own three runs have to do.
  private static let patience = 15_000.0

  /// Measures both in turns, so that what else the machine does falls on both alike.
  ///
  /// - Throws: `BenchmarkError` where one of them fails, and what `setUp` meets.
  func measure(_ processes: Processes, deals: Int) throws -> OperationResult {
    try setUp()
    var (mine, others): ([Measurement], [Measurement]) = ([], [])
    var spent = 0.0
    for run in 0..<warmUps + runs where run < warmUps + 3 || spent < Self.patience {
      try prepare()
      let measured = try once(ours(run), processes)
      if run >= warmUps { mine.append(measured) }
      spent += measured.wall
      if let rival {
        try prepare()
        let measured = try once(rival(run), processes)
        if run >= warmUps { others.append(measured) }
      }
    }
    guard let ours = Measurement(mediansOf: mine), let worst = Measurement(worstOf: mine) else {
      throw BenchmarkError("'\(name)' was never run")
    }
    return OperationResult(
      operation: name, rivalName: rivalName, lines: lines, deals: deals, ours: ours,
      worst: worst, rival: Measurement(mediansOf: others))
  }

  private func once(
    _ command: Command, _ processes: Processes
  ) throws(BenchmarkError) -> Measurement {
    let measured = try processes.measure(command)
    guard statuses.contains(measured.status) else {
      throw BenchmarkError(
        "'\(name)': '\(command.words.prefix(4).joined(separator: " "))' ended with status "
          + "\(measured.status)")
    }
    return measured
  }
}
