import CRMCore
import CRMModel

/// One line of a day, for tables elsewhere: what it is, whose, by when, and whom to call.
struct DayItem {
  /// The parts of a day, in the order in which people read them.
  enum Part: String {
    case rework, overdue, today, tomorrow, date, waiting
    case withoutTask = "without-task"

    fileprivate var name: Phrase {
      switch self {
      case .rework: Phrase(ru: "доработка", en: "rework")
      case .overdue: Phrase(ru: "просрочено", en: "overdue")
      case .today: Phrase(ru: "сегодня", en: "today")
      case .tomorrow: Phrase(ru: "завтра", en: "tomorrow")
      case .date: Phrase(ru: "дата", en: "date")
      case .waiting: Phrase(ru: "ждет", en: "waits")
      case .withoutTask: Phrase(ru: "без задачи", en: "without a task")
      }
    }
  }

  let part: Part
  let id: String
  let name: String
  var what: String?
  var due: Reminder.When?
  /// Whether it is due on a day and at no hour of it; `nil` without a due time.
  var isAllDay: Bool?
  var deal: DealRow?
}

extension DayRow {
  /// The day line by line.
  var items: [DayItem] {
    let rework = rework.map {
      DayItem(
        part: .rework, id: $0.row.deal.id.text, name: $0.row.deal.name,
        what: $0.row.rework.reason, due: .moment($0.row.rework.due),
        isAllDay: $0.row.clock.zone.isEndOfDay($0.row.rework.due), deal: $0.deal)
    }
    let tasks = tasks.map {
      DayItem(
        part: $0.isOverdue ? .overdue : $0.isForTomorrow ? .tomorrow : .today,
        id: Noun<TaskRow>.task.id($0.row), name: $0.row.dealName, what: $0.row.task.action,
        due: .moment($0.due), isAllDay: $0.row.clock.zone.isEndOfDay($0.due), deal: $0.deal)
    }
    let dates = dates.map {
      let isAllDay = if case .day = $0.at { true } else { false }
      return DayItem(
        part: .date, id: $0.id, name: $0.name, what: $0.title, due: $0.at, isAllDay: isAllDay)
    }
    let deals = untold.map { deal in
      DayItem(
        part: deal.record.nextTaskDue == nil ? .withoutTask : .waiting, id: deal.record.id.text,
        name: deal.record.name, due: deal.record.nextTaskDue.map(Reminder.When.moment),
        isAllDay: deal.record.nextTaskDue.map(deal.clock.zone.isEndOfDay), deal: deal)
    }
    return rework + tasks + dates + deals
  }
}

extension Noun where Row == DayItem {
  /// A day line by line: the keys are a part of the command contract.
  static var dayItem: Noun<DayItem> {
    let deal = Noun<DealRow>.dayDeal.columns.filter {
      ["phone", "pipeline", "pipelineName", "stage", "stageName", "manager", "budget"]
        .contains($0.key)
    }
    return Noun(
      id: \.id,
      [
        Column(
          "part", Phrase(ru: "часть", en: "part"), table: .key,
          shown: { row, presentation in presentation.text(row.part.name) }
        ) { .string($0.part.rawValue) },
        Column("id", Phrase(ru: "id", en: "id"), table: .useful) { .string($0.id) },
        Column("name", Phrase(ru: "чье", en: "whose"), table: .key) { .string($0.name) },
        Column("what", Phrase(ru: "что", en: "what"), table: .main) { .text($0.what) },
        Column(
          "due", Phrase(ru: "срок", en: "due"), table: .key, whole: true,
          shown: { row, presentation in row.due?.shown(presentation) ?? "" }
        ) { .text($0.due?.text) },
        Column("allDay", Phrase(ru: "весь день", en: "all day")) {
          $0.isAllDay.map(JSONValue.bool) ?? .null
        },
      ] + deal.map { $0.asked(of: \DayItem.deal) })
  }
}
