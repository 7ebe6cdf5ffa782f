import CRMCore
import CRMModel
import CommandLineKit

/// The audit with what was asked for, ready to be printed.
struct AuditReport {
  let audit: Audit
  let scope: Audit.Scope
  let clock: AuditClock
  let pipelines: [PipelineID: Pipeline]
  let isSummary: Bool

  /// The findings that were asked for; each is put into words when it is printed, so that they are
  /// never in memory together.
  func rows(_ language: Language) -> some RandomAccessCollection<FindingRow> {
    let findings = isSummary ? AnyRandomAccessCollection([]) : .init(audit.findings)
    return findings.lazy.map {
      FindingRow(finding: $0, language: language, pipelines: pipelines)
    }
  }
}

extension Session {
  /// Prints the report in the asked form.
  func print(_ report: AuditReport, _ presentation: Presentation) throws(CRMError) {
    switch options.format {
    case .json: try report.printJSON(language, to: output)
    case .table where options.fields.isEmpty:
      try AuditTable(report: report, presentation: presentation).print(to: output)
    case .table, .ndjson, .csv, .tsv, .ids:
      try list(.finding, report.rows(language), presentation)
    }
  }
}

extension AuditReport {
  /// Prints the report of the command contract.
  fileprivate func printJSON(_ language: Language, to output: Output) throws(CRMError) {
    let noun = Noun<FindingRow>.finding
    var writer = JSONWriter(style: .pretty)
    writer.beginObject()
    writer.append(key: "at", .time(clock.now))
    writer.appendKey("findings")
    writer.beginArray()
    for row in rows(language) {
      writer.append(noun.json(row))
      try output.append(writer.taken())
    }
    writer.endArray()
    writer.append(key: "scope", scopeJSON)
    writer.append(key: "summary", summaryJSON)
    writer.endObject()
    try output.append(writer.finished())
  }

  private var scopeJSON: JSONValue {
    [
      "manager": .text(scope.manager?.text), "pipeline": .text(scope.pipeline?.text),
      "checks": .array(scope.checks.map(\.rawValue).sorted().map(JSONValue.string)),
    ]
  }

  private var summaryJSON: JSONValue {
    let summary = audit.summary
    return [
      "deals": .number(summary.deals), "clean": .number(summary.clean),
      "errors": .number(summary.errors), "warnings": .number(summary.warnings),
      "atRisk": money(summary.atRisk), "byManager": .array(summary.byManager.map(rowJSON)),
    ]
  }

  private func rowJSON(_ row: AuditSummary.Row) -> JSONValue {
    var health = JSONObject()
    for value in Health.allCases { health[value.rawValue] = .number(row.health[value] ?? 0) }
    return [
      "manager": .string(row.manager.text), "deals": .number(row.deals),
      "clean": .number(row.clean), "errors": .number(row.errors),
      "warnings": .number(row.warnings), "atRisk": money(row.atRisk), "health": .object(health),
    ]
  }

  private func money(_ sums: [Money]) -> JSONValue {
    .array(sums.map { ["currency": .string($0.currency.code), "amount": .money($0)] })
  }
}
