import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm report dashboard`: one page for the head (R99).
struct Dashboard: Runnable {
  var options = ReportOptions()
  var prints: Printed { Printed.text.alsoAsReport }

  static var command: CRMCommand {
    CRMCommand(
      "dashboard", Text(ru: "главное на одной странице", en: "what matters, on one page"),
      discussion: Text(
        ru: "Выиграно сегодня, за неделю и за месяц, план, воронка, потери, под угрозой.",
        en: "Won today, this week and this month, the plan, the funnel, losses, what is at risk."),
      Dashboard(),
      rows: [.group(ReportOptions.rowsOfDeals) { command, fill in fill(&command.options) }],
      examples: [
        Example(
          "crm report dashboard --format html --out page.html",
          Text(ru: "страница для браузера", en: "a page for a browser"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (page, presentation) = try session.readToShow {
      (snapshot) throws(CRMError) -> DashboardPage in
      var material = try options.material(session, snapshot, for: Report.ofDashboard)
      // In front of what reports read, and given back, so that both are never held at once.
      let atRisk = try snapshot.audit(Audit.Scope(), at: material.scope.clock).summary.atRisk
      try snapshot.index([.deal]).forgetRecords()
      try options.read(for: Report.ofDashboard, into: &material, session, snapshot)
      return try reportProblem { () throws(ReportProblem) in
        try DashboardPage(material, atRisk: atRisk)
      }
    }
    try session.printing(into: options.file, presentation) {
      (session, presentation) throws(CRMError) in
      try session.print(page, presentation)
    }
  }
}

/// The reports of the page.
private struct DashboardPage {
  /// What was won today, this week and this month.
  let won: [(words: Phrase, frame: ReportFrame)]
  /// The money of open deals with errors.
  let atRisk: [Money]
  /// What should have been paid by now.
  let overdue: [Money]
  let frames: [ReportFrame]
  let clock: AuditClock

  init(_ material: ReportMaterial, atRisk: [Money]) throws(ReportProblem) {
    self.atRisk = atRisk
    overdue = material.overduePayments
    clock = material.scope.clock
    let today = clock.zone.day(of: clock.now)
    won = try [
      (Phrase(ru: "выиграно сегодня", en: "won today"), today...today),
      (
        Phrase(ru: "за неделю", en: "this week"), CalendarSpan(.week, around: today).days
      ),
      (
        Phrase(ru: "за месяц", en: "this month"), CalendarSpan(.month, around: today).days
      ),
    ].map { (words, days) throws(ReportProblem) in
      (words, try Report.sales.frame(material.over(days)))
    }
    frames = try Report.ofDashboard.map { (report) throws(ReportProblem) in
      try report.frame(
        material.over(
          report.isAhead ? material.scope.days.withYearAhead : material.scope.days,
          by: report.name == Report.plan.name ? .manager : nil), withParts: false)
    }
  }
}

extension Session {
  /// Prints the page in the asked form; rows of several reports make no list.
  fileprivate func print(_ page: DashboardPage, _ presentation: Presentation) throws(CRMError) {
    let all = page.won.map(\.frame) + page.frames
    switch (options.report, options.format) {
    case (.html?, _):
      let figures = page.won.map { one in
        presentation.figure(one.words, presentation.sums(one.frame.money))
      }
      let risk = presentation.figure(
        Phrase(ru: "под угрозой", en: "at risk"), presentation.sums(page.atRisk))
      // A department without papers has nothing to be late with.
      let late =
        page.overdue.isEmpty
        ? []
        : [
          presentation.figure(
            Phrase(ru: "просрочено оплат", en: "overdue payments"), presentation.sums(page.overdue))
        ]
      try print(
        ReportPage(
          title: Phrase(ru: "Отдел продаж", en: "The sales department"),
          figures: figures + [risk] + late,
          frames: page.frames, clock: page.clock, presentation: presentation))
    case (_, .csv), (_, .tsv), (_, .ids):
      throw .usage(
        Phrase(
          ru: "страница — не список; возможны table, json, ndjson, html, markdown",
          en: "the page is no list; choose one of table, json, ndjson, html, markdown"))
    case (nil, .json):
      var writer = JSONWriter(style: .pretty)
      writer.beginObject()
      writer.append(key: "at", .time(page.clock.now))
      writer.append(key: "atRisk", .sums(page.atRisk))
      writer.append(key: "overdue", .sums(page.overdue))
      writer.appendKey("reports")
      writer.beginArray()
      for frame in all { try frame.write(with: &writer, to: output) }
      writer.endArray()
      writer.endObject()
      try output.append(writer.finished())
    case (nil, .ndjson):
      for frame in all {
        var writer = JSONWriter(style: .compact)
        try frame.write(with: &writer, to: output)
        try output.append(writer.finished() + Array("\n".utf8))
      }
    case (nil, .table), (.markdown?, _):
      for frame in all { try print(frame, presentation, isTitled: true) }
    }
  }
}

extension ReportFrame {
  /// The money of the total.
  fileprivate var money: [Money] {
    for case .money(let sums) in rows.total ?? [] { return sums }
    return []
  }
}
