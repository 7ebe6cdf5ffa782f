import CRMCore
import CRMModel
import CommandLineKit

/// `crm today [--manager U]`: the manager's day.
struct Today: Runnable {
  var manager: Login?
  var days = 0
  var isBrief = false
  var isFlat = false
  var prints: Printed {
    isBrief
      ? .card(.briefDay) : isFlat ? .list(.dayItem) : Printed.card(.day).alsoAsCalendar
  }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "today", Text(ru: "что сделать сегодня", en: "what to do today"),
      discussion: Text(
        ru: "Сделки на доработке, задачи до завтрашнего вечера, сделки без задачи, даты клиентов.",
        en:
          "Deals sent back, tasks due until tomorrow night, deals without a task, dates of clients."
      ),
      category: category, Today(),
      rows: [
        .option(
          "--manager", value: .login("USER"),
          help: Text(ru: "чей день; иначе ваш", en: "whose day; else yours")
        ) { $0.manager = $1 },
        .daysAhead { $0.days = $1 },
        .flag(
          "--brief",
          help: Text(
            ru:
              "одной строкой для приглашения оболочки: ! просрочено • сегодня ? без задачи ↩ вернули",
            en: "one line for a shell's prompt: ! overdue • today ? without a task ↩ sent back")
        ) { $0.isBrief = true },
        .atMostOne("--brief", "--days"),
        .flat(Text(ru: "по строке на задачу и сделку", en: "a row for each task and deal")) {
          $0.isFlat = true
        },
        .atMostOne("--brief", "--flat"),
      ],
      examples: [
        Example("crm today", Text(ru: "мой день", en: "my day")),
        Example(
          "crm today --brief",
          Text(
            ru: "для приглашения bash: PS1='$(crm today --brief) \\$ '",
            en: "for the prompt of bash: PS1='$(crm today --brief) \\$ '")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let manager: Login
    if let chosen = self.manager { manager = chosen } else { manager = try session.user() }
    guard !isBrief else { return try runBriefly(for: manager, session) }
    let (day, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let rows = try DealRows(session, snapshot, from: [.deal, .company, .contact])
      try session.checkFilter(self.manager ?? session.options.user, snapshot)
      let end = rows.clock.tomorrow.upperBound
      // A task on somebody else's deal is part of the assignee's day too.
      let deals = rows.all { $0.state == .open }
      let whose = try snapshot.people().standing(for: manager, on: rows.clock)
      let today = rows.clock.zone.day(of: rows.clock.now)
      var mine = deals.filter { whose.contains($0.record.manager) }
      mine += deals.filter { row in
        !whose.contains(row.record.manager)
          && row.record.participants(on: today).contains(where: whose.contains)
      }
      let tasks = try session.plannedTasks(snapshot, due: { $0 <= end }) { task, _ in
        whose.contains(task.assignee)
      }.map { DayTask(row: TaskRow($0, rows.clock), deal: rows.row($0.record)) }
      let pressing = mine.filter { $0.record.health(at: rows.clock) != .green }
        .sorted { $0.urgency < $1.urgency }
      let day = DayRow(
        tasks: tasks.sorted { ($0.due, $0.row.deal) < ($1.due, $1.row.deal) }, deals: pressing,
        rework: try session.reworks(snapshot) {
          whose.contains($0.manager) && $1.isDue
        }.map { DayRework(row: $0, deal: rows.row($0.deal.id)) },
        dates: try session.yearlyDates(within: days, of: { whose.contains($0) }, snapshot))
      return day
    }
    guard !isFlat else { return try session.list(.dayItem, day.items, presentation) }
    guard try !session.printCalendar(day.tasks.map(\.row), presentation) else { return }
    if session.options.format == .table, session.options.fields.isEmpty {
      try session.printDay(day, presentation)
    } else {
      try session.show(.day, day, presentation)
    }
  }
}

extension People {
  /// Whose day somebody has: his own, and that of those for whom he stands in (M8).
  fileprivate func standing(for login: Login, on clock: AuditClock) -> Set<Login> {
    let others = substituted(by: login, on: clock.zone.day(of: clock.now))
    return Set([login] + others.map(\.login))
  }
}

/// A manager's day.
struct DayRow {
  let tasks: [DayTask]
  let deals: [DealRow]
  let rework: [DayRework]
  /// The yearly days of clients that come now (R56).
  let dates: [Reminder]
}

extension DayRow {
  /// The deals that no task of the day is about: the others are told of with their task.
  var untold: [DealRow] {
    let told = Set(tasks.map(\.deal.record.id))
    return deals.filter { !told.contains($0.record.id) }
  }
}

/// A deal that was sent back, as the others of the day.
struct DayRework {
  let row: ReworkRow
  let deal: DealRow?
}

/// A task of the day, with what one looks for before a call.
struct DayTask {
  let row: TaskRow
  let deal: DealRow

  var due: Instant { row.task.due }
  var isOverdue: Bool { row.isOverdue }
  var isForTomorrow: Bool { due > row.clock.endOfToday }
}

extension Noun where Row == DayTask {
  /// A task of the day: the keys of a task, and what is known of its deal.
  fileprivate static var dayTask: Noun<DayTask> {
    let task = Noun<TaskRow>.task.columns.map { $0.asked(of: \DayTask.row) }
    let deal = Noun<DealRow>.dayDeal.columns.filter {
      ["phone", "stage", "stageName", "budget"].contains($0.key)
    }
    return Noun(
      id: { Noun<TaskRow>.task.id($0.row) },
      // Whose they are and how urgent is said above them.
      ["assignee", "state", "kind"].reduce(task) { columns, key in
        columns.refining(key) { $0.importance = nil }
      }.refining("id") { $0.importance = .useful } + deal.map { $0.asked(of: \DayTask.deal) })
  }
}

extension Noun where Row == DealRow {
  /// A deal of the day: with the phone to call.
  static var dayDeal: Noun<DealRow> {
    Noun(
      id: deal.id, owner: deal.owner,
      deal.columns + [
        Column("phone", Phrase(ru: "телефон", en: "phone"), table: .key, whole: true) {
          .text($0.subject.phone?.display)
        }
      ])
  }
}

extension Noun where Row == DayRow {
  static var day: Noun<DayRow> {
    Noun(
      id: { $0.deals.map(\.record.id.text).joined(separator: "\n") },
      [
        Column("tasks", Phrase(ru: "задачи", en: "tasks")) {
          .array($0.tasks.map { Noun<DayTask>.dayTask.json($0) })
        },
        Column("deals", Phrase(ru: "сделки", en: "deals")) {
          .array($0.deals.map { Noun<DealRow>.dayDeal.json($0) })
        },
        Column("rework", Phrase(ru: "доработка", en: "rework")) {
          .array($0.rework.map { Noun<ReworkRow>.rework.json($0.row) })
        },
        Column("dates", Phrase(ru: "даты клиентов", en: "dates of clients")) {
          .array($0.dates.map { Noun<Reminder>.reminder.json($0) })
        },
      ])
  }
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
  /// The day in parts, the most urgent in front; what is empty is left out.
  fileprivate func printDay(_ day: DayRow, _ presentation: Presentation) throws(CRMError) {
    var isFirst = true
    func title(_ ru: String, _ en: String, _ count: Int) throws(CRMError) {
      let title = presentation.text(Phrase(ru: ru, en: en))
      let start = isFirst ? "" : "\n"
      try output.append(start + presentation.colored("\(title): \(count)", .bold) + "\n")
      isFirst = false
    }
    func part<Row>(
      _ ru: String, _ en: String, _ noun: Noun<Row>, _ rows: [Row]
    ) throws(CRMError) {
      guard !rows.isEmpty else { return }
      try title(ru, en, rows.count)
      try list(noun, rows, presentation)
    }
    if !day.rework.isEmpty {
      try title("Вернули на доработку", "Sent back to be mended", day.rework.count)
      for rework in day.rework {
        for line in rework.row.card(presentation) { try output.append(line + "\n") }
      }
    }
    let now = day.tasks.filter { !$0.isForTomorrow }
    try part("Просроченные задачи", "Overdue tasks", .dayTask, now.filter(\.isOverdue))
    try part("Задачи на сегодня", "Tasks due today", .dayTask, now.filter { !$0.isOverdue })
    try part("Задачи на завтра", "Tasks due tomorrow", .dayTask, day.tasks.filter(\.isForTomorrow))
    try part("Даты клиентов", "Dates of clients", .reminder, day.dates)
    let untold = day.untold
    try part(
      "Сделки, которые ждут", "Deals that wait", .dayDeal,
      untold.filter { $0.record.nextTaskDue != nil })
    try part(
      "Сделки без задачи", "Deals without a task", .dayDeal,
      untold.filter { $0.record.nextTaskDue == nil })
    guard isFirst else { return }
    try output.append(
      presentation.text(
        Phrase(ru: "До завтрашнего вечера ничего не ждет", en: "Nothing waits until tomorrow night")
      )
        + "\n")
  }
}
