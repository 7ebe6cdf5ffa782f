import CRMCore

/// Whether the audit and its twin in SQL say the same, without which no ratio would mean anything.
struct Agreement {
  /// Findings that both gave.
  private(set) var findings = 0
  /// What one of them has and the other has not, in words.
  private(set) var differences: [String] = []

  /// Compares the report of `crm audit --json` with the rows of both statements.
  init(report: String, findingRows: String, summaryRows: String) throws {
    let report = try Self.read(report)
    compareFindings(report, try Self.read(findingRows))
    compareSummary(report, try Self.read(summaryRows))
  }

  private static func read(_ path: String) throws -> JSONValue {
    let bytes = try PosixSystem().readUserFile(path, limit: 1 << 32)
    // `sqlite3` prints nothing at all where there is no row.
    return bytes.isEmpty
      ? [] : try JSONReader.parse(bytes, limits: JSONReader.Limits(bytes: 1 << 32))
  }

  private mutating func compareFindings(_ report: JSONValue, _ rows: JSONValue) {
    func text(_ value: JSONValue?) -> String {
      value?.string ?? value?.number?.text ?? "-"
    }
    let ours = (report["findings"]?.array ?? []).map { row in
      [
        row["manager"], row["deal"]?["id"], row["deal"]?["name"], row["deal"]?["stage"],
        row["deal"]?["pipeline"], row["check"], row["severity"], row["message"], row["fix"],
        row["company"]?["id"], row["company"]?["name"], row["amount"],
      ].map(text).joined(separator: "|")
    }
    let theirs = (rows.array ?? []).map { row in
      [
        row["manager"], row["deal"], row["deal"] == .null ? .null : row["name"], row["stage"],
        row["pipeline"], row["check"], row["severity"], row["message"], row["fix"],
        row["company"], row["companyName"], row["amount"],
      ].map(text).joined(separator: "|")
    }
    let (left, right) = (Set(ours), Set(theirs))
    findings = left.intersection(right).count
    differences += left.subtracting(right).sorted().map { "only crm: \($0)" }
    differences += right.subtracting(left).sorted().map { "only sqlite3: \($0)" }
    if differences.isEmpty, ours != theirs { differences.append("the order differs") }
  }

  private mutating func compareSummary(_ report: JSONValue, _ rows: JSONValue) {
    let ours = (report["summary"]?["byManager"]?.array ?? []).map { row in
      ["deals", "clean", "errors", "warnings"].map { row[$0]?.int ?? 0 }
        + [row["atRisk"]?.array?.first?["amount"]?.int ?? 0]
        + ["red", "yellow", "green", "none"].map { row["health"]?[$0]?.int ?? 0 }
    }
    let theirs = (rows.array ?? []).map { row in
      ["deals", "clean", "errors", "warnings", "atRisk", "red", "yellow", "green", "none"]
        .map { row[$0]?.int ?? 0 }
    }
    if ours != theirs { differences.append("the counts by manager differ") }
  }
}
