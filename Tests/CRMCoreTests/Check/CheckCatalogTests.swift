import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

final class CheckCatalogTests: XCTestCase {
  private func scene() throws -> (CatalogScene, Deal) {
    let scene = try CatalogScene()
    let deal = try scene.addDeal(try scene.addCompany())
    _ = try scene.view()
    return (scene, deal)
  }

  func testACatalogThatFollowedEveryCommandIsSound() throws {
    let (scene, deal) = try scene()
    try scene.comment(deal.id)
    XCTAssertEqual(try scene.workspace().check(), [])
  }

  func testACatalogThatLiesIsReportedAndSetAside() throws {
    let (scene, deal) = try scene()
    // The record of another name, under the stamp of the file that is there.
    let workspace = try scene.workspace()
    let snapshot = try workspace.read { (snapshot) throws(CRMError) in
      _ = try snapshot.index()
      return snapshot
    }
    var state = try XCTUnwrap(snapshot.catalog)
    var lying = deal
    lying.name = "Ложь"
    let file = try XCTUnwrap(state.index.record(.deal, deal.id.bits)).file
    let projection = Projection(pipelines: try snapshot.pipelines())
    state.take(.record(try XCTUnwrap(projection.record(of: lying, file))))
    Catalog(snapshot).persist(state)
    XCTAssertNotEqual(try scene.view(), try scene.viewWithoutCatalog(), "the lie is believed")

    let problems = try workspace.check()
    XCTAssertEqual(problems.map(\.kind), [.catalogWrong])
    XCTAssertEqual(problems.map(\.isRepairable), [true])
    let report = try workspace.repair(
      now: { _ in CatalogScene.time("2026-11-22T10:00:00+03:00") }, user: Login(stored: "anna"),
      enteredBy: Login(stored: "anna"),
      command: ["fsck"], isDryRun: false)
    XCTAssertEqual(report.remaining, [])
    XCTAssertEqual(try scene.view(), try scene.viewWithoutCatalog())
  }

  func testACatalogThatIsBehindOrDamagedIsNoProblem() throws {
    let (scene, deal) = try scene()
    try scene.comment(deal.id)
    try scene.replace(deal.path, by: scene.renamed(deal))
    XCTAssertEqual(try scene.workspace().check().filter { $0.kind == .catalogWrong }, [])
    var bytes = try scene.bytes("local/catalog/base")
    bytes[bytes.count - 3] ^= 1
    try scene.writeInPlace("local/catalog/base", bytes)
    XCTAssertEqual(try scene.workspace().check().filter { $0.kind == .catalogWrong }, [])
  }
}
