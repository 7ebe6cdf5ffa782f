import CRMCore
import CRMTestSupport
import XCTest

/// The keys of users and departments, and of what is done for another: a part of the command contract.
final class UserKeysTests: XCTestCase {
  private func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  func testUserKeys() throws {
    let world = try TestWorld()
    try world.make("init")
    let department = words("id name parent")
    XCTAssertEqual(world.run("department", "add", "north", "--json").json.keys, department)
    XCTAssertEqual(
      world.run("department", "edit", "north", "--name", "Север", "--json").json.keys, department)
    XCTAssertEqual(world.run("department", "list", "--json").json.at(0).keys, department)
    let user = words("active department login name openDeals role substitutions")
    for words in [
      ["add", "petrov", "--name", "Петров", "--role", "manager"], ["show", "petrov"],
      ["edit", "petrov", "--department", "north"],
      ["substitute", "petrov", "--by", "ivanov", "--until", "+1d"], ["deactivate", "petrov"],
    ] {
      XCTAssertEqual(world.run(["user"] + words + ["--json"]).json.keys, user, "\(words)")
    }
    let row = world.run("user", "list", "--all", "--json").json.at(1)
    XCTAssertEqual(row.keys, user)
    XCTAssertEqual(row.at("active").bool, false)
    try world.make("user", "edit", "petrov", "--activate")
    let substituted = world.run(
      "user", "substitute", "petrov", "--by", "ivanov", "--until", "+1d", "--json")
    XCTAssertEqual(
      substituted.json.at("substitutions", 0).keys, words("by from until"))
  }

  func testEventsOfSomebodyWhoActsForAnother() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    for login in ["petrov", "sidorov"] {
      try world.make("user", "add", login, "--name", login, "--role", "manager")
    }
    try world.make("task", "set", deal, "Встреча", "--due", "+1d", "--assignee", "petrov")
    try world.make("task", "set", deal, "Встреча", "--due", "+1d", "--as", "ivanov")
    try world.make("user", "deactivate", "petrov", "--to", "sidorov")
    try world.make("deal", "assign", deal, "sidorov")
    try world.make("comment", "add", deal, TestWorld.comment, "--as", "sidorov")
    let history = world.run("deal", "show", deal, "--json").json.at("history").array ?? []
    let common = ["at", "by", "event", "operation", "undone"]
    let task = try XCTUnwrap(history.first { $0.at("event").string == "task-assigned" })
    XCTAssertEqual(task.keys, (common + ["from", "task", "to"]).sorted())
    let acted = history.filter { $0.keys.contains("actor") }
    XCTAssertEqual(acted.map { $0.at("event").string }, ["commented"])
    XCTAssertEqual(acted.first?.at("actor").string, "ivanov")
  }
}
