/// What a change of a deal asks of whoever makes it.
public enum Permission: Hashable, Sendable {
  /// Nothing: it follows from a change that was permitted elsewhere.
  case nothing
  /// To be one of these, a head of one of them, or an admin.
  case work(of: Set<Login>)
  /// To be the manager, any head, or an admin: the deal is open and has no open task (R18).
  case handOver(from: Login)
  /// To be a head of the manager, or an admin: whoever joins a deal of others (H12).
  case join(of: Login)
  /// To be a head of the manager, or an admin: who sends a deal back also judges what was mended.
  case lead(of: Login)
  /// To be one of those in one's own right: who stands in for his head does not accept his own work.
  case acceptance(of: Login)
  /// To be a head of the manager, or an admin, and not who asked for it: nobody approves his own
  /// closing (R53).
  case approval(of: Login, askedBy: Login)
  /// To delete such deals, which of the built-in roles an admin does.
  case deletion(of: Login)

  /// What the difference between a deal before and after asks for; `nil` stands for a new deal.
  ///
  /// A manager changes his own deals, and on other people's the tasks that are his; whoever ends one
  /// of those may plan the next. Whoever takes part in a deal that day comments on it (M4).
  public init(changing before: Deal?, to after: Deal, on day: Day) {
    guard let before else {
      self = .work(of: [after.manager])
      return
    }
    let events = after.history.dropFirst(before.history.count).map(\.kind)
    let isOnlyTasks =
      after.differs(from: before, onlyIn: \.tasks)
      && events.allSatisfy { $0.taskNumber != nil || $0.isEndOfProcess }
    if before.deletedAt != after.deletedAt {
      self = .deletion(of: before.manager)
    } else if events.contains(where: \.isJoining) {
      self = .join(of: before.manager)
    } else if events.allSatisfy(\.isComment), after.differs(from: before, onlyIn: \.history) {
      self = .work(of: Set([before.manager] + before.participants(on: day)))
    } else if events.contains(.reworkAccepted) {
      self = .acceptance(of: before.manager)
    } else if let pending = before.pending, events.contains(where: \.isOfHead) {
      self = .approval(of: before.manager, askedBy: pending.by)
    } else if events.contains(where: \.isOfHead) {
      self = .lead(of: before.manager)
    } else if before.manager != after.manager, before.openTasks.isEmpty,
      before.stageBeforeClosing == nil, events.allSatisfy(\.isHandingOver)
    {
      self = .handOver(from: before.manager)
    } else if before.chain != after.chain, after.differs(from: before, onlyIn: \.chain) {
      // The other parts of one sale (R23) follow the part that is being paid.
      self = .nothing
    } else if isOnlyTasks, let assignee = before.assigneeOfTasks(changedIn: after) {
      self = .work(of: [before.manager, assignee])
    } else {
      self = .work(of: [before.manager])
    }
  }
}

extension Deal {
  /// Whether it is the same but for one field and the history.
  fileprivate func differs<Value>(
    from other: Deal, onlyIn field: WritableKeyPath<Deal, Value>
  ) -> Bool {
    var same = other
    same[keyPath: field] = self[keyPath: field]
    same.history = history
    return same == self
  }

  /// The one person whose tasks were changed; `nil` for none or several.
  fileprivate func assigneeOfTasks(changedIn after: Deal) -> Login? {
    let kept = Dictionary(keepingFirst: after.tasks.map { ($0.number, $0) })
    let assignees = Set(tasks.filter { kept[$0.number] != $0 }.map(\.assignee))
    return assignees.count == 1 ? assignees.first : nil
  }
}

extension Event.Kind {
  /// Whether only a head does this to a deal.
  fileprivate var isOfHead: Bool {
    switch self {
    case .told(let type, _): type.isOfHead
    case .sentBack: true
    case .created, .moved, .migrated, .closed, .reopened, .edited, .assigned, .commented, .taskSet,
      .taskDone, .taskCancelled, .taskRescheduled, .undone, .redone:
      false
    }
  }

  fileprivate var isComment: Bool {
    if case .commented = self { true } else { communication != nil }
  }

  /// Whether a process came to its end with its last step (R52).
  fileprivate var isEndOfProcess: Bool {
    if case .told(.processEnded, let values) = self { values["reason"] == nil } else { false }
  }

  fileprivate var isJoining: Bool {
    if case .told(.joined, _) = self { true } else { false }
  }

  fileprivate var isHandingOver: Bool {
    if case .assigned = self { true } else { false }
  }
}
