import CRMCore

/// What comes in and what goes out, against what copying so much must cost (R114, R115).
extension SizeOperations {
  /// All deals as documents, against reading their files.
  var export: Operation {
    let folder = "\(size.data)/deals"
    return Operation(
      name: "export of documents", rivalName: "find | cat", lines: [.ratio(2), .peak(64)],
      runs: min(options.runs, 3),
      ours: { _ in Command([crm, "export", "ndjson", "deal"]) },
      rival: { _ in Command(["find", folder, "-name", "*.json", "-exec", "cat", "{}", "+"]) })
  }

  /// Companies of a table, against as many bare files.
  var importing: Operation {
    let (runs, count) = (min(options.runs, 3), options.batch)
    return Operation(
      name: "import of \(count)", rivalName: "bare files", lines: [.ratio(3), .peak(256)],
      runs: runs, warmUps: 0,
      setUp: {
        try size.makeCopy(processes)
        for run in 0..<runs { try writeTable(table(run), count, from: run * count) }
      },
      ours: { Command([crm, "import", "csv", "company", table($0), "--quiet"]) },
      rival: { run in
        Command([Processes.ownPath, "files", size.path("imported-\(run)"), "\(count)"])
      })
  }

  private func table(_ run: Int) -> String { size.path("companies-\(run).csv") }

  private func writeTable(_ path: String, _ count: Int, from first: Int) throws {
    guard try PosixSystem().status(path) == nil else { return }
    var table = try ScriptFile(path)
    try table.append("name,phone,email,city,site\n")
    for number in first..<first + count {
      let digits = String(10_000_000 + number).dropFirst()
      try table.append(
        "ООО «Ромашка» № \(number),+7916\(digits),info@r\(number).example.com,Москва,r\(number).ru\n"
      )
    }
    try table.flush()
  }
}
