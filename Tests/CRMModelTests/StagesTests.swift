import CRMModel
import CRMTestSupport
import XCTest

/// R1 to R4: stages as data, forward one at a time, back with a reason.
final class StagesTests: XCTestCase {
  private var office = Department()

  func testR1DealWalksAllStagesInOrder() throws {
    let won = try office.win(try office.deal(at: "contract"))
    let walked = won.deal.history.compactMap { $0.stageChange?.to.text }
    XCTAssertEqual(
      walked,
      ["in-work", "call", "decision-maker", "meeting", "proposal", "contract", "won"])
    XCTAssertEqual(won.kind, .won)
  }

  func testR2UnknownStageIsRefused() throws {
    let deal = try office.add()
    assertRefused(try office.move(deal, to: "nowhere"), "R2")
    assertRefused(try office.comment(deal, Department.talk) { $0.stage = StageID("x") }, "R2")
    let refusal = assertRefused(
      try office.add(to: .sales) { $0.stage = StageID("nowhere") }, "R2")
    XCTAssertEqual(refusal?.message.en.contains("nowhere"), true)
  }

  func testR2ValueOutsideItsDictionaryIsRefused() throws {
    let deal = try office.deal(at: "contract")
    assertRefused(try office.win(deal) { $0.fields.package = "Золотой" }, "R2")
    assertRefused(try office.lose(deal) { $0.fields.lossReason = "Луна в Козероге" }, "R2")
    assertRefused(try office.edit(deal) { $0.package = "Золотой" }, "R2")
    assertRefused(
      try office.pay(deal, .roubles(1), total: .roubles(60_000)) { $0.package = "?" }, "R2")
  }

  func testR2DictionarySpellingIsStored() throws {
    let deal = try office.deal(at: "contract")
    let won = try office.win(deal) { $0.fields.package = " «СТАНДАРТ» " }
    XCTAssertEqual(won.deal.package, "Стандарт")
    let lost = try office.lose(deal) { $0.fields.lossReason = "выбрали  КОНКУРЕНТА" }
    XCTAssertEqual(lost.deal.lostReason, "Выбрали конкурента")
    let planned = try office.plan(deal, "проверить оплату")
    XCTAssertEqual(planned.deal.tasks.last?.action, "Проверить оплату")
  }

  func testR2EmptyDictionaryTakesAnyValue() throws {
    let won = try office.win(try office.add(to: .sales)) { $0.fields.package = "Что угодно" }
    XCTAssertEqual(won.deal.package, "Что угодно")
  }

  func testR4ForwardMovesGoOneStageAtATime() throws {
    let deal = try office.deal(at: "call")
    let refusal = assertRefused(try office.move(deal, to: "meeting"), "R4")
    XCTAssertEqual(refusal?.ways, ["deal move \(deal.deal.id.text) decision-maker"])
    // A report is asked for by its own stage only.
    XCTAssertEqual(refusal?.alternative?.leaving, ["--report"])
    let met = assertRefused(
      try office.move(office.deal(at: "decision-maker"), to: "proposal"), "R4")
    XCTAssertEqual(met?.alternative?.leaving, [])
  }

  /// T7: who takes the hint is not refused again.
  func testR4HintOfASkippedStageSaysWhatTheNextOneMisses() throws {
    let deal = try office.deal(at: "call")
    let refusal = assertRefused(
      try office.move(deal, to: "proposal") {
        $0.comment = nil
        $0.next = NextTask()
        $0.result = "ок"
      }, "R4")
    XCTAssertEqual(
      refusal?.alternative?.missing.compactMap(\.option).sorted(),
      ["--comment", "--next", "--next"])
  }

  func testR4SkippingPipelineSkips() throws {
    let deal = try office.move(try office.add(to: .sales), to: "signing")
    XCTAssertEqual(deal.deal.stage, StageID("signing"))
  }

  func testR4DealStaysWhereItIs() throws {
    assertRefused(try office.move(try office.deal(at: "call"), to: "call"), "R4")
  }

  /// T7: where closing is refused too, the hint is what leads on from there.
  func testR4HintOfAClosingStageThatIsNotReachedIsTheNextStage() throws {
    let deal = try office.deal(at: "call")
    let refusal = assertRefused(try office.move(deal, to: "won"), "R4")
    XCTAssertEqual(refusal?.ways, ["deal move \(deal.deal.id.text) decision-maker"])
    XCTAssertNil(refusal?.alternative?.leaving)
  }

  func testR4ClosingStageIsEnteredByClosing() throws {
    let deal = try office.deal(at: "contract")
    XCTAssertEqual(
      assertRefused(try office.move(deal, to: "won"), "R4")?.ways,
      ["deal close \(deal.deal.id.text) --won"])
    XCTAssertEqual(
      assertRefused(try office.move(deal, to: "lost"), "R4")?.ways,
      ["deal close \(deal.deal.id.text) --lost"])
  }

  func testR4BackwardMoveIsAllowedWithAReason() throws {
    let deal = try office.deal(at: "proposal")
    XCTAssertEqual(try office.move(deal, to: "call").deal.stage, StageID("call"))
    XCTAssertEqual(try office.move(deal, to: "in-work").deal.stage, StageID("in-work"))
  }

  func testR4BackwardMoveNeedsASubstantiveCommentOfItsOwn() throws {
    let deal = try office.deal(at: "decision-maker")
    assertMissing(["comment --comment"], try office.move(deal, to: "in-work") { $0.comment = nil })
    assertMissing(
      ["comment --comment"], try office.move(deal, to: "in-work") { $0.comment = "Так надо" })
    let prepared = try office.comment(deal, Department.talk) { $0.stage = StageID("in-work") }
    assertMissing(
      ["comment --comment"], try office.move(prepared, to: "in-work") { $0.comment = nil })
  }

  func testR4BackwardMoveNamesTheReasonWithEverythingElse() throws {
    let deal = try office.deal(at: "decision-maker")
    assertMissing(
      ["comment --comment", "next-task --next"],
      try office.move(deal, to: "in-work") {
        $0.comment = nil
        $0.next = NextTask()
      })
  }

  func testR4BackwardMoveObeysTheSwitch() throws {
    let deal = try office.deal(at: "proposal").walking(Pipeline.ads.with(allowBack: false))
    assertRefused(try office.move(deal, to: "meeting"), "R4")
  }

  func testR4StageEnteredAgainNeedsItsCommentAgain() throws {
    let deal = try office.move(try office.deal(at: "decision-maker"), to: "in-work")
    assertMissing(["comment --comment"], try office.move(deal, to: "call") { $0.comment = nil })
    XCTAssertNoThrow(try office.move(deal, to: "call"))
  }

  func testR4StageEnteredAgainNeedsItsReportAgain() throws {
    let deal = try office.move(try office.deal(at: "proposal"), to: "decision-maker")
    let sections = ["agreed", "met", "need", "next", "objections"]
    assertMissing(
      sections.map { _ in "meeting-report --report" },
      try office.move(deal, to: "meeting") { $0.report = [] })
  }

  /// A report added later belongs to the visit that is over, not to the next one.
  func testR4LateReportDoesNotCountForTheNextVisit() throws {
    var deal = try office.deal(at: "proposal")
    deal = try office.comment(deal, nil) {
      $0.stage = StageID("meeting")
      $0.report = Department.report(.meeting)
    }
    deal = try office.move(deal, to: "decision-maker")
    assertRefused(
      try office.move(deal, to: "meeting") {
        $0.comment = nil
        $0.report = []
      }, "R6")
  }

  /// The lead's reading: what was written for a stage before it is entered counts for entering it.
  func testR4CommentWrittenBeforehandCounts() throws {
    let deal = try office.comment(try office.add(), Department.talk) { $0.stage = StageID("call") }
    XCTAssertNoThrow(try office.move(deal, to: "call") { $0.comment = nil })
  }

  func testR4ClosedDealMovesOnlyByReopen() throws {
    for closed in [
      try office.win(try office.deal(at: "contract")), try office.lose(try office.deal(at: "call")),
    ] {
      assertRefused(try office.move(closed, to: "proposal"), "R4")
      assertRefused(try office.win(closed), "R4")
      assertRefused(try office.lose(closed), "R4")
      assertRefused(try office.pay(closed, .roubles(1), total: .roubles(60_000)), "R4")
      let refusal = assertRefused(try office.plan(closed), "R4")
      XCTAssertEqual(
        refusal?.remedies.first?.text.hasPrefix("deal reopen \(closed.deal.id.text)"), true)
    }
  }

  func testR4ClosedDealTakesComments() throws {
    let lost = try office.lose(try office.deal(at: "call"))
    let commented = try office.comment(lost, "Позвонили через год, открыли новое место")
    XCTAssertEqual(commented.deal.comments.last?.comment.stage, StageID("lost"))
  }

  func testR4DealStartsAtTheFirstStage() throws {
    XCTAssertEqual(try office.add().deal.stage, StageID("in-work"))
    for stage in ["call", "contract", "won", "lost"] {
      assertRefused(try office.add { $0.stage = StageID(stage) }, "R4", stage)
    }
    XCTAssertEqual(try office.add { $0.stage = StageID("in-work") }.deal.stage, StageID("in-work"))
  }

  func testR4SkippingPipelineStartsAtAnyOpenStage() throws {
    let deal = try office.add(to: .sales) { $0.stage = StageID("signing") }
    XCTAssertEqual(deal.deal.history.first?.kind, .created(stage: StageID("signing")))
    assertRefused(try office.add(to: .sales) { $0.stage = StageID("won") }, "R4")
  }

  func testDealAtARemovedStageMovesToAnyStageAndClosesFromNone() throws {
    let pipeline = Pipeline.ads.with(stages: Pipeline.ads.stages.filter { $0.id.text != "meeting" })
    let deal = try office.deal(at: "meeting").walking(pipeline)
    XCTAssertEqual(deal.kind, .open)
    XCTAssertNoThrow(try office.move(deal, to: "proposal"))
    for refusal in [
      assertRefused(try office.win(deal) { $0.fields.budget = .roubles(60_000) }),
      assertRefused(try office.lose(deal)),
      assertRefused(try office.pay(deal, .roubles(1), total: .roubles(60_000))),
    ] {
      XCTAssertEqual(refusal?.missing, [])
      XCTAssertEqual(refusal?.ways.isEmpty, false)
    }
  }

  func testPipelineWithoutStagesRefusesInsteadOfFailing() throws {
    let empty = Pipeline.ads.with(stages: [])
    let deal = try office.deal(at: "call").walking(empty)
    assertRefused(try office.add(to: empty))
    assertRefused(try office.move(deal, to: "call"))
    assertRefused(try office.win(deal))
    assertRefused(try office.lose(deal))
    assertRefused(try office.pay(deal, .roubles(1), total: .roubles(2)))
    XCTAssertNoThrow(try office.plan(deal))
  }

  func testClosingAsOpenIsRefused() throws {
    let deal = try office.add(to: .sales) { $0.stage = StageID("signing") }
    assertRefused(try CloseDeal(as: .open).apply(to: deal, in: office.context()), "R2")
  }

  func testR6ClosingIsRefusedWhereThePipelineLacksTheStageItStartsFrom() throws {
    let deal = try office.deal(at: "contract")
    for from in ["signing", "lost"] {
      let stages = Pipeline.ads.stages.filter { $0.kind != .won }
      let won = Stage.closing("won", "Успешно завершено", .won, [], from: from)
      let subject = deal.walking(Pipeline.ads.with(stages: stages + [won]))
      for refusal in [
        assertRefused(try office.win(subject), "R2", from),
        assertRefused(try office.pay(subject, .roubles(1), total: .roubles(60_000)), "R2", from),
      ] {
        XCTAssertEqual(refusal?.remedies.map(\.text), ["pipeline lint"])
        XCTAssertEqual(refusal?.message.en.contains("'\(from)'"), true)
      }
    }
  }
}
