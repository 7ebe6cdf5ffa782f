import CRMModel
import CRMTestSupport
import XCTest

/// R18: whose deal it is, and since when it has had no task.
final class HandOverTests: XCTestCase {
  private var office = Department()
  private let petrov = Login(stored: "petrov")

  func testR18DealGoesToAnotherManagerWithItsTasks() throws {
    let sidorov = Login(stored: "sidorov")
    var deal = try office.add()
    deal = deal.with(
      try SetTask(
        NextTask(action: "Встреча", due: office.after(days: 1), assignee: sidorov)
      ).apply(to: deal, in: office.context()))
    deal = try office.finish(deal, 1)
    let outcome = try HandOverDeal(to: petrov, reason: "Отпуск")
      .apply(to: deal, in: office.context())
    XCTAssertEqual(outcome.deal.manager, petrov)
    XCTAssertEqual(outcome.deal.tasks.map(\.assignee), [office.user, sidorov, petrov])
    XCTAssertEqual(
      outcome.deal.lastEvents, [.assigned(from: office.user, to: petrov, reason: "Отпуск")])
  }

  func testR18HandingToItsOwnManagerIsRefused() throws {
    assertRefused(
      try HandOverDeal(to: office.user, reason: nil).apply(
        to: try office.add(), in: office.context()), "R18")
  }

  func testR18SinceWhenADealHasHadNoTask() throws {
    var deal = try office.add { $0.next = NextTask() }
    XCTAssertEqual(deal.deal.noTaskSince, deal.deal.createdAt)
    deal = try office.plan(deal)
    XCTAssertNil(deal.deal.noTaskSince)
    deal = try office.finish(deal, 1) {
      $0.followUp = FollowUp()
      $0.followUp.hasNoNext = true
      $0.followUp.reason = "Ждем"
    }
    let since = office.now
    XCTAssertEqual(deal.deal.noTaskSince, since)
    deal = try office.plan(deal, kind: .note)
    XCTAssertEqual(deal.deal.noTaskSince, since)
    XCTAssertEqual(DealRecord(deal.deal, pipeline: .ads).noTaskSince, since)
  }
}
