import CRMModel
import CRMTestSupport
import Foundation

@testable import CRMCore

/// A department on several machines that work at random.
struct SimulatedDepartment {
  /// Who works where, and how fast time goes by.
  struct Shape {
    /// The users of each machine; one that is nobody's role does whatever there is to do.
    let users: [[String]]
    /// Their roles; none in a directory without users.
    let roles: [String: String]
    /// The most seconds between two steps.
    let pause: Int
    /// How many seconds a machine's clock is ahead of the one before it.
    let skew: Int

    /// Three machines where everybody does everything.
    static let small = Shape(
      users: [["u0"], ["u1"], ["u2"]], roles: [:], pause: 90, skew: 120)

    /// Ten machines: eight managers, two heads, an accountant and the admin, for two weeks (issue 19).
    static func department(steps: Int) -> Shape {
      let managers = (0..<8).map { "m\($0)" }
      var roles = Dictionary(uniqueKeysWithValues: managers.map { ($0, "manager") })
      (roles["h0"], roles["h1"], roles["acc"], roles["boss"]) = (
        "head", "head", "accountant", "admin"
      )
      return Shape(
        users: managers.map { [$0] } + [["boss", "h0"], ["h1", "acc"]], roles: roles,
        pause: 14 * 86_400 * 2 / steps, skew: 40)
    }
  }

  /// What happened, by name.
  private(set) var counts: [String: Int] = [:]
  /// What should never happen.
  private(set) var surprises: [String] = []

  let shape: Shape
  var random: SplitMix64
  var companies: [String] = []
  var contacts: [String] = []
  var deals: [String] = []
  /// Whose deals they were at first.
  var makers: [String: String] = [:]
  var leads: [String] = []
  var orders: [String] = []
  var invoices: [String] = []
  private let folder: String
  private let program: String
  private var seconds = 1_795_000_000
  /// What was run on the machines, in order, for whoever looks into a failed run.
  private var steps: [String] = []

  /// The machines, by number.
  var machines: Range<Int> { shape.users.indices }
  /// Who sees and does everything.
  private var boss: String { shape.roles.isEmpty ? "u0" : "boss" }

  /// Machines with a few companies and deals, all equal.
  init(seed: UInt64, _ shape: Shape = .small) throws {
    program = try BuiltProgram().path
    random = SplitMix64(seed: seed)
    self.shape = shape
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("sim-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try makeFragileGit()
    try run("git", ["init", "--quiet", "--bare", folder + "/hub.git"])
    try make(0, "init")
    // Nobody has a right to be asked for yet but the system's login.
    for (login, role) in shape.roles.sorted(by: { $0.key < $1.key }) {
      try expect(
        crm(0, ["user", "add", login, "--name", login, "--role", role], user: ""), [0], "user add")
    }
    for number in 0..<max(4, machines.count) {
      let company = try make(
        0, "company", "add", "Кафе \(number)", "--phone", "+749512345\(10 + number)", "--address",
        "Тверская, 1", "-q")
      companies.append(company)
      contacts.append(
        try make(
          0, "contact", "add", company, "--name", "Иванов Иван \(number)", "--position",
          "владелец", "--phone", "+791600000\(10 + number)", "--email", "d\(number)@example.com",
          "--role", "decision-maker", "--duplicate", "-q"))
      deals.append(
        try make(
          0, "deal", "add", company, "--pipeline", "ads", "--next", "Связаться с клиентом", "--due",
          "+1d", "-q"))
    }
    for deal in deals.dropLast() { try walk(deal) }
    if !shape.roles.isEmpty {
      for (deal, users) in zip(deals, shape.users.dropFirst()) {
        try make(0, "deal", "assign", deal, users[0])
        makers[deal] = users[0]
      }
    }
    try make(0, "sync", "init", folder + "/hub.git")
    try make(0, "sync")
    for machine in machines.dropFirst() {
      try make(machine, "clone", folder + "/hub.git", data(machine))
    }
  }

  /// Takes everything away; where `CRM_KEEP=1` says so it stays to be looked at.
  func remove() {
    if ProcessInfo.processInfo.environment["CRM_KEEP"] == "1" {
      let text = steps.joined(separator: "\n") + "\n"
      try? text.write(toFile: folder + "/steps.txt", atomically: true, encoding: .utf8)
      return print("kept", folder)
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  // MARK: Work

  /// Somebody does something, synchronizes, is killed at it, or has no connection.
  mutating func step() throws {
    let machine = random.below(machines.count)
    seconds += random.below(shape.pause)
    switch random.below(100) {
    case ..<15:
      // Who has left cannot go on; what he did is sent by somebody else at his machine.
      try expect(sync(machine), counts["leave"] == nil ? [0] : [0, 6], "sync")
    case ..<18: _ = try crm(machine, ["sync"], killedAfter: Double(random.below(400)) / 1_000)
    case ..<20: _ = try crm(machine, ["sync"], isGitFragile: true)
    case ..<22:
      let (hub, gone) = (folder + "/hub.git", folder + "/gone.git")
      try FileManager.default.moveItem(atPath: hub, toPath: gone)
      defer { try? FileManager.default.moveItem(atPath: gone, toPath: hub) }
      try expect(
        crm(machine, ["sync"]), counts["leave"] == nil ? [74] : [74, 6],
        "sync without a connection")
    case ..<24:
      _ = try work(machine, killedAfter: Double(random.below(30)) / 1_000)
    default:
      // What a rule or a right refuses is refused; nothing fails.
      try expect(work(machine, killedAfter: nil), [0, 1, 2, 3, 4, 6], "work")
    }
  }

  private mutating func work(_ machine: Int, killedAfter limit: Double?) throws -> ProgramAnswer {
    let user = random.element(of: shape.users[machine])
    let errand = errand(of: shape.roles[user])
    let words = words(for: errand, of: user)
    let answer = try crm(machine, words, user: user, killedAfter: limit)
    if answer.status == 0 {
      count("operations")
      count(errand.rawValue)
      note(errand, made: answer.text, by: user)
    }
    return answer
  }

  private mutating func sync(_ machine: Int, as user: String? = nil) throws -> ProgramAnswer {
    let answer = try crm(machine, ["sync", "--json"], user: user)
    let report = try? JSONReader.parse(answer.output)
    for key in ["merged", "reconciled", "setAside"] {
      count(key, report?[key]?.array?.count ?? 0)
    }
    count("syncs")
    return answer
  }

  private mutating func count(_ name: String, _ number: Int = 1) {
    counts[name, default: 0] += number
  }

  /// Notes what a merge left in the documents.
  mutating func count(in documents: [String: String]) throws {
    for event in ["renumbered", "reconciled", "united", "migrated"] {
      let parts = documents.values.reduce(0) {
        $0 + $1.components(separatedBy: "\"event\": \"\(event)\"").count - 1
      }
      count("event " + event, parts)
    }
    let merges = try run("git", ["-C", folder + "/hub.git", "rev-list", "--merges", "main"])
    count("merges", merges.text.split(separator: "\n").count)
  }

  private mutating func walk(_ deal: String) throws {
    let report = ["met=Владелец", "need=Гости", "objections=Нет", "agreed=Два", "next=КП завтра"]
      .flatMap { ["--report", $0] }
    let comment = ["--comment", TestWorld.comment]
    for (stage, more) in [
      ("call", comment), ("decision-maker", comment), ("meeting", report),
      ("proposal", comment + ["--budget", "60000"]), ("contract", comment),
    ] {
      try expect(
        crm(
          0,
          ["deal", "move", deal, stage, "--result", "ок", "--next", "Встреча", "--due", "+1d"]
            + more),
        [0], stage)
    }
  }

  /// All synchronize until nobody has anything new.
  mutating func settle() throws {
    for _ in 0..<8 {
      var isQuiet = true
      for machine in machines {
        let answer = try sync(machine, as: shape.roles.isEmpty ? nil : boss)
        try expect(answer, [0], "the last sync of \(machine)")
        let report = try? JSONReader.parse(answer.output)
        isQuiet = isQuiet && report?["sent"]?.int == 0 && report?["received"]?.array == []
      }
      if isQuiet { return }
    }
    surprises.append("the machines never agree")
  }

  // MARK: What came of it

  /// Every file that all machines share, by path.
  func documents(_ machine: Int) throws -> [String: String] {
    let root = data(machine)
    var found: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root)
    where !path.hasPrefix(".git/") && !path.hasPrefix("local") {
      if let bytes = FileManager.default.contents(atPath: root + "/" + path) {
        found[path] = String(decoding: bytes, as: UTF8.self)
      }
    }
    return found
  }

  /// What the check of files finds; two numbers of papers made at once are mended by hand (R122).
  mutating func problems(_ machine: Int) throws -> [String] {
    try problems(crm(machine, ["fsck", "--json"]))
  }

  private func problems(_ answer: ProgramAnswer) throws -> [String] {
    (try JSONReader.parse(answer.output)["problems"]?.array ?? [])
      .filter { !["duplicate-number", "permissions"].contains($0["kind"]?.string) }
      .map { "\($0["path"]?.string ?? ""): \($0["message"]?.string ?? "")" }
  }

  /// Answered operations that are neither in a history, nor taken back, nor set aside.
  mutating func missing(_ machine: Int, in documents: [String: String]) throws -> [String] {
    let all = documents.values.joined()
    let aside = try JSONReader.parse(crm(machine, ["sync", "conflicts", "--json"]).output)
      .array?.compactMap { $0["id"]?.string }
    let log = try JSONReader.parse(crm(machine, ["log", "--json"], user: boss).output).array ?? []
    return log.compactMap { entry -> String? in
      let id = entry["id"]?.string ?? ""
      let kinds = Set((entry["changes"]?.array ?? []).compactMap { $0["kind"]?.string })
      let command = entry["command"]?.array?.first?.string
      let isElsewhere =
        kinds.isSubset(of: ["document"]) || entry["undone"]?.bool == true
        || aside?.contains(id) == true
        || ["sync", "undo", "init"].contains(command)
      return isElsewhere || all.contains("\"operation\": \"\(id)\"")
        ? nil : "\(id) \(command ?? "")"
    }
  }

  /// What an audit and a report say to whoever sees everything.
  mutating func reports(_ machine: Int) throws -> [String] {
    try [["audit", "--json"], ["report", "funnel", "--json"], ["deal", "list", "--json"]].map {
      try crm(machine, $0, at: "2026-12-20T10:00:00Z", user: boss).text
    }
  }

  func forgetCatalog(_ machine: Int) throws {
    try FileManager.default.removeItem(atPath: data(machine) + "/local/catalog")
  }

  /// What is broken in some of the commits that were published.
  mutating func problemsOfCommits(_ most: Int) throws -> [String] {
    let hub = folder + "/hub.git"
    let commits = try run("git", ["-C", hub, "rev-list", "main"]).text
      .split(separator: "\n").map(String.init)
    let copy = folder + "/commit"
    try run("git", ["clone", "--quiet", "--no-checkout", hub, copy])
    var found: [String] = []
    for commit in commits.shuffled(using: &random).prefix(most) {
      try? FileManager.default.removeItem(atPath: copy + "/local")
      try run("git", ["-C", copy, "reset", "--quiet", "--hard", commit])
      found += try problems(crm(copy, ["fsck", "--json"], user: boss)).map { "\(commit): \($0)" }
      count("commits checked")
    }
    return found
  }

  // MARK: Processes

  private func data(_ machine: Int) -> String { folder + "/machine-\(machine)" }

  private mutating func expect(
    _ answer: ProgramAnswer, _ statuses: [Int32], _ what: String
  ) throws {
    guard !statuses.contains(answer.status) else { return }
    surprises.append(
      "\(what): \(answer.status) \(String(decoding: answer.errors, as: UTF8.self))")
  }

  @discardableResult
  private mutating func make(_ machine: Int, _ words: String...) throws -> String {
    let answer = try crm(machine, words)
    try expect(answer, [0], words.joined(separator: " "))
    return answer.text
  }

  /// One command on a machine, whose clock is not quite that of the others.
  private mutating func crm(
    _ machine: Int, _ words: [String], at now: String? = nil, user: String? = nil,
    killedAfter limit: Double? = nil, isGitFragile: Bool = false
  ) throws -> ProgramAnswer {
    seconds += 1 + random.below(90)
    let skew = (machine - machines.count / 2) * shape.skew
    let skewed = Date(timeIntervalSince1970: Double(seconds + skew))
    let began = Date.now
    let answer = try crm(
      data(machine), words, user: user ?? shape.users[machine][0],
      at: now ?? skewed.ISO8601Format(), killedAfter: limit, isGitFragile: isGitFragile)
    let mishap = (limit.map { ["killed after \($0)"] } ?? []) + (isGitFragile ? ["fragile"] : [])
    steps.append(
      "\(began.timeIntervalSince1970) \(machine) \(skewed.ISO8601Format()) \(answer.status) "
        + "\((words + mishap).joined(separator: " "))")
    return answer
  }

  private func crm(
    _ data: String, _ words: [String], user: String, at now: String = "2026-12-20T10:00:00Z",
    killedAfter limit: Double? = nil, isGitFragile: Bool = false
  ) throws -> ProgramAnswer {
    let killing = limit.map { ["-s", "KILL", "\($0)", program] } ?? []
    var variables = ["CRM_DATA": data, "CRM_NOW": now, "CRM_LANG": "en"]
    if !user.isEmpty { variables["CRM_USER"] = user }
    if isGitFragile {
      variables["PATH"] = folder + "/fragile:" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    }
    return try run(limit == nil ? program : "timeout", killing + words, variables)
  }

  /// A git that is killed at some moment of every third run.
  private func makeFragileGit() throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/fragile", withIntermediateDirectories: true)
    let path = folder + "/fragile/git"
    let script = """
      #!/bin/bash
      PATH=${PATH#*:}
      [ $((RANDOM % 3)) = 0 ] || exec git "$@"
      exec timeout -s KILL 0.0$((RANDOM % 4))$((RANDOM % 10)) git "$@"

      """
    try script.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  @discardableResult
  private func run(
    _ program: String, _ words: [String], _ variables: [String: String] = [:]
  ) throws -> ProgramAnswer {
    var run = ProgramRun(program, words, mask: 0o077, limit: 1 << 28)
    run.variables = variables
    run.variables["GIT_CONFIG_GLOBAL"] = "/dev/null"
    run.variables["GIT_CONFIG_SYSTEM"] = "/dev/null"
    return try PosixSystem().run(run)
  }
}

extension ProgramAnswer {
  var text: String {
    String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

extension SplitMix64 {
  /// A number from 0 up to a bound.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// One of several.
  mutating func element<Element>(of list: [Element]) -> Element { list[below(list.count)] }
}
