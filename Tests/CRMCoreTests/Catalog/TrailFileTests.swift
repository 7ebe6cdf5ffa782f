import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// R102: what reports keep of the deals' past is what the documents say, or is not used.
final class TrailFileTests: XCTestCase {
  /// The trail of each deal, as far as reports that ask for something are given it.
  private func trails(
    _ scene: CatalogScene, for sources: Set<ReportSource> = Set(ReportSource.allCases)
  ) throws -> [DealID: Trail] {
    try scene.workspace().read { (snapshot) throws(CRMError) in
      let index = try snapshot.index([.deal])
      let (trails, places) = try snapshot.trails(of: index, for: sources)
      return Dictionary(
        keepingFirst: zip(index.deals.map(\.id), places).filter { $1 >= 0 }.map { id, place in
          (id, Trail(trails, at: Int(place)))
        })
    }
  }

  /// What is told of one deal, with its own names.
  private struct Trail: Hashable {
    let names: [String]
    let head: DealTrails.Head
    let steps: [DealTrails.Step]
    let formerly: [DealTrails.Former]
    let activities: [ReportedActivity]

    var lostReason: String? { head.lostReason < 0 ? nil : names[Int(head.lostReason)] }

    init(_ trails: DealTrails, at place: Int = 0) {
      var one = DealTrails()
      one.append(place, of: trails)
      (names, head, steps) = (one.names, one.heads[0], one.steps.elements)
      (formerly, activities) = (one.formerly.elements, one.activities.elements)
    }
  }

  /// The same from the documents alone.
  private func trailsAnew(_ scene: CatalogScene) throws -> [DealID: Trail] {
    try? FileManager.default.removeItem(atPath: path(scene))
    return try trails(scene)
  }

  private func path(_ scene: CatalogScene) -> String { scene.file("local/catalog/trails") }

  /// A department whose deals have been looked at by a report.
  private func scene(commented: Bool = false) throws -> (CatalogScene, [Deal]) {
    let scene = try CatalogScene()
    let deals = try (0..<20).map { try scene.addDeal(try scene.addCompany("Кафе \($0)")) }
    for deal in deals where commented {
      try scene.write { (transaction) throws(CRMError) in
        var deal: Deal = try transaction.get(deal.id)
        let change = FieldChange("budget", old: "10", new: nil)
        for kind in [
          Event.Kind.edited(change, reason: nil),
          .commented(Comment(stage: deal.stage, text: "Договорились")),
        ] {
          deal.history.append(
            Event(
              at: transaction.context.now, recorded: transaction.context.now,
              by: Login(stored: "anna"), operation: transaction.context.operation, kind: kind))
        }
        try transaction.put(deal)
      }
    }
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
      deal.lostReason = "Дорого"
      deal.chain = ChainLink(
        id: deals[1].id, part: 2, total: .roubles(10), previous: deals[1].id, next: nil)
      try transaction.put(deal)
    }
    let (found, deal) = (try trails(scene), deals[0].id)
    XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: path(scene))), kept)
    XCTAssertEqual(found, try trailsAnew(scene))
    XCTAssertEqual(try trails(scene), found, "the trail with former values, as it was kept")
    XCTAssertNotEqual(found[deal], Trail(DealTrails(deals[0])))
    XCTAssertEqual(found[deal]?.formerly.map(\.value), ["10", "20", "2026-12-01"])
    XCTAssertEqual(found[deal]?.lostReason, "Дорого")
    XCTAssertEqual(found[deal]?.head.traits, .laterPart)
    XCTAssertNil(found[deals[1].id]?.lostReason)
  }

  func testAReportGetsWhatItAsksForAndTheWays() throws {
    let (scene, _) = try scene(commented: true)
    let whole = try trails(scene)
    XCTAssertTrue(whole.values.allSatisfy { !$0.activities.isEmpty && !$0.formerly.isEmpty })
    for (sources, hasFormer, hasActivities) in [
      ([], false, false), ([.formerValues], true, false), ([.activities], false, true),
    ] as [(Set<ReportSource>, Bool, Bool)] {
      for (deal, trail) in try trails(scene, for: sources) {
        XCTAssertEqual(trail.head.traits, whole[deal]?.head.traits)
        XCTAssertEqual(trail.steps.map(\.at), whole[deal]?.steps.map(\.at))
        XCTAssertEqual(trail.formerly, hasFormer ? whole[deal]?.formerly ?? [] : [])
        XCTAssertEqual(!trail.activities.isEmpty, hasActivities)
      }
    }
  }

  func testWhatAReportDoesNotAskForIsKeptWhenOthersLearn() throws {
    let (scene, _) = try scene(commented: true)
    for number in 0..<20 { try scene.addDeal(try scene.addCompany("Бар \(number)")) }
    XCTAssertEqual(try trails(scene, for: []).count, 40)
    let found = try trails(scene)
    XCTAssertEqual(found.values.count { !$0.formerly.isEmpty }, 20)
    XCTAssertEqual(found, try trailsAnew(scene))
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
