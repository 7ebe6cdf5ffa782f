import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// R116: an export is loaded by a database in one pipe, and says there what the reports say.
final class ExportSQLTests: XCTestCase {
  func testSQLiteAgreesWithTheReports() throws {
    try checkReports(in: .sqlite(), seeds: [3, 4])
  }

  func testSQLiteTakesEveryText() throws { try checkTexts(in: .sqlite()) }

  func testPostgreSQLAgreesWithTheReports() throws {
    try checkReports(in: postgres(), seeds: [5])
  }

  func testPostgreSQLTakesEveryText() throws { try checkTexts(in: postgres()) }

  /// R125: several departments, a directory and a remote each, lie side by side in one database.
  func testEachDepartmentHasItsSchema() throws {
    let database = try postgres()
    for (schema, name) in [("north", "Кафе"), ("the \"south\"", "Бар")] {
      let world = try TestWorld()
      try world.make("init")
      try world.make("company", "add", name)
      try database.play(world.run("export", "sql", "--schema", schema).out)
    }
    let rows = try database.play(
      "SELECT name FROM north.companies UNION ALL SELECT name FROM \"the \"\"south\"\"\".companies;"
    )
    XCTAssertEqual(rows, [["Кафе"], ["Бар"]])
  }

  private func postgres() throws -> SQLDatabase {
    try XCTSkipUnless(
      SQLDatabase.hasPostgres || ProcessInfo.processInfo.environment["CI"] != nil,
      "needs a server of PostgreSQL: apt-get install postgresql")
    return try .postgres()
  }

  /// Deals that went back, were reopened, undone, deleted, handed over, imported and paid in parts.
  private func checkReports(in database: SQLDatabase, seeds: [UInt64]) throws {
    for seed in seeds {
      let world = try TestWorld()
      try world.make("init", "--scenario", "restaurant")
      var department = ReportsDepartment(seed: seed)
      _ = try department.write(200, into: world)
      let script = world.run("export", "sql", "--dialect", database.dialect)
      XCTAssertEqual(script.status, 0, script.err)
      // Loading again replaces what was loaded before.
      for _ in 0..<2 { try database.play(script.out) }
      // When all that the department did has happened.
      let later = ["--now", "2028-01-01T00:00:00Z", "--json"]
      let found = world.run(
        ["report", "funnel", "--from", "2000-01-01", "--to", "2030-01-01"] + later)
      XCTAssertEqual(
        try database.play(
          path(database)
            + "SELECT pipeline, stage, entered, passed, lost, here FROM funnel ORDER BY pipeline, position;"
        ),
        rows(found.json, ["pipeline", "stage", "entered", "passed", "lost", "here"]),
        "seed \(seed)")
      let standing = world.run(["report", "funnel", "--snapshot"] + later)
      XCTAssertEqual(
        try database.play(
          path(database)
            + """
            SELECT g.pipeline, g.stage, sum(s.deals) FROM standing s JOIN stages g ON g.id = s.stage
            GROUP BY g.pipeline, g.stage, g.position ORDER BY g.pipeline, g.position;
            """),
        rows(standing.json, ["pipeline", "stage", "count"]).filter { $0[2] != "0" }, "seed \(seed)")
    }
  }

  private func path(_ database: SQLDatabase) -> String {
    database.dialect == "sqlite" ? "" : "SET search_path TO crm;\n"
  }

  private func rows(_ report: JSONValue, _ keys: [String]) -> [[String]] {
    (report.at("rows").array ?? []).map { row in
      keys.map { row.at($0).string ?? row.at($0).number?.text ?? "0" }
    }.sorted { $0[0] < $1[0] }
  }

  /// What a text holds is never taken for a command, a separator or an end.
  private func checkTexts(in database: SQLDatabase) throws {
    let world = try TestWorld()
    try world.make("init")
    // An accent behind a sign makes one character of both.
    let accented = "'\u{301} \"\u{301} \\\u{301}"
    let texts = [
      accented, "O'Neil 15\"", "a\\b\\.c", "\\.", "tab\\tx", "';drop table deals;--", "\\! id",
    ]
    for text in texts { try world.make("company", "add", text, "--address", "строка\\nдве") }
    let id = world.run("company", "list", "-q").out.split(separator: "\n").first.map(String.init)
    let path = "data/companies/\(id?.prefix(2) ?? "")/\(id ?? "").json"
    let document = try String(contentsOfFile: world.resolve(path), encoding: .utf8)
    try world.write(
      document.replacing("строка\\\\nдве", with: "строка\\nдве\\t\\u0000\\r\\n\\\\."), to: path)
    try database.play(world.run("export", "sql", "--dialect", database.dialect).out)
    let schema = database.dialect == "sqlite" ? "" : "crm."
    XCTAssertEqual(
      Set(try database.play("SELECT name FROM \(schema)companies;").map { $0[0] }), Set(texts))
    let length = try database.play(
      "SELECT length(address) FROM \(schema)companies WHERE id = '\(id ?? "")';")
    XCTAssertEqual(length, [["16"]], "строка, a break, две, a tab, a sign for NUL, a break, \\.")
  }
}
