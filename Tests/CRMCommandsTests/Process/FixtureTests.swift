import Foundation
import XCTest

/// The built program on the data of every released version.
final class FixtureTests: XCTestCase {
  private static let fixtures = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../CRMCoreTests/Fixtures").standardizedFileURL

  func testEveryVersionIsListedAuditedAndSound() throws {
    let scene = try ProcessScene(deals: 0)
    // Beside the directories of each version lies a segment of a journal.
    let versions = try FileManager.default.contentsOfDirectory(atPath: Self.fixtures.path)
      .filter { $0.hasPrefix("version-") }
    XCTAssertTrue(versions.contains("version-1"))
    for version in versions {
      let source = Self.fixtures.appendingPathComponent(version).path
      let copied = try scene.shell(
        "rm -rf \"$CRM_DATA\"; cp -R '\(source)' \"$CRM_DATA\" && chmod -R u=rwX,go= \"$CRM_DATA\"")
      XCTAssertEqual(copied.status, 0, copied.error)
      XCTAssertEqual(
        try scene.run(["deal", "list", "--state", "all", "--json"]).rows().count, 7, version)
      XCTAssertEqual(try scene.run(["company", "list", "--json"]).rows().count, 4, version)
      XCTAssertGreaterThan(try scene.run(["log", "--json"]).rows().count, 0, version)
      let audit = try scene.run(["audit", "--json", "--fail-on", "never"])
      XCTAssertEqual(audit.status, 0, audit.error)
      let findings = try XCTUnwrap(audit.rows().first?["findings"] as? [[String: Any]])
      // Imported deals are incomplete, and all the others are as the department wants them.
      XCTAssertFalse(findings.isEmpty)
      let names = findings.compactMap { ($0["deal"] as? [String: Any])?["pipeline"] as? String }
      XCTAssertTrue(names.contains("prodazhi"), "\(names)")
      try scene.assertSound(version)
    }
  }
}
