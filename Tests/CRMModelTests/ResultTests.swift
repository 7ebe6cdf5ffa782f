import CRMTestSupport
import XCTest

@testable import CRMModel

/// R54: what came of the tasks, and why nothing follows.
final class ResultTests: XCTestCase {
  private var office = Department()

  private func deal(_ requiresResult: Bool = true) throws -> DealCase {
    try office.add(
      to: .sales.with(
        stages: [
          .open("new", "Новые", [.nextTask]), .open("in-progress", "В работе", [.nextTask]),
          .open("signing", "На подпись", []),
        ] + Pipeline.sales.stages.suffix(2), requiresResult: requiresResult))
  }

  private func options(_ action: some DealAction, _ subject: DealCase) -> [String?] {
    do throws(Refusal) {
      _ = try action.apply(to: subject, in: office.context())
      return []
    } catch {
      return error.missing.map(\.option)
    }
  }

  func testADealWithAnOpenTaskGoesOnWithItsResultOnly() throws {
    let subject = try deal()
    var move = MoveDeal(to: StageID("in-progress"))
    XCTAssertEqual(
      options(move, subject), ["--result", "--next"], "the result ends the last task (R6)")
    XCTAssertEqual(options(CloseDeal(as: .won), subject), ["--result"])
    XCTAssertEqual(options(move, try deal(false)), [])
    move.result = "Дозвонились"
    move.next = NextTask(action: "Встреча", due: office.after(days: 1))
    XCTAssertEqual(options(move, subject), [])
    var close = CloseDeal(as: .won)
    close.result = "Оплатили"
    XCTAssertEqual(options(close, subject), [])
    // Where nothing is open, nothing came of it.
    var idle = subject
    idle.deal.tasks = []
    move.result = nil
    XCTAssertEqual(options(move, idle), [])
  }

  func testARuleIsNotAsked() throws {
    let subject = try deal()
    let context = office.context().automated(by: "paid")
    var move = MoveDeal(to: StageID("in-progress"))
    XCTAssertNoThrow(try move.apply(to: subject, in: context))
    move.stage = StageID("new")
    XCTAssertThrowsError(try move.apply(to: subject, in: context), "it goes around nothing else")
  }

  func testAReasonStandsForTheNextTask() throws {
    let subject = try deal()
    var move = MoveDeal(to: StageID("in-progress"))
    move.result = "Дозвонились"
    XCTAssertEqual(options(move, subject), ["--next"])
    move.noNextReason = " "
    XCTAssertEqual(options(move, subject), ["--next"], "blanks are no reason")
    move.noNextReason = "Ждем их письма"
    let moved = subject.with(try move.apply(to: subject, in: office.context()))
    XCTAssertEqual(moved.deal.noNextReason, "Ждем их письма")
    XCTAssertEqual(
      DealRecord(moved.deal, pipeline: moved.pipeline).noNextReason, "Ждем их письма",
      "which the audit reports")
    let planned = try office.plan(moved)
    XCTAssertNil(planned.deal.noNextReason)
    // While another task is open there is nothing to be said.
    move.noNextReason = "Ждем их письма"
    let two = try office.plan(subject)
    let still = two.with(try move.apply(to: two, in: office.context()))
    XCTAssertNil(still.deal.noNextReason)
  }

  func testAReopenedDealMayHaveNoNextTaskEither() throws {
    var subject = try deal()
    subject = try office.win(subject) {
      $0.fields = DealFields()
      $0.result = "Оплатили"
    }
    var reopen = ReopenDeal()
    reopen.comment = Department.talk
    XCTAssertEqual(options(reopen, subject), ["--next"])
    reopen.noNextReason = "Ждем возврата денег"
    let open = try reopen.apply(to: subject, in: office.context()).deal
    XCTAssertEqual(open.noNextReason, "Ждем возврата денег")
  }
}
