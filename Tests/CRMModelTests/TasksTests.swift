import CRMModel
import CRMTestSupport
import XCTest

/// R15 and R16: planned actions.
final class TasksTests: XCTestCase {
  private var office = Department()

  func testR15ActionComesFromTheDictionary() throws {
    let deal = try office.add()
    assertRefused(try office.plan(deal, "Станцевать"), "R15")
    assertRefused(try office.move(deal, to: "call") { $0.next.action = "Станцевать" }, "R15")
    assertRefused(try office.add { $0.next.action = "Станцевать" }, "R15")
  }

  func testR15DueIsMandatory() throws {
    let deal = try office.add()
    assertMissing(
      ["next-task --due"],
      try SetTask(NextTask(action: "Встреча")).apply(to: deal, in: office.context()))
    assertRefused(try SetTask(NextTask()).apply(to: deal, in: office.context()), "R6")
    assertMissing(["next-task --due"], try office.add { $0.next.due = nil })
  }

  func testR15TaskHasAllThatIsKnownOfIt() throws {
    let due = office.after(days: 1)
    let petrov = Login(stored: "petrov")
    let task = NextTask(
      action: "встреча", due: due, assignee: petrov, text: "Взять договор", kind: .chat)
    let outcome = try SetTask(task).apply(to: try office.add(), in: office.context())
    let set = try XCTUnwrap(outcome.deal.tasks.last)
    XCTAssertEqual(set.number, 2)
    XCTAssertEqual(set.key.count, 4)
    XCTAssertEqual(set.action, "Встреча")
    XCTAssertEqual(set.due, due)
    XCTAssertEqual(set.assignee, petrov)
    XCTAssertEqual(set.text, "Взять договор")
    XCTAssertEqual(set.kind, .chat)
    XCTAssertEqual(set.state, .open)
    XCTAssertEqual(set.createdAt, office.now)
    XCTAssertEqual(outcome.deal.lastEvents, [.taskSet(number: 2)])
  }

  func testAssigneeIsTheDealsManagerUnlessSaidOtherwise() throws {
    let petrov = Login(stored: "petrov")
    let deal = try office.add { $0.manager = petrov }
    XCTAssertEqual(deal.deal.tasks.map(\.assignee), [petrov])
    XCTAssertEqual(deal.deal.author, office.user)
  }

  func testNumbersAreNeverUsedAgain() throws {
    var deal = try office.plan(try office.add())
    XCTAssertEqual(deal.deal.tasks.map(\.number), [1, 2])
    // Undo takes a task away, and its event stays, marked.
    deal.deal.tasks.removeLast()
    deal.deal.history[deal.deal.history.count - 1].isUndone = true
    deal = try office.plan(deal)
    XCTAssertEqual(deal.deal.tasks.map(\.number), [1, 3])
  }

  func testKeysOfTwoMachinesDiffer() throws {
    let deal = try office.add()
    let keys = try (0..<50).map { _ in try office.plan(deal).deal.tasks.last?.key ?? "" }
    XCTAssertGreaterThan(Set(keys).count, 45)
  }

  func testHostileTaskNumbersDoNotTrap() throws {
    for number in [Int.max, Int.max - 1, .min, -5, 0] {
      var deal = try office.add()
      deal.deal.tasks[0] = Task(
        number: number, key: "0000", kind: .task, action: "Встреча", text: nil,
        assignee: office.user, due: office.now, createdAt: office.now)
      let planned = try office.plan(deal)
      XCTAssertEqual(Set(planned.deal.tasks.map(\.number)).count, 2, "\(number)")
      XCTAssertGreaterThan(planned.deal.tasks.last?.number ?? 0, 0, "\(number)")
    }
  }

  func testUnknownAndEndedTasksAreRefused() throws {
    let deal = try office.finish(try office.add(), 1)
    for number in [1, 7, 0, -1, .max] {
      let rule = number == 1 ? "R17" : "R16"
      assertRefused(try office.finish(deal, number), rule)
      assertRefused(try office.cancel(deal, number), rule)
      var later = RescheduleTask(number)
      later.due = office.now
      later.reason = "Просили"
      assertRefused(try later.apply(to: deal, in: office.context()), rule)
    }
  }

  func testRescheduleKeepsTheOldDueTime() throws {
    let deal = try office.add()
    let old = try XCTUnwrap(deal.deal.tasks.first).due
    var action = RescheduleTask(1)
    action.due = office.after(days: 5)
    action.reason = "Клиент в отпуске"
    let outcome = try action.apply(to: deal, in: office.context())
    let due = try XCTUnwrap(action.due)
    XCTAssertEqual(outcome.deal.tasks.first?.due, due)
    XCTAssertEqual(
      outcome.deal.lastEvents,
      [.taskRescheduled(number: 1, from: old, to: due, reason: "Клиент в отпуске")])
  }

  func testRescheduleNeedsDueAndReason() throws {
    let deal = try office.add()
    var action = RescheduleTask(1)
    assertMissing(
      ["next-task --due", "next-task --reason"], try action.apply(to: deal, in: office.context()))
    action.due = office.after(days: 1)
    action.reason = " "
    assertMissing(["next-task --reason"], try action.apply(to: deal, in: office.context()))
  }

  func testCancelNeedsAReason() throws {
    let deal = try office.plan(try office.add())
    for reason in [nil, "", "—"] {
      assertMissing(
        ["next-task --reason"], try office.cancel(deal, 1) { $0.followUp.reason = reason })
    }
    let cancelled = try office.cancel(deal, 1)
    XCTAssertEqual(cancelled.deal.tasks[0].state, .cancelled)
    XCTAssertNil(cancelled.deal.tasks[0].result)
    assertMissing(
      ["next-task --reason"],
      try office.cancel(try office.add(), 1) {
        $0.followUp = FollowUp()
        $0.followUp.hasNoNext = true
      })
  }

  func testOpenTasksStandInTheOrderOfTheirDueTimes() throws {
    let late = office.after(days: 9)
    var deal = try office.add { $0.next.due = late }
    deal = try office.plan(deal, due: office.after(days: 1))
    deal = try office.plan(deal, due: office.after(days: 1), kind: .note)
    XCTAssertEqual(deal.deal.openTasks.map(\.number), [2, 1])
  }
}
