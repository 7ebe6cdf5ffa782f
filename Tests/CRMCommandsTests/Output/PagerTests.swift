import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// What is longer than the screen is paged, and nothing else is.
final class PagerTests: XCTestCase {
  private func world(companies: Int = 10) throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init")
    for number in 0..<companies { try world.make("company", "add", "Кафе \(number)") }
    world.terminalWidth = 80
    world.terminalHeight = 10
    return world
  }

  func testLongOutputIsPaged() throws {
    let world = try world()
    let run = world.run("company", "list", "--color", "never")
    XCTAssertEqual(run.out, "")
    XCTAssertEqual(world.paged.texts.count, 1)
    XCTAssertTrue(world.paged.texts[0].hasPrefix("less: id"), world.paged.texts[0])
    XCTAssertTrue(world.paged.texts[0].hasSuffix("10 компаний\n"), world.paged.texts[0])
  }

  func testWhoeverAsksForNoneGetsNone() throws {
    let world = try world()
    for (words, variables, height) in [
      (["--no-pager"], [:], 10), (["--json"], [:], 10), (["-q"], [:], 10),
      ([], ["PAGER": "cat"], 10), ([], ["CRM_PAGER": "", "PAGER": "more"], 10), ([], [:], 13),
      ([], [:], nil),
    ] as [([String], [String: String], Int?)] {
      world.environment.merge(variables) { $1 }
      world.terminalHeight = height
      XCTAssertNotEqual(world.run(["company", "list"] + words).out, "", "\(words) \(variables)")
      for name in variables.keys { world.environment[name] = nil }
    }
    world.terminalHeight = 10
    world.terminalWidth = nil
    XCTAssertNotEqual(world.run("company", "list").out, "", "a pipe")
    XCTAssertEqual(world.paged.texts, [])
  }

  func testVariablesNameThePager() throws {
    let world = try world()
    world.environment["PAGER"] = "more"
    world.run("company", "list")
    world.environment["CRM_PAGER"] = "most -s"
    world.run("company", "list")
    XCTAssertEqual(world.paged.texts.map { $0.prefix { $0 != ":" } }, ["more", "most -s"])
  }

  func testNothingIsLostWithoutAPager() throws {
    let world = try world()
    world.hasPager = false
    XCTAssertEqual(world.run("company", "list").out.split(separator: "\n").count, 12)
  }

  func testStatusIsTheCommandsOwn() throws {
    let world = try world()
    world.terminalHeight = 2
    _ = try world.startDeal()
    world.terminalHeight = 1
    XCTAssertEqual(world.run("audit", "--fail-on", "warning").status, 1)
    XCTAssertEqual(world.paged.texts.count, 1)
  }

  // MARK: The real one

  func testPagerReadsEverything() throws {
    let world = try TestWorld()
    let bytes = Array(repeating: UInt8(ascii: "a"), count: 1 << 20)
    let path = world.folder + "/paged"
    XCTAssertTrue(PosixSystem().page("cat > '\(path)'", bytes, defaults: [:]))
    XCTAssertEqual(FileManager.default.contents(atPath: path), Data(bytes))
  }

  func testPagerThatEndsEarlyIsNoFailure() {
    let bytes = Array(repeating: UInt8(ascii: "a"), count: 1 << 20)
    XCTAssertTrue(PosixSystem().page("exit 1", bytes, defaults: [:]))
    XCTAssertFalse(PosixSystem().page("no-such-pager-anywhere 2>/dev/null", bytes, defaults: [:]))
  }

  func testDefaultsGiveWayToTheEnvironment() throws {
    let world = try TestWorld()
    let path = world.folder + "/paged"
    setenv("CRM_TEST_SET", "own", 1)
    let defaults = ["CRM_TEST_SET": "default", "CRM_TEST_UNSET": "default"]
    XCTAssertTrue(
      PosixSystem().page(
        "echo $CRM_TEST_SET $CRM_TEST_UNSET > '\(path)'", [], defaults: defaults))
    XCTAssertEqual(try String(contentsOfFile: path, encoding: .utf8), "own default\n")
  }
}
