import CRMCore
import CRMTestSupport
import XCTest

/// The keys that scripts rely on, of what looks at a data directory and what fills it.
final class DataKeysTests: XCTestCase {
  func testProblemKeys() throws {
    let world = try TestWorld()
    let id = try world.startDeal()
    try world.write("{", to: "data/deals/\(id.prefix(2))/\(id).json")
    let problems = world.run("fsck", "--json").json.at("problems")
    XCTAssertEqual(problems.array?.count, 1, "one entry per damaged document")
    XCTAssertEqual(problems.at(0).keys, ["kind", "message", "path", "repairable"])
  }

  func testImportKeys() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.write(
      "ID,Название сделки,Этап сделки,Воронка,Компания\n1,А,Звонок,Реклама,А\n,Б,Звонок,Реклама,Б\n",
      to: "deals.csv")
    let report = world.run("import", "amocrm", "deals.csv", "--create", "--json").json
    XCTAssertEqual(
      report.keys,
      [
        "conflictCount", "conflicts", "created", "kind", "made", "mapping", "notices", "parts",
        "rejected",
        "rejectedCount", "rejectedFile", "skipped", "updated",
      ])
    XCTAssertEqual(report.at("made").keys, ["companies", "contacts", "people"])
    XCTAssertEqual(report.at("rejected", 0).keys, ["line", "reason", "row"])
    try world.write("name,city\nА,Тверь\n", to: "companies.csv")
    try world.make("company", "edit", "А", "--city", "Клин")
    let cards = world.run("import", "csv", "company", "companies.csv", "--json").json
    XCTAssertEqual(
      cards.at("conflicts", 0).keys, ["field", "here", "id", "kind", "name", "there"])
  }

  func testRoleKeys() throws {
    let world = try TestWorld()
    try world.make("init")
    for words in [["add", "trainee"], ["edit", "trainee", "--duty", "money"], ["show", "head"]] {
      XCTAssertEqual(
        world.run(["role"] + words + ["--json"]).json.keys,
        ["duties", "id", "name", "rights", "users"])
    }
    let rights = world.run("role", "list", "--json").json.at(0).at("rights")
    XCTAssertEqual(rights.keys, ["*", "company", "contact", "deal", "product"])
    XCTAssertEqual(
      world.run("role", "remove", "trainee", "--json").json.at("id").string, "trainee")
  }
}
