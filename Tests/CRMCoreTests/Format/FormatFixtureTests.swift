import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// The promise: data of every released version is opened, listed and sound.
final class FormatFixtureTests: XCTestCase {
  private let user = Login(stored: "anna")

  private func workspace(_ path: String) throws -> Workspace {
    try Workspace(
      path: path, files: PosixSystem(), environment: TestDirectory.environment, wait: .seconds(1))
  }

  /// `CRM_WRITE_FIXTURES=1` writes the fixture of the present version; only once for each release.
  override class func setUp() {
    guard ProcessInfo.processInfo.environment["CRM_WRITE_FIXTURES"] == "1" else { return }
    do { try FormatFixture(version: DataDirectory.formatVersion).record() } catch {
      XCTFail("\(error)")
    }
  }

  func testVersion1IsReadAndSound() throws {
    let path = try FormatFixture(version: 1).copy()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let workspace = try workspace(path)
    try workspace.read { (snapshot) throws(CRMError) in
      let index = try snapshot.index()
      XCTAssertEqual(try snapshot.identifiers(.deal).count, 7)
      XCTAssertEqual(try snapshot.identifiers(.company).count, 4)
      var imported: [Deal] = []
      for id in try snapshot.identifiers(.deal).compactMap({ DealID($0) }) {
        let deal = try snapshot.dealCase(snapshot.get(id)).deal
        XCTAssertEqual(index.deal(id)?.id, id)
        if deal.origin?.system == "amocrm" { imported.append(deal) }
      }
      let first = try snapshot.deal("Бар")
      XCTAssertEqual(first.chain?.total, Money(minorUnits: 6_000_000, currency: .rub))
      XCTAssertEqual(try snapshot.chain(of: first).count, 2)
      XCTAssertNotNil(try snapshot.deal("Бар Ёлки (последняя доплата)").endDate)
      XCTAssertEqual(imported.count, 3)
      XCTAssertTrue(imported.allSatisfy { $0.fields["utm_source"] == "yandex" })
      let log = try snapshot.log()
      XCTAssertEqual(log.count, 8)
      XCTAssertEqual(log.filter(\.isUndone).count, 1)
    }
    XCTAssertEqual(try workspace.check(), [])
  }

  func testVersion1IsWorkedOn() throws {
    let path = try FormatFixture(version: 1).copy()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let workspace = try workspace(path)
    for turn in [Workspace.Turn.undo, .undo, .redo, .redo] {
      _ = try workspace.turn(
        turn, now: { _ in TestDirectory.now }, user: user, command: ["turn"], isDryRun: false)
      XCTAssertEqual(try workspace.check(), [])
    }
    try workspace.write(now: { _ in TestDirectory.now }, user: user, command: [], isDryRun: false) {
      (transaction) throws(CRMError) in
      var deal = try transaction.deal("Бар")
      deal.change("package", \.package, to: "Премиум", in: transaction.context) { $0 }
      try transaction.put(deal)
    }
    XCTAssertEqual(try workspace.check(), [])
  }

  /// A version that is released without its fixture promises nothing.
  func testEveryVersionHasItsFixture() throws {
    for version in 1...DataDirectory.formatVersion {
      let path = try FormatFixture(version: version).copy()
      defer { try? FileManager.default.removeItem(atPath: path) }
      XCTAssertEqual(try workspace(path).check(), [], "\(version)")
    }
    XCTAssertEqual(DocumentVersion.current, DataDirectory.formatVersion)
  }
}
