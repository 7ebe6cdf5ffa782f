import CRMCore
import CRMModel
import CommandLineKit

/// `crm audit …`: the evening audit (R24).
struct AuditCommand: Runnable {
  var manager: Login?
  var department: String?
  var pipeline: String?
  var checks: [AuditCheck.ID] = []
  var failOn = FailOn.error
  var isSummary = false
  var isVerifying = false

  /// Which findings make the status 1.
  enum FailOn: String, CaseIterable, Sendable {
    case error, warning, never
  }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "audit",
      Text(ru: "вечерняя проверка: чего не хватает", en: "the evening audit: what falls short"),
      discussion: Text(
        ru: "О каждой находке сказано, чем ее исправить. Статус 1, если найдены ошибки.",
        en: "Every finding says what mends it. Status 1 where errors were found."),
      category: category, AuditCommand(),
      rows: [
        .option(
          "--manager", value: .login("USER"),
          help: Text(ru: "только этого менеджера", en: "only of this manager")
        ) { $0.manager = $1 },
        .option(
          "--department", value: .reference("D", "department"),
          help: Text(
            ru: "только этого отдела и отделов в нем", en: "only of this department and those below"
          )
        ) { $0.department = $1 },
        .option(
          "--pipeline", value: .reference("P", "pipeline"),
          help: Text(ru: "только этой воронки", en: "only of this pipeline")
        ) { $0.pipeline = $1 },
        .option(
          "--check", value: .choice(of: AuditCheck.ID.self, "CHECK"), isRepeatable: true,
          help: Text(ru: "только эта проверка", en: "only this check")
        ) { $0.checks.append($1) },
        .option(
          "--fail-on", value: .choice(of: FailOn.self, "LEVEL"),
          help: Text(ru: "на чем статус 1; иначе error", en: "what makes the status 1; else error")
        ) { $0.failOn = $1 },
        .flag("--summary", help: Text(ru: "только итоги", en: "the counts only")) {
          $0.isSummary = true
        },
        .flag(
          "--verify",
          help: Text(
            ru: "сначала прочитать каждый документ", en: "look at every document file first")
        ) { $0.isVerifying = true },
      ],
      examples: [
        Example("crm audit", Text(ru: "весь отдел", en: "the whole department")),
        Example(
          "crm audit --manager ivanov --json",
          Text(ru: "один менеджер, для программы", en: "one manager, for a program")),
        Example(
          "crm audit --format html > report.html",
          Text(ru: "отчет для браузера", en: "a report for a browser")),
      ])
  }

  var hasReport: Bool { true }

  func run(in session: Session) throws(CRMError) {
    let (report, presentation) = try session.read {
      (snapshot) throws(CRMError) -> (AuditReport, Presentation) in
      let clock = try session.clock(snapshot)
      let pipelines = try snapshot.pipelines()
      var scope = Audit.Scope()
      scope.manager = manager
      scope.checks = Set(checks)
      if let department {
        let id = try snapshot.department(department).id
        scope.department = id
        scope.managers = try snapshot.people().logins(in: id)
      }
      if let pipeline { scope.pipeline = try snapshot.pipeline(named: pipeline).id }
      if isVerifying { try snapshot.verifyFiles() }
      let audit = try snapshot.audit(scope, at: clock)
      let report = AuditReport(
        audit: audit, scope: scope, clock: clock, pipelines: pipelines, isSummary: isSummary,
        people: try snapshot.people())
      return (report, try session.presentation(snapshot))
    }
    try session.print(report, presentation)
    let summary = report.audit.summary
    let isBad =
      switch failOn {
      case .error: summary.errors > 0
      case .warning: summary.errors + summary.warnings > 0
      case .never: false
      }
    if isBad { throw .check }
  }
}
