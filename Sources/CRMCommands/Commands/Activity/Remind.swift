import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm remind [--within TIME] [--days N] [--mine] [--mark]` (R56): for cron, `notify-send`
/// or mail.
struct Remind: WritingRunnable {
  var within: Span?
  var days = 0
  var isMine = false
  var isMarking = false
  var write = WriteOptions()
  var prints: Printed { Printed.list(.reminder).alsoAsCalendar }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "remind", Text(ru: "о чем пора напомнить", en: "what it is time to remind of"),
      discussion: Text(
        ru: "Задачи, до срока которых осталось не больше, чем сказано у задачи или ее действия, и "
          + "ежегодные даты клиентов. Текст берется из texts/meeting-reminder.txt — по виду действия.",
        en: "Tasks that are due no later than the task or its action says, and yearly dates of "
          + "clients. The text is that of texts/meeting-reminder.txt, by the action's activity."),
      category: category, Remind(),
      rows: [
        .option(
          "--within", value: .span("TIME"),
          help: Text(
            ru: "и то, о чем напомнить в ближайшее время: 15m",
            en: "also what it will be time for soon: 15m")
        ) { $0.within = $1 },
        .daysAhead { $0.days = $1 },
        .flag("--mine", help: Text(ru: "только мои", en: "only mine")) { $0.isMine = true },
        .flag(
          "--mark",
          help: Text(
            ru: "каждое — один раз: запомнить, что напечатано",
            en: "each once: remember what was printed")
        ) { $0.isMarking = true },
      ],
      examples: [
        Example(
          "crm remind --within 15m --mark",
          Text(ru: "каждые 15 минут из cron", en: "every 15 minutes"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let user = isMine ? try session.user() : nil
    let (reminders, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      var due = try session.reminders(
        by: { $0.now.adding(seconds: within?.seconds ?? 0) ?? .last }, days: days,
        { user == nil || $0 == user }, snapshot)
      guard isMarking else { return due }
      let (marked, all) = (try snapshot.markedReminders(), Set(due.map(\.key)))
      due.removeAll { marked.contains($0.key) }
      // Those of others stay marked while they could be printed again.
      if !write.isDryRun { try snapshot.mark(reminders: isMine ? marked.union(all) : all) }
      return due
    }
    guard try !session.printCalendar(reminders.compactMap(\.task), presentation) else { return }
    try session.list(.reminder, reminders, presentation)
  }
}
