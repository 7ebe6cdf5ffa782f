import CRMModel
import CRMTestSupport
import XCTest

/// R7, R17 and R17a: an open deal always has a next step.
final class NextTaskTests: XCTestCase {
  private var office = Department()

  func testR7MoveNeedsAnOpenTaskAfterwards() throws {
    let deal = try office.add()
    assertMissing(["next-task --next"], try office.move(deal, to: "call") { $0.next = NextTask() })
    // The old task stays open where no result is given.
    XCTAssertNoThrow(
      try office.move(deal, to: "call") {
        $0.next = NextTask()
        $0.result = nil
      })
  }

  func testR7NoteIsNoTask() throws {
    let deal = try office.add { $0.next.kind = .note }
    assertMissing(["next-task --next"], try office.move(deal, to: "call") { $0.next = NextTask() })
    assertMissing(["next-task --next"], try office.move(deal, to: "call") { $0.next.kind = .chat })
  }

  func testR7DealWithoutATaskIsAllowedAndSaidAtOnce() throws {
    let action = AddDeal(id: office.identifier())
    let outcome = try action.apply(
      company: office.company, contacts: office.contacts, pipeline: .ads, in: office.context())
    XCTAssertEqual(outcome.deal.openTasks, [])
    XCTAssertEqual(
      outcome.notices.map { $0.remedies.first?.text },
      ["task set \(outcome.deal.id.text) ACTION --due WHEN"])
    let sales = try action.apply(
      company: office.company, contacts: [], pipeline: .sales, in: office.context())
    XCTAssertEqual(sales.notices, [])
  }

  func testR17aResultFinishesTheTaskThatIsDueFirst() throws {
    let late = office.after(days: 3)
    var deal = try office.add { $0.next.due = late }
    deal = try office.plan(deal, "Отправить КП", due: office.after(days: 1))
    deal = try office.plan(deal, "Проверить оплату", due: office.after(days: 2))
    let moved = try office.move(deal, to: "call") { $0.result = "Дозвонились" }
    XCTAssertEqual(moved.deal.tasks.map(\.state), [.open, .done, .open, .open])
    XCTAssertEqual(moved.deal.tasks[1].result, "Дозвонились")
    XCTAssertEqual(moved.deal.tasks[1].doneAt, office.now)
  }

  func testR17aOfTasksDueTogetherTheOlderIsFinished() throws {
    let due = office.after(days: 1)
    let deal = try office.plan(try office.add { $0.next.due = due }, due: due)
    let moved = try office.move(deal, to: "call")
    XCTAssertEqual(moved.deal.tasks.map(\.state), [.done, .open, .open])
  }

  func testR17BlankResultOfAMoveIsRefused() throws {
    let deal = try office.add()
    assertRefused(try office.move(deal, to: "call") { $0.result = " " }, "R17")
  }

  func testR17aResultWithoutATaskIsRefused() throws {
    let deal = try office.add { $0.next = NextTask() }
    assertRefused(try office.move(deal, to: "call") { $0.result = "Дозвонились" }, "R17a")
  }

  func testR17aClosingEndsTasksOfEveryKind() throws {
    var deal = try office.deal(at: "contract")
    deal = try office.plan(deal, kind: .note)
    deal = try office.plan(deal, kind: .chat)
    let closings: [(Task.State, String?, DealCase)] = [
      (.cancelled, nil, try office.win(deal)), (.cancelled, nil, try office.lose(deal)),
      (.done, "Оплатили", try office.win(deal) { $0.result = "Оплатили" }),
      (.done, "Отказ", try office.lose(deal) { $0.result = "Отказ" }),
      (.cancelled, nil, try office.pay(deal, .roubles(1), total: .roubles(60_000)).paid),
      (
        .done, "Пришло",
        try office.pay(deal, .roubles(1), total: .roubles(60_000)) { $0.result = "Пришло" }.paid
      ),
    ]
    let wasOpen = deal.deal.tasks.map { $0.state == .open }
    XCTAssertEqual(wasOpen.count { $0 }, 3)
    for (state, result, closed) in closings {
      for (task, wasOpen) in zip(closed.deal.tasks, wasOpen) where wasOpen {
        XCTAssertEqual(task.state, state)
        XCTAssertEqual(task.result, result)
        XCTAssertNotNil(task.doneAt)
      }
      XCTAssertEqual(closed.deal.tasks.first, deal.deal.tasks.first)
    }
  }

  func testR17LastTaskNeedsTheNextOne() throws {
    let deal = try office.add()
    assertMissing(
      ["next-task --next"], try office.finish(deal, 1) { $0.followUp = FollowUp() })
    assertMissing(
      ["next-task --next"], try office.cancel(deal, 1) { $0.followUp.next = NextTask() })
    let finished = try office.finish(deal, 1)
    XCTAssertEqual(finished.deal.openTasks.map(\.number), [2])
  }

  func testR17TaskThatIsNotTheLastNeedsNoNextOne() throws {
    let deal = try office.plan(try office.add())
    XCTAssertNoThrow(try office.finish(deal, 1) { $0.followUp = FollowUp() })
    XCTAssertNoThrow(try office.cancel(deal, 2) { $0.followUp.next = NextTask() })
  }

  func testR17NoNextNeedsAReasonThatTheAuditReports() throws {
    let deal = try office.add()
    assertMissing(
      ["next-task --reason"],
      try office.finish(deal, 1) {
        $0.followUp = FollowUp()
        $0.followUp.hasNoNext = true
      })
    let finished = try office.finish(deal, 1) {
      $0.followUp = FollowUp()
      $0.followUp.hasNoNext = true
      $0.followUp.reason = "Ждем открытия в декабре"
    }
    XCTAssertEqual(finished.deal.noNextReason, "Ждем открытия в декабре")
    let finding = office.audit([finished]).findings.first { $0.check == .taskMissing }
    XCTAssertEqual(finding?.message.ru.contains("Ждем открытия в декабре"), true)
  }

  func testR17ReasonForNoNextOutlivesANote() throws {
    var deal = try office.finish(try office.add(), 1) {
      $0.followUp = FollowUp()
      $0.followUp.hasNoNext = true
      $0.followUp.reason = "Ждем открытия"
    }
    deal = try office.plan(deal, kind: .note)
    XCTAssertEqual(deal.deal.noNextReason, "Ждем открытия")
    deal = try office.plan(deal)
    XCTAssertNil(deal.deal.noNextReason)
  }

  func testR17ResultIsNeeded() throws {
    let deal = try office.add()
    for result in [nil, "", "  ", "-"] {
      assertMissing(["next-task --result"], try office.finish(deal, 1) { $0.result = result })
    }
    assertMissing(
      ["next-task --result", "next-task --next"],
      try office.finish(deal, 1) {
        $0.result = nil
        $0.followUp = FollowUp()
      })
  }

  func testR17FinishingANoteNeedsNoNextTask() throws {
    let deal = try office.plan(try office.add { $0.next = NextTask() }, kind: .note)
    XCTAssertNoThrow(try office.finish(deal, 1) { $0.followUp = FollowUp() })
  }

  func testR17HoldsAtAStageThatThePipelineNoLongerHas() throws {
    let pipeline = Pipeline.ads.with(stages: Pipeline.ads.stages.filter { $0.id.text != "call" })
    let deal = try office.deal(at: "call").walking(pipeline)
    assertMissing(
      ["next-task --next"], try office.finish(deal, 2) { $0.followUp = FollowUp() })
  }

  func testR17ClosedDealNeedsNoNextTask() throws {
    // An import may leave an open task on a closed deal.
    var lost = try office.lose(try office.deal(at: "call"))
    lost.deal.tasks[0].state = .open
    XCTAssertNoThrow(try office.finish(lost, 1) { $0.followUp = FollowUp() })
  }

  func testOverdueFromTheStartIsSaid() throws {
    let deal = try office.add()
    let late = NextTask(action: "Встреча", due: office.now)
    XCTAssertEqual(try SetTask(late).apply(to: deal, in: office.context()).notices.count, 1)
    let present = NextTask(action: "Встреча", due: office.after(minutes: 1))
    XCTAssertEqual(try SetTask(present).apply(to: deal, in: office.context()).notices, [])
  }
}
