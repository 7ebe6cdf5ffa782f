import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// R102: what reports keep of the deals' past is what the documents say, or is not used.
final class TrailFileTests: XCTestCase {
  private func trails(_ scene: CatalogScene) throws -> [DealID: DealTrail] {
    try scene.workspace().read { (snapshot) throws(CRMError) in
      let ids = try snapshot.index([.deal]).deals.map(\.id)
      var trails: [DealID: DealTrail] = [:]
      try snapshot.trails(of: ids) { trails[ids[$0]] = $1 }
      return trails
    }
  }

  /// The same from the documents alone.
  private func trailsAnew(_ scene: CatalogScene) throws -> [DealID: DealTrail] {
    try? FileManager.default.removeItem(atPath: path(scene))
    return try trails(scene)
  }

  private func path(_ scene: CatalogScene) -> String { scene.file("local/catalog/trails") }

  /// A department whose deals have been looked at by a report.
  private func scene() throws -> (CatalogScene, [Deal]) {
    let scene = try CatalogScene()
    let deals = try (0..<20).map { try scene.addDeal(try scene.addCompany("Кафе \($0)")) }
    XCTAssertEqual(try trails(scene).count, 20)
    XCTAssertTrue(FileManager.default.fileExists(atPath: path(scene)))
    return (scene, deals)
  }

  func testKeptTrailsAreThoseOfTheDocuments() throws {
    let (scene, deals) = try scene()
    let kept = try Data(contentsOf: URL(fileURLWithPath: path(scene)))
    XCTAssertEqual(try trails(scene), try trailsAnew(scene))
    // A few that changed are read from their documents, and the file stays as it was.
    try kept.write(to: URL(fileURLWithPath: path(scene)))
    try scene.write { (transaction) throws(CRMError) in
      var deal: Deal = try transaction.get(deals[0].id)
      for (old, stage) in [("10", "call"), ("20", "contract")] {
        for kind in [
          Event.Kind.edited(FieldChange("budget", old: old, new: nil), reason: nil),
          .moved(from: deal.stage, to: StageID(stage)),
        ] {
          deal.history.append(
            Event(
              at: transaction.context.now, recorded: transaction.context.now,
              by: Login(stored: "anna"), operation: transaction.context.operation, kind: kind))
        }
        deal.stage = StageID(stage)
      }
      deal.fields["expected"] = .text("2026-12-01")
      try transaction.put(deal)
    }
    let (found, deal) = (try trails(scene), deals[0].id)
    XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: path(scene))), kept)
    XCTAssertEqual(found, try trailsAnew(scene))
    XCTAssertEqual(try trails(scene), found, "the trail with former values, as it was kept")
    XCTAssertNotEqual(found[deal], DealTrail(deals[0]))
    XCTAssertEqual(found[deal]?.formerly.map(\.value), ["10", "20", "2026-12-01"])
  }

  func testADocumentOfSomebodyElseIsReadAnew() throws {
    let (scene, deals) = try scene()
    let before = try trails(scene)
    let text = String(decoding: try scene.bytes(deals[1].path), as: UTF8.self)
    XCTAssertTrue(text.contains(#""stage": "in-work""#))
    try scene.replace(
      deals[1].path,
      by: Array(text.replacingOccurrences(of: #""in-work""#, with: #""call""#).utf8))
    let after = try trails(scene)
    XCTAssertNotEqual(after[deals[1].id], before[deals[1].id])
    XCTAssertEqual(after, try trailsAnew(scene))
  }

  func testADamagedFileIsNone() throws {
    let (scene, _) = try scene()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path(scene)))
    let expected = try trailsAnew(scene)
    for place in stride(from: 0, to: whole.count, by: 37) {
      var damaged = whole
      damaged[place] ^= 0x5A
      try damaged.write(to: URL(fileURLWithPath: path(scene)))
      XCTAssertEqual(try trails(scene), expected, "byte \(place)")
    }
    for count in [0, 1, 15, 16, 17, whole.count - 1] {
      try whole.prefix(count).write(to: URL(fileURLWithPath: path(scene)))
      XCTAssertEqual(try trails(scene), expected, "\(count) bytes")
    }
  }

  func testDealsThatAreGoneGoWithTheirTrails() throws {
    let (scene, deals) = try scene()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path(scene))).count
    for deal in deals.prefix(19) {
      try FileManager.default.removeItem(atPath: scene.file(deal.path))
    }
    for number in 0..<20 { try scene.addDeal(try scene.addCompany("Бар \(number)")) }
    XCTAssertEqual(try trails(scene).count, 21)
    let now = try Data(contentsOf: URL(fileURLWithPath: path(scene))).count
    XCTAssertLessThan(now, whole * 21 / 20 + 16)
  }
}
