import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// R86: `fsck` finds each of the invariants broken by hand.
final class PaperFaultTests: XCTestCase {
  private func sale() throws -> TestWorld {
    let world = try TestWorld()
    let deal = try world.startDeal("Кафе")
    try world.make(
      "order", "add", "--deal", deal, "--line", "Печь; 2; 100", "--schedule", "100% today")
    try world.make("order", "confirm", "ЗК-2026-1")
    try world.make("shipment", "add", "--order", "ЗК-2026-1", "--line", "1=1")
    try world.make("payment", "add", "--order", "ЗК-2026-1", "--sum", "150")
    return world
  }

  /// Changes the text of the document that has a number.
  private func change(_ number: String, _ old: String, _ new: String, _ world: TestWorld) throws {
    let folder = world.data + "/papers"
    for shard in try FileManager.default.contentsOfDirectory(atPath: folder) {
      for file in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(shard)") {
        let path = "\(folder)/\(shard)/\(file)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard text.contains("\"number\": \"\(number)\"") else { continue }
        XCTAssertTrue(text.contains(old), "\(number): \(old)")
        try text.replacingOccurrences(of: old, with: new)
          .write(toFile: path, atomically: true, encoding: .utf8)
      }
    }
  }

  private func problems(_ world: TestWorld) -> [String] {
    (world.run("fsck", "--json").json.at("problems").array ?? []).compactMap {
      $0.at("kind").string
    }
  }

  func testASoundSaleHasNoFault() throws {
    XCTAssertEqual(problems(try sale()), [])
  }

  func testEveryInvariantIsFoundBroken() throws {
    for (number, old, new) in [
      ("ЗК-2026-1", "\"total\": 200", "\"total\": 201"),
      ("ЗК-2026-1", "Печь; 2; 100; ; 22", "Печь; 0.5; 400; ; 22"),
      ("ЗК-2026-1", "Печь; 2; 100; ; 22", "Печь; 2"),
      ("ЗК-2026-1", "100% 2026-11-20", "90% 2026-11-20"),
      ("ЗК-2026-1", "\"state\": \"confirmed\"", "\"state\": \"lost\""),
      ("ОТ-2026-1", "Печь; 1; 100; ; 22; 1", "Печь; 1; 100; ; 22; 7"),
      ("ОП-2026-1", "\"total\": 150", "\"total\": 201"),
      ("ОП-2026-1", "\"total\": 150", "\"total\": -1"),
    ] {
      let world = try sale()
      try change(number, old, new, world)
      let found = problems(world)
      XCTAssertTrue(
        found.contains("broken-paper") || found.contains("contradicts-history"), "\(old): \(found)")
    }
  }

  /// A paper that no program reads comes back, and that can be undone like any repair.
  func testARepairedPaperIsTakenBackAndDoneAgain() throws {
    let world = try sale()
    try change("ЗК-2026-1", "\"number\":", "\"number\"", world)
    XCTAssertTrue(problems(world).contains("damaged-document"))
    XCTAssertEqual(world.run("fsck", "--repair").status, 0)
    XCTAssertEqual(problems(world), [])
    XCTAssertEqual(world.run("undo").status, 0)
    XCTAssertTrue(problems(world).contains("damaged-document"))
    XCTAssertEqual(world.run("redo").status, 0)
    XCTAssertEqual(problems(world), [])
  }

  func testEqualNumbersAreFoundAndMended() throws {
    let world = try sale()
    try world.make("order", "add", "--company", "Кафе", "--line", "Чаша; 1; 5")
    try change("ЗК-2026-2", "ЗК-2026-2", "ЗК-2026-1", world)
    let run = world.run("fsck", "--json").json
    XCTAssertEqual(run.at("problems", 0).at("kind").string, "duplicate-number")
    let id = try XCTUnwrap(
      world.run("order", "list", "--where", "total = 5", "--json").json.at(0, "id").string)
    XCTAssertEqual(world.run("order", "renumber", id).status, 0)
    XCTAssertFalse(problems(world).contains("duplicate-number"))
  }
}
