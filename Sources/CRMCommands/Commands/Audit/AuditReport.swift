import CRMCore
import CRMModel
import CommandLineKit

/// The audit with what was asked for, ready to be printed.
struct AuditReport {
  let audit: Audit
  /// What was found, sorted once; `nil` where only the counts are asked for.
  let findings: Findings?
  let scope: Audit.Scope
  let clock: AuditClock
  let pipelines: [PipelineID: Pipeline]
  let isSummary: Bool
  /// What people are called.
  let people: People
  /// Whether the evening is remembered with this audit.
  let isKept: Bool
  /// The evenings before, of as many days as repetitions are counted.
  var kept = KeptEvenings()
  /// What they say of the findings; `nil` where there are none and this one is not kept.
  var memory: EveningMemory?
  /// How many deals were sent back; `nil` where that was not asked for.
  var sentBack: Int?

  var today: Day { clock.zone.day(of: clock.now) }

  /// What people call a stage.
  func name(of stage: StageID, in pipeline: PipelineID) -> String {
    pipelines[pipeline]?.stageName(stage) ?? stage.text
  }

  /// A pipeline and its stage.
  func place(_ pipeline: PipelineID, _ stage: StageID) -> String {
    "\(pipelines[pipeline]?.name ?? pipeline.text) · \(name(of: stage, in: pipeline))"
  }

  /// The findings that were asked for; each is put into words when it is printed, so that they are
  /// never in memory together.
  func rows(_ language: Language) -> some RandomAccessCollection<FindingRow> {
    let shown = isSummary ? nil : findings.map { AnyRandomAccessCollection($0) }
    return (shown ?? AnyRandomAccessCollection([])).lazy.map { row($0, language) }
  }

  /// A manager's share of clean open deals; some checks alone cannot say it.
  func quality(of row: AuditSummary.Row) -> Double? {
    scope.checks.isEmpty ? row.quality : nil
  }

  func row(_ finding: Finding, _ language: Language) -> FindingRow {
    FindingRow(
      finding: finding, since: memory?.since(finding) ?? (isKept ? today : nil),
      repeats: memory?.repeats(of: finding), language: language, pipelines: pipelines)
  }
}

extension Snapshot {
  /// The evenings within which repetitions are counted.
  func evenings(upTo today: Day) throws(CRMError) -> KeptEvenings {
    let first = today.adding(days: 1 - EveningMemory.days) ?? .first
    return try evenings { $0 >= first && $0 <= today }
  }
}

extension Session {
  /// Says what was done besides judging, and what could not be read.
  func notice(of report: AuditReport, _ write: WriteOptions) {
    for path in report.kept.damaged { noticeOfDamaged(path) }
    if let count = report.sentBack {
      let deals = CountedNoun.deals.counted(count)
      notice(
        Phrase(
          ru: "\(dry(write))на доработку: \(deals.ru)", en: "\(dry(write))sent back: \(deals.en)"))
    }
  }

  func noticeOfDamaged(_ path: String) {
    notice([
      Notice(
        Phrase(
          ru: "сохраненная проверка \(path) повреждена и не учтена",
          en: "the kept audit \(path) is damaged and was left out"), remedy: Remedy("fsck"))
    ])
  }

  /// Prints the report in the asked form.
  func print(_ report: AuditReport, _ presentation: Presentation) throws(CRMError) {
    if let form = options.report { return try print(report, as: form, presentation) }
    switch options.format {
    case .json: try report.printJSON(language, columns(of: .finding, isCard: false), to: output)
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
  fileprivate func printJSON(
    _ language: Language, _ columns: [Column<FindingRow>], to output: Output
  ) throws(CRMError) {
    var writer = JSONWriter(style: .pretty)
    writer.beginObject()
    writer.append(key: "at", .time(clock.now))
    writer.appendKey("findings")
    try output.append(rows(language), columns.byKey(), with: &writer)
    writer.append(key: "scope", scopeJSON)
    writer.append(key: "sentBack", sentBack.map { .number($0) } ?? .null)
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
      "atRisk": .sums(summary.atRisk), "byManager": .array(summary.byManager.map(rowJSON)),
      "byStage": .array(summary.byStage.map(stageJSON)),
    ]
  }

  private func rowJSON(_ row: AuditSummary.Row) -> JSONValue {
    var health = JSONObject()
    for value in Health.allCases { health[value.rawValue] = .number(row.health[value] ?? 0) }
    return [
      "manager": .string(row.manager.text), "deals": .number(row.deals),
      "clean": .number(row.clean), "errors": .number(row.errors),
      "warnings": .number(row.warnings), "atRisk": .sums(row.atRisk), "health": .object(health),
      "quality": .share(quality(of: row)), "byStage": .array(row.byStage.map(stageJSON)),
    ]
  }

  private func stageJSON(_ row: AuditSummary.StageRow) -> JSONValue {
    [
      "pipeline": .string(row.pipeline.text), "stage": .string(row.stage.text),
      "pipelineName": .text(pipelines[row.pipeline]?.name),
      "stageName": .string(name(of: row.stage, in: row.pipeline)), "deals": .number(row.deals),
      "sum": .sums(row.sum),
      "withErrors": .number(row.withErrors), "atRisk": .sums(row.atRisk),
    ]
  }
}
