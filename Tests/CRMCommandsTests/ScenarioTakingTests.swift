import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// R104: scenarios beside each other, and newer ones over what nobody changed.
final class ScenarioTakingTests: XCTestCase {
  private func world(_ scenarios: [String]) throws -> TestWorld {
    let world = try TestWorld()
    let run = world.run(["init"] + scenarios.flatMap { ["--scenario", $0] })
    XCTAssertEqual(run.status, 0, run.err)
    return world
  }

  private func states(_ run: TestRun) -> [String: String] {
    let rows = run.json.array ?? []
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (row.at("path").string ?? "", row.at("state").string ?? "")
      })
  }

  func testAllScenariosStandBesideEachOther() throws {
    let world = try world(Scenario.all.map(\.name))
    XCTAssertEqual(world.run("pipeline", "lint").status, 0, world.run("pipeline", "lint").out)
    XCTAssertEqual(world.run("fsck").status, 0)
    let count = try Scenario.all.reduce(0) { try $0 + $1.pipelines().count }
    XCTAssertEqual(world.run("pipeline", "list", "--json").json.array?.count, count)
  }

  func testWhatIsThereIsAddedToAndNotOverwritten() throws {
    let world = try world(["kontur"])
    try world.make("field", "edit", "origin", "--choice", "выставка")
    let before = try world.documents()
    let run = world.run("scenario", "add", "bitrix24", "--json")
    let states = states(run)
    XCTAssertEqual(states["pipelines/b2b-new.json"], "added", run.err)
    XCTAssertEqual(states["settings.json"], "merged")
    XCTAssertEqual(states["fields.json"], "merged")
    XCTAssertEqual(world.run("field", "list", "-q").out, "origin\nnps\n")
    XCTAssertEqual(world.run("pipeline", "lint").status, 0)
    try world.make("undo")
    XCTAssertEqual(try world.documents(), before)
  }

  func testASecondTimeNothingIsDone() throws {
    let world = try world(["1c"])
    for verb in ["add", "update"] {
      let run = world.run("scenario", verb, "1c", "--json")
      XCTAssertEqual(Set(states(run).values), ["same"], run.out)
    }
  }

  func testOnlyWhatNobodyChangedIsReplaced() throws {
    let world = try world(["1c"])
    try world.make("stage", "edit", "sale", "payment", "--name", "Ждем деньги")
    let kept = world.run("scenario", "update", "1c", "--json")
    XCTAssertEqual(states(kept)["pipelines/sale.json"], "kept")
    let row = kept.json.array?.first { $0.at("path").string == "pipelines/sale.json" }
    XCTAssertEqual(row?.at("differences").array?.compactMap(\.string), ["stages[2].name"])
    // An older version of the scenario, as it was taken over then.
    let path = "pipelines/sale.json"
    let shipped = try XCTUnwrap(
      Scenario.all.first { $0.name == "1c" }?.files.first { $0.path == path }?.text)
    let old = shipped.replacingOccurrences(of: "Ждем оплату", with: "Ждем денег")
    try world.write(old, to: "data/" + path)
    var record = ScenarioRecord(JSONObject())
    record.note(Array(old.utf8), at: path)
    let bytes = JSONWriter.bytes(of: .object(record.object), style: .document)
    try world.write(String(decoding: bytes, as: UTF8.self), to: "data/scenario.json")
    let dry = world.run("scenario", "update", "1c", "--json", "--dry-run")
    XCTAssertEqual(states(dry)[path], "updated")
    XCTAssertEqual(try world.documents()[path], Data(old.utf8))
    XCTAssertEqual(states(world.run("scenario", "add", "1c", "--json"))[path], "kept")
    XCTAssertEqual(states(world.run("scenario", "update", "1c", "--json"))[path], "updated")
    XCTAssertEqual(try world.documents()[path], Data(shipped.utf8))
    XCTAssertEqual(states(world.run("scenario", "update", "1c", "--json"))[path], "same")
  }
}
