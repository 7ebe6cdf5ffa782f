import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// R58: the feed that a site or a chat bot polls.
final class EventsTests: XCTestCase {
  private struct Line: Hashable {
    let cursor: String
    let kind: String
    let name: String
    let key: String
  }

  private func events(_ world: TestWorld, _ words: String...) -> [Line] {
    let run = world.run(["events"] + words)
    XCTAssertEqual(run.status, 0, run.err)
    return run.out.split(separator: "\n").compactMap { line in
      guard let json = try? JSONReader.parse(Array(line.utf8)) else { return nil }
      let number = json.at("n").number?.text ?? ""
      return Line(
        cursor: json.at("cursor").string ?? "", kind: json.at("kind").string ?? "",
        name: json.at("document", "name").string ?? "",
        key:
          "\(json.at("document", "id").string ?? "") \(json.at("operation").string ?? "") \(number)"
      )
    }
  }

  func testEveryEventComesOnceInTheOrderOfRecording() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let all = events(world)
    XCTAssertEqual(Set(all.map(\.name)), ["Кафе Пушкин", "Делос Андрей Петрович"])
    XCTAssertEqual(Set(all.map(\.key)).count, all.count)
    let last = try XCTUnwrap(all.last?.cursor)
    XCTAssertEqual(events(world, "--after", last), [])
    try world.make("deal", "move", deal, "call", "--comment", TestWorld.comment)
    try world.make("deal", "edit", deal, "--budget", "5000")
    let more = events(world, "--after", last)
    XCTAssertEqual(more.map(\.kind), ["moved", "commented", "edited"])
    XCTAssertEqual(events(world), all + more)
    XCTAssertEqual(events(world, "--after", more[0].cursor), Array(more.dropFirst()))
    XCTAssertEqual(events(world, "--kinds", "moved,edited").map(\.kind), ["moved", "edited"])
    try world.make("undo")
    XCTAssertEqual(events(world, "--after", more[2].cursor).map(\.kind), ["undone"])
    let moved = world.run("events", "--kinds", "moved", "--json").json.at(0)
    XCTAssertEqual(
      moved.keys.joined(separator: " "),
      "at by cursor document event kind n newStage oldStage operation")
    XCTAssertEqual(moved.at("oldStage", "name").string, "В работу")
    XCTAssertEqual(moved.at("newStage").keys, ["id", "name"])
  }

  func testWhatAnotherMachineDidIsSeenWhenItArrives() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let last = try XCTUnwrap(events(world).last?.cursor)
    let other = try TestWorld(copying: world)
    try other.make("comment", "add", deal, TestWorld.comment)
    XCTAssertEqual(events(world, "--after", last), [])
    for (path, bytes) in try other.documents() where path.hasSuffix("\(deal).json") {
      try world.write(String(decoding: bytes, as: UTF8.self), to: "data/" + path)
    }
    XCTAssertEqual(events(world, "--after", last).map(\.kind), ["commented"])
    XCTAssertEqual(events(world).filter { $0.kind == "commented" }.count, 1)
  }

  func testACursorOfAnotherFeedIsRefusedWithTheWayOut() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    let cursor = try XCTUnwrap(events(world).first?.cursor)
    let parts = cursor.split(separator: "-").map(String.init)
    let size = try XCTUnwrap(Int(parts[1]))
    for wrong in [
      "x", "\(parts[0])", "\(parts[0])-\(size - 1)", "\(parts[0])-9999999", "zzzzzzzz-\(size)",
      "\(parts[0])-0", "\(parts[0])--1",
    ] {
      let run = world.run("events", "--after", wrong, "--json")
      XCTAssertEqual(run.status, 3, wrong)
      XCTAssertTrue(run.err.contains("crm events --from-start"), run.err)
    }
    // What this machine keeps for itself may be thrown away.
    try FileManager.default.removeItem(atPath: world.data + "/local/feed")
    XCTAssertEqual(world.run("events", "--after", cursor).status, 3)
    XCTAssertFalse(events(world, "--from-start").isEmpty)
  }

  func testALineThatWasCutIsWrittenAgain() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let all = events(world)
    let path = world.data + "/local/feed"
    let whole = try String(contentsOfFile: path, encoding: .utf8)
    try world.write(whole + "deals/xx/half", to: path)
    XCTAssertEqual(events(world), all)
    try world.write(String(whole.dropLast(5)), to: path)
    try world.make("deal", "edit", deal, "--budget", "5000")
    let mended = events(world)
    XCTAssertEqual(mended.map(\.key).prefix(all.count), all.map(\.key)[...])
    XCTAssertEqual(mended.count, all.count + 1)
  }

  func testFollowingBeginsWithWhatIsNewAndEndsWithItsReader() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    world.outputFailure = SystemError(.write, "standard output", code: SystemError.brokenPipe)
    XCTAssertNotEqual(world.run("events", "--follow", "--from-start").status, 70)
    XCTAssertEqual(world.run("events", "--kinds", "nosuch").status, 2)
  }
}
