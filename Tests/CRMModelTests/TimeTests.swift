import CRMModel
import CRMTestSupport
import XCTest

/// R3 and R28: what happened has happened, and days are local.
final class TimeTests: XCTestCase {
  private var office = Department()

  func testR3ADealMayHaveBegunBeforeItWasEntered() throws {
    let began = office.after(days: -2)
    let deal = try office.add {
      $0.at = began
      $0.comment = Department.talk
    }
    XCTAssertEqual(deal.deal.createdAt, began)
    XCTAssertEqual(deal.deal.history.first?.recorded, office.now)
    XCTAssertEqual(deal.deal.comments.first?.event.at, began)
    XCTAssertNoThrow(try office.move(deal, to: "call") { $0.at = began })
    assertRefused(
      try office.move(deal, to: "call") { $0.at = began.adding(seconds: -1) }, "R3")
    let later = office.after(minutes: 2)
    let refusal = assertRefused(try office.add { $0.at = later }, "R3")
    XCTAssertEqual(refusal?.remedies, [], "there is no deal yet that a hint could name")
    let next = office.after(minutes: 1)
    XCTAssertNoThrow(try office.add { $0.at = next })
  }

  func testR3FutureIsRefused() throws {
    let deal = try office.deal(at: "call")
    // The next command is given a minute from now.
    let justAhead = office.after(minutes: 1).adding(seconds: 1)
    assertRefused(try office.move(deal, to: "decision-maker") { $0.at = justAhead }, "R3")
  }

  func testR3PresentSecondIsAllowed() throws {
    let deal = try office.deal(at: "call")
    let present = office.after(minutes: 1)
    let moved = try office.move(deal, to: "decision-maker") { $0.at = present }
    XCTAssertEqual(moved.deal.stageEnteredAt, present)
  }

  func testR3TimeBeforeTheLastStageChangeIsRefused() throws {
    let deal = try office.deal(at: "contract")
    let entered = try XCTUnwrap(deal.deal.stageEnteredAt)
    let before = entered.adding(seconds: -1)
    assertRefused(try office.move(deal, to: "call") { $0.at = before }, "R3")
    assertRefused(try office.win(deal) { $0.at = before }, "R3")
    assertRefused(try office.lose(deal) { $0.at = before }, "R3")
    assertRefused(try office.comment(deal, Department.talk) { $0.at = before }, "R3")
    assertRefused(
      try office.finish(deal, try XCTUnwrap(deal.deal.openTasks.first).number) { $0.at = before },
      "R3")
    assertRefused(
      try office.pay(deal, .roubles(1), total: .roubles(60_000)) { $0.at = before }, "R3")
    XCTAssertNoThrow(try office.win(deal) { $0.at = entered })
  }

  /// R124: what a clock wrote that stood far ahead bars no later step, nor are those before forgotten.
  func testR3AClockThatStoodFarAheadBarsNothing() throws {
    let deal = try office.deal(at: "call")
    let (now, entered) = (office.now, try XCTUnwrap(deal.deal.stageEnteredAt))
    office.now = try XCTUnwrap(now.adding(seconds: 400 * 86_400))
    let ahead = try office.move(deal, to: "decision-maker")
    office.now = now
    let moved = try office.move(ahead, to: "meeting") { $0.result = "Встретились, обсудили меню" }
    XCTAssertEqual(moved.deal.stageEnteredAt, office.now)
    XCTAssertNoThrow(try office.comment(ahead, Department.talk) { $0.at = entered })
    assertRefused(
      try office.comment(ahead, Department.talk) { $0.at = entered.adding(seconds: -1) }, "R3")
  }

  /// The clock may be set back between two commands: no stage is entered before the one ahead of it.
  func testR3NothingHappensBeforeTheLastStageChangeWhenTheClockWentBack() throws {
    let deal = try office.deal(at: "contract")
    let entered = try XCTUnwrap(deal.deal.stageEnteredAt)
    let lost = try office.lose(deal)
    let closed = try XCTUnwrap(lost.deal.stageEnteredAt)
    /// The next command is given a minute from now.
    func clock(_ time: Instant, _ seconds: Int64) {
      office.now = time.adding(seconds: seconds - 60) ?? time
    }
    clock(entered, -1)
    assertRefused(try office.win(deal), "R3")
    clock(entered, -1)
    assertRefused(try office.move(deal, to: "call"), "R3")
    clock(entered, -1)
    assertRefused(try office.comment(deal, Department.talk), "R3")
    clock(entered, -1)
    assertRefused(try office.pay(deal, .roubles(1), total: .roubles(60_000)), "R3")
    clock(closed, -1)
    assertRefused(try office.reopen(lost), "R3")
    clock(closed, 0)
    XCTAssertEqual(try office.reopen(lost).deal.stageEnteredAt, closed)
    clock(entered, 0)
    XCTAssertEqual(try office.win(deal).deal.stageEnteredAt, entered)
  }

  func testR3WhenItWasEnteredIsKeptBesideWhenItHappened() throws {
    let deal = try office.deal(at: "call")
    let happened = office.now
    office.now = office.after(days: 1)
    let moved = try office.move(deal, to: "decision-maker") { $0.at = happened }
    let event = try XCTUnwrap(moved.deal.lastStageChange)
    XCTAssertEqual(event.at, happened)
    XCTAssertEqual(event.recorded, office.now)
    XCTAssertEqual(moved.deal.updatedAt, office.now)
    XCTAssertEqual(moved.deal.tasks.first { $0.state == .done }?.doneAt != nil, true)
  }

  func testR3AwaitedPartExistsSinceThePaymentHappened() throws {
    let deal = try office.deal(at: "contract")
    let monday = office.now
    office.now = office.after(days: 4)
    let first = try office.pay(deal, .roubles(20_000), total: .roubles(60_000)) { $0.at = monday }
    let next = try XCTUnwrap(first.next)
    XCTAssertEqual(next.deal.stageEnteredAt, monday)
    let wednesday = monday.adding(seconds: 2 * 86_400)
    XCTAssertNoThrow(try office.pay(next, .roubles(10_000)) { $0.at = wednesday })
  }

  func testR28TodayIsJudgedInTheDataDirectorysZone() {
    // 23:30 in Moscow is still the same day there, although UTC has 20:30.
    let clock = AuditClock(now: Department.time("2026-11-20T23:30:00+03:00"), zone: office.zone)
    XCTAssertEqual(clock.startOfToday, Department.time("2026-11-20T00:00:00+03:00"))
    XCTAssertEqual(clock.endOfToday, Department.time("2026-11-20T23:59:59+03:00"))
    let night = AuditClock(now: Department.time("2026-11-21T00:00:00+03:00"), zone: office.zone)
    XCTAssertEqual(night.startOfToday, night.now)
  }

  func testClockAtTheEndsOfTimeDoesNotTrap() throws {
    var deal = try office.add()
    deal.deal.deletedAt = .last
    XCTAssertEqual(AuditClock(now: .first, zone: office.zone).now, .first)
    XCTAssertEqual(AuditClock(now: .last, zone: office.zone).endOfToday, .last)
    assertRefused(try RestoreDeal().apply(to: deal, in: office.context()))
  }
}
