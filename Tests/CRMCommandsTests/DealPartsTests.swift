import CRMCore
import CRMTestSupport
import XCTest

/// R47: whether a company buys again, and who takes part in a deal beside its manager.
final class DealPartsTests: XCTestCase {
  private func schema(_ world: TestWorld, _ deal: String) throws -> Int? {
    let bytes = try XCTUnwrap(world.documents()["deals/\(deal.prefix(2))/\(deal).json"])
    return try JSONReader.parse(Array(bytes)).at("schema").number?.int
  }

  func testB51ADealOfACompanyThatHasBoughtIsARepeatSale() throws {
    let world = try TestWorld()
    let first = try world.startDeal()
    let next = ["--next", "Встреча", "--due", "+1d", "--json"]
    let add = ["deal", "add", "Кафе Пушкин", "--pipeline", "smm"] + next
    XCTAssertEqual(world.run(add).json.at("isRepeat"), .null, "nothing is sold yet")
    try world.walk(first, to: "contract")
    try world.make(
      "deal", "close", first, "--won", "--package", "Стандарт", "--end-date", "2027-02-28",
      "--result", "Оплатили", "--comment", TestWorld.comment)
    let again = world.run(add).json
    XCTAssertEqual(again.at("isRepeat").bool, true)
    let copy = world.run(["deal", "copy", first] + next).json
    XCTAssertEqual(copy.at("isRepeat").bool, true, "a copy too")
    XCTAssertEqual(try schema(world, try XCTUnwrap(again.at("id").string)), 2)
    XCTAssertEqual(try schema(world, first), 1)
    XCTAssertEqual(
      world.run("deal", "list", "--where", "isRepeat", "-q").out.split(separator: "\n").count, 2)
    try world.make("deal", "delete", first, "--reason", "Ошибка")
    XCTAssertEqual(world.run(add).json.at("isRepeat"), .null, "a deleted one was no sale")
  }

  /// A deal of petrov's without a task; ivanov is an admin, sidorov another manager.
  private func shared() throws -> (world: TestWorld, deal: String) {
    let world = try TestWorld()
    let deal = try world.startDeal()
    for login in ["petrov", "sidorov"] {
      try world.make("user", "add", login, "--name", login, "--role", "manager")
    }
    try world.make("deal", "assign", deal, "petrov")
    try world.make("task", "cancel", deal, "--no-next", "--reason", "Ждем")
    return (world, deal)
  }

  private func statuses(_ world: TestWorld, _ words: [[String]]) -> [Int32] {
    words.map { world.run($0).status }
  }

  func testM4AParticipantCommentsAndHasTheDealInHisDayUntilItsLastDay() throws {
    let (world, deal) = try shared()
    let comment = ["comment", "add", deal, TestWorld.comment, "--as", "sidorov"]
    let day = ["today", "--as", "sidorov", "--json", "--now"]
    let now = "2026-11-20 12:00"
    func isInHisDay(_ now: String) -> Bool {
      world.run(day + [now]).json.at("deals").array?.isEmpty == false
    }
    XCTAssertEqual(statuses(world, [comment + ["--now", now]]), [6])
    XCTAssertFalse(isInHisDay(now))
    XCTAssertEqual(try schema(world, deal), 1)
    let share = ["deal", "share", deal, "sidorov", "--until", "2026-11-22", "--now", now]
    XCTAssertEqual(statuses(world, [share + ["--as", "sidorov"], share]), [6, 0])
    XCTAssertEqual(try schema(world, deal), 2)
    let card = world.run("deal", "show", deal, "--json").json
    XCTAssertEqual(card.at("participants").array?.map(\.string), ["sidorov"])
    let event = card.at("history").array?.last
    XCTAssertEqual(event?.at("event").string, "shared")
    XCTAssertEqual(event?.at("until").string, "2026-11-22")
    XCTAssertTrue(isInHisDay("2026-11-22 23:00"))
    XCTAssertFalse(isInHisDay("2026-11-23 01:00"))
    XCTAssertEqual(statuses(world, [comment + ["--now", "2026-11-22 23:00"]]), [0])
    XCTAssertEqual(statuses(world, [comment + ["--now", "2026-11-23 01:00"]]), [6])
    let edit = ["deal", "edit", deal, "--budget", "50000", "--as", "sidorov", "--now", now]
    XCTAssertEqual(statuses(world, [edit]), [6], "the rest is the manager's")
    XCTAssertEqual(
      world.run("deal", "list", "--where", "participants = sidorov", "-q").id, deal)
    try world.make("deal", "unshare", deal, "sidorov", "--now", "2026-11-22 23:30")
    XCTAssertEqual(statuses(world, [comment + ["--now", "2026-11-22 23:40"]]), [6])
    XCTAssertFalse(isInHisDay("2026-11-22 23:40"))
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  func testWhoTakesPartAlreadyOrNotIsRefused() throws {
    let (world, deal) = try shared()
    let now = ["--now", "2026-11-20 12:00"]
    let share = ["deal", "share", deal]
    XCTAssertEqual(
      statuses(
        world,
        [
          share + ["petrov"] + now, ["deal", "unshare", deal, "sidorov"] + now,
          share + ["sidorov", "--until", "2026-11-19"] + now, share + ["nobody"] + now,
          share + ["sidorov", "--until", "2026-11-20"] + now,
          share + ["sidorov", "--until", "2026-11-20"] + now, share + ["sidorov"] + now,
          share + ["sidorov"] + now,
        ]), [3, 3, 3, 4, 0, 3, 0, 3])
    XCTAssertEqual(
      world.run("deal", "show", deal, "--json").json.at("participants").array?.count, 1)
    try world.make("undo", "--now", "2026-11-20 12:00")
    try world.make("undo", "--now", "2026-11-20 12:00")
    XCTAssertEqual(world.run("deal", "show", deal, "--json").json.at("participants"), [])
  }

  func testH12AHeadJoinsADealOfHisManagers() throws {
    let (world, deal) = try shared()
    XCTAssertEqual(statuses(world, [["deal", "join", deal, "--as", "sidorov"]]), [6])
    try world.make("deal", "join", deal)
    let card = world.run("deal", "show", deal, "--json").json
    XCTAssertEqual(card.at("participants").array?.map(\.string), ["ivanov"])
    XCTAssertEqual(card.at("history").array?.last?.at("event").string, "joined")
    XCTAssertEqual(statuses(world, [["deal", "join", deal]]), [3])
    XCTAssertEqual(
      world.run("deal", "copy", deal, "--next", "Встреча", "--due", "+1d", "--json").json
        .at("participants"), [], "a copy is nobody else's")
  }
}
