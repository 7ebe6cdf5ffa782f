import CRMTestSupport
import XCTest

@testable import CRMCore
@testable import CRMModel

/// What two machines did to one deal (R121).
final class DealMergeTests: XCTestCase {
  private var office = CRMTestSupport.Department()
  private var base = Deal?.none

  override func setUpWithError() throws { base = try office.deal(at: "call").deal }

  func testBothHistoriesStayEachInItsOrder() throws {
    let mine = try note("мое", note("мое первое", start()))
    let other = try note("чужое", start())
    let merged = try merge(mine, other)
    XCTAssertEqual(merged.history.prefix(try start().history.count), try start().history[...])
    XCTAssertEqual(
      merged.comments.compactMap(\.comment.text).suffix(3), ["мое первое", "мое", "чужое"])
  }

  func testTwoTasksWithOneNumberAreTwo() throws {
    let number = try XCTUnwrap(try start().tasks.map(\.number).max()) + 1
    var mine = try start()
    mine.plan(number, "mine", &office)
    var other = try start()
    other.plan(number, "other", &office)
    other.history.append(
      office.context().event(
        .taskRescheduled(
          number: number, from: office.now, to: office.after(days: 1), reason: "просили")))
    let merged = try merge(mine, other)
    XCTAssertEqual(merged.tasks.suffix(2).map(\.key), ["mine", "other"])
    XCTAssertEqual(merged.tasks.suffix(2).map(\.number), [number, number + 1])
    XCTAssertTrue(
      merged.history.contains {
        guard case .taskRescheduled(number + 1, _, _, _) = $0.kind else { return false }
        return true
      }, "the events go with their task")
    XCTAssertTrue(merged.history.contains { $0.told(.renumbered) == ["task", "from"] })
    // Who has not seen the other one's task yet goes on with its own.
    var later = mine
    later.tasks[later.tasks.count - 1].assignee = Login(stored: "petrov")
    let again = try merge(merged, later, since: mine)
    XCTAssertEqual(again.tasks.suffix(2).map(\.number), [number, number + 1])
    XCTAssertEqual(again.tasks.first { $0.key == "mine" }?.assignee.text, "petrov")
  }

  func testHowATaskEndedIsOneValue() throws {
    var planned = try start()
    planned.plan(9, "both", &office)
    for isDoneLast in [false, true] {
      var (mine, other) = (planned, planned)
      func finish() {
        mine.finish(9, result: "ок", noNextReason: nil, at: office.now, in: office.context())
      }
      if !isDoneLast { finish() }
      office.now = office.after(minutes: 1)
      other.cancel(9, reason: "нет", at: office.now, in: office.context())
      office.now = office.after(minutes: 1)
      if isDoneLast { finish() }
      let merged = try merge(mine, other, since: planned)
      XCTAssertEqual(merged.tasks.last, (isDoneLast ? mine : other).tasks.last)
      XCTAssertNil(merged.contradiction, "a cancelled task with the result of the other side")
      XCTAssertEqual(
        merged.history.filter { $0.told(.reconciled) != nil }.count, 3, "what gave way is told")
    }
  }

  func testAClosedDealStaysClosedAndNothingIsPlannedOnIt() throws {
    var mine = try start()
    mine.stage = StageID("lost")
    mine.lostReason = "Дорого"
    mine.history.append(office.context().event(.closed(from: StageID("call"), to: StageID("lost"))))
    var other = try start()
    other.plan(9, "other", &office)
    other.stage = StageID("decision-maker")
    other.history.append(
      office.context().event(.moved(from: StageID("call"), to: StageID("decision-maker"))))
    let merged = try merge(mine, other)
    XCTAssertEqual(merged.stage, StageID("lost"))
    XCTAssertEqual(merged.lostReason, "Дорого")
    XCTAssertFalse(merged.tasks.contains { $0.state == .open && $0.key == "other" })
    XCTAssertNil(merged.contradiction)
    XCTAssertEqual(merged.lastStageChange?.stageChange?.to, StageID("lost"))
    XCTAssertTrue(
      merged.history.contains {
        guard case .moved(_, let stage) = $0.kind else { return false }
        return stage == StageID("decision-maker")
      }, "both moves stay in the history")
    XCTAssertTrue(merged.history.contains { $0.told(.reconciled) != nil })
  }

  func testADealThatTheOtherSideTookUpAgainIsOpen() throws {
    var closed = try start()
    closed.stage = StageID("lost")
    closed.history.append(
      office.context().event(.closed(from: StageID("call"), to: StageID("lost"))))
    var mine = closed
    mine.lostReason = "Дорого"
    mine.history.append(
      office.context().event(
        .edited(FieldChange("lostReason", old: nil, new: "Дорого"), reason: nil)))
    var other = closed
    other.stage = StageID("call")
    other.history.append(
      office.context().event(.reopened(from: StageID("lost"), to: StageID("call"), cleared: [])))
    XCTAssertEqual(try merge(mine, other, since: closed).stage, StageID("call"))
  }

  func testChangesOfOneSideOfTheClosingStandBesideThoseOfTheOther() throws {
    var mine = try start()
    mine.stage = StageID("decision-maker")
    mine.history.append(
      office.context().event(.moved(from: StageID("call"), to: StageID("decision-maker"))))
    var other = try start()
    other.package = "Стандарт"
    other.history.append(
      office.context().event(
        .edited(FieldChange("package", old: nil, new: "Стандарт"), reason: nil)))
    let merged = try merge(mine, other)
    XCTAssertEqual(merged.stage, StageID("decision-maker"))
    XCTAssertEqual(merged.package, "Стандарт")
  }

  func testAnOperationTakenBackOnOneSideStaysTakenBack() throws {
    let mine = try note("мое", start())
    var undone = mine
    undone.history[undone.history.count - 1].isUndone = true
    let other = try note("чужое", mine)
    let merged = try merge(undone, other, since: mine)
    XCTAssertEqual(merged.comments.last?.comment.text, "чужое")
    XCTAssertFalse(merged.comments.contains { $0.comment.text == "мое" })
  }

  func testATimeFarAheadDoesNotWin() throws {
    var mine = try start()
    mine.package = "Стандарт"
    var context = office.context()
    mine.history.append(
      Event(
        at: CRMTestSupport.Department.time("2030-01-01T00:00:00Z"),
        recorded: CRMTestSupport.Department.time("2030-01-01T00:00:00Z"), by: context.user,
        operation: context.operation,
        kind: .edited(FieldChange("package", old: nil, new: "Стандарт"), reason: nil)))
    var other = try start()
    other.package = "Премиум"
    office.now = office.after(minutes: 30)
    context = office.context()
    other.history.append(
      context.event(.edited(FieldChange("package", old: nil, new: "Премиум"), reason: nil)))
    let merged = try merge(mine, other, now: office.after(minutes: -20))
    XCTAssertEqual(merged.package, "Премиум", "R124")
  }

  // MARK: Helpers

  private func start() throws -> Deal { try XCTUnwrap(base) }

  private func note(_ text: String, _ deal: Deal) throws -> Deal {
    var deal = deal
    deal.history.append(
      office.context().event(.commented(Comment(stage: deal.stage, text: text, report: []))))
    return deal
  }

  private func merge(
    _ mine: Deal, _ other: Deal, since: Deal? = nil, now: Instant? = nil
  ) throws -> Deal {
    let bytes = try [since ?? start(), mine, other].map { $0.bytes(keeping: []) }
    let now = now ?? office.after(days: 1)
    let merged = try Deal.merged(
      Versions(base: bytes[0], first: bytes[1], second: bytes[2]), now: now)
    let swapped = try Deal.merged(
      Versions(base: bytes[0], first: bytes[2], second: bytes[1]), now: now)
    XCTAssertEqual(merged.bytes, swapped.bytes, "whoever merges gets the same")
    return try Deal(bytes: try XCTUnwrap(merged.bytes))
  }
}

extension Event {
  /// The keys of what an event of a type tells; `nil` where it is of another one.
  fileprivate func told(_ type: EventType) -> [String]? {
    guard case .told(type, _) = kind else { return nil }
    return type.keys.map(\.name)
  }
}

extension Deal {
  fileprivate mutating func plan(
    _ number: Int, _ key: String, _ office: inout CRMTestSupport.Department
  ) {
    let context = office.context()
    tasks.append(
      Task(
        number: number, key: key, kind: .task, action: "Встреча", text: nil,
        assignee: Login(stored: "ivanov"), due: office.after(days: 1), createdAt: context.now))
    history.append(context.event(.taskSet(number: number)))
  }
}
