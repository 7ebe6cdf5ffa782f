import CRMModel
import CRMTestSupport
import Foundation

@testable import CRMCore

/// A department on three machines that work at random.
struct SimulatedDepartment {
  let machines = [0, 1, 2]
  /// What should never happen.
  private(set) var surprises: [String] = []

  private let folder: String
  private let program: String
  private var random: SplitMix64
  private var seconds = 1_795_000_000
  private var companies: [String] = []
  private var deals: [String] = []
  private var orders: [String] = []

  /// Machines with a few companies and deals, all equal.
  init(seed: UInt64) throws {
    program = try BuiltProgram().path
    random = SplitMix64(seed: seed)
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("sim-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try run("git", ["init", "--quiet", "--bare", folder + "/hub.git"])
    try make(0, "init")
    for number in 0..<4 {
      let company = try make(
        0, "company", "add", "Кафе \(number)", "--phone", "+7495123450\(number)", "--address",
        "Тверская, 1", "-q")
      companies.append(company)
      try make(
        0, "contact", "add", company, "--name", "Иванов Иван \(number)", "--position", "владелец",
        "--phone", "+7916000000\(number)", "--email", "d\(number)@example.com", "--role",
        "decision-maker", "--duplicate", "-q")
      deals.append(
        try make(
          0, "deal", "add", company, "--pipeline", "ads", "--next", "Связаться с клиентом", "--due",
          "+1d", "-q"))
    }
    for deal in deals.dropLast() { try walk(deal) }
    try make(0, "sync", "init", folder + "/hub.git")
    try make(0, "sync")
    for machine in [1, 2] { try make(machine, "clone", folder + "/hub.git", data(machine)) }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  // MARK: Work

  /// Somebody does something, synchronizes, is killed at it, or has no connection.
  mutating func step() throws {
    let machine = random.below(3)
    switch random.below(100) {
    case ..<15: try expect(crm(machine, ["sync"]), [0], "sync")
    case ..<19: _ = try crm(machine, ["sync"], killedAfter: Double(random.below(400)) / 1_000)
    case ..<22:
      let (hub, gone) = (folder + "/hub.git", folder + "/gone.git")
      try FileManager.default.moveItem(atPath: hub, toPath: gone)
      defer { try? FileManager.default.moveItem(atPath: gone, toPath: hub) }
      try expect(crm(machine, ["sync"]), [74], "sync without a connection")
    default:
      // What a rule refuses is refused; nothing fails.
      try expect(work(machine), [0, 1, 2, 3, 4], "work")
    }
  }

  private mutating func work(_ machine: Int) throws -> ProgramAnswer {
    let (deal, company) = (random.element(of: deals), random.element(of: companies))
    let comment = ["--comment", TestWorld.comment]
    let next = ["--next", "Встреча", "--due", "+1d"]
    let words: [String]
    switch random.below(22) {
    case 0:
      let answer = try crm(
        machine,
        [
          "deal", "add", company, "--pipeline", random.element(of: ["ads", "crm"]), "--next",
          "Связаться с клиентом", "--due", "+1d", "-q",
        ])
      if answer.status == 0 { deals.append(answer.text) }
      return answer
    case 1: words = ["deal", "edit", deal, "--budget", "\(56_000 + random.below(9_000))"]
    case 2:
      words = ["deal", "edit", deal, "--package", random.element(of: ["Стандарт", "Премиум"])]
    case 3: words = ["task", "set", deal, "Встреча", "--due", "+2d"]
    case 4:
      words = [
        "task", "done", "\(deal)/\(1 + random.below(4))", "--result", "готово", "--no-next",
        "--reason", "так надо",
      ]
    case 5:
      words = [
        "task", "reschedule", "\(deal)/\(1 + random.below(6))", "--due", "+3d", "--reason",
        "просили",
      ]
    case 6: words = ["comment", "add", deal, "Запись \(random.below(1_000_000)) о разговоре"]
    case 7, 8:
      let stage = random.element(of: ["call", "decision-maker", "proposal", "contract"])
      words = ["deal", "move", deal, stage, "--result", "ок"] + comment + next
    case 9:
      words =
        [
          "deal", "close", deal, "--lost", "--reason", "Дорого", "--spoke-with",
          "Иванов Иван Иванович, владелец", "--result", "ок",
        ] + comment
    case 10, 11:
      words = [
        "split-pay", deal, "--paid", random.element(of: ["10000", "20000", "30000"]), "--total",
        "60000", "--package", "Стандарт", "--end-date", "2027-12-01", "--next", "Проверить оплату",
        "--due", "+5d", "--result", "ок",
      ]
    case 12: words = ["undo"]
    case 13: words = ["company", "edit", company, "--city", random.element(of: ["Тверь", "Клин"])]
    case 14: words = ["company", "merge", company, random.element(of: companies)]
    case 15:
      words = [
        "lead", "add", "--name", "Гость", "--phone", "+7926\(1_000_000 + random.below(9_000_000))",
      ]
    case 16: words = ["settings", "set", "max-contacts", "\(3 + random.below(5))"]
    case 17:
      words =
        random.below(2) == 0
        ? [
          "stage", "add", "ads", "Этап \(random.below(99_999))", "--after", "call", "--unrequire",
          "next-task",
        ]
        : ["stage", "remove", "ads", "call", "--move-to", "in-work"]
    case 18: words = ["deal", "reopen", deal] + comment + next
    case 19: words = ["company", "edit", company, "--tag", random.element(of: ["а", "б", "в"])]
    case 20:
      words = ["deal", "assign", deal, random.element(of: ["u0", "u1", "u2"])]
    default: return try paper(machine, of: deal)
    }
    return try crm(machine, words)
  }

  private mutating func paper(_ machine: Int, of deal: String) throws -> ProgramAnswer {
    let line = "Реклама; 1 шт; \(1_000 + random.below(8_000)); 0%; none"
    guard let order = orders.randomElement(using: &random), random.below(4) > 0 else {
      let answer = try crm(machine, ["order", "add", "--deal", deal, "--line", line, "-q"])
      if answer.status == 0 { orders.append(answer.text) }
      return answer
    }
    return switch random.below(3) {
    case 0: try crm(machine, ["order", "edit", order, "--note", "\(random.below(99))"])
    case 1: try crm(machine, ["order", "confirm", order])
    default: try crm(machine, ["invoice", "add", "--order", order])
    }
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
        let answer = try crm(machine, ["sync", "--json"])
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
    let log = try JSONReader.parse(crm(machine, ["log", "--json"]).output).array ?? []
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

  mutating func audit(_ machine: Int) throws -> String {
    try crm(machine, ["audit", "--json"], at: "2026-12-01T10:00:00Z").text
  }

  func forgetCatalog(_ machine: Int) throws {
    try FileManager.default.removeItem(atPath: data(machine) + "/local/catalog")
  }

  /// What is broken in some of the commits that were published.
  mutating func problemsOfCommits(_ count: Int) throws -> [String] {
    let hub = folder + "/hub.git"
    let commits = String(
      decoding: try run("git", ["-C", hub, "rev-list", "main"]).output, as: UTF8.self
    ).split(separator: "\n").map(String.init)
    var found: [String] = []
    let copy = folder + "/commit"
    for commit in commits.shuffled(using: &random).prefix(count) {
      try? FileManager.default.removeItem(atPath: copy)
      try run("git", ["clone", "--quiet", "--no-checkout", hub, copy])
      try run("git", ["-C", copy, "reset", "--quiet", "--hard", commit])
      found += try problems(crm(copy, ["fsck", "--json"])).map { "\(commit): \($0)" }
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
    _ machine: Int, _ words: [String], at now: String? = nil, killedAfter limit: Double? = nil
  ) throws -> ProgramAnswer {
    seconds += 1 + random.below(90)
    let skewed = Date(timeIntervalSince1970: Double(seconds + (machine - 1) * 120))
    return try crm(
      data(machine), words, user: "u\(machine)", at: now ?? skewed.ISO8601Format(),
      killedAfter: limit)
  }

  private func crm(
    _ data: String, _ words: [String], user: String = "u0", at now: String = "2026-12-01T10:00:00Z",
    killedAfter limit: Double? = nil
  ) throws -> ProgramAnswer {
    let killing = limit.map { ["-s", "KILL", "\($0)", program] } ?? []
    return try run(
      limit == nil ? program : "timeout", killing + words,
      ["CRM_DATA": data, "CRM_USER": user, "CRM_NOW": now, "CRM_LANG": "en"])
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
  fileprivate var text: String {
    String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

extension SplitMix64 {
  /// A number from 0 up to a bound.
  fileprivate mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// One of several.
  fileprivate mutating func element(of list: [String]) -> String { list[below(list.count)] }
}
