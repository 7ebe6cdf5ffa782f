import CRMModel
import CRMTestSupport
import XCTest

/// R15 and R16: planned actions.
final class TasksTests: XCTestCase {
  private var office = Department()

  /// At `decision-maker` with a call that is due first and a meeting.
  private func beforeMeeting() throws -> (deal: DealCase, call: Int, meeting: Int) {
    let deal = try office.deal(at: "decision-maker")
    let planned = try office.plan(deal, "Связаться с клиентом", due: office.after(minutes: 5))
    let numbers = planned.deal.openTasks.map(\.number)
    XCTAssertEqual(planned.deal.openTasks.map(\.action), ["Связаться с клиентом", "Встреча"])
    return (planned, numbers[0], numbers[1])
  }

  private func task(_ number: Int, _ subject: DealCase) -> Task? {
    subject.deal.tasks.first { $0.number == number }
  }

  func testR57ResultOfTheMeetingStageIsTheMeetings() throws {
    let (deal, call, meeting) = try beforeMeeting()
    let moved = try office.move(deal, to: "meeting") { $0.result = "Встретились" }
    XCTAssertEqual(task(meeting, moved)?.result, "Встретились")
    XCTAssertEqual(task(call, moved)?.state, .open)
  }

  func testR57MeetingEndsWithItsReportOnceItIsDue() throws {
    let (deal, call, meeting) = try beforeMeeting()
    let due = try XCTUnwrap(task(meeting, deal)?.due)
    let early = due.adding(seconds: -1) ?? due
    for (now, isAsked) in [(early, true), (due, false)] {
      // The command is given a minute later.
      office.now = now.adding(seconds: -60) ?? now
      let missing = deal.refusalOfNextStep(in: office.context())?.missing ?? []
      XCTAssertEqual(missing.contains { $0.option == "--result" }, isAsked)
    }
    // The command is given a minute later.
    office.now = due.adding(seconds: -61) ?? due
    assertMissing(
      ["meeting-report --result"], try office.move(deal, to: "meeting") { $0.result = nil })
    office.now = due.adding(seconds: -60) ?? due
    let moved = try office.move(deal, to: "meeting") { $0.result = nil }
    XCTAssertEqual(task(meeting, moved)?.state, .done)
    XCTAssertEqual(
      task(meeting, moved)?.result,
      Department.report(.meeting).map(\.text).joined(separator: "; "))
    XCTAssertEqual(task(call, moved)?.state, .open)
  }

  func testR57OnlyTheStageOfTheReportEndsAMeeting() throws {
    let deal = try office.deal(at: "meeting")
    let planned = try office.plan(deal, "Встреча", due: office.after(minutes: -5))
    let open = planned.deal.openTasks.map(\.number)
    let moved = try office.move(planned, to: "proposal") { $0.result = nil }
    XCTAssertTrue(Set(moved.deal.openTasks.map(\.number)).isSuperset(of: open))
    // Without a meeting there is none to end, and the result is that of the task due first.
    var deal2 = try office.deal(at: "decision-maker")
    deal2 = try office.finish(deal2, deal2.deal.openTasks[0].number) {
      $0.followUp.next.action = "Отправить КП"
    }
    let held = try office.move(deal2, to: "meeting") { $0.result = "Готово" }
    XCTAssertEqual(held.deal.tasks.last { $0.state == .done }?.action, "Отправить КП")
  }

  func testR54ResultBelongsToTheTaskThatIsNamed() throws {
    let (deal, call, meeting) = try beforeMeeting()
    office.now = try XCTUnwrap(task(meeting, deal)?.due)
    let moved = try office.move(deal, to: "meeting") {
      $0.result = "Дозвонились"
      $0.task = call
    }
    XCTAssertEqual(task(call, moved)?.result, "Дозвонились")
    XCTAssertEqual(task(meeting, moved)?.state, .done, "the report ends it")
    assertRefused(try office.move(deal, to: "meeting") { $0.task = 99 }, "R16")
    assertRefused(try office.move(deal, to: "meeting") { $0.task = 1 }, "R17")
  }

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
