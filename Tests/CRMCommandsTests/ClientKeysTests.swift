import CRMCore
import CRMTestSupport
import XCTest

/// The keys that scripts rely on, of what finds and mends duplicates (R64).
final class ClientKeysTests: XCTestCase {
  func testDuplicateKeys() throws {
    let world = try TestWorld()
    _ = try world.startDeal("Кафе")
    _ = try world.startDeal("Бар")
    let groups = world.run("dupes", "--json").json
    XCTAssertEqual(groups.array?.count, 2, "the companies, and the contacts")
    for group in groups.array ?? [] {
      XCTAssertEqual(group.keys, ["clients", "kind", "sure", "why"])
      XCTAssertEqual(group.at("clients", 0).keys, ["id", "name"])
      XCTAssertEqual(group.at("clients").array?.count, 2)
    }
    XCTAssertEqual(world.run("dupes", "contacts", "--json").json.at(0, "kind").string, "contact")
  }
}
