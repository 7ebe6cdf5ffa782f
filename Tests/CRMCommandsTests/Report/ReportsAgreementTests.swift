import CRMCore
import CRMModel
import CRMTestSupport
import Foundation
import XCTest

/// R101: each report is computed a second way, by SQL over rows that this test writes from the
/// documents, and every cell has to be equal.
final class ReportsAgreementTests: XCTestCase {
  private static let sqlite = ["/usr/bin/sqlite3", "/usr/local/bin/sqlite3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private var deals: Int {
    ProcessInfo.processInfo.environment["CRM_LONG_TESTS"] == nil ? 300 : 5_000
  }

  func testEveryCellAgreesWithSQL() throws {
    let sqlite = try XCTUnwrap(Self.sqlite, "apt-get install sqlite3")
    for seed: UInt64 in [1, 2] {
      let world = try TestWorld()
      try world.make("init", "--scenario", "restaurant")
      var department = ReportsDepartment(seed: seed)
      let (deals, companies) = try department.write(self.deals, into: world)
      let queries = ReportQueries(from: "2026-03-01", to: "2026-08-31")
      var script =
        ReportQueries.tables + department.rows(of: deals, companies) + ReportQueries.derived
      for query in queries.all { script += query.sql + ";\n" }
      let answers = try Self.run(sqlite, script)
      XCTAssertEqual(answers.count, queries.all.count)
      let usual = ["--from", queries.from, "--to", queries.to]
      for (query, answer) in zip(queries.all, answers) {
        let words =
          ["report"] + query.words + (query.days ?? usual) + ["--now", ReportQueries.now, "--json"]
        let run = world.run(words)
        XCTAssertEqual(run.status, 0, run.err)
        let rows = run.json.at(query.part).array ?? []
        let cells = rows.map { row in query.keys.map { Self.text(row.at($0)) } }
        XCTAssertGreaterThan(answer.count, query.days == nil ? 2 : 0, "\(words)")
        // The first report reads documents, the others what it has kept of them (R102).
        let (found, expected) = (Set(cells), Set(answer))
        XCTAssertEqual(found.subtracting(expected), [], "seed \(seed): \(words)")
        XCTAssertEqual(expected.subtracting(found), [], "seed \(seed): \(words)")
        XCTAssertEqual(cells.count, answer.count, "\(words)")
      }
    }
  }

  /// A cell as SQL prints it: one sum after the other, numbers with one digit.
  private static func text(_ value: JSONValue) -> String {
    if let sums = value.array {
      return sums.map { "\(text($0.at("amount")))\($0.at("currency").string ?? "")" }
        .joined(separator: "+")
    }
    return value.string ?? value.number?.text ?? ""
  }

  /// The rows of each query.
  private static func run(_ sqlite: String, _ script: String) throws -> [[[String]]] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("crm-reports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (input, output) = (
      folder.appendingPathComponent("in"), folder.appendingPathComponent("out")
    )
    try Data(("begin;\n" + script + "commit;\n").utf8).write(to: input)
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: sqlite)
    process.arguments = [":memory:", "-separator", "\t"]
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 0)
    var answers: [[[String]]] = []
    for line in try String(contentsOf: output, encoding: .utf8).split(separator: "\n") {
      if line == ReportQueries.mark {
        answers.append([])
      } else {
        answers[answers.count - 1].append(line.components(separatedBy: "\t"))
      }
    }
    return answers
  }
}
