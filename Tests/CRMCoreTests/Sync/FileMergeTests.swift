import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// Files that have no history of their own, and files that are not what their place says (R121, R120).
final class FileMergeTests: XCTestCase {
  func testSettingsAreMergedKeyByKeyAndTheLaterCommitHasTheLastWord() throws {
    let merged = try merge(
      "settings.json",
      base: #"{"schema":1,"timeZone":"UTC","maxContacts":3,"holidays":["2026-01-01"]}"#,
      older:
        #"{"schema":1,"timeZone":"Europe/Moscow","maxContacts":5,"holidays":["2026-01-01","2026-01-02"]}"#,
      newer: #"{"schema":1,"timeZone":"UTC","maxContacts":4,"holidays":["2026-01-07"],"own":true}"#)
    XCTAssertEqual(merged.object["timeZone"]?.string, "Europe/Moscow")
    XCTAssertEqual(merged.object["maxContacts"]?.int, 4)
    XCTAssertEqual(merged.object["own"]?.bool, true, "what nobody here knows stays")
    XCTAssertEqual(
      merged.object["holidays"]?.array?.compactMap(\.string), ["2026-01-02", "2026-01-07"])
    XCTAssertEqual(merged.document.fields, ["maxContacts"], "what gave way is told")
  }

  func testPeopleAreMergedByLoginAndStagesKeepTheirOrder() throws {
    let people = try merge(
      "people.json", base: #"{"schema":1,"users":[{"login":"a","role":"manager"}]}"#,
      older: #"{"schema":1,"users":[{"login":"a","role":"head"},{"login":"b","role":"manager"}]}"#,
      newer:
        #"{"schema":1,"users":[{"login":"a","role":"manager","name":"А"},{"login":"c","role":"head"}]}"#
    )
    let users = people.object["users"]?.array ?? []
    XCTAssertEqual(users.compactMap { $0["login"]?.string }, ["a", "b", "c"])
    XCTAssertEqual(users.first?["role"]?.string, "head")
    XCTAssertEqual(users.first?["name"]?.string, "А")
    let stages = try merge(
      "pipelines/ads.json", base: #"{"stages":[{"id":"a"},{"id":"b"},{"id":"c"}]}"#,
      older: #"{"stages":[{"id":"c"},{"id":"a"},{"id":"b"}]}"#,
      newer: #"{"stages":[{"id":"a"},{"id":"x"},{"id":"b"},{"id":"c"}]}"#)
    XCTAssertEqual(
      stages.object["stages"]?.array?.compactMap { $0["id"]?.string }, ["c", "a", "x", "b"])
  }

  func testEveningsUniteByWhoseTheyAre() throws {
    func evening(_ manager: String, _ at: String, _ check: String) -> String {
      """
      {"schema":1,"day":"2026-11-20","managers":[{"manager":"\(manager)","at":"\(at)"}],
      "findings":[{"manager":"\(manager)","check":"\(check)"}]}
      """
    }
    let merged = try merge(
      "audits/2026-11-20.json", base: nil,
      older: evening("ivanov", "2026-11-20T18:00:00Z", "task-missing"),
      newer: evening("petrov", "2026-11-20T18:30:00Z", "name-mismatch"))
    XCTAssertEqual(
      merged.object["managers"]?.array?.compactMap { $0["manager"]?.string }, ["ivanov", "petrov"])
    XCTAssertEqual(merged.object["findings"]?.array?.count, 2)
  }

  func testADocumentOfAnotherIdIsNotMerged() throws {
    var office = CRMTestSupport.Department()
    let deal = try office.deal(at: "call").deal
    var other = try office.deal(at: "call").deal
    other.name = "Другая"
    XCTAssertNotEqual(deal.id, other.id)
    XCTAssertThrowsError(
      try FileMerge.merged(
        deal.path, base: deal.bytes(keeping: []), older: deal.bytes(keeping: []) + [0x20],
        newer: other.bytes(keeping: []), now: office.now)
    ) { XCTAssertTrue($0 is DocumentError) }
  }

  func testWhatIsRemovedOnOneSideAndChangedOnTheOtherStaysAndSaysSo() throws {
    var office = CRMTestSupport.Department()
    let base = try office.deal(at: "call").deal
    var changed = base
    changed.package = "Стандарт"
    changed.history.append(
      office.context().event(
        .edited(FieldChange("package", old: nil, new: "Стандарт"), reason: nil)))
    for (older, newer) in [(changed, nil), (nil, changed)] as [(Deal?, Deal?)] {
      let merged = try FileMerge.merged(
        base.path, base: base.bytes(keeping: []), older: older?.bytes(keeping: []),
        newer: newer?.bytes(keeping: []), now: office.after(days: 1))
      let kept = try Deal(bytes: try XCTUnwrap(merged.bytes))
      XCTAssertEqual(kept.package, "Стандарт")
      guard case .told(.reconciled, _)? = kept.history.last?.kind else {
        return XCTFail("it says nothing")
      }
    }
    let unchanged = try FileMerge.merged(
      base.path, base: base.bytes(keeping: []), older: nil, newer: base.bytes(keeping: []),
      now: office.now)
    XCTAssertNil(unchanged.bytes)
  }

  private func merge(
    _ path: String, base: String?, older: String, newer: String
  ) throws -> (document: MergedDocument, object: JSONObject) {
    let document = try FileMerge.merged(
      path, base: base.map { Array($0.utf8) }, older: Array(older.utf8), newer: Array(newer.utf8),
      now: CRMTestSupport.Department.time("2027-01-01T00:00:00Z"))
    return (document, try XCTUnwrap(JSONReader.parse(try XCTUnwrap(document.bytes)).object))
  }
}
