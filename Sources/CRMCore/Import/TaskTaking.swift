import CRMModel

/// Rows of a table on their way into tasks of deals: by the ordinary actions, with a lenient context
/// (R112, R113).
///
/// A task is known by its id, else by its deal, what is to be done, and when it is or once was due. What
/// a row says and the task said before is old: it was changed here since, and stays (R114). A task's
/// action and text are never changed, by nobody; a row that says otherwise is told.
struct TaskTaking {
  private(set) var result = ImportResult(of: .task)
  private let transaction: Transaction
  private let columns: TaskColumns
  private let resolution: ImportResolution
  private let conflicts: ConflictRule
  private let format: ImportFormat
  private let zone: TimeZoneRules
  /// The deals that have a name, and those that a row's system gave an id.
  private let deals: (byName: [String: [DealID]], byOrigin: [String: DealID])

  init(
    _ transaction: Transaction, _ columns: TaskColumns, _ resolution: ImportResolution,
    _ options: ImportOptions, _ format: ImportFormat
  ) throws(CRMError) {
    (self.transaction, self.columns, self.resolution) = (transaction, columns, resolution)
    (conflicts, self.format, zone) = (options.conflicts, format, try transaction.zone())
    var (byName, byOrigin) = ([String: [DealID]](), [String: DealID]())
    // An open deal is meant before one that has ended.
    for deal in try transaction.index([.deal]).deals where !deal.isDeleted {
      let key = Folding.fold(deal.name)
      byName["\(key)/\(deal.kind == .open)", default: []].append(deal.id)
      if let origin = deal.origin, origin.system == format.id { byOrigin[origin.id] = deal.id }
    }
    deals = (byName, byOrigin)
    transaction.forgetIndex()
  }

  /// Takes all rows in; one that cannot be is said, and the rest goes in.
  mutating func run(
    _ table: ImportTable, people: Int, rejecting: RowRejecting
  ) throws(CRMError) {
    result.people = people
    for record in table.rows {
      do throws(CRMError) {
        let row: TaskColumns.Row
        do throws(RowProblem) { row = try columns.row(record) } catch { throw CRMError(error) }
        try take(row)
      } catch {
        guard let reason = error.ofOneRow else { throw error }
        try result.reject(record, of: table.reader, because: reason, rejecting)
      }
    }
  }

  private mutating func take(_ row: TaskColumns.Row) throws(CRMError) {
    let (dealID, number) = try place(of: row)
    let before = try transaction.get(dealID)
    let wanted = try wanted(row, of: before)
    var deal = before
    if let task = before.tasks.first(where: { wanted.isMeant($0, number, in: before) }) {
      try change(task, of: &deal, to: wanted)
      guard deal != before else { return result.skipped += 1 }
      result.updated += 1
      result.ids.append("\(dealID.text)/\(task.number)")
    } else {
      let task = try add(wanted, to: &deal)
      result.created += 1
      result.ids.append("\(dealID.text)/\(task)")
    }
    try transaction.put(deal)
  }

  // MARK: What a row says

  /// The deal of a row, and the number of its task there, where the row has one.
  private func place(of row: TaskColumns.Row) throws(CRMError) -> (DealID, Int?) {
    let parts = (row[.id] ?? "").split(separator: "/").map(String.init)
    if parts.count == 2, let id = DealID(parts[0]), try transaction.find(id) != nil {
      return (id, Int(parts[1]))
    }
    if let text = row[.dealId] {
      if let id = DealID(text), try transaction.find(id) != nil { return (id, nil) }
      if let id = deals.byOrigin[text] { return (id, nil) }
    }
    let name = Folding.fold(row[.deal] ?? "")
    let found = [true, false].compactMap { deals.byName["\(name)/\($0)"] }.first ?? []
    guard let id = found.first, found.count == 1 else {
      throw CRMError(
        found.isEmpty
          ? RowProblem(ru: "такой сделки нет", en: "there is no such deal")
          : RowProblem(
            ru: "сделок с таким названием \(found.count); укажите dealId",
            en: "deals of this name: \(found.count); give the dealId"))
    }
    return (id, nil)
  }

  private func wanted(_ row: TaskColumns.Row, of deal: Deal) throws(CRMError) -> WantedTask {
    do throws(ValueError) {
      let settings = transaction.context.settings
      var wanted = WantedTask()
      let named = settings.actionNames.first {
        Folding.fold($0) == Folding.fold(row[.action] ?? "")
      }
      wanted.action = named ?? settings.actionNames.first ?? ""
      // What the dictionary does not have is told in words (R15).
      wanted.text = row.text(with: named == nil ? row[.action] : nil)
      wanted.due = try row[.due].map { (text) throws(ValueError) in try moment(text, .end) }
      if let text = row[.assignee] {
        wanted.assignee =
          if let login = resolution.login(text) { login } else { try Login(parsing: text) }
      }
      wanted.state = try columns.choice(.state, row).flatMap(Task.State.init(rawValue:))
      wanted.kind = try columns.choice(.kind, row).flatMap(Task.Kind.init(rawValue:)) ?? .task
      wanted.remind = try row[.remind].map(Span.init(parsing:))
      wanted.result = row[.result]
      wanted.doneAt = try row[.doneAt].map { (text) throws(ValueError) in
        min(try moment(text, .start), transaction.context.now)
      }
      return wanted
    } catch { throw .usage(error.problem) }
  }

  private func moment(
    _ text: String, _ day: TimeExpression.DayMeaning
  ) throws(ValueError) -> Instant {
    try TimeExpression(parsing: text).resolve(
      now: transaction.context.now, zone: zone, dayMeans: day)
  }

  // MARK: What becomes of it

  private func add(_ wanted: WantedTask, to deal: inout Deal) throws(CRMError) -> Int {
    guard let due = wanted.due else {
      throw CRMError(RowProblem(ru: "нет срока задачи", en: "the task has no due time"))
    }
    let next = NextTask(
      action: wanted.action, due: due, assignee: wanted.assignee, text: wanted.text,
      kind: wanted.kind, remind: wanted.remind)
    try apply(SetTask(next), to: &deal)
    let number = deal.tasks.last?.number ?? 0
    try end(number, of: &deal, wanted)
    return number
  }

  private mutating func change(
    _ task: Task, of deal: inout Deal, to wanted: WantedTask
  ) throws(CRMError) {
    let former = deal.former(of: task.number)
    if let due = wanted.due, !due.isShown(task.due),
      takes(.due, former.due.contains(where: due.isShown), task, deal, text(task.due), text(due))
    {
      var move = RescheduleTask(task.number)
      (move.due, move.reason) = (due, format.id)
      try apply(move, to: &deal)
    }
    if let login = wanted.assignee, login != task.assignee,
      takes(
        .assignee, former.assignee.contains(login), task, deal, task.assignee.text, login.text)
    {
      try apply(AssignTask(task.number, to: login), to: &deal)
    }
    if let text = wanted.text, text != task.text ?? "" {
      note(.text, task, deal, task.text ?? "", text)
    }
    if task.state == .open { try end(task.number, of: &deal, wanted) }
  }

  /// Whether a value is taken over: one that the task had before, and lost here, is not.
  private mutating func takes(
    _ key: TaskColumns.Key, _ isOld: Bool, _ task: Task, _ deal: Deal, _ here: String,
    _ there: String
  ) -> Bool {
    guard task.state == .open, isOld, conflicts != .theirs else { return task.state == .open }
    result.keptFields[columns.title(key), default: 0] += 1
    return false
  }

  private mutating func note(
    _ key: TaskColumns.Key, _ task: Task, _ deal: Deal, _ here: String, _ there: String
  ) {
    result.note(
      .init(
        kind: .task, id: "\(deal.id.text)/\(task.number)", name: task.action,
        field: columns.title(key), here: here, there: there))
  }

  private func end(
    _ number: Int, of deal: inout Deal, _ wanted: WantedTask
  ) throws(CRMError) {
    switch wanted.state {
    case .done:
      var finish = FinishTask(number)
      (finish.result, finish.at) = (wanted.result, wanted.doneAt)
      try apply(finish, to: &deal)
    case .cancelled: try apply(CancelTask(number), to: &deal)
    case .open, nil: break
    }
  }

  private func apply(_ action: some DealAction, to deal: inout Deal) throws(CRMError) {
    let subject = DealCase(
      deal: deal, company: try transaction.get(deal.company), contacts: [],
      chain: try transaction.chain(of: deal), pipeline: try transaction.pipeline(deal.pipeline))
    deal = try CRMError.refusing { () throws(Refusal) in
      try action.apply(to: subject, in: transaction.context.importing()).deal
    }
  }

  private func text(_ moment: Instant) -> String { zone.local(of: moment).shortText }
}

/// A task as a row describes it.
private struct WantedTask {
  var action = ""
  var text: String?
  var due: Instant?
  var assignee: Login?
  var state: Task.State?
  var kind = Task.Kind.task
  var remind: Span?
  var result: String?
  var doneAt: Instant?

  /// Whether a task of a deal is this one.
  func isMeant(_ task: Task, _ number: Int?, in deal: Deal) -> Bool {
    guard Folding.fold(task.action) == Folding.fold(action) else { return false }
    if let number { return task.number == number }
    guard let due, text == nil || text == task.text else { return false }
    return due.isShown(task.due) || deal.former(of: task.number).due.contains(where: due.isShown)
  }
}

extension Instant {
  /// Whether another time looks the same where this is written to the minute, as spreadsheets do.
  fileprivate func isShown(_ other: Instant) -> Bool {
    let seconds = other.secondsSinceEpoch - secondsSinceEpoch
    return secondsSinceEpoch.isMultiple(of: 60) ? (0..<60).contains(seconds) : seconds == 0
  }
}

extension Deal {
  /// When a task was due before, and whose it was.
  fileprivate func former(of number: Int) -> (due: [Instant], assignee: [Login]) {
    var (due, assignee) = ([Instant](), [Login]())
    for event in history where event.kind.taskNumber == number && !event.isUndone {
      if case .taskRescheduled(_, let from, _, _) = event.kind { due.append(from) }
      if let from = event.kind.formerAssignee { assignee.append(from) }
    }
    return (due, assignee)
  }
}
