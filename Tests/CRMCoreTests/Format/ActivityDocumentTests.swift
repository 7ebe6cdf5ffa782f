import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// R55, R56: what documents say of activities, and that they say nothing new where there are none.
final class ActivityDocumentTests: XCTestCase {
  private var office = CRMTestSupport.Department()

  private func settings(_ actions: String) throws -> Settings {
    let text = #"{"schema":2,"timeZone":"Europe/Moscow","taskActions":\#(actions)}"#
    return try Settings(bytes: Array(text.utf8))
  }

  func testR55PlainActionsStayTexts() throws {
    let plain = try settings(#"["Звонок","Встреча"]"#)
    XCTAssertEqual(plain.taskActions, ["Звонок", "Встреча"])
    let document = plain.json(over: JSONObject())
    XCTAssertEqual(document["schema"]?.number?.int, 1)
    XCTAssertEqual(document["taskActions"], ["Звонок", "Встреча"])
  }

  func testR55AnActionWithAnActivityIsAnObjectOfTheSecondVersion() throws {
    let actions = #"["Звонок",{"name":"Встреча","activity":"meeting","remind":"2h"},{"name":"КП"}]"#
    let mixed = try settings(actions)
    XCTAssertEqual(mixed.taskActions.map(\.text), ["Звонок", "Встреча=meeting,2h", "КП"])
    let document = mixed.json(over: JSONObject())
    XCTAssertEqual(document["schema"]?.number?.int, 2)
    let bytes = JSONWriter.bytes(of: .object(document), style: .document)
    XCTAssertEqual(try Settings(bytes: bytes).taskActions, mixed.taskActions)
    for (wrong, place) in [
      (#"[{"name":"А","activity":"обед"}]"#, "taskActions[0].activity"),
      (#"["Б",{"name":"А","remind":"скоро"}]"#, "taskActions[1].remind"),
      (#"[{"activity":"call"}]"#, "taskActions[0].name"), ("[1]", "taskActions"),
      (#"{"name":"А"}"#, "taskActions"),
    ] {
      XCTAssertThrowsError(try settings(wrong), wrong) {
        XCTAssertTrue(($0 as? DocumentError)?.problem.en.hasPrefix("'\(place)'") ?? false, "\($0)")
      }
    }
  }

  func testADealIsOfTheSecondVersionOnceItHasAnActivity() throws {
    let plain = try office.add()
    XCTAssertEqual(plain.deal.version, 1)
    var action = LogActivity(Communication(.call))
    action.text = CRMTestSupport.Department.talk
    action.followUp.next = NextTask(action: "Встреча", due: office.after(days: 1))
    for direction in [nil, Communication.Direction.incoming] {
      action.communication.direction = direction
      action.communication.duration = try direction.map { _ in try Span(parsing: "5m") }
      action.communication.meeting = direction.map { _ in 1 }
      let called = try action.apply(to: plain, in: office.context()).deal
      XCTAssertEqual(called.version, 2)
      XCTAssertEqual(try Deal(bytes: called.bytes(keeping: [])), called)
    }
    office.settings.taskActions = [TaskAction("Встреча", activity: .meeting)]
    let planned = try office.plan(plain).deal
    XCTAssertEqual(planned.version, 2)
    XCTAssertEqual(try Deal(bytes: planned.bytes(keeping: [])), planned)
    var reminded = NextTask(action: "Встреча", due: office.after(days: 1))
    office.settings.taskActions = ["Встреча"]
    reminded.remind = try Span(parsing: "1d")
    let set = try SetTask(reminded).apply(to: plain, in: office.context()).deal
    XCTAssertEqual(set.version, 2)
    XCTAssertEqual(try Deal(bytes: set.bytes(keeping: [])).tasks.last?.remind?.text, "1d")
  }
}
