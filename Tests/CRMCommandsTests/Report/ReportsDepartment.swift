import CRMCore
import CRMModel
import CRMTestSupport
import Foundation

/// Two years of a department whose deals did everything that reports have to see through: they went
/// back, were reopened, undone, deleted, handed to another pipeline, imported and paid in parts.
struct ReportsDepartment {
  var random: SplitMix64
  private var identifiers: UInt64 = 1 << 20
  private let pipelines = ["ads", "crm", "smm"]
  let stages = ["in-work", "call", "decision-maker", "meeting", "proposal", "contract"]
  private let start = 1_735_700_400

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  typealias Object = [String: Any]

  /// Writes the deals and their companies as another program would.
  mutating func write(
    _ count: Int, into world: TestWorld
  ) throws -> (deals: [Object], companies: [Object]) {
    var (all, companies): ([Object], [Object]) = ([], [])
    for _ in 0..<count {
      let sale = deals()
      all += sale
      companies.append(company(sale[0]["company"] as? String ?? ""))
    }
    for (folder, objects) in [("deals", all), ("companies", companies)] {
      for object in objects {
        let id = object["id"] as? String ?? ""
        let shard = "data/\(folder)/\(id.prefix(2))"
        try FileManager.default.createDirectory(
          atPath: world.resolve(shard), withIntermediateDirectories: true)
        try world.write(
          String(decoding: JSONSerialization.data(withJSONObject: object), as: UTF8.self),
          to: "\(shard)/\(id).json")
      }
    }
    return (all, companies)
  }

  /// A card that says some of what is asked of it.
  private mutating func company(_ id: String) -> Object {
    var company: Object = [
      "schema": 1, "id": id, "manager": manager(), "name": "Кафе",
      "history": [event("created", 1_735_689_600)],
    ]
    let said = [
      "phone": "+74951234567", "email": "cafe@elki.example", "address": "Тверская, 1",
      "city": "Москва", "inn": "7707083893", "site": "elki.example",
    ]
    for (key, value) in said.sorted(by: { $0.key < $1.key }) where chance(60) {
      company[key] = value
    }
    if chance(10) { company["isCustomer"] = false }
    return company
  }

  mutating func manager() -> String {
    ["ivanov", "petrov", "sidorov"].randomElement(using: &random) ?? ""
  }

  private mutating func identifier() -> String {
    identifiers += 1
    let identifier: DealID = Department.identifier(identifiers * 77_777 % (1 << 39))
    return identifier.text
  }

  mutating func event(_ name: String, _ second: Int, _ more: Object = [:]) -> Object {
    let at = Instant(secondsSinceEpoch: Int64(second))?.text ?? ""
    return more.merging([
      "at": at, "by": "ivanov", "event": name, "operation": identifier(),
    ]) { own, _ in own }
  }

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  /// A deal, or the parts of one sale.
  private mutating func deals() -> [Object] {
    let made = start + Int.random(in: 0..<58_000_000, using: &random)
    var second = made
    var deal: Object = [
      "schema": 1, "id": identifier(), "company": identifier(), "author": "ivanov", "name": "Кафе",
      "manager": manager(),
    ]
    if chance(90) {
      deal["budget"] = Int.random(in: 1...90_000, using: &random)
      deal["currency"] = chance(90) ? "RUB" : "USD"
    }
    var pipeline = pipelines.randomElement(using: &random) ?? ""
    var place = 0
    var history: [Object] = []
    if chance(10) {
      deal["origin"] = ["system": "amocrm", "id": identifier()]
      place = chance(50) ? 0 : Int.random(in: 1...5, using: &random)
    }
    var created = event("created", second, ["stage": stages[place]])
    var closed: String?
    if deal["origin"] != nil, place == 0, chance(50) {
      closed = chance(50) ? "won" : "lost"
      second += 86_400
      let closing = event(
        "closed", second,
        ["from": stages[0], "to": closed ?? "", "operation": created["operation"] ?? ""])
      history = [created, closing]
      created = [:]
    } else {
      history = [created]
    }
    for _ in 0..<Int.random(in: 0...9, using: &random) {
      second += Int.random(in: 3_600...1_900_000, using: &random)
      // Nothing has happened that is to come (R3).
      guard second < start + 59_000_000 else { break }
      let from = closed ?? stages[place]
      if closed != nil {
        guard chance(25) else { break }
        closed = nil
        history.append(
          event("reopened", second, ["from": from, "to": stages[place], "cleared": []]))
      } else if chance(15) {
        closed = chance(60) ? "won" : "lost"
        history.append(event("closed", second, ["from": from, "to": closed ?? ""]))
      } else if chance(5) {
        let old = pipeline
        pipeline = pipelines.randomElement(using: &random) ?? ""
        guard pipeline != old else { continue }
        place = 0
        let edited = event("edited", second, ["field": "pipeline", "old": old, "new": pipeline])
        history.append(edited)
        history.append(
          event(
            "moved", second,
            ["from": from, "to": stages[0], "operation": edited["operation"] ?? ""]))
      } else {
        let next = chance(15) ? max(place - 1, 0) : min(place + (chance(10) ? 2 : 1), 5)
        guard next != place else { continue }
        let isUndone = chance(8)
        history.append(
          event("moved", second, ["from": from, "to": stages[next], "isUndone": isUndone]))
        if !isUndone { place = next }
      }
    }
    if closed == "lost", chance(95) {
      deal["lostReason"] = chance(50) ? "Дорого" : "Другое"
    }
    if closed != nil, chance(20), let heir = deal["manager"] {
      history.append(event("assigned", second + 60, ["from": manager(), "to": heir]))
    }
    deal["pipeline"] = pipeline
    deal["stage"] = closed ?? stages[place]
    deal["history"] = history
    work(on: &deal, from: made, to: second + 8_000_000)
    if chance(4) {
      deal["deletedAt"] = Instant(secondsSinceEpoch: Int64(second + 60))?.text
      deal["history"] =
        (deal["history"] as? [Object] ?? [])
        + [event("deleted", second + 60, ["reason": "Ошибка"])]
    }
    guard closed == "won", deal["origin"] == nil, deal["deletedAt"] == nil, chance(30) else {
      return [deal]
    }
    return parts(of: deal, from: second)
  }

  /// The sale as parts, the last of which may be awaited.
  private mutating func parts(of first: Object, from second: Int) -> [Object] {
    let ids = [first["id"] as? String ?? "", identifier()]
    var (first, next) = (first, first)
    let total: Object = ["id": ids[0], "total": 100_000]
    first["chain"] = total.merging(["part": 1, "next": ids[1]]) { own, _ in own }
    next["chain"] = total.merging(["part": 2, "previous": ids[0]]) { own, _ in own }
    next["id"] = ids[1]
    next["tasks"] = [Object]()
    next["history"] = [event("created", second, ["stage": "contract"])]
    next["stage"] = "contract"
    if chance(70) {
      next["stage"] = chance(80) ? "won" : "lost"
      let closing = event(
        "closed", second + 2_000_000, ["from": "contract", "to": next["stage"] ?? ""])
      next["history"] = (next["history"] as? [Object] ?? []) + [closing]
    }
    return [first, next]
  }

  /// The documents as rows for SQL.
  func rows(of deals: [Object], _ companies: [Object]) -> String {
    var script = companies.reduce(into: "") { script, company in
      let filled = ["phone", "email", "address", "city", "inn", "site"].count { company[$0] != nil }
      script += Self.row(
        "company", [company["manager"], filled, company["isCustomer"] == nil ? 1 : 0])
    }
    for deal in deals {
      let chain = deal["chain"] as? Object
      let history = deal["history"] as? [Object] ?? []
      // What was closed stays whose it was then.
      let handover = history.last { $0["event"] as? String == "assigned" }
      let values = [
        deal["id"], deal["company"], deal["pipeline"], handover?["from"] ?? deal["manager"],
        deal["budget"],
        deal["currency"],
        chain?["part"] ?? 1, deal["deletedAt"] == nil ? 0 : 1, deal["origin"] == nil ? 0 : 1,
        deal["lostReason"],
      ]
      script += Self.row("deal", values) + workRows(of: deal)
      for (place, event) in history.enumerated()
      where !(Self.work + ["assigned"]).contains(event["event"] as? String ?? "") {
        let isTransfer = event["field"] as? String == "pipeline"
        let values: [Any?] = [
          deal["id"], place, event["at"], event["operation"],
          event["isUndone"] as? Bool ?? false ? 1 : 0,
          event["stage"] ?? event["to"], isTransfer ? event["old"] : nil,
        ]
        script += Self.row("event", values)
      }
    }
    return script
  }

  static func row(_ table: String, _ values: [Any?]) -> String {
    func quoted(_ value: Any?) -> String {
      switch value {
      case let text as String: "'\(text.replacingOccurrences(of: "'", with: "''"))'"
      case let flag as Bool: flag ? "1" : "0"
      case let number as Int: String(number)
      default: "null"
      }
    }
    return "insert into \(table) values(\(values.map(quoted).joined(separator: ",")));\n"
  }
}
