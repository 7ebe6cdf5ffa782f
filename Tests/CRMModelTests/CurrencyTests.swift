import CRMModel
import CRMTestSupport
import XCTest

/// R46: a deal's own currency.
final class CurrencyTests: XCTestCase {
  private var office = Department()
  private let usd = Currency(code: "USD") ?? .rub
  private var thousand: Money { Money(minorUnits: 1_000_00, currency: usd) }

  func testDealTakesThePipelinesCurrencyUnlessItHasItsOwn() throws {
    XCTAssertEqual(try office.add(to: .smm).currency, .rub)
    let own = try office.add(to: .smm) { $0.currency = usd }
    XCTAssertEqual(own.currency, usd)
    XCTAssertEqual(own.deal.currency, usd)
    XCTAssertEqual(DealRecord(own.deal, pipeline: .smm).currency, usd)
    // A sum says its currency itself.
    let known = try office.add(to: .smm) {
      $0.currency = usd
      $0.budget = thousand
    }
    XCTAssertEqual(known.currency, usd)
    XCTAssertNil(known.deal.currency)
    XCTAssertNil(try office.add(to: .smm) { $0.currency = .rub }.deal.currency)
    XCTAssertNil(try office.edit(own) { $0.budget = thousand }.deal.currency)
  }

  func testBoundsTakeNoOtherCurrency() throws {
    for pipeline in [Pipeline.ads, .crm] {
      assertRefused(try office.add(to: pipeline) { $0.currency = usd }, "R46")
      let deal = try office.add(to: pipeline) { $0.currency = .rub }
      assertRefused(try office.edit(deal) { $0.currency = usd }, "R46")
      XCTAssertEqual(try office.edit(deal) { $0.currency = .rub }.deal, deal.deal)
    }
  }

  func testChangeOfCurrencyNeedsTheSumAnew() throws {
    let deal = try office.edit(try office.add(to: .smm)) { $0.budget = .roubles(90_000) }
    assertMissing(["budget --budget"], try office.edit(deal) { $0.currency = usd })
    let changed = try office.edit(deal) {
      $0.currency = usd
      $0.budget = thousand
    }
    XCTAssertEqual(changed.deal.budget, thousand)
    XCTAssertEqual(
      changed.deal.lastEvents,
      [
        .edited(FieldChange("currency", old: "RUB", new: "USD"), reason: nil),
        .edited(FieldChange("budget", old: "90000 RUB", new: "1000 USD"), reason: nil),
      ])
    let without = try office.edit(try office.add(to: .smm)) { $0.currency = usd }
    XCTAssertEqual(without.currency, usd)
    XCTAssertNil(try office.edit(without) { $0.currency = .rub }.deal.currency)
  }

  func testPartsOfAPaymentKeepTheirCurrency() throws {
    let payment = try office.pay(
      try office.deal(at: "contract", in: .smm), .roubles(1), total: .roubles(60_000))
    assertRefused(
      try office.edit(try XCTUnwrap(payment.next)) { $0.currency = usd }, "R22a")
  }

  /// R45: a currency of its own goes along where no bounds keep it out.
  func testCurrencyEnteringAnotherPipeline() throws {
    let own = try office.add(to: .smm) {
      $0.currency = usd
      $0.budget = thousand
    }
    let plain = try office.add(to: .smm)
    XCTAssertEqual(own.currency(entering: .sales), usd)
    XCTAssertEqual(own.currency(entering: .ads), .rub)
    XCTAssertEqual(plain.currency(entering: .sales), .rub)
    func move(to pipeline: Pipeline, budget: Money? = nil) throws -> Deal {
      var action = MoveDeal(to: pipeline.stages[0].id)
      action.pipeline = pipeline
      action.comment = Department.talk
      action.budget = budget
      return try action.apply(to: own, in: office.context()).deal
    }
    XCTAssertEqual(try move(to: .sales).budget, thousand)
    assertMissing(["budget --budget"], try move(to: .ads))
    XCTAssertEqual(try move(to: .ads, budget: .roubles(60_000)).budget, .roubles(60_000))
  }
}
