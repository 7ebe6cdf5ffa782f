import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// R102: what reports keep of the deals' past is what the documents say, or is not used.
final class TrailFileTests: XCTestCase {
  private func pasts(_ scene: CatalogScene) throws -> [DealID: DealPast] {
    try scene.workspace().read { (snapshot) throws(CRMError) in
      let ids = try snapshot.index([.deal]).deals.map(\.id)
      let pasts = try snapshot.pasts(of: ids)
      return Dictionary(keepingFirst: zip(ids, pasts).map { ($0, $1) }).compactMapValues { $0 }
    }
  }

  /// The same from the documents alone.
  private func pastsAnew(_ scene: CatalogScene) throws -> [DealID: DealPast] {
    try? FileManager.default.removeItem(atPath: path(scene))
    return try pasts(scene)
  }

  private func path(_ scene: CatalogScene) -> String { scene.file("local/catalog/trails") }

  /// A department whose deals have been looked at by a report.
  private func scene() throws -> (CatalogScene, [Deal]) {
    let scene = try CatalogScene()
    let deals = try (0..<20).map { try scene.addDeal(try scene.addCompany("Кафе \($0)")) }
    XCTAssertEqual(try pasts(scene).count, 20)
    XCTAssertTrue(FileManager.default.fileExists(atPath: path(scene)))
    return (scene, deals)
  }

  func testKeptTrailsAreThoseOfTheDocuments() throws {
    let (scene, deals) = try scene()
    let kept = try Data(contentsOf: URL(fileURLWithPath: path(scene)))
    XCTAssertEqual(try pasts(scene), try pastsAnew(scene))
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
      try transaction.put(deal)
    }
    let (found, deal) = (try pasts(scene), deals[0].id)
    XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: path(scene))), kept)
    XCTAssertEqual(found, try pastsAnew(scene))
    XCTAssertEqual(try pasts(scene), found, "the trail with former values, as it was kept")
    XCTAssertNotEqual(found[deal], try XCTUnwrap(DealPast(DealTrail(deals[0]), in: [:])))
  }

  func testADocumentOfSomebodyElseIsReadAnew() throws {
    let (scene, deals) = try scene()
    let before = try pasts(scene)
    let text = String(decoding: try scene.bytes(deals[1].path), as: UTF8.self)
    XCTAssertTrue(text.contains(#""stage": "in-work""#))
    try scene.replace(
      deals[1].path,
      by: Array(text.replacingOccurrences(of: #""in-work""#, with: #""call""#).utf8))
    let after = try pasts(scene)
    XCTAssertNotEqual(after[deals[1].id], before[deals[1].id])
    XCTAssertEqual(after, try pastsAnew(scene))
  }

  func testADamagedFileIsNone() throws {
    let (scene, _) = try scene()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path(scene)))
    let expected = try pastsAnew(scene)
    for place in stride(from: 0, to: whole.count, by: 37) {
      var damaged = whole
      damaged[place] ^= 0x5A
      try damaged.write(to: URL(fileURLWithPath: path(scene)))
      XCTAssertEqual(try pasts(scene), expected, "byte \(place)")
    }
    for count in [0, 1, 15, 16, 17, whole.count - 1] {
      try whole.prefix(count).write(to: URL(fileURLWithPath: path(scene)))
      XCTAssertEqual(try pasts(scene), expected, "\(count) bytes")
    }
  }

  func testDealsThatAreGoneGoWithTheirTrails() throws {
    let (scene, deals) = try scene()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path(scene))).count
    for deal in deals.prefix(19) {
      try FileManager.default.removeItem(atPath: scene.file(deal.path))
    }
    for number in 0..<20 { try scene.addDeal(try scene.addCompany("Бар \(number)")) }
    XCTAssertEqual(try pasts(scene).count, 21)
    let now = try Data(contentsOf: URL(fileURLWithPath: path(scene))).count
    XCTAssertLessThan(now, whole * 21 / 20 + 16)
  }
}
