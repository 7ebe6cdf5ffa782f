import CRMCore
import CRMTestSupport
import XCTest

/// The keys of reports, a part of the command contract (R87).
final class ReportKeysTests: XCTestCase {
  private func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  func testEveryReportHasItsKeys() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.walk(deal, to: "contract")
    try world.make(
      "deal", "close", deal, "--won", "--package", "Стандарт", "--end-date", "2027-02-28")
    try world.make("plan", "set", "ivanov", "2026-11", "100000")
    let rate = "passRate passRateHigh passRateLow"
    for (report, keys, isSummed) in [
      (
        ["funnel"], "entered here lost \(rate) passed pipeline pipelineName share stage stageName",
        true
      ),
      (["cycle"], "count end mean median p90 state", false),
      (["losses"], "count manager money pipeline pipelineName reason share stage stageName", true),
      (["sales"], "average count money period previousCount previousMoney", true),
      (
        ["plan"], "expected fact factCount pace parts perDay period plan planCount share", false
      ),
      (
        ["bottleneck"],
        "department departmentHigh departmentLow entered manager \(rate) pipeline pipelineName stage stageName",
        false
      ),
      (
        ["stages"],
        "beyond beyondShare deals mean median norm p90 pipeline pipelineName stage stageName visits",
        false
      ), (["dynamics"], "created entered lost pipeline pipelineName week won wonInLastDays", true),
      (["abc"], "class company money regularity share", true),
      (["nps"], "asked detractors nps promoters responses", true),
      (["forecast"], "committed costs count month optimistic weighted", true),
      (
        ["activity"],
        "calls comments done letters manager meetings messages minutes overdue", true
      ),
      (["inflow", "--sales", "1"], "needed \(rate) pipeline pipelineName stage stageName", false),
    ] {
      let frame = world.run(["report"] + report + ["--json"]).json
      XCTAssertEqual(
        Set(frame.keys).subtracting(["backtest", "chances", "matrix"]),
        Set(words("at by converted from leftOut period report rows sample to total")), "\(report)")
      for row in frame.at("rows").array ?? [] { XCTAssertEqual(row.keys, words(keys), "\(report)") }
      XCTAssertEqual(frame.at("total").keys, isSummed ? words(keys) : [], "\(report)")
      XCTAssertEqual(frame.at("report").string, report[0])
      let cut = world.run(["report"] + report + ["--by", "manager", "--period", "year", "--json"])
      XCTAssertEqual(cut.json.at("by").string, "manager")
      XCTAssertEqual(cut.json.at("period").string, "year")
      for row in cut.json.at("rows").array ?? [] { XCTAssertTrue(row.keys.contains("manager")) }
    }
    let leads = world.run("report", "leads", "--json").json.at("total").keys
    XCTAssertEqual(
      leads,
      words(
        "accepted channel dead firstAction linked received source toDeal toDealHigh toDealLow "
          + "toSale toSaleHigh toSaleLow"))
    XCTAssertEqual(
      world.run("report", "dupes", "--json").json.at("rows", 0).keys, words("cards kind maybe sure")
    )
    try world.make("audit", "--keep")
    XCTAssertEqual(
      world.run("report", "quality", "--json").json.at("rows", 0).keys,
      words("atRisk clean count day errors open quality warnings"))
    let forecast = world.run("report", "forecast", "--json").json
    XCTAssertEqual(
      forecast.at("chances", 0).keys,
      words("days pipeline pipelineName probability sample stage stageName"))
    let abc = world.run("report", "abc", "--json").json
    XCTAssertEqual(abc.at("matrix", 0).keys, words("class companies money regularity"))
    let snapshot = world.run("report", "funnel", "--snapshot", "--by", "manager", "--json").json
    XCTAssertEqual(
      snapshot.at("total").keys,
      words("count manager money pipeline pipelineName share stage stageName"))
    let experiment = [
      "report", "experiment", "--date", "2026-11-01", "--metric", "cycle", "--json",
    ]
    XCTAssertEqual(
      world.run(experiment).json.at("rows", 0).keys,
      words("count difference from overlap part to value valueHigh valueLow"))
    let plan = world.run("plan", "list", "--json").json.at(0)
    XCTAssertEqual(plan.keys, words("count currency department period pipeline sum user"))
    let page = world.run("report", "dashboard", "--json").json
    XCTAssertEqual(page.keys, ["at", "atRisk", "overdue", "reports"])
    let lines = world.run("report", "dashboard", "--format", "ndjson").out.split(separator: "\n")
    XCTAssertEqual(lines.count, page.at("reports").array?.count)
  }
}
