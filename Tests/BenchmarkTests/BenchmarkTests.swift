import Foundation
import XCTest

@testable import crm_benchmark

/// The benchmark works; what it measures is never asserted.
final class BenchmarkTests: XCTestCase {
  private var folder = URL(fileURLWithPath: "/")

  override func setUpWithError() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("crm-benchmark-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDownWithError() throws {
    try FileManager.default.removeItem(at: folder)
  }

  func testRunOverSomeDealsMeasuresEveryOperationAndAgreesWithSQL() throws {
    let json = folder.appendingPathComponent("results.json")
    let status = try run([
      // Enough for a split payment that does not add up and a budget out of bounds.
      "--deals", "400", "--runs", "1", "--batch", "5", "--keep", folder.path, "--json", json.path,
    ])
    XCTAssertEqual(status, 0)
    let report = try JSONSerialization.jsonObject(with: Data(contentsOf: json)) as? [String: Any]
    let results = try XCTUnwrap(report?["results"] as? [[String: Any]])
    XCTAssertEqual(
      results.compactMap { $0["operation"] as? String }.filter { !$0.hasSuffix("beside task") },
      [
        "start-up", "audit --summary", "audit", "list overdue", "show by id", "show by name",
        "export of documents", "export", "rebuild", "report funnel", "report cycle",
        "report stages", "report losses", "report dynamics", "report sales", "report activity",
        "report forecast", "report abc", "report dashboard", "add", "move", "task done",
        "add, worst", "move, worst", "task done, worst", "batch of 5", "batch of 5, SQL",
        "import of 5", "lead show", "order show", "deal papers", "audit with papers", "dupes",
        "company add", "lead accept", "payment add",
      ])
    for result in results {
      let wall = (result["crm"] as? [String: Any])?["wallMilliseconds"] as? Double
      XCTAssertGreaterThan(try XCTUnwrap(wall), 0)
    }
    // Without sqlite3 a note says so instead.
    let notes = try XCTUnwrap(report?["notes"] as? [String])
    XCTAssertTrue(
      notes.allSatisfy { $0.hasSuffix("differ in 0") || $0.contains("not installed") }, "\(notes)")
    XCTAssertEqual(notes.count, 1)
  }

  func testOnlyWhatIsAskedForIsMeasured() throws {
    let json = folder.appendingPathComponent("results.json")
    let shared = ["--deals", "20", "--runs", "1", "--keep", folder.path, "--json", json.path]
    XCTAssertEqual(try run(shared + ["--only", "start-up,task done", "--only", "rebuild"]), 0)
    let report = try JSONSerialization.jsonObject(with: Data(contentsOf: json)) as? [String: Any]
    let results = try XCTUnwrap(report?["results"] as? [[String: Any]])
    XCTAssertEqual(
      results.compactMap { $0["operation"] as? String },
      ["start-up", "rebuild", "task done", "task done, worst"])
    XCTAssertEqual(try run(shared + ["--only", "start-up,teleport"]), 1)
  }

  func testWrongArgumentsEndWithStatusOne() throws {
    for arguments in [
      ["--runs"], ["--runs", "0"], ["--deals", "x"], ["--deals", "-5"], ["what"],
    ] {
      XCTAssertEqual(try run(arguments), 1, "\(arguments)")
    }
  }

  func testGrowthIsTheSlopeOfTheLogarithms() throws {
    for (exponent, times) in [(0.0, [5.0, 5, 5]), (1, [1, 10, 100]), (2, [1, 100, 10_000])] {
      let results = zip([10, 100, 1_000], times).map { deals, wall in
        OperationResult(
          operation: "x", rivalName: "", lines: [], deals: deals,
          ours: measurement(wall), worst: measurement(wall), rival: nil)
      }
      let growth = try XCTUnwrap(Growth("x", of: results))
      XCTAssertEqual(growth.exponent, exponent, accuracy: 1e-9)
      XCTAssertEqual(growth.factor, times[2] / times[0], accuracy: 1e-9)
      XCTAssertNil(Growth("x", of: [results[0]]))
    }
  }

  private func measurement(_ wall: Double) -> crm_benchmark.Measurement {
    crm_benchmark.Measurement(wall: wall, processor: 1, peak: 1, status: 0)
  }

  func testTheWorstIsWhatOneOfAHundredRunsExceeds() throws {
    for (count, worst) in [(1, 1.0), (11, 11), (100, 99), (101, 100), (200, 198)] {
      let runs = (1...count).reversed().map { measurement(Double($0)) }
      XCTAssertEqual(try XCTUnwrap(crm_benchmark.Measurement(worstOf: runs)).wall, worst)
    }
    XCTAssertNil(crm_benchmark.Measurement(worstOf: []))
    let (ours, line) = (measurement(2), crm_benchmark.Line.spread(3))
    for (worst, isReached) in [(6.0, true), (6.001, false)] {
      XCTAssertEqual(
        line.isReached(ours: ours, worst: measurement(worst), rival: nil, by: \.wall), isReached)
    }
  }

  private func run(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = Bundle.main.bundleURL.appendingPathComponent("crm-benchmark")
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
