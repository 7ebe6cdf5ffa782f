import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm calendar [--mine] [--week]` (R56): the agenda of meetings.
struct Agenda: Runnable {
  var isMine = false
  var isWeek = false
  var prints: Printed { Printed.list(.task).alsoAsCalendar }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "calendar",
      Text(ru: "встречи на сегодня или на неделю", en: "today's or the week's meetings"),
      category: category, Agenda(),
      rows: [
        .flag("--mine", help: Text(ru: "только мои", en: "only mine")) { $0.isMine = true },
        .flag("--week", help: Text(ru: "на семь дней", en: "of seven days")) { $0.isWeek = true },
      ],
      examples: [
        Example("crm calendar --mine --week", Text(ru: "мои встречи", en: "my meetings")),
        Example(
          "crm calendar --week --format ics", Text(ru: "для календаря", en: "for a calendar")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let user = isMine ? try session.user() : nil
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let clock = try session.clock(snapshot)
      let today = clock.zone.day(of: clock.now)
      let last = clock.zone.endOfDay(today.adding(days: isWeek ? 6 : 0) ?? today)
      let days = clock.startOfToday...last
      let pipelines = try snapshot.pipelines()
      let meetings = try session.plannedTasks(snapshot, due: days.contains) { task, deal in
        let actions = pipelines[deal.pipeline]?.meetingActions ?? []
        let isMeeting =
          task.activity == .meeting || Pipeline.entry(task.action, in: actions) != nil
        return isMeeting && (user == nil || task.assignee == user)
      }
      return meetings.map { TaskRow($0, clock) }
        .sorted { ($0.task.due, $0.deal) < ($1.task.due, $1.deal) }
    }
    guard try !session.printCalendar(rows, presentation) else { return }
    try session.list(.task, rows, presentation)
  }
}
