import CRMModel
import CRMTestSupport
import XCTest

/// R51: tasks that a stage sets by itself, and those without which no deal goes on.
final class StageTaskTests: XCTestCase {
  private var office = Department()

  private static let call = StageTask(
    action: "Связаться с клиентом", details: ["due": "+1d"], isExit: true)
  private static let offer = StageTask(
    action: "Отправить КП", details: ["due": "+2d"], isExit: true)
  private static let check = StageTask(
    action: "Проверить оплату", details: ["due": "+3d"], isExit: false)

  private func pipeline(_ tasks: StageTask..., owner: String? = nil) -> Pipeline {
    Pipeline.sales.with(
      allowSkip: true,
      stages: [
        .open("new", "Новые", [.nextTask], tasks: tasks, owner: owner),
        .open("in-progress", "В работе", [.nextTask], tasks: [Self.check]),
        .open("signing", "На подпись", []),
      ] + Pipeline.sales.stages.suffix(2))
  }

  private func deal(_ tasks: StageTask..., owner: String? = nil) throws -> DealCase {
    try office.add(
      to: tasks.count == 1 ? pipeline(tasks[0], owner: owner) : pipeline(tasks[0], tasks[1])
    ) {
      $0.next = NextTask()
    }
  }

  private func move(
    _ subject: DealCase, _ stage: String, _ change: (inout MoveDeal) -> Void = { _ in }
  ) throws -> DealCase {
    var action = MoveDeal(to: StageID(stage))
    change(&action)
    return subject.with(try action.apply(to: subject, in: office.context()))
  }

  func testAStageSetsItsTasksAndSoSatisfiesItsRequirement() throws {
    let subject = try deal(Self.check)
    XCTAssertEqual(subject.deal.openTasks.map(\.action), ["Проверить оплату"])
    XCTAssertEqual(subject.deal.openTasks[0].due, Department.time("2026-11-23T23:59:59+03:00"))
    XCTAssertEqual(subject.deal.history.last?.automation, "new")
    let owned = try deal(Self.check, owner: "petrov")
    XCTAssertEqual(owned.deal.openTasks[0].assignee.text, "petrov")
  }

  /// A rule that a stage sets going is its task in full: neither is asked for what it sets itself.
  func testARuleThatSetsATaskSatisfiesItsStageToo() throws {
    let steps = [Effect("task", "Проверить оплату", ["due": "+3d"])]
    func rule(_ condition: String? = nil, _ steps: [Effect] = steps) -> Pipeline {
      let rule = AutomationRule(
        id: "rule", when: "entered in-progress", condition: condition, steps: steps)
      return Pipeline.sales.with(
        stages: Pipeline.sales.stages.map { stage in
          stage.id.text == "in-progress" ? .open("in-progress", "В работе", [.nextTask]) : stage
        }, automation: [rule])
    }
    func started(_ pipeline: Pipeline) throws -> DealCase {
      try office.add(to: pipeline) { $0.next = NextTask() }
    }
    XCTAssertNoThrow(try move(started(rule()), "in-progress"))
    for pipeline in [
      rule("непонятно"), rule(nil, [Effect("task", "Нет такого", ["due": "+3d"])]), rule(nil, []),
    ] {
      assertMissing(["next-task --next"], try move(started(pipeline), "in-progress"))
    }
  }

  func testR56ATaskThatIsSetByItselfSaysHowLongBeforeOneIsReminded() throws {
    let meeting = StageTask(
      action: "Встреча", details: ["due": "+2d", "remind": "2h"], isExit: false)
    XCTAssertEqual(try deal(meeting).deal.openTasks[0].remind?.text, "2h")
    XCTAssertNil(try deal(Self.check).deal.openTasks[0].remind)
  }

  func testAnOpenTaskOfThatActionIsNotSetAgain() throws {
    let subject = try deal(Self.check)
    XCTAssertEqual(try move(subject, "in-progress").deal.openTasks.count, 1)
    var action = MoveDeal(to: StageID("in-progress"))
    action.result = "Оплатили"
    let moved = subject.with(try action.apply(to: subject, in: office.context()))
    XCTAssertEqual(moved.deal.tasks.map(\.state), [.done, .open])
  }

  /// R6, R7: what the result that is asked for will leave open is asked for with it.
  func testTheResultOfTheLastTaskIsAskedForWithTheNextTask() throws {
    let stages = [
      Stage.open("new", "Новые", [.nextTask], tasks: [Self.call]),
      .open("in-progress", "В работе", [.nextTask]),
    ]
    let subject = try office.add(
      to: Pipeline.sales.with(stages: stages + Pipeline.sales.stages.suffix(2))
    ) { $0.next = NextTask() }
    assertMissing(["exit-task --result", "next-task --next"], try move(subject, "in-progress"))
    let two = try office.plan(subject)
    assertMissing(["exit-task --result"], try move(two, "in-progress"))
    assertMissing(
      ["exit-task --result"], try move(subject, "in-progress") { $0.noNextReason = "Ждем весны" })
  }

  /// R112: an import is asked for no result, and so ends no task.
  func testAMoveOfAnImportLeavesTheTaskOpenThatAResultWouldEnd() throws {
    let subject = try deal(Self.call)
    let move = MoveDeal(to: StageID("in-progress"))
    let moved = try move.apply(to: subject, in: office.context().importing()).deal
    XCTAssertTrue(moved.openTasks.contains { $0.action == "Связаться с клиентом" })
  }

  func testAnExitTaskHoldsTheDealUntilItIsDone() throws {
    let subject = try deal(Self.call)
    assertMissing(["exit-task --result"], try move(subject, "in-progress"))
    let moved = try move(subject, "in-progress") { $0.result = "Дозвонились" }
    XCTAssertEqual(moved.deal.tasks.map(\.result), ["Дозвонились", nil])
    var close = CloseDeal(as: .won)
    assertMissing(["exit-task --result"], try close.apply(to: subject, in: office.context()))
    close.result = "Дозвонились"
    XCTAssertNoThrow(try close.apply(to: subject, in: office.context()))
    var lose = CloseDeal(as: .lost)
    lose.fields.lossReason = "Дорого"
    XCTAssertNoThrow(try lose.apply(to: subject, in: office.context()), "losing is not going on")
  }

  func testTheResultIsTheExitTasksAlthoughAnotherIsDueFirst() throws {
    var subject = try deal(Self.call)
    subject = try office.plan(subject, "Встреча", due: office.after(minutes: 5))
    let moved = try move(subject, "in-progress") { $0.result = "Дозвонились" }
    XCTAssertEqual(moved.deal.tasks.first { $0.result != nil }?.action, "Связаться с клиентом")
  }

  func testSeveralExitTasksAreDoneOneByOne() throws {
    let subject = try deal(Self.call, Self.offer)
    let refusal = assertMissing(["exit-task -", "exit-task -"], try move(subject, "in-progress"))
    XCTAssertEqual(
      refusal?.remedies.map { $0.words.map(\.en).prefix(3).joined(separator: " ") },
      ["task done \(subject.deal.id.text)/1", "task done \(subject.deal.id.text)/2"])
    assertMissing(["exit-task --result"], try move(subject, "in-progress") { $0.result = "Да" })
  }

  func testACancelledExitTaskWasNotDone() throws {
    let subject = try office.cancel(try deal(Self.call), 1)
    let refusal = assertMissing(["exit-task -"], try move(subject, "in-progress"))
    XCTAssertEqual(refusal?.remedies.first?.words.map(\.en).prefix(2), ["task", "set"])
  }

  func testAStageThatIsEnteredAgainAsksAgain() throws {
    var subject = try move(try deal(Self.call), "in-progress") { $0.result = "Да" }
    subject = try move(subject, "new") { $0.comment = Department.talk }
    XCTAssertEqual(
      subject.deal.openTasks.map(\.action).sorted(), ["Проверить оплату", "Связаться с клиентом"])
    assertMissing(["exit-task --result"], try move(subject, "signing"))
  }

  func testATaskThatCannotBeSetIsReportedAndStopsNothing() throws {
    let subject = try deal(StageTask(action: "Нет такого", details: ["due": "+1d"], isExit: false))
    XCTAssertEqual(subject.deal.tasks, [])
    XCTAssertEqual(subject.deal.blockedSteps(in: subject.pipeline).map(\.step), ["task Нет такого"])
    let badDue = try deal(
      StageTask(action: "Встреча", details: ["due": "когда-нибудь"], isExit: false))
    XCTAssertEqual(badDue.deal.blockedSteps(in: badDue.pipeline).count, 1)
  }
}
