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
    sources: { _ in [.pasts, .activities] },
    [.manager]
      + ReportedActivity.What.allCases.map { ReportColumn($0.key, $0.words, $0.prominence) }
      + [ReportColumn("minutes", Phrase(ru: "минут", en: "minutes"), .useful)]
  ) { material in
    let cases = material.deals.filter { deal in
      deal.activities.contains { $0.counts(in: material.scope) }
    }.map(ActivityCase.init)
    var found = ReportRows()
    found.sample = cases.count
    found.fill(cases, by: material.slice) { cases in
      [.none] + material.tallies(of: cases).reduce(into: ActivityTally()) { $0.add($1) }.cells
    } _: { cases in
      zip(material.deals.people, material.tallies(of: cases)).filter { !$1.isEmpty }
        .sorted { $0.0 < $1.0 }.map { [.text($0.text)] + $1.cells }
    }
    return found
  }
}

/// A deal on which something was done.
private struct ActivityCase: OfDeal {
  let deal: ReportedDeal
}

/// How much somebody did.
private struct ActivityTally {
  private var counts = Array(repeating: 0, count: ReportedActivity.What.allCases.count)
  private var minutes = 0
  private(set) var isEmpty = true

  mutating func add(_ activity: ReportedActivity) {
    isEmpty = false
    minutes += Int(activity.minutes)
    if let what = activity.what { counts[Int(what.rawValue)] += 1 }
  }

  mutating func add(_ other: ActivityTally) {
    minutes += other.minutes
    for place in counts.indices { counts[place] += other.counts[place] }
  }

  var cells: [ReportCell] { counts.map { .count($0) } + [.count(minutes)] }
}

extension ReportMaterial {
  /// How much everybody did on some deals on the days, by the place of their names.
  fileprivate func tallies(of cases: [ActivityCase]) -> [ActivityTally] {
    var tallies = Array(repeating: ActivityTally(), count: deals.people.count)
    for one in cases {
      for activity in one.deal.activities where activity.counts(in: scope) {
        tallies[Int(activity.by)].add(activity)
      }
    }
    return tallies
  }
}

/// Something that somebody did, or did not do in time; there are so many that they are kept small.
package struct ReportedActivity: Hashable, Sendable {
  /// When it was done; when it was due, where it is late.
  package let at: Instant
  /// When what was late was done; `nil` where it is still to be done, or is not late.
  package let doneAt: Instant?
  /// Who, by the place of the name.
  package let by: Int32
  /// How long it took, in minutes.
  package let minutes: Int32
  /// What; `nil` for what only took time.
  package let what: What?

  package init(at: Instant, doneAt: Instant?, by: Int32, minutes: Int32, what: What?) {
    (self.at, self.doneAt, self.by) = (at, doneAt, by)
    (self.minutes, self.what) = (minutes, what)
  }

  /// What is counted, in the order of its columns.
  package enum What: UInt8, CaseIterable, Sendable {
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

    fileprivate var key: String { "\(self)" }

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

  /// The same, done by somebody else.
  func by(_ other: Int32) -> ReportedActivity {
    ReportedActivity(at: at, doneAt: doneAt, by: other, minutes: minutes, what: what)
  }

  /// Whether it happened on a report's days, or was due on them and late at its moment.
  func counts(in scope: ReportFrame.Scope) -> Bool {
    scope.includes(at) && (what != .overdue || at < doneAt ?? scope.clock.now)
  }

  /// What was done on a deal, and what was not done when it was due or may be late some day, each with
  /// the place of the name of whoever did it.
  static func all(of deal: Deal, _ place: (Login) -> Int32) -> [ReportedActivity] {
    let tasks = Dictionary(keepingFirst: deal.tasks.map { ($0.number, $0) })
    var found: [ReportedActivity] = []
    var logged: Set<Logged> = []
    func add(_ event: Event, _ what: What?, _ duration: Span? = nil) {
      found.append(
        ReportedActivity(
          at: event.at, doneAt: nil, by: place(event.by),
          minutes: Int32(clamping: duration?.minutes ?? 0), what: what))
    }
    // Nobody did what a rule did (R49).
    for event in deal.effectiveHistory where event.automation == nil {
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
    for task in deal.tasks where task.kind == .task && task.state != .cancelled {
      guard task.due < task.doneAt ?? .last else { continue }
      found.append(
        ReportedActivity(
          at: task.due, doneAt: task.doneAt, by: place(task.assignee), minutes: 0, what: .overdue))
    }
    return found
  }

  /// One activity of one command.
  private struct Logged: Hashable {
    let operation: OperationID
    let activity: Activity
  }
}
