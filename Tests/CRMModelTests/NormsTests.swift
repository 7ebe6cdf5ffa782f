import CRMModel
import CRMTestSupport
import XCTest

/// R42: how many days deals may take, whatever tasks they have.
final class NormsTests: XCTestCase {
  private var office = Department()

  private func pipeline(
    norm: Int? = nil, gap: Int? = nil, silence: Int? = nil, oldest: Int? = nil,
    lostFrom: String? = nil
  ) -> Pipeline {
    let sales = Pipeline.sales
    let stages = sales.stages.map { stage in
      if let lostFrom, stage.kind == .lost {
        return Stage.closing("lost", stage.name, .lost, [.lossReason], from: lostFrom)
      }
      guard stage.id == StageID("new") else { return stage }
      return Stage(
        id: stage.id, name: stage.name, kind: stage.kind, requires: [], from: nil, template: nil,
        norm: norm, gap: gap)
    }
    return Pipeline(
      id: sales.id, name: sales.name, currency: .rub, allowSkip: true, allowBack: true,
      bounds: sales.bounds, companyFields: [], commentRule: sales.commentRule, packages: [],
      lossReasons: sales.lossReasons, meetingActions: [], stages: stages, silence: silence,
      oldest: oldest)
  }

  /// Expects exactly these findings at a local time.
  private func assert(
    _ expected: String..., of deal: DealCase, in pipeline: Pipeline, at time: String,
    line: UInt = #line
  ) {
    office.now = Department.time("2026-\(time):00+03:00")
    let audit = office.audit([deal.walking(pipeline)])
    XCTAssertEqual(
      audit.findings.map { "\($0.check.rawValue) \($0.severity.rawValue): \($0.fix.text)" },
      expected, line: line)
    XCTAssertEqual(audit.findings.count { $0.message.ru == $0.message.en }, 0, line: line)
  }

  private func dealWithoutTask() throws -> DealCase {
    try office.add(to: .sales) { $0.next = NextTask() }
  }

  func testStageTooLong() throws {
    let deal = try dealWithoutTask()
    let id = deal.deal.id.text
    let normed = pipeline(norm: 2)
    let fix = "stage-too-long warning: deal move \(id) in-progress --comment COMMENT"
    assert(of: deal, in: normed, at: "11-22T23:59")
    assert(fix, of: deal, in: normed, at: "11-23T00:00")
    assert(of: deal, in: .sales, at: "12-30T00:00")
    // The norm is this stage's, and counts from when it was entered.
    let next = try office.move(deal, to: "in-progress")
    assert(of: next, in: normed, at: "12-30T00:00")
  }

  func testStageTooLongAtTheLastOpenStageIsEndedByClosing() throws {
    let normed = Pipeline.sales.with(stages: [
      Stage(
        id: StageID("new"), name: "Новые", kind: .open, requires: [], from: nil, template: nil,
        norm: 1), .closing("won", "Успешная сделка", .won, []),
    ])
    let deal = try dealWithoutTask()
    assert(
      "stage-too-long warning: deal close \(deal.deal.id.text) --won", of: deal, in: normed,
      at: "11-22T00:00")
  }

  func testTaskGap() throws {
    let deal = try office.plan(
      try dealWithoutTask(), due: Department.time("2026-11-24T23:59:59+03:00"))
    let fix = "task reschedule \(deal.deal.id.text)/1 --due +3d --reason WHY"
    assert(of: deal, in: pipeline(gap: 3), at: "11-21T00:00")
    assert("task-gap error: \(fix)", of: deal, in: pipeline(gap: 3), at: "11-20T23:59")
    // A deal without a task has no gap; that it has none is another check's.
    assert(of: try dealWithoutTask(), in: pipeline(gap: 3), at: "11-21T00:00")
  }

  func testStuck() throws {
    let deal = try dealWithoutTask()
    let normed = pipeline(silence: 5)
    let fix = "stuck error: comment add \(deal.deal.id.text) COMMENT"
    assert(of: deal, in: normed, at: "11-25T23:59")
    assert(fix, of: deal, in: normed, at: "11-26T00:00")
    let commented = try office.comment(deal, Department.talk)
    assert(of: commented, in: normed, at: "12-01T23:59")
    assert(fix, of: commented, in: normed, at: "12-02T00:00")
  }

  func testSendingBackAndWhatWasUndoneEndNoSilence() throws {
    let deal = try dealWithoutTask()
    let normed = pipeline(silence: 5)
    office.now = Department.time("2026-11-26T10:00:00+03:00")
    let findings = Array(office.audit([deal.walking(normed)]).findings)
    let sent = try XCTUnwrap(SendBack(findings).apply(to: deal.deal, in: office.context()))
    XCTAssertEqual(sent.workedAt, deal.deal.workedAt)
    var undone = try office.comment(deal, Department.talk).deal
    XCTAssertNotEqual(undone.workedAt, deal.deal.workedAt)
    undone.history[undone.history.count - 1].isUndone = true
    XCTAssertEqual(undone.workedAt, deal.deal.workedAt)
    let migrated = try MigrateDeal(to: StageID("signing")).apply(to: deal, in: office.context())
    XCTAssertEqual(migrated.deal.workedAt, deal.deal.workedAt)
  }

  func testTooOld() throws {
    let deal = try dealWithoutTask()
    let normed = pipeline(oldest: 10)
    let fix = "too-old warning: deal close \(deal.deal.id.text) --lost --reason REASON"
    assert(of: deal, in: normed, at: "11-30T23:59")
    assert(fix, of: deal, in: normed, at: "12-01T00:00")
    let worked = try office.comment(deal, Department.talk)
    assert(fix, of: worked, in: normed, at: "12-01T00:00")
  }

  /// R6: a deal that cannot be lost yet goes on.
  func testTooOldWhereNoDealIsLostYet() throws {
    let deal = try dealWithoutTask()
    let normed = pipeline(oldest: 10, lostFrom: "signing")
    let id = deal.deal.id.text
    assert(
      "too-old warning: deal move \(id) in-progress --comment COMMENT", of: deal, in: normed,
      at: "12-01T00:00")
    var moved = deal
    for stage in ["in-progress", "signing"] { moved = try office.move(moved, to: stage) }
    assert(
      "too-old warning: deal close \(id) --lost --reason REASON", of: moved, in: normed,
      at: "12-01T00:00")
  }

  func testClosedDealsTakeNoLonger() throws {
    let normed = pipeline(norm: 1, gap: 1, silence: 1, oldest: 1)
    let deal = try dealWithoutTask()
    assert(of: try office.win(deal) { $0.fields.package = nil }, in: normed, at: "12-30T00:00")
  }

  func testOnlyTheChecksThatAreAskedForAreMade() throws {
    let deal = try dealWithoutTask().walking(pipeline(norm: 1, silence: 1, oldest: 1))
    office.now = office.after(days: 30)
    var scope = Audit.Scope()
    XCTAssertEqual(
      office.audit([deal], scope: scope).findings.map(\.check), [.stageTooLong, .stuck, .tooOld])
    scope.checks = [.stuck]
    XCTAssertEqual(office.audit([deal], scope: scope).findings.map(\.check), [.stuck])
  }
}
