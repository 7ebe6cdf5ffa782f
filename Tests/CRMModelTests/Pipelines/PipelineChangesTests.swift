import CRMModel
import CRMTestSupport
import XCTest

/// R44: pipelines that change while deals walk them.
final class PipelineChangesTests: XCTestCase {
  private var office = Department()

  private func sales(
    without gone: [String] = [], removed: [RemovedStage] = [], isArchived: Bool = false
  ) -> Pipeline {
    let sales = Pipeline.sales
    return Pipeline(
      id: sales.id, name: sales.name, currency: .rub, allowSkip: true, allowBack: true,
      bounds: sales.bounds, companyFields: [], commentRule: sales.commentRule, packages: [],
      lossReasons: sales.lossReasons, meetingActions: [],
      stages: sales.stages.filter { !gone.contains($0.id.text) }, removed: removed,
      isArchived: isArchived)
  }

  private func removed(_ id: String, _ name: String, to target: String?) -> RemovedStage {
    RemovedStage(id: StageID(id), name: name, moveTo: target.map { StageID($0) })
  }

  func testMigrationAsksForNothing() throws {
    let deal = try office.add()
    let moved = try MigrateDeal(to: StageID("contract")).apply(to: deal, in: office.context()).deal
    XCTAssertEqual(moved.stage, StageID("contract"))
    XCTAssertEqual(
      moved.lastEvents, [.migrated(from: StageID("in-work"), to: StageID("contract"))])
    XCTAssertEqual(moved.stageEnteredAt, office.now)
    // What is missing there is a finding.
    let checks = Set(office.audit([deal.with(moved)]).findings.map(\.check))
    XCTAssertTrue(checks.isSuperset(of: [.budgetMissing, .commentMissing]), "\(checks)")
  }

  func testStagesThatAreGoneKeepTheirNames() {
    let pipeline = sales(
      without: ["in-progress"],
      removed: [
        removed("in-progress", "Первое имя", to: nil),
        removed("in-progress", "В работе", to: "new"),
      ])
    XCTAssertEqual(pipeline.stageName(StageID("in-progress")), "В работе")
    XCTAssertEqual(pipeline.stageName(StageID("new")), "Новые")
    XCTAssertEqual(pipeline.stageName(StageID("nowhere")), "nowhere")
  }

  /// A deal that was closed from a stage that is gone comes back where the stage's deals went.
  func testReopeningFollowsRemovedStages() throws {
    let closed = try office.win(try office.move(office.add(to: .sales), to: "in-progress")) {
      $0.fields.package = nil
    }
    let once = sales(without: ["in-progress"], removed: [removed("in-progress", "", to: "signing")])
    XCTAssertEqual(try office.reopen(closed.walking(once)).deal.stage, StageID("signing"))
    let twice = sales(
      without: ["in-progress", "signing"],
      removed: [removed("in-progress", "", to: "signing"), removed("signing", "", to: "new")])
    XCTAssertEqual(try office.reopen(closed.walking(twice)).deal.stage, StageID("new"))
    let nowhere = sales(without: ["in-progress"], removed: [removed("in-progress", "", to: nil)])
    assertRefused(try office.reopen(closed.walking(nowhere)), "R4")
  }

  func testArchivedPipelineTakesNoNewDeals() throws {
    let archived = sales(isArchived: true)
    let refusal = assertRefused(try office.add(to: archived), "R44")
    XCTAssertEqual(refusal?.remedies.map(\.text), ["pipeline restore sales"])
    let deal = try office.add(to: .sales).walking(archived)
    XCTAssertEqual(try office.move(deal, to: "signing").deal.stage, StageID("signing"))
  }
}
