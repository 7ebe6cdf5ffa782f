import CRMTestSupport
import XCTest

@testable import CRMModel

/// D6: a deal goes for good only once nobody can restore it any more.
final class PurgeDealTests: XCTestCase {
  private var office = Department()

  func testD6ThirtyDaysAreTheBoundary() throws {
    let deal = try office.add()
    assertRefused(try deal.deal.requirePurgeable(in: office.context()), "D6")
    let deleted = try DeleteDeal(reason: "Лишняя").apply(to: deal, in: office.context())
    let subject = deal.with(deleted)
    let last = try XCTUnwrap(subject.deal.deletedAt?.adding(seconds: 30 * 86_400))
    func context(at now: Instant?) throws -> ActionContext {
      // A command is given a minute after the one before.
      office.now = try XCTUnwrap(now?.adding(seconds: -60))
      return office.context()
    }
    let refusal = assertRefused(
      try subject.deal.requirePurgeable(in: context(at: last)), "D6", "it can still be restored")
    XCTAssertEqual(refusal?.remedies.map(\.text), ["deal restore \(deal.deal.id.text)"])
    XCTAssertNoThrow(try RestoreDeal().apply(to: subject, in: context(at: last)))
    let later = last.adding(seconds: 1)
    XCTAssertNoThrow(try subject.deal.requirePurgeable(in: context(at: later)))
    assertRefused(try RestoreDeal().apply(to: subject, in: context(at: later)), "R4")
  }
}
