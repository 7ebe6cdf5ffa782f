import CRMTestSupport
import Foundation
import XCTest

/// R100: bars in the width there is, plain digits without a terminal.
final class ReportBarTests: XCTestCase {
  private func lines(_ width: Int?, _ options: String...) throws -> [String] {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.walk(deal, to: "call")
    _ = try world.startDeal("Кафе Лето")
    world.terminalWidth = width
    let run = world.run(["report", "funnel", "--no-pager", "--color", "never"] + options)
    return run.out.split(separator: "\n").map(String.init)
  }

  func testR100ATerminalShowsBarsWhereThereIsRoom() throws {
    let wide = try lines(120)
    // Both deals entered the first stage, one went on.
    let bars = wide.map { $0.count { $0 == "▇" } }.filter { $0 > 0 }
    XCTAssertEqual(bars, [20, 10], wide.joined(separator: "\n"))
    for width in [40, 60, 80, 120, 200] {
      let longest = try lines(width).map(\.count).max() ?? 0
      XCTAssertLessThanOrEqual(longest, width)
    }
    XCTAssertFalse(try lines(40).joined().contains("▇"), "the figures come first")
  }

  /// R92: how much of the time is gone is no bar, and the stretch of a plan is not broken on a page.
  func testR100ABarOfAPlanIsWhatIsDone() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    world.terminalWidth = 200
    let plan = ["report", "plan", "--period", "year", "--lang", "en"]
    let withoutAny = world.run(plan + ["--by", "manager", "--format", "html"]).out
    XCTAssertFalse(withoutAny.contains("<svg"), withoutAny)
    _ = world.run(["plan", "set", "ivanov", "2026", "100000"])
    let run = world.run(plan + ["--no-pager", "--color", "never"])
    XCTAssertTrue(run.out.contains("0%"), run.out)
    XCTAssertFalse(run.out.contains("▇"), run.out)
    let page = world.run(plan + ["--by", "manager", "--format", "html"]).out
    let cells = page.components(separatedBy: "<td").filter { $0.contains("data-title=\"period\"") }
    XCTAssertFalse(cells.isEmpty, page)
    XCTAssertTrue(cells.allSatisfy { $0.contains("class=\"figure\"") }, cells.joined())
  }

  /// R92: what is said of a column stands under figures only.
  func testR92NothingIsSaidOfPlansWhereThereAreNone() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    let note = "a plan and the sum of the plans for its parts disagree"
    let dashboard = world.run(["report", "dashboard", "--format", "html", "--lang", "en"]).out
    XCTAssertFalse(dashboard.contains(note), dashboard)
    for plan in [["2026-11", "100000"], ["2026", "90000"]] {
      _ = world.run(["plan", "set", "ivanov"] + plan)
    }
    let year = world.run(
      ["report", "plan", "--period", "year", "--format", "html", "--lang", "en"]
    ).out
    XCTAssertTrue(year.contains(note), year)
  }

  func testR100WithoutATerminalThereAreDigitsOnly() throws {
    let plain = try lines(nil)
    XCTAssertFalse(plain.isEmpty)
    for printed in [plain, try lines(120, "--json"), try lines(120, "--fields", "stage,share")] {
      XCTAssertFalse(printed.joined().contains("▇"))
    }
  }
}
