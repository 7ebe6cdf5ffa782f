import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// The table of two-sided changes (R121): every property of every kind, as the schema has them; a property
/// that is added has a sample here or fails.
final class DocumentMergeTests: XCTestCase {
  private var office = CRMTestSupport.Department()
  private var rows: [TwoSidedChanges.Row] = []

  func testR121EveryPropertyOfEveryKindIsMergedByItsPolicy() throws {
    try walk(office.company)
    for contact in office.contacts { try walk(contact) }
    try walk(office.deal(at: "call").deal)
    try walk(Lead(id: CRMTestSupport.Department.identifier(9)))
    try walk(Product(id: CRMTestSupport.Department.identifier(9)))
    try walk(Paper(id: CRMTestSupport.Department.identifier(9)))
    try TwoSidedChanges.check(rows, of: Set(Kind.documents.map(\.rawValue)))
  }

  /// What is told of a document as a whole, and of each of its properties.
  private func note(_ row: TwoSidedChanges.Row) {
    // Several contacts are walked, for what only one of them has.
    if !rows.contains(where: { $0.name == row.name }) { rows.append(row) }
  }

  private func walk<Kind: Document>(_ blank: Kind) throws {
    for key in Kind.keys.subtracting(["schema", "id", "history"]).sorted() {
      let samples = try XCTUnwrap(Self.samples(key, Kind.self), "\(key) has no samples")
      let base = try document(blank, key, samples[0], [])
      let (early, late) = (
        try document(blank, key, samples[1], [10]), try document(blank, key, samples[2], [20])
      )
      let name = "\(Kind.kind.rawValue).\(key)"
      var row = TwoSidedChanges.Row(name: name, policy: (Kind.mergings[key] ?? .latest).word)
      defer { note(row) }
      func outcome(
        _ merged: MergedDocument, _ early: JSONValue?, _ late: JSONValue?
      ) throws -> String {
        try TwoSidedChanges.outcome(
          merged.bytes.map { try JSONReader.parse($0) }?[key], isTold: merged.isReconciled,
          base: samples[0], early: early, late: late)
      }
      // Changed on one side.
      try expect(key, samples[1], merged(Kind.self, base, early, base), name)
      let one = try merged(Kind.self, base, base, early)
      try expect(key, samples[1], one, name)
      row.one = try outcome(one, samples[1], samples[1])
      // On both alike.
      let twin = try document(blank, key, samples[1], [20])
      let alike = try merged(Kind.self, base, early, twin)
      try expect(key, samples[1], alike, name)
      XCTAssertFalse(alike.isReconciled, name)
      row.alike = try outcome(alike, samples[1], samples[1])
      guard samples[2] != samples[0] else { continue }
      // On both differently: the later one, and the other one is told, or both.
      let both = try merged(Kind.self, base, early, late)
      XCTAssertEqual(try merged(Kind.self, base, late, early).text, both.text, "\(name): by either")
      row.differ = try outcome(both, samples[1], samples[2])
      let wanted = Self.united(key, Kind.self) ?? samples[2]
      try expect(key, wanted, both, name)
      XCTAssertEqual(both.isReconciled, Self.united(key, Kind.self) == nil, name)
      XCTAssertEqual(try told(both, "reconciled").isEmpty, !both.isReconciled, name)
      // Who has merged already merges the same again, and says nothing twice.
      let again = try XCTUnwrap(both.bytes)
      XCTAssertEqual(try merged(Kind.self, base, early, again).text, both.text, "\(name): again")
      XCTAssertEqual(try merged(Kind.self, base, again, late).text, both.text, "\(name): again")
      let document = try Kind(bytes: again)
      XCTAssertNil(document.contradiction, name)
      guard !Self.isRequired(key, blank) else { continue }
      // Removed on one side, left alone on the other; removed on one side, changed on the other.
      let emptied = try self.document(blank, key, nil, [30])
      try expect(key, nil, merged(Kind.self, base, base, emptied), name)
      let removed = try merged(Kind.self, base, early, emptied)
      XCTAssertEqual(try merged(Kind.self, base, emptied, early).text, removed.text, name)
      let staysUnsaid = Self.united(key, Kind.self) != nil || Kind.mergings[key] == .rows
      XCTAssertTrue(removed.isReconciled || staysUnsaid, "\(name): in silence")
      row.removed = try outcome(removed, samples[1], nil)
      let sooner = try self.document(blank, key, nil, [10])
      row.changed = try outcome(merged(Kind.self, base, sooner, twin), nil, samples[1])
    }
    try walkWhole(blank)
  }

  /// A document that is gone on one side.
  private func walkWhole<Kind: Document>(_ blank: Kind) throws {
    let (key, name) = (Kind.card.first?.key ?? "name", Kind.kind.rawValue)
    let samples = try XCTUnwrap(Self.samples(key, Kind.self))
    let (base, early) = (
      try document(blank, key, samples[0], []), try document(blank, key, samples[1], [10])
    )
    var row = TwoSidedChanges.Row(name: name, policy: "as a whole")
    for twin in [base, nil] {
      let gone = try FileMerge.merged(
        blank.path, base: base, older: nil, newer: twin,
        now: CRMTestSupport.Department.time("2027-01-01T00:00:00Z"))
      XCTAssertNil(gone.bytes, name)
    }
    (row.one, row.alike) = ("removed", "removed")
    for (first, second) in [(nil, early), (early, nil)] as [([UInt8]?, [UInt8]?)] {
      let kept = try merged(Kind.self, base, first, second)
      try expect(key, samples[1], kept, name)
      XCTAssertTrue(kept.isReconciled, name)
    }
    (row.removed, row.changed) = ("changed, told", "changed, told")
    note(row)
  }

  // MARK: What is merged

  private func merged<Kind: Document>(
    _: Kind.Type, _ base: [UInt8]?, _ first: [UInt8]?, _ second: [UInt8]?
  ) throws -> MergedDocument {
    try Kind.merged(
      Versions(base: base, first: first, second: second),
      now: CRMTestSupport.Department.time("2027-01-01T00:00:00Z"))
  }

  private func document<Kind: Document>(
    _ blank: Kind, _ key: String, _ value: JSONValue?, _ edits: [Int]
  ) throws -> [UInt8] {
    var object = blank.json
    object["tasks"] = nil
    object[key] = value
    // What a key cannot be without.
    for (name, value) in Self.companions[key] ?? [:] { object[name] = value }
    var history: [JSONValue] = [
      [
        "event": "created", "at": "2026-11-20T07:00:00Z", "by": "ivanov", "operation": "00000001",
        "stage": "call",
      ]
    ]
    if Kind.self != Deal.self {
      history = history.map { event in
        var event = event.object ?? JSONObject()
        event["stage"] = nil
        return .object(event)
      }
    }
    let new = MergeConflict.text(value)
    // What is no field has no such events.
    let isField = Kind.card.contains { $0.key == key } || value?.string != nil
    for minute in edits {
      history.append([
        "event": "edited", "field": .string(isField ? key : "other"),
        "new": new.map(JSONValue.string) ?? .null,
        "at": .string("2026-11-20T08:\(minute):00Z"), "by": "ivanov",
        "operation": .string("000000\(minute)"),
      ])
    }
    if key == "stage" {
      history =
        [history[0]]
        + edits.map { minute in
          [
            "event": "moved", "from": "call", "to": value ?? "call",
            "at": .string("2026-11-20T08:\(minute):00Z"), "by": "ivanov",
            "operation": .string("000000\(minute)"),
          ]
        }
    }
    object["history"] = .array(history)
    object["schema"] = 2
    return try Kind(bytes: JSONWriter.bytes(of: .object(object), style: .document))
      .bytes(keeping: [])
  }

  private func told(_ merged: MergedDocument, _ event: String) throws -> [JSONValue] {
    let object = try JSONReader.parse(try XCTUnwrap(merged.bytes))
    return (object["history"]?.array ?? []).filter { $0["event"]?.string == event }
  }

  private func expect(
    _ key: String, _ value: JSONValue?, _ merged: MergedDocument, _ name: String,
    line: UInt = #line
  ) throws {
    let object = try JSONReader.parse(try XCTUnwrap(merged.bytes))
    XCTAssertEqual(object[key], value, name, line: line)
  }

  // MARK: Samples

  private static let companions: [String: [String: JSONValue]] = [
    "chain": ["budget": 10, "currency": "RUB"], "currency": ["budget": 10],
  ]

  private static func isRequired<Kind: Document>(_ key: String, _ blank: Kind) -> Bool {
    ["company", "pipeline", "stage", "manager", "author", "name", "role"].contains(key)
      && blank.json[key] != nil || key == "currency" && Kind.self == Deal.self
  }

  /// What both sides' changes come to where both stay.
  private static func united<Kind: Document>(_ key: String, _: Kind.Type) -> JSONValue? {
    switch Kind.mergings[key] {
    case .members where key == "tags" || key == "participants": ["б", "в"]
    case .members:
      texts(key).map { .array([$0[1], $0[2]]) }
    case .parts: ["к": "2", "л": "3"]
    case .entries where key == "contacts":
      [["contact": "00000002", "role": "other"], ["contact": "00000003", "role": "other"]]
    case .entries where key == "tasks": .array([task(2, "b"), task(3, "c")])
    case .entries where key == "legal": [["name": "Б"], ["name": "В"]]
    case .entries where key == "merged":
      samples(key, Kind.self).map { .array($0.dropFirst().flatMap { $0.array ?? [] }) }
    case .latest, .together, .rows, .entries, .history, nil: nil
    }
  }

  private static func texts(_ key: String) -> [JSONValue]? {
    switch key {
    case "otherPhones", "phones": ["+79160000001", "+79160000002", "+79160000003"]
    case "otherEmails", "emails": ["a@example.com", "b@example.com", "c@example.com"]
    case "basis": ["00000001", "00000002", "00000003"]
    case "prices":
      ["retail 2026-11-28 1200 RUB", "retail 2026-11-28 1300 RUB", "retail 2026-11-28 1400 RUB"]
    case "schedule": ["100% 2026-11-20", "100% 2026-11-21", "100% 2026-11-22"]
    case "lines": ["А; 1; 10; 0%; none", "А; 2; 10; 0%; none", "А; 3; 10; 0%; none"]
    case "tags", "participants": ["а", "б", "в"]
    default: nil
    }
  }

  private static func task(_ number: Int, _ key: String) -> JSONValue {
    [
      "number": .number(JSONNumber(number)), "key": .string(key), "kind": "task",
      "action": "Встреча", "assignee": "ivanov", "due": "2026-11-21T07:00:00Z", "state": "open",
      "createdAt": "2026-11-20T07:00:00Z",
    ]
  }

  /// Three values of a property: what both began with, and what each side made of it.
  private static func samples<Kind: Document>(_ key: String, _: Kind.Type) -> [JSONValue]? {
    if let texts = texts(key) { return texts.map { .array([$0]) } }
    switch key {
    case "fields", "imported": return [["к": "1"], ["к": "2"], ["к": "1", "л": "3"]]
    case "contacts":
      return ["00000001", "00000002", "00000003"].map {
        [["contact": .string($0), "role": "other"]]
      }
    case "tasks": return [[task(1, "a")], [task(2, "b")], [task(3, "c")]]
    case "legal" where Kind.self == Company.self:
      return ["А", "Б", "В"].map { [["name": .string($0)]] }
    case "origin": return ["1", "2", "3"].map { ["system": "amo", "id": .string($0)] }
    case "spokeWith": return ["А", "Б", "В"].map { ["name": .string($0)] }
    case "chain":
      return [1, 2, 3].map { ["id": "00000001", "part": .number(JSONNumber($0)), "total": 10] }
    case "merged":
      return ["00000021", "00000022", "00000023"].map { id in
        let id = JSONValue.string(id)
        return switch Kind.kind {
        case .company: [["id": id, "name": "а", "manager": "ivanov"]]
        case .contact: [["id": id, "name": "а", "company": "00000001", "role": "other"]]
        default: [["id": id]]
        }
      }
    case "rework":
      return ["1", "2", "3"].map { note in
        [
          "state": "open", "at": "2026-11-20T07:00:00Z", "author": "head",
          "due": "2026-11-21T07:00:00Z", "note": .string(note),
          "changedAt": "2026-11-20T07:00:00Z", "changedBy": "head",
        ]
      }
    case "deletedAt":
      return [1, 2, 3].map { .string("2026-11-2\($0)T07:00:00Z") }
    case "budget": return [10, 20, 30]
    case "currency": return ["RUB", "USD", "EUR"]
    case "endDate": return ["2026-12-01", "2026-12-02", "2026-12-03"]
    case "stage": return ["call", "decision-maker", "meeting"]
    case "company", "deal", "contact", "lead": return ["00000001", "00000002", "00000003"]
    case "name", "pipeline", "manager", "author", "package", "lostReason":
      return ["а", "б", "в"]
    default: return typed(key, Kind.self)
    }
  }

  private static func typed<Kind: Document>(_ key: String, _: Kind.Type) -> [JSONValue]? {
    guard let field = Kind.card.first(where: { $0.key == key }) else { return nil }
    if !field.choices.isEmpty {
      let ids = field.choices.map { JSONValue.string($0.id) }
      return [ids[0], ids[1], ids.count > 2 ? ids[2] : ids[0]]
    }
    switch field.type {
    case .flag: return [true, false, true]
    case .number, .money: return [1, 2, 3]
    case .day: return ["2026-12-01", "2026-12-02", "2026-12-03"]
    case .moment: return [1, 2, 3].map { .string("2026-11-2\($0)T07:00:00Z") }
    case .phone: return ["+79160000001", "+79160000002", "+79160000003"]
    case .email: return ["a@example.com", "b@example.com", "c@example.com"]
    case .taxNumber: return ["7707083893", "7736050003", "7710137066"]
    default:
      return switch key {
      case "vatRate": ["22", "10", "20"]
      case "terms": ["100% today", "100% +1d", "100% +2d"]
      default: ["а", "б", "в"]
      }
    }
  }
}

extension MergedDocument {
  fileprivate var text: String { String(decoding: bytes ?? [], as: UTF8.self) }
}
