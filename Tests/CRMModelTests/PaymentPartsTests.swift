import CRMModel
import CRMTestSupport
import XCTest

/// R20, R22: what the first deal of a payment chain knows counts for every part, and no sum traps.
final class PaymentPartsTests: XCTestCase {
  private var office = Department()

  private func first() throws -> Department.Payment {
    try office.pay(
      try office.deal(at: "contract"), .roubles(20_000), total: .roubles(60_000))
  }

  func testR20CommentsOfTheFirstDealCountForEveryPart() throws {
    let payment = try first()
    let next = try XCTUnwrap(payment.next)
    XCTAssertEqual(next.deal.comments.count, 0)
    XCTAssertEqual(office.audit([payment.paid, next]).findings.map(\.check), [])
  }

  func testR20ContactsOfTheFirstDealCountForEveryPart() throws {
    let payment = try first()
    let next = try XCTUnwrap(payment.next)
    let without = next.with(
      try UnlinkContact(office.contacts[0]).apply(to: next, in: office.context()))
    XCTAssertEqual(
      office.audit([payment.paid, without]).findings.filter {
        $0.check == .decisionMakerIncomplete
      }, [])
  }

  func testSumsAtTheEndsOfTheRangeDoNotTrap() throws {
    let most = Money(minorUnits: .max, currency: .rub)
    let deal = try office.deal(at: "contract")
    let payment = try office.pay(deal, .roubles(1), total: most)
    XCTAssertEqual(payment.next?.deal.budget?.minorUnits, .max - 100)
    let next = try XCTUnwrap(payment.next)
    assertRefused(try office.pay(next, most), "R22")
    assertRefused(try office.pay(deal, most), "R22")
    for total: Int64 in [.min, .min + 1, -1] {
      assertRefused(
        try office.pay(deal, most, total: Money(minorUnits: total, currency: .rub)))
      assertRefused(
        try office.pay(next, most) {
          $0.adjustedTotal = Money(minorUnits: total, currency: .rub)
          $0.reason = "Скидка"
        })
    }
    var hostile = next
    hostile.deal.chain = ChainLink(id: next.deal.id, part: .max, total: most, previous: nil)
    XCTAssertNoThrow(try office.pay(hostile, .roubles(1)))
  }
}
