import CRMCore
import CRMTestSupport
import XCTest

/// Rights as scripts meet them.
final class PeopleTests: XCTestCase {
  /// A directory with an admin (the login of the system), a head and two managers.
  private func firm() throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init")
    try world.make("department", "add", "south")
    for (login, role) in [("petrov", "manager"), ("sidorov", "manager"), ("orlova", "head")] {
      try world.make(
        "user", "add", login, "--name", login, "--role", role, "--department", "south")
    }
    return world
  }

  func testNothingNamesTheLoginWithoutUsers() throws {
    let world = try TestWorld()
    world.environment["CRM_USER"] = "anna"
    let deal = try world.startDeal()
    let documents = try world.documents()
    XCTAssertNil(documents["people.json"])
    for (path, bytes) in documents {
      XCTAssertFalse(String(decoding: bytes, as: UTF8.self).contains("\"actor\""), path)
    }
    for event in world.run("deal", "show", deal, "--json").json.at("history").array ?? [] {
      XCTAssertFalse(event.keys.contains("actor"))
    }
    XCTAssertEqual(world.run("log", "--json").json.at(0, "actor"), .null)
  }

  func testTheHistoryShowsWhoActedForWhom() throws {
    let world = try firm()
    world.environment["CRM_USER"] = "petrov"
    world.login = "orlova"
    let deal = try world.startDeal()
    let card = world.run("deal", "show", deal, "--json").json
    XCTAssertEqual(card.at("manager").string, "petrov")
    XCTAssertEqual(card.at("history", 0, "by").string, "petrov")
    XCTAssertEqual(card.at("history", 0, "actor").string, "orlova")
    for log in [world.run("log", "--json"), world.run("log", deal, "--json")] {
      XCTAssertEqual(log.json.at(0, "user").string, "petrov")
      XCTAssertEqual(log.json.at(0, "actor").string, "orlova")
    }
    let shown = world.run("deal", "show", deal, "--lang", "en").out
    XCTAssertTrue(shown.contains("petrov (by orlova)"), shown)
    XCTAssertEqual(world.run("undo").status, 0, "the head takes back what was done for petrov")
  }

  func testEveryWritingPathIsRefusedAndChangesNothing() throws {
    let world = try firm()
    world.login = "petrov"
    let deal = try world.startDeal()
    let documents = try world.documents()
    world.login = "sidorov"
    try world.write("deal edit \(deal) --budget 60000\n", to: "lines.txt")
    for words in [
      ["deal", "edit", deal, "--budget", "60000"], ["deal", "delete", deal, "--reason", "x"],
      ["comment", "add", deal, TestWorld.comment],
      ["task", "set", deal, "Встреча", "--due", "+1d"],
      ["task", "done", deal, "--result", "ок", "--next", "Встреча", "--due", "+1d"],
      ["deal", "move", deal, "call", "--comment", TestWorld.comment], ["batch", "lines.txt"],
      ["deal", "assign", deal, "sidorov"], ["deal", "edit", deal, "--budget", "1", "--dry-run"],
      ["user", "edit", "sidorov", "--role", "admin"], ["department", "add", "own"],
      ["user", "deactivate", "petrov", "--to", "sidorov"],
      ["user", "substitute", "petrov", "--by", "sidorov", "--until", "+1d"],
      ["deal", "edit", deal, "--budget", "1", "--as", "petrov"],
    ] {
      let run = world.run(words + ["--json"])
      XCTAssertEqual(run.status, 6, "\(words)\n\(run.err)")
      XCTAssertEqual(run.code, "not-permitted", "\(words)")
      XCTAssertTrue(run.error.at("hints", 0).string?.contains("ivanov") == true, "\(words)")
      XCTAssertEqual(run.out, "", "\(words)")
    }
    XCTAssertEqual(try world.documents(), documents)
    XCTAssertEqual(world.run("deal", "show", deal).status, 0, "reading is free")
  }

  func testLeavingIsOneOperation() throws {
    let world = try firm()
    let deal = try world.startDeal()
    try world.make("deal", "assign", deal, "petrov")
    let other = try world.startDeal("Бар")
    try world.make("task", "set", other, "Встреча", "--due", "+2d", "--assignee", "petrov")
    try world.make("task", "set", deal, "Встреча", "--due", "+2d", "--assignee", "sidorov")
    let before = try world.documents()
    try world.make("user", "deactivate", "petrov", "--to", "orlova")
    func assignees(_ deal: String) -> [String?] {
      (world.run("deal", "show", deal, "--json").json.at("tasks").array ?? [])
        .map { $0.at("assignee").string }
    }
    XCTAssertEqual(assignees(deal), ["orlova", "sidorov"])
    XCTAssertEqual(assignees(other), ["ivanov", "orlova"])
    let changes = world.run("log", "--limit", "1", "--json").json.at(0, "changes").array
    XCTAssertEqual(changes?.count, 3, "two deals and the people")
    XCTAssertEqual(world.run("fsck").status, 0)
    try world.make("undo")
    XCTAssertEqual(assignees(deal), ["petrov", "sidorov"])
    XCTAssertEqual(try world.documents()["people.json"], before["people.json"])
  }

  func testSubstituteSeesItsEndInTheDirectorysZone() throws {
    let world = try firm()
    world.login = "petrov"
    let deal = try world.startDeal()
    world.login = "ivanov"
    try world.make("user", "substitute", "petrov", "--by", "sidorov", "--until", "2026-11-21")
    world.login = "sidorov"
    for (now, status) in [
      ("2026-11-21T23:59:59+03:00", Int32(0)), ("2026-11-22T00:00:00+03:00", 6),
    ] {
      let run = world.run("deal", "edit", deal, "--budget", "60000", "--now", now)
      XCTAssertEqual(run.status, status, "\(now)\n\(run.err)")
    }
  }

  func testDamagedPeopleStopWritingButNotReading() throws {
    let world = try firm()
    try world.write("{}", to: "data/people.json")
    XCTAssertEqual(world.run("company", "add", "Бар", "--json").code, "damaged")
    XCTAssertEqual(world.run("deal", "list").status, 0)
    XCTAssertEqual(world.run("fsck", "--repair").status, 0)
    XCTAssertEqual(world.run("company", "add", "Бар").status, 0)
  }

  func testR24SendingBackIsUndoneAlthoughAnotherHeadHasKeptTheEvening() throws {
    let world = try firm()
    let (own, other) = (try world.startDeal(), try world.startDeal("Бар"))
    try world.make("deal", "assign", own, "petrov")
    try world.make("deal", "assign", other, "sidorov")
    let before = try world.documents()
    let evening = "audits/2026-11-25.json"
    let later = ["--now", "2026-11-25 19:00", "--fail-on", "never"]
    XCTAssertEqual(world.run(["audit", "--send-back", "--manager", "petrov"] + later).status, 0)
    world.login = "orlova"
    XCTAssertEqual(world.run(["audit", "--send-back", "--manager", "sidorov"] + later).status, 0)
    let kept = try world.documents()[evening]
    XCTAssertNotNil(kept)
    func reworks() -> [String?] {
      [own, other].map { world.run("deal", "show", $0, "--json").json.at("rework", "state").string }
    }
    XCTAssertEqual(reworks(), ["open", "open"])
    world.login = "ivanov"
    try world.make("undo")
    XCTAssertEqual(reworks(), [nil, "open"])
    XCTAssertEqual(try world.documents()[evening], kept, "the other head's evening stands")
    try world.make("redo")
    XCTAssertEqual(reworks(), ["open", "open"])
    world.login = "orlova"
    try world.make("undo")
    XCTAssertNotEqual(try world.documents()[evening], kept, "nobody has kept it since")
    XCTAssertEqual(before.keys.contains(evening), false)
  }
}
