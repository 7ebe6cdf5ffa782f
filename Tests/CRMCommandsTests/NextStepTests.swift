import CRMCore
import CRMTestSupport
import XCTest

/// R41, R51: the card asks what the command asks, for it tries the very action.
final class NextStepTests: XCTestCase {
  /// A new deal of a scenario's first pipeline.
  private func deal(_ scenario: String) throws -> (world: TestWorld, id: String) {
    let world = try TestWorld()
    try world.make("init", "--scenario", scenario)
    try world.make("company", "add", "Вега")
    let pipeline = world.run("pipeline", "list", "-q").id
    return (world, try world.make("deal", "add", "Вега", "--pipeline", pipeline))
  }

  /// Follows the card while it says that all is there, and says how far that went.
  private func follow(_ scenario: String) throws -> String? {
    let (world, id) = try deal(scenario)
    for _ in 0..<20 {
      let card = world.run("deal", "show", id).out.split(separator: "\n").map(String.init)
      guard let title = card.firstIndex(where: { $0.hasPrefix("Для этапа") }) else { break }
      let command = try XCTUnwrap(card[title...].first { $0.hasPrefix("  $ crm ") })
      let words = command.dropFirst(8).split(separator: " ").map(String.init)
      let run = world.run(Array(words.prefix(4)))
      let isReady = card[title].hasSuffix("все есть:")
      XCTAssertEqual(run.status == 0, isReady, "\(scenario): \(command)\n\(run.err)")
      guard isReady else { break }
    }
    return world.run("deal", "show", id, "--json").json.at("stage").string
  }

  func testR41TheCardAgreesWithTheMoveInEveryScenario() throws {
    let world = try TestWorld()
    let scenarios = world.run("scenario", "list", "--json").json.array?
      .compactMap { $0.at("name").string }
    XCTAssertGreaterThan(scenarios?.count ?? 0, 5)
    for scenario in scenarios ?? [] { _ = try follow(scenario) }
    // A pipeline without requirements is walked to its end by what the card says.
    XCTAssertEqual(try follow("sendpulse"), "won")
  }

  /// R54: where a result is asked for, the card says so.
  func testR54TheCardAsksForTheResult() throws {
    let (world, id) = try deal("1c")
    XCTAssertTrue(world.run("deal", "show", id).out.contains("--result РЕЗУЛЬТАТ"))
  }

  /// R51: a task that the next stage sets by itself is not asked for.
  func testR51TheCardAsksForNoTaskThatTheStageSets() throws {
    let (world, id) = try deal("kontur")
    XCTAssertFalse(world.run("deal", "show", id).out.contains("--next"))
  }

  /// R38, B49: a stage for first sales only is one for a company that has not bought yet.
  func testB49StagesOfFirstSalesAreWalkedByFirstSales() throws {
    let world = try TestWorld()
    try world.make("init", "--scenario", "bitrix24")
    try world.make("company", "add", "Вега")
    let id = try world.make("deal", "add", "Вега", "--pipeline", "b2b-regular")
    XCTAssertEqual(
      world.run("deal", "show", id, "--json").json.at("stage").string, "presentation")
  }
}
