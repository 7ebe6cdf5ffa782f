import CRMCore
import CRMModel
import CommandLineKit

/// `crm audit …`: the evening audit (R24).
struct AuditCommand: WritingRunnable {
  var manager: Login?
  var department: String?
  var pipeline: String?
  var checks: [String] = []
  var failOn = FailOn.error
  var isSummary = false
  var isVerifying = false
  var isSendingBack = false
  var isKeeping = false
  var isHistory = false
  var isOfBase = false
  var filter = WhereOptions()
  var write = WriteOptions()

  /// Which findings make the status 1.
  enum FailOn: String, CaseIterable, Sendable {
    case error, warning, never
  }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "audit",
      Text(ru: "вечерняя проверка: чего не хватает", en: "the evening audit: what falls short"),
      discussion: Text(
        ru:
          "Под каждой находкой — команда, которая ее исправит. Код завершения 1, если найдены ошибки.",
        en: "Every finding says what mends it. Status 1 where errors were found."),
      category: category, AuditCommand(),
      rows: [
        .ofManager { $0.manager = $1 },
        .option(
          "--department", value: .reference("D", "department"),
          help: Text(
            ru: "только этого отдела и отделов в нем", en: "only of this department and those below"
          )
        ) { $0.department = $1 },
        .ofPipeline { $0.pipeline = $1 },
        .group(WhereOptions.rows) { options, fill in fill(&options.filter) },
        .option(
          "--check", value: .line("CHECK", completion: .live("check")), isRepeatable: true,
          help: Text(ru: "только эта проверка", en: "only this check")
        ) { $0.checks.append($1) },
        .option(
          "--fail-on", value: .choice(of: FailOn.self, "LEVEL"),
          help: Text(
            ru: "с чего код завершения 1: с ошибки, с замечания, никогда; иначе error",
            en: "what makes the status 1; else error")
        ) { $0.failOn = $1 },
        .flag("--summary", help: Text(ru: "только итоги", en: "the counts only")) {
          $0.isSummary = true
        },
        .flag(
          "--verify",
          help: Text(
            ru: "сначала проверить, не меняли ли файлы мимо программы",
            en: "first look whether files were changed behind the program's back")
        ) { $0.isVerifying = true },
        .flag(
          "--send-back",
          help: Text(
            ru: "вернуть сделки с ошибками менеджерам на доработку",
            en: "send deals with errors back to their managers")
        ) { $0.isSendingBack = true },
        .flag(
          "--keep",
          help: Text(
            ru: "записать итоги вечера для --history; --send-back делает это сам",
            en: "remember this evening; --send-back does so too")
        ) { $0.isKeeping = true },
        .flag(
          "--history",
          help: Text(
            ru: "показать записанные вечера", en: "show the evenings kept")
        ) { $0.isHistory = true },
        .flag(
          "--base",
          help: Text(
            ru: "только как записаны клиенты: названия и телефоны",
            en: "only how clients are written down: names and phones")
        ) { $0.isOfBase = true },
        .atMostOne("--base", "--pipeline"), .atMostOne("--base", "--where"),
        .atMostOne("--base", "--send-back"), .atMostOne("--base", "--keep"),
        .atMostOne("--base", "--history"), .atMostOne("--base", "--mine"),
        .atMostOne("--keep", "--check"), .atMostOne("--keep", "--pipeline"),
        .atMostOne("--history", "--send-back"), .atMostOne("--history", "--keep"),
        .atMostOne("--keep", "--where"), .atMostOne("--keep", "--mine"),
        .atMostOne("--history", "--where"), .atMostOne("--history", "--mine"),
        .atMostOne("--history", "--check"), .atMostOne("--history", "--pipeline"),
      ],
      examples: [
        Example("crm audit", Text(ru: "весь отдел", en: "the whole department")),
        Example(
          "crm audit --manager ivanov --json",
          Text(ru: "один менеджер, для программы", en: "one manager, for a program")),
        Example(
          "crm audit --send-back",
          Text(ru: "вернуть на доработку, что не так", en: "send back what falls short")),
        Example(
          "crm audit --history --manager ivanov",
          Text(ru: "как менялось качество", en: "how the quality changed")),
        Example(
          "crm audit --format html > report.html",
          Text(ru: "отчет для браузера", en: "a report for a browser")),
      ])
  }

  var prints: Printed { isHistory ? .list(.evening) : .list(.finding).alsoAsReport }

  func run(in session: Session) throws(CRMError) {
    guard !isHistory else { return try session.printHistory(of: manager, department: department) }
    let (report, presentation) = try judge(session)
    session.notice(of: report, write)
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

  private func judge(_ session: Session) throws(CRMError) -> (AuditReport, Presentation) {
    guard isSendingBack || isKeeping else {
      return try session.readToShow { (snapshot) throws(CRMError) in
        try report(session, snapshot)
      }
    }
    return try session.writeToShow(write) { (transaction) throws(CRMError) in
      var report = try report(session, transaction)
      if isSendingBack, let findings = report.findings {
        report.sentBack = try transaction.sendBack(findings)
      }
      if report.isKept, let memory = report.memory, let findings = report.findings {
        let (context, scope) = (transaction.context, report.scope)
        let rows = memory.rows(
          of: report.audit.summary, findings.found, at: context.now, by: context.user)
        try transaction.keep(rows, of: report.today) { scope.includes($0) }
      }
      return report
    }
  }

  private func report(
    _ session: Session, _ snapshot: Snapshot
  ) throws(CRMError) -> AuditReport {
    let clock = try session.clock(snapshot)
    let pipelines = try snapshot.pipelines()
    let scope = try scope(session, snapshot)
    if isVerifying { try snapshot.verifyFiles() }
    // Half an audit is no memory.
    let isKept = isKeeping || isSendingBack && checks.isEmpty && pipeline == nil && filter.isEmpty
    let condition = try filter.condition(session, snapshot) { $0.deals }
    let audit = try snapshot.audit(scope, where: condition, at: clock)
    let isCounting = isSummary && !isKept && !isSendingBack
    var report = AuditReport(
      audit: audit, findings: isCounting ? nil : audit.findings, scope: scope, clock: clock,
      pipelines: pipelines, isSummary: isSummary, people: try snapshot.people(), isKept: isKept)
    if !isSummary || isKept { report.kept = try snapshot.evenings(upTo: report.today) }
    if let findings = report.findings, isKept || !report.kept.evenings.isEmpty {
      report.memory = EveningMemory(
        report.kept.evenings, today: report.today, found: findings.found)
    }
    return report
  }

  /// The checks of the names that were given, the department's own included (R43).
  private func chosenChecks(_ snapshot: Snapshot) throws(CRMError) -> Set<AuditCheck.ID> {
    guard !checks.isEmpty else { return [] }
    let known =
      isOfBase
      ? AuditCheck.ID.ofBase : AuditCheck.ID.builtIn + (try snapshot.ownChecks().map(\.id))
    var chosen: Set<AuditCheck.ID> = []
    for name in checks {
      let id = AuditCheck.ID(rawValue: name)
      guard known.contains(id) else {
        let list = known.map(\.rawValue).joined(separator: ", ")
        throw .usage(
          Phrase(
            ru: "--check: нет проверки '\(name)'; есть: \(list)",
            en: "--check: no check '\(name)'; there are \(list)"),
          hints: [Remedy("help", "audit").phrase],
          unknown: UnknownWord(name, known: known.map(\.rawValue)))
      }
      chosen.insert(id)
    }
    return chosen
  }

  private func scope(_ session: Session, _ snapshot: Snapshot) throws(CRMError) -> Audit.Scope {
    try session.checkFilter(manager, snapshot)
    var scope = Audit.Scope()
    scope.manager = manager
    scope.checks = try chosenChecks(snapshot)
    scope.isOfBase = isOfBase
    if let pipeline { scope.pipeline = try snapshot.pipeline(named: pipeline).id }
    if let department { scope.department = try snapshot.department(department).id }
    let people = try snapshot.people()
    // A head sends back what is his to lead, without naming his department every evening (M9).
    let user = isSendingBack ? people.user(try session.user()) : nil
    let isHead = user.map { people.leads($0.login) } ?? false
    if isHead, department == nil, manager == nil { scope.department = user?.department }
    scope.managers = scope.department.map { people.logins(in: $0) }
    if let id = user?.department, isHead, department == nil, manager == nil {
      let name = people.department(id)?.name ?? id.text
      session.notice(
        Phrase(
          ru: "проверен только ваш отдел '\(name)': --department \(id.text)",
          en: "only your department '\(name)' was judged: --department \(id.text)"))
    }
    if isHead, let user { scope.managers?.remove(user.login) }
    return scope
  }
}
