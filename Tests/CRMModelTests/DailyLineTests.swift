import CRMTestSupport
import XCTest

@testable import CRMModel

/// R55: a call, meeting, letter or message with everything that came of it, and R54: whose result it is.
final class DailyLineTests: XCTestCase {
  private var office = Department()

  private func log(
    _ subject: DealCase, _ activity: Activity = .call, _ text: String? = Department.talk,
    _ change: (inout LogActivity) -> Void = { _ in }
  ) throws -> DealCase {
    var action = LogActivity(Communication(activity))
    action.text = text
    change(&action)
    return subject.with(try action.apply(to: subject, in: office.context()))
  }

  private var meeting: NextTask { NextTask(action: "встреча", due: office.after(days: 1)) }

  /// R13: a filled report is the comment, and what came of the meeting.
  func testR13AReportIsWhatWasSaid() throws {
    let subject = try office.deal(at: "decision-maker")
    let task = try XCTUnwrap(subject.deal.openTasks.first)
    let next = NextTask(action: "Отправить КП", due: office.after(days: 1))
    let met = try log(subject, .meeting, nil) {
      $0.report = Department.report(.meeting)
      $0.stage = StageID("meeting")
      $0.followUp.next = next
    }
    XCTAssertEqual(met.deal.stage, StageID("meeting"))
    XCTAssertEqual(
      met.deal.tasks.first { $0.number == task.number }?.result,
      Department.report(.meeting).map(\.text).joined(separator: "; "))
    assertRefused(try log(subject, .meeting, nil) { $0.stage = StageID("meeting") })
  }

  func testR55OneLineLogsCommentsFinishesPlansAndMoves() throws {
    let subject = try office.add()
    let next = meeting
    let called = try log(subject) {
      $0.communication.direction = .incoming
      $0.communication.duration = try? Span(parsing: "5m")
      $0.result = "Дозвонились"
      $0.followUp.next = next
      $0.stage = StageID("call")
    }
    XCTAssertEqual(called.deal.stage.text, "call")
    XCTAssertEqual(called.deal.tasks.map(\.state), [.done, .open])
    XCTAssertEqual(called.deal.tasks[0].result, "Дозвонились")
    XCTAssertEqual(called.deal.tasks[1].action, "Встреча")
    XCTAssertEqual(called.deal.comments.last?.comment.stage.text, "call")
    let events = called.deal.lastEvents
    let communication = try XCTUnwrap(events.first?.communication)
    XCTAssertEqual(communication.activity, .call)
    XCTAssertEqual(communication.direction, .incoming)
    XCTAssertEqual(communication.duration?.minutes, 5)
    XCTAssertEqual(Set(called.deal.history.suffix(events.count).map(\.operation)).count, 1)
  }

  func testR55WithoutAStageTheDealStaysAndTheTextIsOfThePresentOne() throws {
    let subject = try office.add()
    let next = meeting
    let written = try log(subject, .letter) { $0.followUp.next = next }
    XCTAssertEqual(written.deal.stage, subject.deal.stage)
    XCTAssertEqual(written.deal.tasks[0].result, Department.talk, "without a result the text is it")
    XCTAssertEqual(written.deal.comments.last?.comment.stage, subject.deal.stage)
    XCTAssertNil(written.deal.lastEvents.first?.communication?.direction)
  }

  func testR17TheLastTaskNeedsANextOneOrAReason() throws {
    let subject = try office.add()
    assertMissing(["next-task --next"], try log(subject))
    let ended = try log(subject) {
      $0.followUp.hasNoNext = true
      $0.followUp.reason = "Ждем письма"
    }
    XCTAssertEqual(ended.deal.noNextReason, "Ждем письма")
    // Where no task is open, none ends and none is asked for.
    let idle = try log(ended)
    XCTAssertEqual(idle.deal.tasks.map(\.state), [.done])
    let reasoned = try log(ended) {
      $0.followUp.hasNoNext = true
      $0.followUp.reason = "Молчат"
    }
    XCTAssertEqual(reasoned.deal.noNextReason, "Молчат")
    let next = meeting
    XCTAssertEqual(
      try log(ended) { $0.followUp.next = next }.deal.openTasks.map(\.action), ["Встреча"])
  }

  func testR54AResultNeedsAnOpenTask() throws {
    let ended = try log(try office.add()) {
      $0.followUp.hasNoNext = true
      $0.followUp.reason = "Ждем письма"
    }
    assertRefused(try log(ended) { $0.result = "Дозвонились" }, "R17a")
    assertRefused(try log(ended) { $0.task = 7 }, "R16")
    assertRefused(try log(ended) { $0.task = 1 }, "R17")
  }

  func testR54WhichTaskAResultBelongsTo() throws {
    let exit = StageTask(action: "Отправить КП", details: ["due": "+9d"], isExit: true)
    let pipeline = Pipeline.sales.with(
      stages: [.open("new", "Новые", [], tasks: [exit])] + Pipeline.sales.stages.dropFirst())
    let subject = try office.plan(office.add(to: pipeline))
    let due = try XCTUnwrap(subject.deal.openTasks.first)
    let action = { (logged: DealCase) in
      logged.deal.tasks.filter { $0.state == .done }.map(\.action)
    }
    XCTAssertNotEqual(due.action, "Отправить КП")
    XCTAssertEqual(action(try log(subject)), ["Отправить КП"], "the exit task, though due later")
    XCTAssertEqual(action(try log(subject) { $0.task = due.number }), [due.action])
    let free = try office.plan(office.add(), "Отправить КП", due: office.after(days: 9))
    XCTAssertEqual(action(try log(free)), [free.deal.openTasks[0].action], "the one due first")
    let ready = try office.plan(
      office.deal(at: "decision-maker"), "Связаться с клиентом", due: office.after(minutes: 5))
    let met = try log(ready, .meeting) {
      $0.report = Department.report(.meeting)
      $0.stage = StageID("meeting")
    }
    XCTAssertEqual(action(met).last, "Встреча", "the target asks for the meeting report")
  }

  func testR55RefusalsLeadToTheSameLine() throws {
    let subject = try office.add()
    let id = subject.deal.id.text
    let next = meeting
    let skipped = assertRefused(
      try log(subject) {
        $0.stage = StageID("decision-maker")
        $0.followUp.next = next
      }, "R4")
    XCTAssertEqual(skipped?.ways.last, "call \(id) --to call")
    let sale = try office.add(to: .sales)
    let closing = assertRefused(try log(sale) { $0.stage = StageID("won") }, "R4")
    XCTAssertEqual(closing?.ways.last, "deal close \(sale.deal.id.text) --won")
    assertMissing(["next-task --next"], try log(subject) { $0.stage = StageID("call") })
    assertMissing(
      ["comment --comment", "next-task --next"], try log(subject, .call, "Не интересно"))
  }

  func testR48ACallSetsItsRulesGoing() throws {
    let subject = try office.add()
    let next = meeting
    for activity in Activity.logged {
      let logged = try log(subject, activity) { $0.followUp.next = next }
      let names = logged.deal.lastEvents.flatMap { Trigger.names(of: $0, logged) }
      XCTAssertEqual(names.contains(Trigger.name("called")), activity == .call)
    }
  }

  func testR4AClosedDealIsTalkedAboutButPlansNothing() throws {
    let won = try office.win(office.add(to: .sales))
    XCTAssertEqual(try log(won).deal.lastEvents.count, 2)
    let next = meeting
    assertRefused(try log(won) { $0.followUp.next = next }, "R4")
  }

  func testR55ATaskIsWhatItsActionIs() throws {
    office.settings.taskActions = [
      "Связаться с клиентом",
      TaskAction("Встреча", activity: .meeting, remind: try Span(parsing: "2h")),
    ]
    var subject = try office.plan(office.add(), "ВСТРЕЧА", due: office.after(days: 1))
    XCTAssertEqual(subject.deal.tasks.last?.activity, .meeting)
    XCTAssertEqual(subject.deal.tasks.last?.remind?.text, "2h")
    XCTAssertEqual(subject.deal.tasks.first?.activity, .task)
    XCTAssertNil(subject.deal.tasks.first?.remind)
    var task = meeting
    task.remind = try Span(parsing: "30m")
    subject = subject.with(try SetTask(task).apply(to: subject, in: office.context()))
    XCTAssertEqual(subject.deal.tasks.last?.remind?.text, "30m", "R56: unless said otherwise")
  }

  func testR91ATaskSaysHowLongItTook() throws {
    let subject = try office.plan(office.add())
    for duration in [nil, try Span(parsing: "1h")] {
      var action = FinishTask(1)
      action.result = "Готово"
      action.duration = duration
      let done = subject.with(try action.apply(to: subject, in: office.context()))
      XCTAssertEqual(
        done.deal.lastEvents.compactMap(\.communication?.duration), [duration].compactMap(\.self))
    }
  }

  func testAnActionIsTypedAsItIsShown() throws {
    for word in ["Встреча", "Встреча=meeting", "Встреча=meeting,2h", "Отчет=task,30m"] {
      XCTAssertEqual(try TaskAction(parsing: word).text, word)
    }
    XCTAssertEqual(try TaskAction(parsing: "Встреча=task").text, "Встреча")
    for word in ["Встреча=", "Встреча=обед", "Встреча=meeting,скоро"] {
      XCTAssertThrowsError(try TaskAction(parsing: word), word)
    }
  }

  func testASpanIsShownInItsGreatestUnit() throws {
    let shown = [
      "90m": "90m", "120m": "2h", "48h": "2d", "1w": "7d", "0m": "0m", "5м": "5m",
      "100000d": "100000d",
    ]
    for (typed, text) in shown { XCTAssertEqual(try Span(parsing: typed).text, text) }
    for typed in ["", "m", "-5m", "+5m", "5", "2wd", "100001d", "2400001h", "5s", "завтра"] {
      XCTAssertThrowsError(try Span(parsing: typed), typed)
    }
  }
}
