import CRMModel
import CRMTestSupport
import XCTest

/// R8 to R10: bounds, what won deals have, and the budget's history.
final class BudgetTests: XCTestCase {
  private var office = Department()

  func testR8BoundsAreInclusive() throws {
    let table: [(Pipeline, Int64, Bool)] = [
      (.ads, 5_499_999, false), (.ads, 5_500_000, true), (.ads, .max, true), (.ads, 0, false),
      (.crm, 2_500_001, false), (.crm, 2_500_000, true), (.crm, 1, true),
      (.smm, 1, true), (.smm, .max, true),
    ]
    for (pipeline, kopecks, isWithin) in table {
      let deal = try office.deal(at: "meeting", in: pipeline)
      let sum = Money(minorUnits: kopecks, currency: .rub)
      if isWithin {
        XCTAssertNoThrow(try office.move(deal, to: "proposal") { $0.budget = sum })
      } else {
        assertMissing(
          ["budget-bounds --budget"], try office.move(deal, to: "proposal") { $0.budget = sum },
          "\(pipeline.name) \(kopecks)")
      }
    }
  }

  func testR8BoundsDoNotHoldBeforeProposal() throws {
    let deal = try office.edit(try office.deal(at: "meeting")) { $0.budget = .roubles(1) }
    XCTAssertEqual(deal.deal.budget, .roubles(1))
    XCTAssertNoThrow(try office.add { $0.budget = .roubles(1) })
    assertMissing(["budget-bounds --budget"], try office.move(deal, to: "proposal"))
  }

  func testR8BoundsHoldInEditFromProposalOn() throws {
    for stage in ["proposal", "contract"] {
      let deal = try office.deal(at: stage)
      assertMissing(
        ["budget-bounds --budget"], try office.edit(deal) { $0.budget = .roubles(54_999) }, stage)
    }
    let won = try office.win(try office.deal(at: "contract"))
    assertMissing(["budget-bounds --budget"], try office.edit(won) { $0.budget = .roubles(1) })
    let lost = try office.lose(try office.deal(at: "contract"))
    XCTAssertNoThrow(try office.edit(lost) { $0.budget = .roubles(1) })
  }

  /// An imported deal may be out of bounds; its other fields can still be mended.
  func testR8EditOfAnotherFieldIsNotRefusedForTheBudget() throws {
    var deal = try office.deal(at: "contract")
    deal.deal.budget = .roubles(1)
    XCTAssertNoThrow(try office.edit(deal) { $0.name = "Кафе Елки" })
  }

  /// A stage that does not ask for bounds itself lies behind one that does.
  func testR8BoundsHoldAtEveryLaterStage() throws {
    let stages = Pipeline.ads.stages.map { stage in
      stage.id.text == "contract"
        ? Stage.open("contract", stage.name, [.nextTask])
        : stage.id.text == "won" ? Stage.closing("won", stage.name, .won, []) : stage
    }
    let pipeline = Pipeline.ads.with(stages: stages)
    let deal = try office.deal(at: "proposal", in: pipeline)
    assertMissing(
      ["budget-bounds --budget"],
      try office.move(deal, to: "contract") { $0.budget = .roubles(1) })
    assertMissing(
      ["budget-bounds --budget"],
      try office.win(try office.deal(at: "contract", in: pipeline)) {
        $0.fields.budget = .roubles(1)
      })
  }

  func testR29BudgetInAnotherCurrencyIsOutOfBounds() throws {
    let dollars = Money(minorUnits: 9_000_000, currency: try XCTUnwrap(Currency(code: "USD")))
    for pipeline in [Pipeline.ads, .crm] {
      let deal = try office.deal(at: "meeting", in: pipeline)
      assertMissing(
        ["budget-bounds --budget"], try office.move(deal, to: "proposal") { $0.budget = dollars })
    }
  }

  func testNegativeBudgetIsRefusedEverywhere() throws {
    let debt = Money(minorUnits: -1, currency: .rub)
    let deal = try office.deal(at: "contract", in: .smm)
    assertRefused(try office.add(to: .smm) { $0.budget = debt }, "R8")
    assertRefused(try office.edit(deal) { $0.budget = debt }, "R8")
    assertRefused(try office.move(deal, to: "proposal") { $0.budget = debt }, "R8")
    assertRefused(try office.win(deal) { $0.fields.budget = debt }, "R8")
  }

  func testR9WonDealHasPackageAndEndDate() throws {
    let won = try office.win(try office.deal(at: "contract"))
    XCTAssertEqual(won.deal.package, "Стандарт")
    XCTAssertEqual(won.deal.endDate?.text, "2027-02-28")
    XCTAssertEqual(DealRecord(won.deal, pipeline: .ads).closedAt, office.now)
  }

  func testR10OldAndNewBudgetStayInTheHistory() throws {
    let deal = try office.deal(at: "proposal")
    office.user = Login(stored: "petrov")
    let moved = try office.move(deal, to: "contract") { $0.budget = .roubles(70_000) }
    let event = try XCTUnwrap(
      moved.deal.history.last { event in
        if case .edited = event.kind { true } else { false }
      })
    XCTAssertEqual(
      event.kind, .edited(FieldChange("budget", old: "60000", new: "70000"), reason: nil))
    XCTAssertEqual(event.by, office.user)
    XCTAssertEqual(event.recorded, office.now)
  }

  func testEditToTheSameValueChangesNothing() throws {
    let deal = try office.deal(at: "contract")
    let edited = try office.edit(deal) {
      $0.budget = .roubles(60_000)
      $0.name = deal.deal.name
    }
    XCTAssertEqual(edited.deal, deal.deal)
  }

  func testClosingFieldsBelongToALostDealOnly() throws {
    let changes: [(inout DealFields) -> Void] = [
      { $0.lossReason = "Дорого" }, { $0.spokeWith = "Орлов Петр" }, { $0.position = "владелец" },
    ]
    let won = try office.win(try office.deal(at: "contract"))
    let lost = try office.lose(try office.deal(at: "call"))
    for change in changes {
      assertRefused(try office.edit(won, change), "R6")
      assertRefused(try office.edit(try office.add(), change), "R6")
      XCTAssertNoThrow(try office.edit(lost, change))
    }
    let corrected = try office.edit(lost) { $0.position = "управляющий" }
    XCTAssertEqual(
      corrected.deal.spokeWith, SpokenPerson(name: "Орлов Петр", position: "управляющий"))
  }
}
