import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// What `crm undo` does with what no operation of this machine explains (C10).
final class UndoTests: XCTestCase {
  func testWhatAHandChangedSinceIsNotTakenBack() throws {
    let world = try TestWorld()
    try world.make("init")
    let bar = try world.make("company", "add", "Бар")
    try world.make("company", "edit", bar, "--city", "Москва")
    let path = "data/companies/\(bar.prefix(2))/\(bar).json"
    let text = try String(contentsOfFile: world.resolve(path), encoding: .utf8)
    try world.write(text.replacing("Москва", with: "Тверь"), to: path)
    let run = world.run("undo", "--lang", "en")
    XCTAssertEqual(run.status, 3)
    XCTAssertTrue(run.err.contains("has changed since\nhint: crm log"), run.err)
    XCTAssertEqual(world.run("company", "show", bar, "--json").json.at("city").string, "Тверь")
  }

  /// A deal that was added, taken away, brought back and taken away leaves no history: the log tells that
  /// the bringing back stands no more (R123).
  func testTheLogTellsWhichTurnsWereTurnedThemselves() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.make("company", "add", "Бар")
    for turn in ["undo", "redo", "undo"] { try world.make(turn) }
    let log = try XCTUnwrap(world.run("log", "--json").json.array)
    XCTAssertEqual(
      log.compactMap { $0.at("command").array?.first?.string }, ["undo", "redo", "undo", "company"]
    )
    XCTAssertEqual(log.map { $0.at("undone").bool }, [false, true, true, true])
  }
}
