import CRMTestSupport
import XCTest

/// R105: new leads are the first column of the board.
final class BoardLeadsTests: XCTestCase {
  /// Of several pipelines those without deals are only named, but nobody who waits is left out.
  func testAPipelineWithNothingButLeadsIsShown() throws {
    let world = try TestWorld()
    try world.make("init", "--scenario", "restaurant")
    XCTAssertFalse(world.run("board").out.contains("Обращения"))
    try world.make("lead", "add", "--channel", "site", "--name", "Сомов Олег")
    let board = world.run("board").out
    XCTAssertTrue(board.contains("Обращения  1 обращение"), board)
    XCTAssertTrue(board.contains("Сомов Олег"), board)
  }
}
