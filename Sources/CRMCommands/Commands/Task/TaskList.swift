import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm task list …`.
struct TaskList: Runnable {
  var assignee: Login?
  var isOverdue = false
  var isToday = false
  var isTomorrow = false
  var filter = WhereOptions()
  var isAll = false
  var deal: String?
  var sort: [String] = []
  var prints: Printed { Printed.list(.task, by: sort).alsoAsCalendar }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать задачи", en: "list tasks"),
      discussion: Text(
        ru: "Открытые задачи открытых сделок, с ближайшим сроком первыми.",
        en: "Open tasks of open deals, those due first in front."),
      TaskList(),
      rows: [
        .option(
          "--assignee", value: .login("USER"),
          help: Text(ru: "только этого человека", en: "only of this person")
        ) { $0.assignee = $1 },
        .group(WhereOptions.rows) { options, fill in fill(&options.filter) },
        .flag("--overdue", help: Text(ru: "просроченные", en: "overdue ones")) {
          $0.isOverdue = true
        },
        .flag("--today", help: Text(ru: "на сегодня", en: "due today")) { $0.isToday = true },
        .flag("--tomorrow", help: Text(ru: "на завтра", en: "due tomorrow")) {
          $0.isTomorrow = true
        },
        .flag("--all", help: Text(ru: "и завершенные тоже", en: "ended ones too")) {
          $0.isAll = true
        },
        .option(
          "--deal", value: .reference("DEAL", "deal"),
          help: Text(ru: "только этой сделки", en: "only of this deal")
        ) { $0.deal = $1 },
        .sort { $0.sort = $1 },
        .atMostOne("--mine", "--assignee"),
      ],
      examples: [
        Example("crm task list --overdue", Text(ru: "что просрочено", en: "what is overdue")),
        Example(
          "crm task list --mine --format ics", Text(ru: "для календаря", en: "for a calendar")),
        Example(
          "crm task list --mine --tomorrow", Text(ru: "что у меня завтра", en: "my tomorrow")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (list, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try found(session, snapshot)
    }
    let sorted = list.rows.sorted {
      ($0.task.due.secondsSinceEpoch, $0.deal.bits, $0.task.number)
        < ($1.task.due.secondsSinceEpoch, $1.deal.bits, $1.task.number)
    }
    guard try !session.printCalendar(sorted, presentation) else { return }
    let ordered = session.sorted(sorted, by: sort, .task)
    try session.list(.task, ordered, nil, of: list.total, .tasks, presentation)
  }

  /// What fits, and among how many.
  func found(
    _ session: Session, _ snapshot: Snapshot
  ) throws(CRMError) -> (rows: [TaskRow], total: Int) {
    let clock = try session.clock(snapshot)
    var deals: [Deal] = []
    if let deal {
      deals = [try snapshot.deal(deal)]
    } else {
      // Records know the open tasks that count; notes and chats stand in the documents only.
      for record in try snapshot.index([.deal]).deals where !record.isDeleted {
        if isAll || record.kind == .open || record.hasProcessTasks {
          deals.append(try snapshot.get(record.id))
        }
      }
    }
    let condition = try filter.condition(session, snapshot) { $0.tasks }
    let isAsked = condition != nil || prints.asksFurther(session.options)
    let known = try isAsked ? DealRows(session, snapshot) : nil
    let rows = deals.flatMap { deal in
      let subject = known.map { $0.subject(DealRecord(deal, pipeline: $0.pipeline(of: deal))) }
      return deal.tasks.compactMap { task -> TaskRow? in
        var row = TaskRow(task: task, deal: deal.id, dealName: deal.name, clock: clock)
        row.subject = subject.map { TaskSubject(task: task, deal: $0) }
        return row.subject.map { condition?.holds($0) ?? true } ?? true ? row : nil
      }
    }
    try session.checkFilter(assignee, snapshot, others: rows.map(\.task.assignee))
    let total = rows.count { isAll || $0.task.state == .open }
    return (rows.filter { includes($0, of: assignee) }, total)
  }

  private func includes(_ row: TaskRow, of assignee: Login?) -> Bool {
    let due = row.task.due
    let isDueToday = due >= row.clock.startOfToday && due <= row.clock.endOfToday
    let isDueTomorrow = isTomorrow && row.clock.tomorrow.contains(due)
    let isDueThen = !isToday && !isTomorrow || isToday && isDueToday || isDueTomorrow
    return (isAll || row.task.state == .open)
      && (assignee == nil || row.task.assignee == assignee)
      && (!isOverdue || row.isOverdue) && isDueThen
  }
}
