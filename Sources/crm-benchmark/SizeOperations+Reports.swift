/// What the head looks at (R87 to R102).
extension SizeOperations {
  /// Each report of this year against its twin in SQL, and the page of them all; the first run of each keeps
  /// what it has learned of the deals' pasts and is not counted.
  var reports: [Operation] {
    let page = operation(
      "report dashboard", [.milliseconds(1_000), .peak(96)],
      { _ in ["report", "dashboard", "--json"] },
      { _ in SQLReports.all.map(\.1).joined(separator: "\n") })
    let single = SQLReports.all.map { name, statement in
      operation(
        "report \(name)", [.ratio(1), .peak(96)],
        { _ in ["report", name, "--json"] + (name == "forecast" ? [] : ["--period", "year"]) },
        { _ in statement })
    }
    return (single + [page]).map { operation in
      var operation = operation
      if hasSQLite {
        operation.setUp = { try processes.run("sqlite3", size.database, SQLReports.tables) }
      }
      return operation
    }
  }
}
