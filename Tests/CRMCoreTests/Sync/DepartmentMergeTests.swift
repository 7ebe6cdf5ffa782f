import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// The table of two-sided changes of the department's own files (R121): they have no history, and notes of
/// when each thing was changed where the data are shared.
final class DepartmentMergeTests: XCTestCase {
  /// Every setting, as its row has it, by the notes of when each was changed.
  func testR121EverySettingIsMergedAlone() throws {
    let rows = try Setting.all.map { setting in
      let words = try XCTUnwrap(Self.words(setting), "\(setting.id) has no samples")
      let documents = try words.map { words in
        var settings = Settings(timeZone: "UTC", currency: .rub, taskActions: [], people: [:])
        try setting.set(words, .replace, in: &settings)
        return JSONValue.object(settings.json(over: JSONObject()))
      }
      return try row("settings.\(setting.id)", "settings.json", documents)
    }
    try TwoSidedChanges.check(rows, of: ["settings"])
  }

  /// Every list of the department's own files: of two changes of one entry the later one, entries by
  /// their keys.
  func testR121EveryListOfTheDepartmentIsMergedByItsKeys() throws {
    let lists = [
      ("people", "people.json", "users", "login"), ("people", "people.json", "departments", "id"),
      ("pipelines", "pipelines/ads.json", "stages", "id"),
      ("fields", "fields.json", "fields", "key"),
      ("checks", "checks.json", "checks", "id"), ("lists", "lists.json", "lists", "name"),
      ("sources", "sources.json", "sources", "id"),
      ("processes", "processes/x.json", "steps", "id"),
      ("templates", "templates/x.json", "sections", "id"),
    ]
    let rows = try lists.flatMap { group, path, list, key in
      func document(_ values: [String: String]) -> JSONValue {
        var object = JSONObject()
        object["schema"] = 1
        object[list] = .array(
          values.sorted { $0.key < $1.key }.map { id, value in
            var entry = JSONObject()
            entry["value"] = .string(value)
            entry[key] = .string(id)
            return .object(entry)
          })
        return .object(object)
      }
      let name = "\(group).\(list)"
      return [
        try row("\(name), an entry", path, ["а", "б", "в"].map { document(["x": $0]) }),
        try row("\(name), new entries", path, [[:], ["x": "а"], ["y": "а"]].map(document)),
      ]
    }
    try TwoSidedChanges.check(rows, of: Set(lists.map(\.0)))
  }

  /// What becomes of a file that says one thing otherwise in three versions.
  private func row(
    _ name: String, _ path: String, _ documents: [JSONValue]
  ) throws -> TwoSidedChanges.Row {
    func noted(_ document: JSONValue, _ minute: Int) throws -> JSONValue {
      let context = ActionContext(
        now: CRMTestSupport.Department.time("2026-11-20T08:\(minute):00Z"),
        user: Login(stored: "ivanov"),
        operation: CRMTestSupport.Department.identifier(UInt64(minute)),
        zone: .utc,
        settings: Settings(timeZone: "UTC", currency: .rub, taskActions: [], people: [:]),
        taskKeySeed: 1)
      let (object, base) = (try XCTUnwrap(document.object), try XCTUnwrap(documents[0].object))
      return .object(ChangeNotes.noting(object, since: base, in: context))
    }
    func outcome(_ older: JSONValue, _ newer: JSONValue) throws -> String {
      func bytes(_ value: JSONValue) -> [UInt8] { JSONWriter.bytes(of: value, style: .document) }
      func plain(_ value: JSONValue?) -> JSONValue? {
        value?.object.map { .object(ChangeNotes.without($0)) }
      }
      let merged = try FileMerge.merged(
        path, base: bytes(documents[0]), older: bytes(older), newer: bytes(newer),
        now: CRMTestSupport.Department.time("2027-01-01T00:00:00Z"))
      return TwoSidedChanges.outcome(
        plain(try merged.bytes.map { try JSONReader.parse($0) }), isTold: merged.isReconciled,
        base: documents[0], early: plain(older), late: plain(newer))
    }
    var row = TwoSidedChanges.Row(name: name, policy: "by its form")
    let (early, late) = (try noted(documents[1], 10), try noted(documents[2], 20))
    XCTAssertEqual(try outcome(documents[0], early), "later", name)
    XCTAssertEqual(try outcome(early, documents[0]), "earlier", name)
    row.one = "changed"
    row.alike = try outcome(early, noted(documents[1], 20))
    row.differ = documents[2] == documents[0] ? "-" : try outcome(early, late)
    return row
  }

  /// Three values of a setting as they are typed.
  private static func words(_ setting: Setting) -> [[String]]? {
    switch setting.form {
    case .number(let limits, _, _, _): return (3...5).map { [String(min($0, limits.upperBound))] }
    case .flag: return [["no"], ["yes"], ["no"]]
    case .file, .lines: return [["а"], ["б"], ["в"]]
    case .pairs, .words: break
    }
    return switch setting.id {
    case "time-zone": [["UTC"], ["Europe/Moscow"], ["Asia/Omsk"]]
    case "currency": [["RUB"], ["USD"], ["EUR"]]
    case "work-days": [["mon"], ["mon", "tue"], ["mon", "wed"]]
    case "work-hours": [["09:00-18:00"], ["10:00-18:00"], ["11:00-18:00"]]
    case "holidays": [["2027-01-01"], ["2027-01-01", "2027-01-02"], ["2027-01-01", "2027-01-07"]]
    case "task-actions": [["Звонок"], ["Звонок", "Встреча"], ["Звонок", "Письмо"]]
    case "paper-numbers": [["order=А-{n}"], ["order=Б-{n}"], ["order=В-{n}"]]
    case "responsible": [["ads=ivanov"], ["ads=petrov"], ["ads=sidorov"]]
    case "abc-shares", "abc-variations": [["10 20"], ["10 30"], ["10 40"]]
    case "statuses": [["a=А=true"], ["a=А=true", "b=Б=true"], ["a=А=true", "c=В=true"]]
    case "base-profile": [["phone=1"], ["phone=2"], ["phone=3"]]
    default: nil
    }
  }
}
