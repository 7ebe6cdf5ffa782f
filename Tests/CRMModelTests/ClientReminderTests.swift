import CRMTestSupport
import XCTest

@testable import CRMModel

/// R56: the client is reminded of a meeting, and the audit finds meetings of which nobody did.
final class ClientReminderTests: AuditTestCase {
  private let pipeline = Pipeline.ads.with(remindsClients: true)

  /// A deal with a meeting tomorrow at the time of the last command, which is its second task.
  private func planned() throws -> DealCase {
    office.settings.taskActions.append(TaskAction("Показ", activity: .meeting))
    let deal = try office.add(to: pipeline)
    let task = NextTask(action: "Показ", due: office.after(days: 1))
    return deal.with(try SetTask(task).apply(to: deal, in: office.context()))
  }

  private func log(
    _ subject: DealCase, _ activity: Activity = .message,
    _ change: (inout LogActivity) -> Void = { _ in }
  ) throws -> DealCase {
    var action = LogActivity(Communication(activity))
    action.text = Department.talk
    action.task = 2
    change(&action)
    return subject.with(try action.apply(to: subject, in: office.context()))
  }

  private func held(_ subject: DealCase) throws -> DealCase {
    office.now = office.after(days: 1)
    return try log(subject, .meeting) { $0.result = "Показали" }
  }

  private func findings(_ subject: DealCase, of pipeline: Pipeline? = nil) -> [String] {
    office.audit([subject], pipelines: [pipeline ?? self.pipeline]).findings
      .filter { $0.check == .clientNotReminded }
      .map { "\($0.severity.rawValue): \($0.fix.text)" }
  }

  func testR56AMessageAboutAMeetingLeavesItOpen() throws {
    for activity in [Activity.message, .letter] {
      let reminded = try log(try planned(), activity)
      XCTAssertEqual(reminded.deal.tasks.map(\.state), [.open, .open])
      XCTAssertEqual(reminded.deal.lastEvents.first?.communication?.meeting, 2)
      XCTAssertEqual(findings(try held(reminded)), [])
    }
  }

  func testR56AMoveWithItLeavesTheMeetingOpenToo() throws {
    let moved = try log(try planned()) { $0.stage = StageID("call") }
    XCTAssertEqual(moved.deal.stage.text, "call")
    XCTAssertEqual(moved.deal.tasks.map(\.state), [.open, .open])
    XCTAssertEqual(findings(try held(moved)), [])
  }

  func testR56WhatEndsTheMeetingOrComesFromTheClientRemindsOfNothing() throws {
    let changes: [(inout LogActivity) -> Void] = [
      { $0.result = "Отменили" }, { $0.communication.direction = .incoming },
    ]
    for change in changes {
      let ended = try log(try planned(), .message, change)
      XCTAssertEqual(ended.deal.tasks.map(\.state), [.open, .done])
      XCTAssertNil(ended.deal.lastEvents.first?.communication?.meeting)
    }
    let other = try log(try planned()) { $0.task = 1 }
    XCTAssertEqual(other.deal.tasks.map(\.state), [.done, .open], "the first task is no meeting")
    let called = try log(try planned(), .call)
    XCTAssertEqual(called.deal.tasks.map(\.state), [.open, .done], "a call is no reminder")
  }

  func testR56AMeetingHeldWithoutAReminderIsFound() throws {
    let met = try held(try planned())
    let id = met.deal.id.text
    let fix = "message \(id) --task 2 --comment COMMENT"
    XCTAssertEqual(findings(met), ["warning: \(fix)"])
    XCTAssertEqual(findings(met, of: .ads), [], "where the pipeline does not ask, nothing is found")
    let mended = try log(met)
    XCTAssertEqual(mended.deal.tasks.map(\.state), [.open, .done])
    XCTAssertEqual(findings(mended), [])
  }

  func testR56CancelledMeetingsAndClosedDealsAreLeftAlone() throws {
    let deal = try planned()
    var cancelling = CancelTask(2)
    cancelling.followUp.reason = "Перенесли"
    XCTAssertEqual(
      findings(deal.with(try cancelling.apply(to: deal, in: office.context()))), [])
    XCTAssertEqual(
      findings(try office.lose(try office.move(try held(try planned()), to: "call"))), [])
  }
}
