import CRMCore
import CRMModel

/// One run of the benchmark over all sizes.
struct Benchmark {
  private let options: Options
  private let crm: String
  private let say: (String) -> Void

  init(_ options: Options, say: @escaping (String) -> Void) throws {
    self.options = options
    self.say = say
    let beside = Processes.ownPath.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    crm = options.crm ?? "\(beside)/crm"
    guard try PosixSystem().status(crm)?.kind == .file else {
      throw BenchmarkError("there is no '\(crm)': build it with 'swift build -c release'")
    }
  }

  func run() throws {
    let plain = Processes(["HOME": options.keep, "TASKRC": "/dev/null"])
    try plain.run("mkdir", "-p", options.keep)
    let hasSQLite = plain.has("sqlite3")
    // Not where it is not asked for: it takes in a million tasks for longer than all else together.
    let hasTaskwarrior = options.wants("beside task") && plain.has("task")
    var report = Report()
    if !hasSQLite { report.note("sqlite3 is not installed: nothing is compared with it") }
    // Nothing is removed before the end: removing slows down whoever makes files in the next seconds.
    let work = "\(options.keep)/work"
    try plain.run("rm", "-rf", work)
    for deals in options.deals {
      say("\(deals) deals: making the data where it is not kept in \(options.keep)\n")
      let size = try PreparedSize(
        deals: deals, keep: options.keep, work: "\(work)/\(deals)", hasSQLite: hasSQLite,
        hasTaskwarrior: hasTaskwarrior, plain)
      if hasTaskwarrior, !size.hasTasks {
        report.note("\(deals) deals: kept without tasks for 'task', which is left out")
      }
      let reading = operations(on: size, hasSQLite)
      // What is kept stays as it is.
      let writing = operations(on: size.copy, hasSQLite)
      let kept = Trade(deals, keep: options.keep, crm: crm, hasSQLite: hasSQLite)
      let copy = kept.copy(in: "\(work)/\(deals)")
      let trade = TradeOperations(
        kept: kept, copy: copy, runs: options.runs, hasSQLite: hasSQLite)
      let all = reading.reading + writing.writing + trade.reading + trade.writing
      try options.check(against: all.map(\.name))
      if hasSQLite, options.wants("audit") {
        report.note(try agreement(size, reading.processes, deals: deals))
      }
      for operation in reading.reading where options.wants(operation.name) {
        report.append(try operation.measure(reading.processes, deals: deals))
      }
      for operation in writing.writing where options.wants(operation.name) {
        report.append(try operation.measure(writing.processes, deals: deals))
      }
      for operation in trade.reading where options.wants(operation.name) {
        report.append(try operation.measure(kept.processes, deals: deals))
      }
      for operation in trade.writing where options.wants(operation.name) {
        report.append(try operation.measure(copy.processes, deals: deals))
      }
      say(report.table(deals: deals) + "\n")
    }
    try plain.run("rm", "-rf", work)
    say(report.conclusion)
    if let json = options.json {
      try plain.run("rm", "-f", json)
      try PosixSystem().createFile(json, report.json, mode: 0o644)
    }
  }

  private func operations(on size: PreparedSize, _ hasSQLite: Bool) -> SizeOperations {
    SizeOperations(
      size: size, options: options, crm: crm, hasSQLite: hasSQLite,
      processes: Processes([
        "CRM_DATA": size.data, "CRM_USER": "ivanov", "CRM_LANG": "en",
        "HOME": options.keep, "TASKRC": "/dev/null",
        "CRM_NOW": (Instant(secondsSinceEpoch: SampleSale.now) ?? .first).text,
      ]))
  }

  /// Lets a process of its own compare the audit with its twin in SQL: it takes much memory, which
  /// would count for every program started afterwards.
  private func agreement(
    _ size: PreparedSize, _ processes: Processes, deals: Int
  ) throws -> String {
    let queries = SQLQueries()
    let paths = ["report", "findings", "summary", "answer"].map(size.path)
    _ = try processes.measure(
      Command([crm, "audit", "--json", "--fail-on", "never"], output: paths[0]))
    try processes.run("sqlite3", "-json", size.database, queries.findings, output: paths[1])
    try processes.run("sqlite3", "-json", size.database, queries.summary, output: paths[2])
    try processes.run(
      Processes.ownPath, "compare", paths[0], paths[1], paths[2], output: paths[3])
    let answer = String(
      decoding: try PosixSystem().readUserFile(paths[3], limit: 1_000), as: UTF8.self)
    let numbers = answer.split { $0 == " " || $0 == "\n" }.map(String.init)
    guard numbers.count == 2 else { throw BenchmarkError("the audits were not compared") }
    return
      "\(deals) deals: crm and sqlite3 agree on \(numbers[0]) findings and differ in \(numbers[1])"
  }
}
