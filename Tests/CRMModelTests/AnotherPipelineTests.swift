import CRMModel
import CRMTestSupport
import XCTest

/// R45: a deal that goes on in another pipeline.
final class AnotherPipelineTests: XCTestCase {
  private var office = Department()

  private func move(
    _ deal: DealCase, to stage: String, of pipeline: Pipeline,
    _ change: (inout MoveDeal) -> Void = { _ in }
  ) throws -> DealCase {
    var action = MoveDeal(to: StageID(stage))
    action.pipeline = pipeline
    action.comment = Department.talk
    change(&action)
    return deal.with(try action.apply(to: deal, in: office.context())).walking(pipeline)
  }

  private func options(_ refusal: Refusal?) -> [String?] {
    XCTAssertEqual(refusal?.rule, "R6")
    return refusal?.missing.map(\.option) ?? []
  }

  func testDealEntersAtTheFirstStageAndRemembersWhereItCameFrom() throws {
    let deal = try office.deal(at: "call")
    let moved = try move(deal, to: "in-work", of: .smm).deal
    XCTAssertEqual(moved.pipeline, PipelineID("smm"))
    XCTAssertEqual(moved.stage, StageID("in-work"))
    XCTAssertEqual(
      moved.lastEvents.prefix(2),
      [
        .edited(FieldChange("pipeline", old: "ads", new: "smm"), reason: nil),
        .moved(from: StageID("call"), to: StageID("in-work")),
      ])
    XCTAssertEqual(moved.history.last?.kind.formerPipeline, nil)
  }

  func testLaterStageOnlyWhereStagesMayBeSkipped() throws {
    let deal = try office.deal(at: "call")
    let refusal = assertRefused(try move(deal, to: "call", of: .smm), "R45")
    XCTAssertEqual(
      refusal?.ways, ["deal move \(deal.deal.id.text) in-work --pipeline smm"])
    XCTAssertEqual(try move(deal, to: "signing", of: .sales).deal.stage, StageID("signing"))
    XCTAssertEqual(try move(deal, to: "new", of: .sales).deal.stage, StageID("new"))
  }

  func testClosingStagesClosedDealsAndArchivedPipelinesAreRefused() throws {
    let deal = try office.deal(at: "call")
    assertRefused(try move(deal, to: "won", of: .sales), "R4")
    assertRefused(try move(try office.lose(deal), to: "new", of: .sales), "R4")
    let sales = Pipeline.sales
    let archived = Pipeline(
      id: sales.id, name: sales.name, currency: .rub, allowSkip: true, allowBack: true,
      bounds: sales.bounds, companyFields: [], commentRule: sales.commentRule, packages: [],
      lossReasons: [], meetingActions: [], stages: sales.stages, isArchived: true)
    assertRefused(try move(deal, to: "new", of: archived), "R44")
  }

  func testPartOfAPaymentStaysInItsPipeline() throws {
    let payment = try office.pay(
      try office.deal(at: "contract"), .roubles(1), total: .roubles(60_000))
    let next = try XCTUnwrap(payment.next)
    assertRefused(try move(next, to: "in-work", of: .smm), "R22a")
  }

  func testCommentHasToSayWhy() throws {
    let deal = try office.deal(at: "call")
    for comment in [nil, "думает", "потому что"] {
      let refusal = assertRefused(try move(deal, to: "new", of: .sales) { $0.comment = comment })
      XCTAssertEqual(options(refusal), ["--comment"], "\(comment ?? "")")
    }
    // Inside of a pipeline a stage without requirements needs none.
    let entered = try move(deal, to: "new", of: .sales)
    XCTAssertEqual(
      try office.move(entered, to: "signing") { $0.comment = nil }.deal.stage, StageID("signing"))
  }

  func testNamingItsOwnPipelineIsAnOrdinaryMove() throws {
    let deal = try office.add()
    let moved = try move(deal, to: "call", of: .ads)
    XCTAssertFalse(moved.deal.history.contains { $0.kind.formerPipeline != nil })
    assertRefused(try move(deal, to: "contract", of: .ads), "R4")
  }

  func testBudgetHasToFitTheBounds() throws {
    let deal = try office.edit(try office.deal(at: "call")) { $0.budget = .roubles(90_000) }
    XCTAssertEqual(options(assertRefused(try move(deal, to: "in-work", of: .crm))), ["--budget"])
    let moved = try move(deal, to: "in-work", of: .crm) { $0.budget = .roubles(25_000) }
    XCTAssertEqual(moved.deal.budget, .roubles(25_000))
    XCTAssertEqual(
      options(
        assertRefused(
          try move(deal, to: "in-work", of: .crm) { $0.budget = .roubles(25_001) })),
      ["--budget"])
    let without = try office.deal(at: "call")
    XCTAssertNil(try move(without, to: "in-work", of: .crm).deal.budget)
  }

  func testBudgetHasToBeInTheCurrency() throws {
    let euro = try XCTUnwrap(Currency(code: "EUR"))
    let sales = Pipeline.sales
    let abroad = Pipeline(
      id: PipelineID("abroad"), name: "Экспорт", currency: euro, allowSkip: true, allowBack: true,
      bounds: sales.bounds, companyFields: [], commentRule: sales.commentRule, packages: [],
      lossReasons: [], meetingActions: [], stages: sales.stages)
    let deal = try office.edit(try office.deal(at: "call")) { $0.budget = .roubles(90_000) }
    XCTAssertEqual(options(assertRefused(try move(deal, to: "new", of: abroad))), ["--budget"])
    let sum = Money(minorUnits: 1_000_00, currency: euro)
    XCTAssertEqual(try move(deal, to: "new", of: abroad) { $0.budget = sum }.deal.budget, sum)
  }

  func testPackageHasToBeInTheDictionary() throws {
    let deal = try office.edit(try office.deal(at: "call")) { $0.package = "Пробный" }
    let smm = Pipeline.smm
    let few = Pipeline(
      id: smm.id, name: smm.name, currency: .rub, allowSkip: false, allowBack: true,
      bounds: smm.bounds, companyFields: smm.companyFields, commentRule: smm.commentRule,
      packages: ["Большой"], lossReasons: smm.lossReasons, meetingActions: smm.meetingActions,
      stages: smm.stages)
    XCTAssertEqual(options(assertRefused(try move(deal, to: "in-work", of: few))), ["--package"])
    let moved = try move(deal, to: "in-work", of: few) { $0.package = "большой" }
    XCTAssertEqual(moved.deal.package, "Большой")
    XCTAssertEqual(try move(deal, to: "in-work", of: .smm).deal.package, "Пробный")
  }

  /// What was written for a stage of another pipeline says nothing of this one's.
  func testCommentsOfTheFormerPipelineDoNotCount() throws {
    let entered = try move(try office.deal(at: "decision-maker"), to: "in-work", of: .smm)
    let refusal = assertRefused(
      try office.move(entered, to: "call") { $0.comment = nil })
    XCTAssertEqual(options(refusal), ["--comment"])
    let called = try office.move(entered, to: "call")
    XCTAssertEqual(DealRecord(called.deal, pipeline: .smm).shortfalls, [])
    let skipped = try move(called, to: "signing", of: .sales)
    let sales = Pipeline.sales.with(stages: [
      .open("call", "Звонок", [.comment]), .open("signing", "На подпись", []),
      .closing("won", "Успешная сделка", .won, []),
    ])
    XCTAssertEqual(DealRecord(skipped.deal, pipeline: sales).shortfalls, [])
  }
}
