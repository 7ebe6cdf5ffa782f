import CRMCore
import CRMModel
import CommandLineKit

/// `crm today [--manager U]`: the manager's day.
struct Today: Runnable {
  var manager: Login?

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "today", Text(ru: "что сделать сегодня", en: "what to do today"),
      discussion: Text(
        ru: "Просроченные и сегодняшние задачи и сделки без задачи, самое срочное сверху.",
        en: "Overdue and today's tasks and deals without a task, the most urgent in front."),
      category: category, Today(),
      rows: [
        .option(
          "--manager", value: .login("USER"),
          help: Text(ru: "чей день; иначе ваш", en: "whose day; else yours")
        ) { $0.manager = $1 }
      ],
      examples: [Example("crm today", Text(ru: "мой день", en: "my day"))])
  }

  func run(in session: Session) throws(CRMError) {
    let manager: Login
    if let chosen = self.manager { manager = chosen } else { manager = try session.user() }
    let (day, presentation) = try session.read {
      (snapshot) throws(CRMError) -> (DayRow, Presentation) in
      let rows = try DealRows(session, snapshot)
      // A task on somebody else's deal is part of the assignee's day too.
      let deals = rows.all { $0.state == .open }
      let mine = deals.filter { $0.record.manager == manager }
      var tasks: [TaskRow] = []
      for row in deals where row.record.health(at: rows.clock)?.isPressing == true {
        let deal: Deal = try snapshot.get(row.record.id)
        tasks += deal.openTasks.filter { $0.assignee == manager && $0.due <= rows.clock.endOfToday }
          .map { TaskRow(task: $0, deal: deal.id, dealName: deal.name, clock: rows.clock) }
      }
      let pressing = mine.filter { $0.record.health(at: rows.clock) != .green }
        .sorted { $0.urgency < $1.urgency }
      let day = DayRow(
        manager: manager,
        tasks: tasks.sorted { ($0.task.due, $0.deal) < ($1.task.due, $1.deal) }, deals: pressing)
      return (day, try session.presentation(snapshot))
    }
    if session.options.format == .table, session.options.fields.isEmpty {
      try session.printDay(day, presentation)
    } else {
      try session.show(.day, day, presentation)
    }
  }
}

/// A manager's day.
struct DayRow {
  let manager: Login
  let tasks: [TaskRow]
  let deals: [DealRow]
}

extension Noun where Row == DayRow {
  static var day: Noun<DayRow> {
    Noun(
      id: { $0.deals.map(\.record.id.text).joined(separator: "\n") },
      [
        Column("tasks", Phrase(ru: "задачи", en: "tasks")) {
          .array($0.tasks.map { Noun<TaskRow>.task.json($0) })
        },
        Column("deals", Phrase(ru: "сделки", en: "deals")) {
          .array($0.deals.map { Noun<DealRow>.deal.json($0) })
        },
        Column("rework", Phrase(ru: "доработка", en: "rework")) { _ in [] },
      ])
  }
}

extension Health {
  /// Whether a task is due today or was due before.
  fileprivate var isPressing: Bool { self == .red || self == .yellow }
}

extension DealRow {
  /// Red first, then no task, then today's; the earliest task first.
  fileprivate var urgency: (Int, Int64, UInt64) {
    let rank =
      switch record.health(at: clock) {
      case .red?: 0
      case Health.none?: 1
      case .yellow?: 2
      case .green?, nil: 3
      }
    return (rank, record.nextTaskDue?.secondsSinceEpoch ?? 0, record.id.bits)
  }
}

extension Session {
  fileprivate func printDay(_ day: DayRow, _ presentation: Presentation) throws(CRMError) {
    func title(_ phrase: Phrase, _ count: Int) throws(CRMError) {
      try output.append(
        presentation.colored("\(presentation.text(phrase)): \(count)", .bold) + "\n")
    }
    try title(
      Phrase(ru: "Задачи на сегодня и просроченные", en: "Tasks due today and overdue"),
      day.tasks.count)
    if !day.tasks.isEmpty { try list(.task, day.tasks, presentation) }
    try output.append("\n")
    try title(Phrase(ru: "Сделки, которые ждут", en: "Deals that wait"), day.deals.count)
    if !day.deals.isEmpty { try list(.deal, day.deals, presentation) }
  }
}
