import CRMCore
import CRMModel

/// What somebody is to be reminded of: a task before it is due, or a day that comes every year (R56).
struct Reminder {
  /// The task; `nil` for a day of the year.
  let task: TaskRow?
  /// What it is, in a few words.
  let title: String
  /// Whose it is: the deal's, or the client's own name.
  let name: String
  /// The id of the task or of the client.
  let id: String
  /// When it is due.
  let at: When
  /// Whom to call or write to.
  let contact: Contact?
  /// What to tell them, where the department has a text for it.
  var text: String?

  /// A moment, or a whole day.
  enum When {
    case moment(Instant)
    case day(Day)

    /// What comes first is printed first; whole days in front of moments.
    var order: Int64 {
      switch self {
      case .day(let day): .min / 2 + Int64(day.daysSinceEpoch)
      case .moment(let moment): moment.secondsSinceEpoch
      }
    }

    /// As JSON has it.
    var text: String {
      switch self {
      case .day(let day): day.text
      case .moment(let moment): moment.text
      }
    }

    /// As people read it.
    func shown(_ presentation: Presentation) -> String {
      switch self {
      case .moment(let moment): presentation.spokenTime(moment)
      case .day(let day): presentation.day(day)
      }
    }
  }

  /// By what it is known that it was printed: put off, it is another one.
  var key: String { "\(id) \(title) \(at.text)" }
}

extension Noun where Row == Reminder {
  /// Reminders: the keys are a part of the command contract.
  static var reminder: Noun<Reminder> {
    Noun(
      id: \.id,
      [
        Column("id", Phrase(ru: "id", en: "id"), table: .main) { .string($0.id) },
        Column(
          "at", Phrase(ru: "когда", en: "when"), table: .key, whole: true,
          shown: { row, presentation in row.at.shown(presentation) }
        ) { .string($0.at.text) },
        Column("title", Phrase(ru: "о чем", en: "what"), table: .key) { .string($0.title) },
        Column("name", Phrase(ru: "чье", en: "whose"), table: .key) { .string($0.name) },
        Column("assignee", Phrase(ru: "ответственный", en: "assignee"), table: .extra) {
          .text($0.task?.task.assignee.text)
        },
        Column("contact", Phrase(ru: "контакт", en: "contact"), table: .main) {
          .text($0.contact?.name)
        },
        Column("tel", Phrase(ru: "телефон", en: "phone"), table: .useful) {
          .text($0.contact?.tel)
        },
        Column("mailto", Phrase(ru: "e-mail", en: "e-mail"), table: .useful) {
          .text($0.contact?.mailto)
        },
        Column("text", Phrase(ru: "текст", en: "text"), table: .useful) { .text($0.text) },
      ])
  }
}

extension Contact {
  /// The link that a telephone opens.
  var tel: String? { phone?.e164.map { "tel:\($0)" } }
  /// The link that a mail program opens.
  var mailto: String? { email.map { "mailto:\($0.text)" } }
}

extension Session {
  /// The tasks that are to be reminded of by a moment and are not past, and the days of clients that
  /// come within so many days.
  func reminders(
    by moment: (AuditClock) -> Instant, days: Int, _ whose: (Login) -> Bool, _ snapshot: Snapshot
  ) throws(CRMError) -> [Reminder] {
    let clock = try clock(snapshot)
    let limit = moment(clock)
    var found: [Reminder] = []
    let planned = try plannedTasks(snapshot, due: { $0 >= clock.now }) { task, _ in
      guard let remind = task.remind, whose(task.assignee) else { return false }
      return task.due.adding(seconds: -remind.seconds).map { $0 <= limit } ?? false
    }
    for task in planned {
      found.append(try reminder(TaskRow(task, clock), of: task.deal, snapshot))
    }
    return try (found + yearlyDates(within: days, of: whose, snapshot)).inOrder
  }

  private func reminder(
    _ row: TaskRow, of deal: Deal, _ snapshot: Snapshot
  ) throws(CRMError) -> Reminder {
    let subject = try snapshot.dealCase(deal)
    let known = subject.deal.contacts.compactMap { link in
      subject.contacts.first { $0.id == link.contact }
    }
    var reminder = Reminder(
      task: row, title: row.task.action, name: row.dealName,
      id: "\(deal.id.text)/\(row.task.number)", at: .moment(row.task.due), contact: known.first)
    let name = "\(row.task.activity.rawValue)-reminder"
    if try snapshot.textNames().contains(name) {
      reminder.text = try rendered(name, for: deal, about: row.task, snapshot)
    }
    return reminder
  }

  /// The birthdays and other yearly days of clients that come within so many days, today included.
  func yearlyDates(
    within days: Int, of whose: (Login) -> Bool, _ snapshot: Snapshot
  ) throws(CRMError) -> [Reminder] {
    let fields = try snapshot.customFields()
    let yearly = fields.all.filter(\.isYearly)
    guard !yearly.isEmpty else { return [] }
    let (index, clock) = (try snapshot.index([.company, .contact]), try clock(snapshot))
    let today = clock.zone.day(of: clock.now)
    var found: [Reminder] = []
    func add(
      _ kind: Kind, _ id: String, _ name: String, _ values: [String: Value], _ contact: Contact?
    ) {
      for field in yearly where field.on == kind {
        guard let day = values[field.id].flatMap({ try? Day(parsing: $0.text) }),
          let next = day.anniversary(from: today), next <= today.adding(days: days) ?? today
        else { continue }
        found.append(
          Reminder(
            task: nil, title: field.name, name: name, id: id, at: .day(next), contact: contact))
      }
    }
    for company in index.companies where whose(company.record.company.manager) {
      add(.company, company.id.text, company.name, company.record.company.fields, nil)
    }
    for one in index.contacts {
      guard let company = index.company(one.company)?.record.company, whose(company.manager) else {
        continue
      }
      let contact = one.record.contact
      add(.contact, contact.id.text, contact.name, contact.fields, contact)
    }
    return found.inOrder
  }
}

extension [Reminder] {
  /// What comes first in front.
  fileprivate var inOrder: [Reminder] {
    sorted { ($0.at.order, $0.key) < ($1.at.order, $1.key) }
  }
}

extension Day {
  /// The next day of the same date, this one of `today` included; 29 February is 28 in other years.
  fileprivate func anniversary(from today: Day) -> Day? {
    [today.year, today.year + 1].lazy.compactMap { year in
      Day(year: year, month: month, day: day) ?? Day(year: year, month: month, day: day - 1)
    }.first { $0 >= today }
  }
}
