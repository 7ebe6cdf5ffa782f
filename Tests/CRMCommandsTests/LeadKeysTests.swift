import CRMCore
import CRMTestSupport
import XCTest

/// The keys that scripts rely on, of leads (R59, R60).
final class LeadKeysTests: XCTestCase {
  private let row = """
    channel company companyName contact createdAt deal emails external fields id isRepeat manager \
    name phones phonesTyped priority reason receivedAt revision serviceType source state tags text updatedAt
    """.split(separator: " ").map(String.init)

  func testLeadKeys() throws {
    let world = try TestWorld()
    _ = try world.startDeal("Кафе")
    let added = world.run("lead", "add", "--name", "Белова", "--phone", "89210001122", "--json")
    let card = (row + ["history"]).sorted()
    XCTAssertEqual(added.json.keys, card)
    XCTAssertEqual(world.run("lead", "list", "--json").json.at(0).keys, row)
    XCTAssertEqual(world.run("lead", "next", "--json").json.keys, card)
    _ = world.run("lead", "accept", "Белова", "--new-company", "Пекарня", "--pipeline", "ads")
    let shown = world.run("lead", "show", "Белова", "--json").json
    XCTAssertEqual(shown.keys, (card + ["matches"]).sorted())
    XCTAssertEqual(
      shown.at("matches", 0).keys, ["deals", "id", "kind", "manager", "name", "sure", "why"])
  }

  func testIntakeKeys() throws {
    let world = try TestWorld()
    _ = try world.startDeal("Кафе")
    try world.write("{\"name\":\"Антон\"}\n{", to: "forms")
    let answer = world.run("lead", "intake", "forms", "--json").json
    XCTAssertEqual(answer.keys, ["accepted", "created", "leads", "rejected", "skipped"])
    XCTAssertEqual(answer.at("rejected", 0).keys, ["line", "reason", "row"])
  }
}
