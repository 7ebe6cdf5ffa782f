import CRMModel
import CRMTestSupport
import XCTest

/// A disk on which the lock may not keep other machines out is named, and nothing is promised.
final class NetworkDiskTests: XCTestCase {
  func testKindOfTheDiskIsSaidWhenItIsMadeAndOnceADay() throws {
    let world = try TestWorld()
    let disk = FaultyFileSystem()
    disk.setKindWithoutLocks("NFS")
    world.files = disk
    world.environment["CRM_DATA"] = "/data"
    let said = "каталог данных лежит на NFS"
    XCTAssertTrue(world.run("init").err.contains(said))
    XCTAssertFalse(world.run("company", "add", "Бар").err.contains(said))
    XCTAssertFalse(world.run("company", "list").err.contains(said))
    world.now = try Instant(parsing: "2026-11-21T07:00:00Z")
    XCTAssertTrue(world.run("company", "list").err.contains(said))
    XCTAssertFalse(world.run("company", "list").err.contains(said))
    XCTAssertEqual(world.run("fsck").status, 0)
    world.environment["CRM_LANG"] = "en"
    world.now = try Instant(parsing: "2026-11-22T07:00:00Z")
    XCTAssertTrue(world.run("company", "list").err.contains("the data directory lies on NFS"))
    disk.setKindWithoutLocks(nil)
    world.now = try Instant(parsing: "2026-11-23T07:00:00Z")
    XCTAssertEqual(world.run("company", "list").err, "")
  }
}
