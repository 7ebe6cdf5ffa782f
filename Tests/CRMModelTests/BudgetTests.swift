import CRMModel
import CRMTestSupport
import XCTest

/// R8 to R10: bounds, what won deals have, and the budget's history.
final class BudgetTests: XCTestCase {
  private var office = Department()

  func testR8BoundsAreInclusive() throws {
    let table: [(Pipeline, Int64, Bool)] = [
      (.ads, 5_499_999, false), (.ads, 5_500_000, true), (.ads, .max, true), (.ads, 1, false),
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

  func testABudgetOfNothingIsNoBudget() throws {
    let nothing = Money(minorUnits: 0, currency: .rub)
    for pipeline in [Pipeline.ads, .crm, .smm] {
      let meeting = try office.deal(at: "meeting", in: pipeline, budget: 20_000)
      assertMissing(
        ["budget --budget"], try office.move(meeting, to: "proposal") { $0.budget = nothing })
      let contract = try office.deal(
        at: "contract", in: pipeline, budget: pipeline == .crm ? 20_000 : 60_000)
      assertMissing(["budget --budget"], try office.edit(contract) { $0.budget = nothing })
      assertMissing(["budget --budget"], try office.win(contract) { $0.fields.budget = nothing })
      let won = try office.win(contract)
      assertMissing(["budget --budget"], try office.edit(won) { $0.budget = nothing })
      // Before a stage asks for it, it may be written down.
      XCTAssertNoThrow(try office.edit(meeting) { $0.budget = nothing })
    }
  }

  func testR9PackageEndsOnTheClosingDayOrLater() throws {
    let contract = try office.deal(at: "contract")
    // Shortly after midnight in Moscow it is still the day before in UTC.
    office.now = Department.time("2026-11-30T00:30:00+03:00")
    let today = Day(year: 2026, month: 11, day: 30)
    let yesterday = today?.adding(days: -1)
    assertMissing(
      ["end-date --end-date"], try office.win(contract) { $0.fields.endDate = yesterday })
    let won = try office.win(contract) { $0.fields.endDate = today }
    assertMissing(["end-date --end-date"], try office.edit(won) { $0.endDate = yesterday })
    XCTAssertNoThrow(try office.edit(contract) { $0.endDate = yesterday })
    XCTAssertNoThrow(try office.edit(won) { $0.name = "Кафе" })
    // Closed by hindsight, on the day before.
    XCTAssertNoThrow(
      try office.win(contract) {
        $0.at = Department.time("2026-11-29T23:59:59+03:00")
        $0.fields.endDate = yesterday
      })
    assertMissing(
      ["end-date --end-date"],
      try office.pay(contract, .roubles(20_000), total: .roubles(60_000)) {
        $0.endDate = yesterday
      })
    let stages = Pipeline.ads.stages.map { stage in
      stage.kind == .won ? Stage.closing("won", stage.name, .won, [.package]) : stage
    }
    let unasked = contract.walking(Pipeline.ads.with(stages: stages))
    XCTAssertNoThrow(try office.win(unasked) { $0.fields.endDate = yesterday })
  }

  /// What was sold with the first part may be over when the last one is paid.
  func testR9LaterPartsMayBePaidAfterTheEnd() throws {
    let first = try office.pay(
      try office.deal(at: "contract"), .roubles(20_000), total: .roubles(60_000))
    office.now = Department.time("2027-02-01T10:00:00+03:00")
    let last = try office.pay(try XCTUnwrap(first.next), .roubles(40_000), isLast: true)
    XCTAssertEqual(last.paid.deal.endDate?.text, "2027-01-31")
    XCTAssertEqual(
      office.audit(last.chain.map { last.paid.with($0) }).findings.map(\.check), [])
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

  func testR36WhatTheStageDoesNotAskForMayBeEmptied() throws {
    let early = try office.edit(try office.deal(at: "meeting")) {
      $0.budget = .roubles(60_000)
      $0.package = "Стандарт"
      $0.endDate = Day(year: 2027, month: 1, day: 31)
    }
    let emptied = try office.edit(early) { $0.emptied = [.budget, .package, .endDate] }
    XCTAssertNil(emptied.deal.budget)
    XCTAssertNil(emptied.deal.package)
    XCTAssertNil(emptied.deal.endDate)
    XCTAssertEqual(
      emptied.deal.lastEvents.first,
      .edited(FieldChange("budget", old: "60000", new: nil), reason: nil))
    for stage in ["proposal", "contract"] {
      let deal = try office.deal(at: stage)
      assertMissing(["budget --budget"], try office.edit(deal) { $0.emptied = [.budget] }, stage)
    }
    let won = try office.win(try office.deal(at: "contract"))
    assertMissing(
      ["budget --budget", "end-date --end-date", "package --package"],
      try office.edit(won) { $0.emptied = [.budget, .package, .endDate] })
    let lost = try office.lose(try office.deal(at: "contract"))
    assertMissing(
      ["loss-reason --reason", "spoke-with --spoke-with", "spoke-with --position"],
      try office.edit(lost) { $0.emptied = [.lossReason, .spokeWith, .position] })
    XCTAssertNil(try office.edit(lost) { $0.emptied = [.budget] }.deal.budget)
    assertRefused(try office.edit(early) { $0.emptied = [.position] }, "R6")
    // What was never there is not asked for by an edit of something else.
    var bare = won
    bare.deal.package = nil
    XCTAssertNoThrow(try office.edit(bare) { $0.name = "Кафе" })
  }

  /// R36, R8: what an earlier stage asked for is asked for at every later one.
  func testR36WhatAnEarlierStageAskedForIsNotEmptied() throws {
    let pipeline = Pipeline.ads.with(
      stages: Pipeline.ads.stages.map { stage in
        stage.id.text == "contract" ? Stage.open("contract", stage.name, [.nextTask]) : stage
      })
    let deal = try office.deal(at: "contract", in: pipeline)
    assertMissing(["budget --budget"], try office.edit(deal) { $0.emptied = [.budget] })
    let early = try office.edit(try office.deal(at: "meeting", in: pipeline)) {
      $0.budget = .roubles(60_000)
    }
    XCTAssertNil(try office.edit(early) { $0.emptied = [.budget] }.deal.budget)
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

  func testC10TheReasonOfAnotherBudgetIsKept() throws {
    var edit = EditDeal()
    edit.fields.budget = .roubles(65_000)
    edit.fields.budgetReason = "Добавили второй адрес"
    let deal = try edit.apply(to: office.deal(at: "proposal"), in: office.context()).deal
    let change = FieldChange("budget", old: "60000", new: "65000")
    XCTAssertEqual(
      deal.history.last?.kind, .edited(change, reason: "Добавили второй адрес"))
  }

  func testAnEndDateBeforeTheClosingIsRefusedAndHindersNoOtherEdit() throws {
    var won = try office.win(try office.deal(at: "contract"))
    let closed = try office.context().zone.day(of: XCTUnwrap(won.deal.stageEnteredAt))
    let before = try XCTUnwrap(closed.adding(days: -1))
    assertRefused(try office.edit(won) { $0.endDate = before }, "R6")
    XCTAssertNoThrow(try office.edit(won) { $0.endDate = closed })
    won.deal.endDate = before
    XCTAssertNoThrow(try office.edit(won) { $0.package = "Премиум" }, "as an import left it")
  }
}
