/// The report of who did how much (R91).
extension Report {
  static let activity = Report(
    "activity", Phrase(ru: "кто сколько сделал", en: "who did how much"),
    Phrase(
      ru:
        "Звонки, встречи, письма, сообщения и комментарии этих дней и завершенные задачи — по тем, "
        + "кто это делал; звонок и завершенная им задача-звонок — одно. Просрочено — задачи со сроком "
        + "в эти дни, не сделанные к сроку, у ответственного. Минуты — сколько длилось (--duration).",
      en:
        "Calls, meetings, letters, messages and comments of these days and tasks done, by who did "
        + "it; a call and the task of a call that it ends are one. Overdue are tasks due on these days "
        + "and not done by then, of whose they are. Minutes are how long it took (--duration)."),
    sources: { _ in [.activities] },
    [.manager]
      + ReportedActivity.What.allCases.map { ReportColumn($0.rawValue, $0.words, $0.prominence) }
      + [ReportColumn("minutes", Phrase(ru: "минут", en: "minutes"), .useful)]
  ) { material in
    let cases = material.deals.flatMap { deal in
      (material.activities[deal.id] ?? []).map {
        ActivityCase(deal: deal, activity: $0)
      }
    }
    func cells(_ cases: [ActivityCase]) -> [ReportCell] {
      ReportedActivity.What.allCases.map { what in
        .count(cases.count { $0.activity.what == what })
      } + [.count(cases.reduce(0) { $0 + $1.activity.minutes })]
    }
    var found = ReportRows()
    found.sample = Set(cases.map(\.deal.id)).count
    found.fill(cases, by: material.slice) {
      [.none] + cells($0)
    } _: { cases in
      Dictionary(grouping: cases, by: \.activity.by).sorted { $0.key < $1.key }
        .map { [.text($0.text)] + cells($1) }
    }
    return found
  }
}

/// Something that somebody did, or did not do, on a deal.
private struct ActivityCase: OfDeal {
  let deal: ReportedDeal
  let activity: ReportedActivity
}

/// What somebody did, or did not do in time.
public struct ReportedActivity: Sendable {
  /// Who.
  let by: Login
  /// What; `nil` for what only took time.
  let what: What?
  /// How long it took, in minutes.
  let minutes: Int

  /// What is counted, by its column.
  enum What: String, CaseIterable {
    case calls, meetings, letters, messages, comments, done, overdue

    fileprivate init?(_ activity: Activity) {
      switch activity {
      case .task: return nil
      case .call: self = .calls
      case .meeting: self = .meetings
      case .letter: self = .letters
      case .message: self = .messages
      }
    }

    fileprivate var words: Phrase {
      switch self {
      case .calls: Phrase(ru: "звонков", en: "calls")
      case .meetings: Phrase(ru: "встреч", en: "meetings")
      case .letters: Phrase(ru: "писем", en: "letters")
      case .messages: Phrase(ru: "сообщений", en: "messages")
      case .comments: Phrase(ru: "комментариев", en: "comments")
      case .done: Phrase(ru: "задач сделано", en: "tasks done")
      case .overdue: Phrase(ru: "просрочено", en: "overdue")
      }
    }

    fileprivate var prominence: Prominence {
      switch self {
      case .calls, .meetings, .done, .overdue: .key
      case .letters, .comments: .main
      case .messages: .useful
      }
    }
  }

  /// What was done on a deal on a report's days, and what was not done that was due on them.
  public static func all(of deal: Deal, in scope: ReportFrame.Scope) -> [ReportedActivity] {
    let tasks = Dictionary(keepingFirst: deal.tasks.map { ($0.number, $0) })
    var found: [ReportedActivity] = []
    var logged: Set<Logged> = []
    func add(_ event: Event, _ what: What?, _ duration: Span? = nil) {
      found.append(ReportedActivity(by: event.by, what: what, minutes: duration?.minutes ?? 0))
    }
    // Nobody did what a rule did (R49).
    for event in deal.effectiveHistory where event.automation == nil && scope.includes(event.at) {
      if case .commented = event.kind { add(event, .comments) }
      if let communication = event.kind.communication {
        logged.insert(Logged(operation: event.operation, activity: communication.activity))
        add(event, What(communication.activity), communication.duration)
      }
      guard case .taskDone(let number, _, _) = event.kind else { continue }
      add(event, .done)
      guard let activity = tasks[number]?.activity,
        logged.insert(Logged(operation: event.operation, activity: activity)).inserted,
        let what = What(activity)
      else { continue }
      add(event, what)
    }
    for task in deal.tasks where task.kind == .task && scope.includes(task.due) {
      let end = task.doneAt ?? scope.clock.now
      guard task.due < end, task.state != .cancelled else { continue }
      found.append(ReportedActivity(by: task.assignee, what: .overdue, minutes: 0))
    }
    return found
  }

  /// The same of a deal on which nothing was entered since the days began; `nil` where only its document
  /// says whose its tasks are.
  public static func untouched(
    _ deal: any DealFacts, in scope: ReportFrame.Scope
  ) -> [ReportedActivity]? {
    let late = (deal.openTaskDues + deal.processTasks.map(\.due))
      .filter { $0 < scope.clock.now && scope.includes($0) }
    guard !late.isEmpty else { return [] }
    guard deal.helpers.isEmpty else { return nil }
    return late.map { _ in ReportedActivity(by: deal.manager, what: .overdue, minutes: 0) }
  }

  /// One activity of one command.
  private struct Logged: Hashable {
    let operation: OperationID
    let activity: Activity
  }
}
