import CRMCore

/// Everything that is measured at one size.
struct SizeOperations {
  let size: PreparedSize
  let options: Options
  let crm: String
  let hasSQLite: Bool
  let processes: Processes
  private let queries = SQLQueries()
  private let manager = SampleWords.managers[3]
  private let comment =
    "Поговорили с управляющей, решение принимает владелец, договорились созвониться во вторник."

  init(
    size: PreparedSize, options: Options, crm: String, hasSQLite: Bool, processes: Processes
  ) {
    self.size = size
    self.options = options
    self.crm = crm
    self.hasSQLite = hasSQLite
    self.processes = processes
  }

  /// What only reads.
  var reading: [Operation] {
    let audit = operation(
      "audit --summary", [.ratio(0.4), .peak(64)], { _ in ["audit", "--summary", "--json"] },
      { _ in queries.summary }, statuses: [0, 1])
    var list = [
      Operation(
        name: "start-up", rivalName: "git --version", lines: [.ratio(1)],
        runs: options.runs * 5, ours: { _ in Command([crm, "--version"]) },
        rival: { _ in Command(["git", "--version"]) }),
      audit,
      operation(
        "audit", [.ratio(1), .peak(64)], { _ in ["audit", "--json"] }, { _ in queries.findings },
        statuses: [0, 1]),
      operation(
        "list overdue", [], { _ in ["deal", "list", "--manager", manager, "--overdue", "--json"] },
        { _ in queries.overdue(manager: manager) }),
      operation(
        "show by id", [.ratio(2)], { ["deal", "show", size.pick($0 * 7).deal, "--json"] },
        { queries.show(id: size.pick($0 * 7).deal) }),
      operation(
        "show by name", [.ratio(2)], { ["deal", "show", size.pick($0 * 7).name, "--json"] },
        { queries.show(name: size.pick($0 * 7).name) }),
      export,
      operation(
        "export", [], { _ in ["deal", "list", "--state", "all", "--format", "ndjson"] },
        { _ in queries.export }),
      Operation(
        name: "rebuild", lines: [.milliseconds(2_000)], runs: min(options.runs, 5),
        prepare: { () throws(BenchmarkError) in
          try processes.run("rm", "-rf", "\(size.data)/local/catalog")
        }, ours: { _ in rebuilding }),
    ]
    if options.isCold, processes.canDropCaches {
      list.append(
        Operation(
          name: "audit --summary, cold", rivalName: audit.rivalName,
          runs: min(options.runs, 5), prepare: processes.dropCaches, ours: audit.ours,
          rival: audit.rival, statuses: [0, 1]))
    }
    return list + reports
  }

  /// What changes the data: one command after the other, each as durable as the other side's.
  var writing: [Operation] {
    CatalogState.allCases.flatMap(writing) + besideTaskwarrior + batch + [importing]
  }

  /// How much has been written since the catalog was made.
  private enum CatalogState: String, CaseIterable {
    case fresh = ""
    /// So much that it is made anew soon: what one of the runs sets going, and others run beside.
    case worst = ", worst"
  }

  private func writing(_ state: CatalogState) -> [Operation] {
    var add = written(state, "add") {
      ["deal"] + addWords(size.pick($0 * 11))
    } statement: {
      let id = "added\($0)\(state.rawValue)"
      return SQLQueries.transaction(
        queries.add(
          id: id, company: size.pick($0 * 11).company, pipeline: "smm", manager: manager))
        + queries.show(id: id)
    }
    add.setUp = { try copyData(state) }
    return [
      add,
      withFreshDeals(
        state, "move", { ["deal", "move", $0, "call", "--comment", comment, "--json"] },
        { queries.move(id: $0, comment: comment) }),
      withFreshDeals(
        state, "task done",
        {
          [
            "task", "done", "\($0)/1", "--result", comment, "--next", "Отправить КП", "--due",
            "+2d", "--json",
          ]
        }, { queries.finish(id: $0, result: comment) }),
    ]
  }

  /// What each run does to a deal of its own.
  private func withFreshDeals(
    _ state: CatalogState, _ name: String, _ words: @escaping (String) -> [String],
    _ statement: @escaping (String) -> String
  ) -> Operation {
    var fresh: [String] = []
    var operation = written(state, name) {
      words(fresh[$0])
    } statement: {
      SQLQueries.transaction(statement(fresh[$0])) + queries.show(id: fresh[$0])
    }
    operation.setUp = {
      try size.makeCopy(processes)
      fresh = try addFresh(operation.warmUps + operation.runs, for: operation.name)
      try copyData(state)
    }
    return operation
  }

  /// What writes, often enough that one of a hundred runs is seen; it warns of other open deals.
  private func written(
    _ state: CatalogState, _ name: String, _ words: @escaping (Int) -> [String],
    statement: @escaping (Int) -> String
  ) -> Operation {
    operation(
      name + state.rawValue, [.ratio(2), .spread(3)], words, statement, runs: options.runs * 10,
      isHeard: false)
  }

  /// Makes the copy and its catalog, and brings that into a state.
  private func copyData(_ state: CatalogState) throws {
    try size.makeCopy(processes)
    // A folder changed just now could still change within its tick, so commands would look into it
    // anew.
    try processes.run("sleep", "2")
    let catalog = "\(size.data)/\(Catalog.folder)"
    // It is of other folders, or has a tail.
    try processes.run("rm", "-rf", catalog)
    _ = try processes.measure(rebuilding)
    guard state == .worst else { return }
    let (files, input) = (PosixSystem(), size.path("adds"))
    if try files.status(input) == nil {
      let adds = (0..<10).map { line(["deal"] + addWords(size.pick($0 * 23))) }
      _ = try write("adds", adds.joined())
    }
    func length(_ name: String) throws -> Int {
      try files.status("\(catalog)/\(name)")?.size ?? 0
    }
    // A middle that is nearly a part of the base, where that is large enough to have one, and half a tail.
    let limits = StoreLimits()
    let most = try limits.middleBytes(length(Catalog.baseName))
    func fill(_ name: String, to enough: Int) throws {
      while try length(name) < enough {
        try processes.run(crm, "batch", input, isHeard: false)
      }
      // The tail may just be on its way into the middle.
      try processes.run("sleep", "1")
    }
    if most > 8 * limits.tailBytes { try fill(Catalog.middleName, to: most / 4 * 3) }
    try fill(Catalog.tailName, to: limits.tailBytes / 2)
  }

  /// The least that needs the whole catalog.
  private var rebuilding: Command {
    Command([crm, "company", "list", "--without-deal", "--quiet"])
  }

  /// What `task` can do of this, where it is installed.
  private var besideTaskwarrior: [Operation] {
    guard size.hasTasks else { return [] }
    let rival = Taskwarrior(folder: size.taskFolder)
    let runs = min(options.runs, 5)
    return [
      Operation(
        name: "add beside task", rivalName: "task add", runs: runs,
        setUp: { try copyData(.fresh) },
        ours: { Command([crm, "deal"] + addWords(size.pick($0 * 19))) },
        rival: { _ in rival.command(["add", "Связаться с клиентом", "due:tomorrow"]) }),
      Operation(
        name: "audit beside task", rivalName: "task +OVERDUE count", runs: runs,
        setUp: { try copyData(.fresh) },
        ours: { _ in Command([crm, "audit", "--summary", "--json"]) },
        rival: { _ in rival.command(["+OVERDUE", "count"]) }, statuses: [0, 1]),
    ]
  }

  /// Many adds as one operation, against `sqlite3` and against bare files.
  private var batch: [Operation] {
    let (input, script) = (size.path("batch"), size.path("batch.sql"))
    let ours: (Int) -> Command = { _ in Command([crm, "batch", "--json", input]) }
    let name = "batch of \(options.batch)"
    return [
      Operation(
        name: name, rivalName: "bare files", lines: [.ratio(3)], runs: min(options.runs, 3),
        warmUps: 0, setUp: { try writeBatch(input, script) }, ours: ours,
        rival: { run in
          Command([Processes.ownPath, "files", size.path("bare-\(run)"), "\(options.batch)"])
        }),
      Operation(
        name: "\(name), SQL", rivalName: "sqlite3", runs: 1, warmUps: 0,
        setUp: { try writeBatch(input, script) }, ours: ours,
        rival: hasSQLite
          ? { _ in Command(["sqlite3", size.database], input: script) } : nil),
    ]
  }

  private func writeBatch(_ input: String, _ script: String) throws {
    try copyData(.fresh)
    guard try PosixSystem().status(input) == nil else { return }
    // Written piece by piece: what this process holds counts for all that it starts.
    var lines = try ScriptFile(input)
    var statements = try ScriptFile(script)
    try statements.append(SQLQueries.begin)
    for number in 0..<options.batch {
      let pick = size.pick(number * 13)
      try lines.append(line(["deal"] + addWords(pick)))
      try statements.append(
        queries.add(
          id: "batch\(number)", company: pick.company, pipeline: "smm", manager: manager))
    }
    try statements.append("COMMIT;\n")
    try lines.flush()
    try statements.flush()
  }

  private func addWords(_ pick: Pick) -> [String] {
    [
      "add", pick.company, "--pipeline", "smm", "--manager", manager, "--budget", "20000", "--next",
      "Связаться с клиентом", "--due", "+1d", "--json",
    ]
  }

  /// Adds flawless deals on both sides, to be moved and worked on, and gives their ids.
  private func addFresh(_ count: Int, for name: String) throws -> [String] {
    let lines = (0..<count).map { number in
      line((["deal"] + addWords(size.pick(number * 17))).dropLast() + ["--fields", "id"])
    }
    let input = try write("fresh for \(name)", lines.joined())
    let output = size.path("fresh for \(name).ids")
    try processes.run(crm, "batch", "--json", input, output: output, isHeard: false)
    let text = try PosixSystem().readUserFile(output, limit: 1 << 24)
    var ids: [String] = []
    for line in text.split(separator: UInt8(ascii: "\n")) {
      guard let id = try JSONReader.parse(Array(line))["id"]?.string else {
        throw BenchmarkError("a batch of adds did not answer with ids")
      }
      ids.append(id)
    }
    guard ids.count == count else {
      throw BenchmarkError("a batch of \(count) adds answered with \(ids.count) lines")
    }
    guard hasSQLite else { return ids }
    let statements = ids.enumerated().map { number, id in
      queries.add(
        id: id, company: size.pick(number * 17).company, pipeline: "smm", manager: manager)
    }
    let script = try write(
      "fresh for \(name).sql", SQLQueries.transaction(statements.joined(separator: "\n")))
    try processes.run("sqlite3", size.database, input: script)
    return ids
  }

  /// A line of a batch.
  private func line(_ words: [String]) -> String {
    "[\(words.map { "\"\($0)\"" }.joined(separator: ","))]\n"
  }

  private func write(_ name: String, _ text: String) throws -> String {
    let path = size.path(name)
    try PosixSystem().createFile(path, Array(text.utf8), mode: 0o600)
    return path
  }

  /// A command of ours against a statement of `sqlite3`.
  func operation(
    _ name: String, _ lines: [Line], _ words: @escaping (Int) -> [String],
    _ statement: @escaping (Int) -> String, runs: Int? = nil, isHeard: Bool = true,
    statuses: Set<Int32> = [0]
  ) -> Operation {
    Operation(
      name: name, rivalName: hasSQLite ? "sqlite3" : "", lines: lines,
      runs: runs ?? options.runs,
      ours: { run in
        var command = Command([crm] + words(run))
        command.isHeard = isHeard
        return command
      },
      rival: hasSQLite
        ? { Command(["sqlite3", "-json", size.database, statement($0)]) } : nil,
      statuses: statuses)
  }
}
