import CRMModel
import CRMTestSupport
import XCTest

/// Putting deals away and taking them back, and R4's reopening.
final class DeleteRestoreTests: XCTestCase {
  private var office = Department()

  private func deleted() throws -> DealCase {
    let deal = try office.add()
    return deal.with(try DeleteDeal(reason: "Ошибка").apply(to: deal, in: office.context()))
  }

  func testDeletionNeedsAReason() throws {
    let deal = try office.add()
    for reason in [nil, "", " "] {
      let refusal = assertRefused(
        try DeleteDeal(reason: reason).apply(to: deal, in: office.context()), "R6")
      XCTAssertEqual(refusal?.missing.map(\.option), ["--reason"])
    }
  }

  func testRestoreAtExactlyThirtyDaysIsAllowedAndASecondLaterRefused() throws {
    let deal = try deleted()
    let deletedAt = try XCTUnwrap(deal.deal.deletedAt)
    func restore(after seconds: Int64) throws -> Deal {
      // The clock ticks a minute with each command.
      office.now = deletedAt.adding(seconds: seconds - 60) ?? .last
      return try RestoreDeal().apply(to: deal, in: office.context()).deal
    }
    let restored = try restore(after: 30 * 86_400)
    XCTAssertNil(restored.deletedAt)
    XCTAssertEqual(restored.lastEvents, [.restored])
    XCTAssertEqual(restored.stage, StageID("in-work"))
    assertRefused(try restore(after: 30 * 86_400 + 1), "R4")
  }

  func testOnlyADeletedDealIsRestored() throws {
    assertRefused(try RestoreDeal().apply(to: try office.add(), in: office.context()), "R4")
  }

  func testDeletedDealTakesNoCommandButRestore() throws {
    let deal = try deleted()
    let petrov = Login(stored: "petrov")
    let person = office.contacts[0]
    let commands: [(String, () throws -> Any)] = [
      ("move", { try self.office.move(deal, to: "call") }),
      ("lose", { try self.office.lose(deal) }),
      ("win", { try self.office.win(deal) }), ("reopen", { try self.office.reopen(deal) }),
      ("pay", { try self.office.pay(deal, .roubles(1), total: .roubles(60_000)) }),
      ("comment", { try self.office.comment(deal, Department.talk) }),
      ("edit", { try self.office.edit(deal) { $0.name = "Другое" } }),
      ("plan", { try self.office.plan(deal) }), ("finish", { try self.office.finish(deal, 1) }),
      ("cancel", { try self.office.cancel(deal, 1) }),
      ("delete", { try DeleteDeal(reason: "Еще раз").apply(to: deal, in: self.office.context()) }),
      (
        "assign",
        { try HandOverDeal(to: petrov, reason: nil).apply(to: deal, in: self.office.context()) }
      ),
      (
        "link", { try LinkContact(person, role: .other).apply(to: deal, in: self.office.context()) }
      ),
      ("unlink", { try UnlinkContact(person).apply(to: deal, in: self.office.context()) }),
    ]
    for (name, command) in commands {
      let refusal = assertRefused(try command(), "R4", name)
      XCTAssertEqual(
        refusal?.remedies.map(\.text), ["deal restore \(deal.deal.id.text)"], name)
    }
  }

  func testR4ReopenedDealStandsAtItsLastOpenStage() throws {
    for stage in ["call", "decision-maker", "proposal", "contract"] {
      let lost = try office.lose(try office.deal(at: stage))
      let open = try office.reopen(lost) { $0.next.action = "Встреча" }
      XCTAssertEqual(open.deal.stage, StageID(stage))
      XCTAssertEqual(open.kind, .open)
    }
  }

  func testR4ReopeningClearsClosingFieldsAndKeepsThemInTheHistory() throws {
    let won = try office.win(try office.deal(at: "contract"))
    let open = try office.reopen(won)
    XCTAssertNil(open.deal.package)
    XCTAssertNil(open.deal.endDate)
    XCTAssertNil(DealRecord(open.deal, pipeline: .ads).closedAt)
    XCTAssertEqual(open.deal.budget, won.deal.budget)
    guard
      case .reopened(StageID("won"), StageID("contract"), let cleared) =
        open.deal.lastStageChange?.kind
    else { return XCTFail("\(String(describing: open.deal.lastStageChange))") }
    XCTAssertEqual(
      cleared,
      [
        FieldChange("package", old: "Стандарт", new: nil),
        FieldChange("endDate", old: "2027-02-28", new: nil),
      ])
    let lost = try office.reopen(try office.lose(try office.deal(at: "call")))
    XCTAssertNil(lost.deal.lostReason)
    XCTAssertNil(lost.deal.spokeWith)
  }

  func testR4OpenDealIsNotReopened() throws {
    assertRefused(try office.reopen(try office.deal(at: "call")), "R4")
  }

  func testR4ReopeningNeedsAnOpenStage() throws {
    let lost = try office.lose(try office.deal(at: "call"))
    for stage in ["won", "lost", "nowhere"] {
      assertRefused(try office.reopen(lost) { $0.stage = StageID(stage) }, "R4", stage)
    }
  }

  /// Otherwise a deal would skip stages by being closed and reopened.
  func testR4ReopeningDoesNotSkipStages() throws {
    let lost = try office.lose(try office.deal(at: "call"))
    assertRefused(
      try office.reopen(lost) { $0.stage = StageID("decision-maker") }, "R4")
    XCTAssertEqual(
      try office.reopen(lost) { $0.stage = StageID("in-work") }.deal.stage, StageID("in-work"))
    let skipping = try office.lose(try office.add(to: .sales))
    XCTAssertNoThrow(try office.reopen(skipping) { $0.stage = StageID("signing") })
  }

  func testR4ReopenedStageNeedsItsCommentAgain() throws {
    let lost = try office.lose(try office.deal(at: "call"))
    let late = try office.comment(lost, Department.talk)
    assertMissing(["comment --comment"], try office.reopen(late) { $0.comment = "Так надо" })
  }

  func testImportedClosedDealIsReopenedAtTheFirstStageOrAsSaid() throws {
    // An import makes a deal where it stands, without a past.
    var deal = Deal(
      id: office.identifier(), name: office.company.name, company: office.company.id,
      pipeline: PipelineID("ads"), stage: StageID("won"), manager: office.user,
      author: office.user)
    let subject = try office.win(try office.deal(at: "contract"))
    deal.budget = .roubles(60_000)
    deal.history = [try XCTUnwrap(subject.deal.history.first)]
    let imported = subject.with(deal)
    XCTAssertEqual(try office.reopen(imported).deal.stage, StageID("in-work"))
    XCTAssertEqual(
      try office.reopen(imported) { $0.stage = StageID("contract") }.deal.stage,
      StageID("contract"))
  }
}
