import CRMTestSupport
import XCTest

@testable import CRMModel

/// R91: who did how much.
extension ReportTests {
  private func log(
    _ subject: DealCase, _ activity: Activity, minutes: String? = nil,
    _ change: (inout LogActivity) -> Void = { _ in }
  ) throws -> DealCase {
    var action = LogActivity(Communication(activity))
    action.communication.duration = try minutes.map(Span.init(parsing:))
    action.text = Department.talk
    action.followUp.next = NextTask(
      action: "Связаться с клиентом", due: Department.time("2026-12-20T10:00:00+03:00"))
    change(&action)
    return subject.with(try action.apply(to: subject, in: office.context()))
  }

  func testActivityIsOfWhoDidIt() throws {
    office.settings.taskActions.append(TaskAction("Звонок", activity: .call))
    office.now = Department.time("2026-10-31T23:57:59+03:00")
    var subject = try office.add(to: .sales)
    // Comments and tasks done before the days are none of them.
    subject = try log(subject, .letter, minutes: "7m")
    XCTAssertEqual(lines(try rows(.activity, [subject.deal])), [])
    subject = try log(subject, .call, minutes: "5m")
    subject = try log(subject, .meeting, minutes: "1h") {
      $0.followUp.next.action = "Звонок"
    }
    office.user = Login(stored: "petrov")
    // The call and the task of a call that it ends are one.
    subject = try log(subject, .call) { $0.followUp.next.action = "Звонок" }
    // A task of a call that was done without more is a call.
    var done = FinishTask(subject.deal.openTasks[0].number)
    done.result = "Дозвонились"
    done.duration = try Span(parsing: "3m")
    subject = subject.with(try done.apply(to: subject, in: office.context()))
    subject = try log(subject, .message)
    let found = try rows(.activity, [subject.deal])
    // calls meetings letters messages comments done overdue minutes
    XCTAssertEqual(lines(found), ["ivanov 1 1 0 0 2 2 0 65", "petrov 2 0 0 1 2 2 0 3"])
    XCTAssertEqual(found.total.map(line), "- 3 1 0 1 4 4 0 68")
    XCTAssertEqual(found.sample, 1)
    XCTAssertEqual(
      lines(try rows(.activity, [subject.deal], by: "pipeline")).first,
      "Продажи ivanov 1 1 0 0 2 2 0 65")
  }

  func testOverdueIsWhatWasDueOnTheDaysAndNotDoneByThen() throws {
    office.now = Department.time("2026-10-20T10:00:00+03:00")
    var subject = try office.add(to: .sales) { $0.next = NextTask() }
    for day in [
      "2026-10-31T23:59:59", "2026-11-01T00:00:00", "2026-11-30T23:59:59", "2026-12-01T00:00:00",
    ] {
      subject = try office.plan(subject, due: Department.time(day + "+03:00"))
    }
    office.now = Department.time("2026-12-10T10:00:00+03:00")
    func overdue() throws -> [String] { lines(try rows(.activity, [subject.deal])) }
    XCTAssertEqual(try overdue(), ["ivanov 0 0 0 0 0 0 2 0"])
    // What was done by then is not overdue, to the second; what was dropped never is.
    for (done, at) in [(true, "2026-11-01T00:00:01"), (true, "2026-11-01T00:00:00")] {
      var deal = subject.deal
      deal.tasks[1].state = done ? .done : .open
      deal.tasks[1].doneAt = Department.time(at + "+03:00")
      let late = at.hasSuffix("01") ? 2 : 1
      XCTAssertEqual(lines(try rows(.activity, [deal])), ["ivanov 0 0 0 0 0 0 \(late) 0"])
    }
    var dropped = subject.deal
    dropped.tasks[1].state = .cancelled
    dropped.tasks[1].doneAt = office.now
    XCTAssertEqual(lines(try rows(.activity, [dropped])), ["ivanov 0 0 0 0 0 0 1 0"])
  }

  func testNobodyDidWhatARuleDid() throws {
    office.now = Department.time("2026-11-10T10:00:00+03:00")
    let subject = try office.add(to: .sales)
    var action = FinishTask(1)
    action.result = "paid"
    let context = office.context().automated(by: "paid")
    let done = subject.with(try action.apply(to: subject, in: context))
    XCTAssertEqual(lines(try rows(.activity, [done.deal])), [])
  }
}
