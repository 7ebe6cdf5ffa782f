import CRMCore
import CRMModel
import CommandLineKit

/// The commands `crm report NAME`, one for each row of `Report.all` (R87).
struct ReportCommand: Runnable {
  var report: Report
  var options = ReportOptions()
  var goal: (sales: Int?, money: String?)
  var lastDays: Int?
  var isByPayment = false
  var experiment: (date: TimeExpression?, metric: Experiment.Metric, length: Int) = (
    nil, .winRate, 30
  )

  static var all: [CRMCommand] {
    Report.all.map { report in
      CRMCommand(
        report.name, Text(report.words), discussion: Text(report.definition),
        ReportCommand(report: report),
        rows: [.group(ReportOptions.rows) { command, fill in fill(&command.options) }]
          + report.options.flatMap(\.rows),
        examples: [
          Example(
            report.options.first?.example(of: report) ?? "crm report \(report.name)",
            Text(report.words))
        ])
    }
  }

  var prints: Printed { .list(.report(report.columns, by: options.slice)).alsoAsReport }

  func run(in session: Session) throws(CRMError) {
    let (frame, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      var material = try options.material(session, snapshot, for: [report])
      material.wishes.isByPayment = isByPayment
      if let lastDays { material.wishes.lastDays = lastDays }
      if let date = try options.day(experiment.date, "--date", session, material.scope.clock) {
        let wish = Experiment(date, length: experiment.length, experiment.metric)
        material = material.over(wish.days)
        material.wishes.experiment = wish
      }
      if let sales = goal.sales { material.wishes.goal = .sales(sales) }
      if let money = goal.money {
        let currency =
          material.pipelines.count == 1
          ? material.pipelines[0].currency : try snapshot.settings().currency
        material.wishes.goal = try session.money(money, option: "--money", currency).map {
          .money($0)
        }
      }
      try options.read(for: [report], into: &material, session, snapshot)
      return try reportProblem { () throws(ReportProblem) in try report.frame(material) }
    }
    try session.printing(into: options.file, presentation) {
      (session, presentation) throws(CRMError) in
      try session.print(frame, presentation)
    }
  }
}

/// Translates why a report cannot be made.
func reportProblem<Result>(
  _ body: () throws(ReportProblem) -> Result
) throws(CRMError) -> Result {
  do throws(ReportProblem) { return try body() } catch { throw .usage(error.message) }
}

extension ReportOption {
  /// How it is given.
  fileprivate var rows: [Row<ReportCommand>] {
    switch self {
    case .goal:
      [
        .option(
          "--sales", value: .integer("N", in: 1...1_000_000),
          help: Text(ru: "сколько нужно продаж", en: "how many sales are wanted")
        ) { $0.goal.sales = $1 },
        .option(
          "--money", value: .money("SUM"),
          help: Text(ru: "сколько нужно денег", en: "how much money is wanted")
        ) { $0.goal.money = $1 },
        .exactlyOne("--sales", "--money"),
      ]
    case .byPayment:
      [
        .flag(
          "--by-payment",
          help: Text(ru: "факт — полученные деньги", en: "the fact is what was paid")
        ) { $0.isByPayment = true }
      ]
    case .lastDays:
      [
        .option(
          "--last", value: .integer("N", in: 1...31),
          help: Text(ru: "сколько последних дней месяца", en: "how many last days of a month")
        ) { $0.lastDays = $1 }
      ]
    case .experiment:
      [
        .option(
          "--date", value: .time("DAY", .past), isRequired: true,
          help: Text(ru: "с какого дня изменили", en: "from which day on it was changed")
        ) { $0.experiment.date = $1 },
        .option(
          "--metric", value: .metric("METRIC"), isRequired: true,
          help: Text(ru: "что сравнить", en: "what to compare")
        ) { $0.experiment.metric = $1 },
        .option(
          "--days", value: .integer("N", in: 1...3_660),
          help: Text(ru: "сколько дней до и после; иначе 30", en: "how many days each; else 30")
        ) { $0.experiment.length = $1 },
        .atMostOne("--date", "--from"), .atMostOne("--date", "--to"),
        .atMostOne("--date", "--period"), .atMostOne("--date", "--by"),
      ]
    case .snapshot:
      [
        .flag("--snapshot", help: Text(ru: "кто где стоит сейчас", en: "who stands where now")) {
          $0.report = $0.report.ofNow
        }, .atMostOne("--snapshot", "--from"), .atMostOne("--snapshot", "--to"),
        .atMostOne("--snapshot", "--period"),
      ]
    }
  }

  /// As an example gives it.
  fileprivate func example(of report: Report) -> String {
    switch self {
    case .goal: "crm report \(report.name) --sales 10"
    case .experiment: "crm report \(report.name) --date 2026-11-01 --metric win-rate"
    case .lastDays, .snapshot, .byPayment:
      "crm report \(report.name) --period quarter --by manager"
    }
  }
}

/// What every report can be asked (R87).
struct ReportOptions: Sendable {
  var start: TimeExpression?
  var end: TimeExpression?
  var period: CalendarPeriod?
  var slice: String?
  var pipeline: String?
  var filter = WhereOptions()
  var file: String?

  static var rows: [Row<ReportOptions>] {
    [
      .option(
        "--from", value: .time("DAY", .past),
        help: Text(ru: "с этого дня; иначе с начала месяца", en: "from this day; else this month")
      ) { $0.start = $1 },
      .option(
        "--to", value: .time("DAY", .past),
        help: Text(ru: "по этот день", en: "up to this day, which is included")
      ) { $0.end = $1 },
      .option(
        "--period", value: .choice(of: CalendarPeriod.self, "PERIOD"),
        help: Text(
          ru: "этот месяц, квартал и так далее; с --from и --to — строка на каждый",
          en: "this month, quarter and so on; with --from and --to, a row for each")
      ) { $0.period = $1 },
      .option(
        "--by", value: .line("PROPERTY"),
        help: Text(
          ru: "в разрезе: manager, department, company, любое свойство сделки",
          en: "cut by: manager, department, company, any property of deals")
      ) { $0.slice = $1 },
    ] + rowsOfDeals
  }

  /// Of which deals, and where to.
  static var rowsOfDeals: [Row<ReportOptions>] {
    [
      .ofPipeline { $0.pipeline = $1 },
      .group(WhereOptions.rows) { options, fill in fill(&options.filter) },
      .option(
        "--out", value: .file("FILE"),
        help: Text(ru: "записать в файл", en: "write it to a file")
      ) { $0.file = $1 },
    ]
  }

  /// What reports are made of.
  func material(
    _ session: Session, _ snapshot: Snapshot, for reports: [Report]
  ) throws(CRMError) -> ReportMaterial {
    let clock = try session.clock(snapshot)
    let isOfLeads = reports.contains { $0.counted == .leads }
    let scope = ReportFrame.Scope(
      clock: clock, days: try days(session, clock, isAhead: reports.allSatisfy(\.isAhead)),
      period: period,
      slice: try property(session, snapshot, isOfLeads: isOfLeads))
    let pipelines: [Pipeline]
    if let pipeline {
      pipelines = [try snapshot.pipeline(named: pipeline)]
    } else {
      pipelines = try snapshot.sortedPipelines()
    }
    let settings = try snapshot.settings()
    var material = ReportMaterial(
      scope: scope, pipelines: pipelines, isOfOnePipeline: pipeline != nil,
      plans: try snapshot.plans(), people: try snapshot.people(), calendar: settings.workCalendar)
    material.companyClasses = settings.companyClasses
    material.baseProfile = settings.baseProfile
    material.conversion = try snapshot.conversion(clock)
    return material
  }

  /// Reads what some reports of a material are made of.
  func read(
    for reports: [Report], into material: inout ReportMaterial, _ session: Session,
    _ snapshot: Snapshot
  ) throws(CRMError) {
    let sources = reports.reduce(into: Set<ReportSource>()) { $0.formUnion($1.sources(material)) }
    let isOfLeads = reports.contains { $0.counted == .leads }
    let ofDeals = isOfLeads ? nil : try filter.condition(session, snapshot) { $0.deals }
    material.isOfSomeDeals = ofDeals != nil
    if sources.contains(.pasts) {
      let rows = try DealRows(session, snapshot)
      let (trails, places) = try snapshot.trails(of: rows.index, for: sources)
      material.deals = ReportedDeals(
        rows.deals, at: places, of: trails, in: try snapshot.sortedPipelines(),
        knownAt: material.scope.clock.now,
        where: { !$0.isDeleted }, fulfilling: ofDeals.map { condition in { condition.holds($0) } },
        companyName: rows.companyName, surroundings: rows.subject)
    }
    if sources.contains(.papers) { material.papers = try snapshot.papersInForce() }
    if sources.contains(.evenings) {
      material.evenings = try snapshot.evenings(where: material.scope.days.contains).evenings
    }
    if sources.contains(.companies) {
      material.companies = try snapshot.index([.company]).companies.map(\.record.company)
        .filter(\.isCustomer)
    }
    if sources.contains(.duplicates) {
      for kind in Dupes.Clients.allCases {
        let groups = try snapshot.duplicates(kind)
        material.duplicates.append((kind.kind, groups.map(\.group)))
      }
    }
    guard sources.contains(.leads) else { return }
    guard isOfLeads else {
      return material.leads = try snapshot.leads { $0.record.deal != nil }
    }
    let condition = try filter.condition(session, snapshot) { $0.records(LeadForm.self) }
    let scope = material.scope
    material.leads = try snapshot.leads { lead in
      lead.record.receivedAt.map { scope.includes($0) } ?? false && condition?.holds(lead) ?? true
    }
  }

  /// The local day of an option, where it was given.
  func day(
    _ time: TimeExpression?, _ option: String, _ session: Session, _ clock: AuditClock
  ) throws(CRMError) -> Day? {
    try time.map { (time) throws(CRMError) in
      clock.zone.day(
        of: try session.value(of: option) { () throws(ValueError) in
          try time.resolve(now: clock.now, zone: clock.zone, dayMeans: .start)
        })
    }
  }

  private func days(
    _ session: Session, _ clock: AuditClock, isAhead: Bool
  ) throws(CRMError) -> ClosedRange<Day> {
    let today = clock.zone.day(of: clock.now)
    let (first, last) = (
      try day(start, "--from", session, clock), try day(end, "--to", session, clock)
    )
    var usual = CalendarSpan(period ?? .month, around: last ?? today).days
    if isAhead, period == nil, first == nil, last == nil { usual = usual.withYearAhead }
    let from = first ?? usual.lowerBound
    let to = last ?? (first == nil ? usual.upperBound : max(from, today))
    guard from <= to else {
      throw .usage(
        Phrase(
          ru: "--from: \(from.text) позже, чем --to: \(to.text)",
          en: "--from: \(from.text) is later than --to: \(to.text)"))
    }
    return from...to
  }

  /// The property of a name; one of the manager's, such as the department, may be named alone.
  private func property(
    _ session: Session, _ snapshot: Snapshot, isOfLeads: Bool
  ) throws(CRMError) -> Property<DealSubject>? {
    guard let slice else { return nil }
    if isOfLeads {
      if let field = Property.ofLeads(slice) { return field }
      throw .usage(
        Phrase(ru: "--by: нет поля '\(slice)'", en: "--by: no field '\(slice)'"),
        unknown: UnknownWord(slice, known: Lead.card.map(\.key)))
    }
    let vocabulary = try snapshot.schema(try session.viewpoint(snapshot)).deals
    if let found = vocabulary.property(slice) ?? vocabulary.property("manager.\(slice)") {
      return found
    }
    throw .usage(
      Phrase(ru: "--by: нет свойства '\(slice)'", en: "--by: no property '\(slice)'"),
      hints: [Remedy("help", "where").phrase], unknown: UnknownWord(slice, known: vocabulary.keys))
  }
}
