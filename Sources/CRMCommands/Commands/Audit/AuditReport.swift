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
  /// What people are called.
  var people = People()
  /// What is known of the evenings before.
  var trend = QualityTrend(evenings: [])

  /// What people call a stage.
  func name(of stage: StageID, in pipeline: PipelineID) -> String {
    pipelines[pipeline]?.stage(stage)?.name ?? stage.text
  }

  /// A pipeline and its stage.
  func place(_ pipeline: PipelineID, _ stage: StageID) -> String {
    "\(pipelines[pipeline]?.name ?? pipeline.text) · \(name(of: stage, in: pipeline))"
  }

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
    if let form = options.report { return try print(report, as: form, presentation) }
    switch options.format {
    case .json: try report.printJSON(language, to: output)
    case .table where options.fields.isEmpty:
      try AuditTable(report: report, presentation: presentation).print(to: output)
    case .table, .ndjson, .csv, .tsv, .ids:
      try list(.finding, report.rows(language), presentation)
    }
  }
}

extension Session {
  private func print(
    _ report: AuditReport, as form: ReportFormat, _ presentation: Presentation
  ) throws(CRMError) {
    guard options.fields.isEmpty else {
      throw .usage(
        Phrase(
          ru: "--fields не бывает с --format \(form.rawValue)",
          en: "--fields does not go with --format \(form.rawValue)"),
        hints: [])
    }
    switch form {
    case .html:
      try output.append("<!DOCTYPE html>\n")
      try output.append(HTMLReport(report: report, presentation: presentation).html)
    case .markdown:
      try MarkdownReport(report: report, presentation: presentation).write(to: output)
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
      "department": .text(scope.department?.text), "manager": .text(scope.manager?.text),
      "pipeline": .text(scope.pipeline?.text),
      "checks": .array(scope.checks.map(\.rawValue).sorted().map(JSONValue.string)),
    ]
  }

  private var summaryJSON: JSONValue {
    let summary = audit.summary
    return [
      "deals": .number(summary.deals), "clean": .number(summary.clean),
      "errors": .number(summary.errors), "warnings": .number(summary.warnings),
      "atRisk": money(summary.atRisk), "byManager": .array(summary.byManager.map(rowJSON)),
      "byStage": .array(summary.byStage.map(stageJSON)),
    ]
  }

  private func rowJSON(_ row: AuditSummary.Row) -> JSONValue {
    var health = JSONObject()
    for value in Health.allCases { health[value.rawValue] = .number(row.health[value] ?? 0) }
    return [
      "manager": .string(row.manager.text), "deals": .number(row.deals),
      "clean": .number(row.clean), "errors": .number(row.errors),
      "warnings": .number(row.warnings), "atRisk": money(row.atRisk), "health": .object(health),
      "byStage": .array(row.byStage.map(stageJSON)),
    ]
  }

  private func stageJSON(_ row: AuditSummary.StageRow) -> JSONValue {
    [
      "pipeline": .string(row.pipeline.text), "stage": .string(row.stage.text),
      "deals": .number(row.deals), "sum": money(row.sum),
      "withErrors": .number(row.withErrors), "atRisk": money(row.atRisk),
    ]
  }

  private func money(_ sums: [Money]) -> JSONValue {
    .array(sums.map { ["currency": .string($0.currency.code), "amount": .money($0)] })
  }
}
