/// One thing that happened to an entity.
public struct Event: Hashable, Sendable {
  /// When it happened (R3).
  public let at: Instant
  /// When it was entered; later than `at` where `--at` said so.
  public let recorded: Instant
  /// Who did it.
  public let by: Login
  /// The login that entered it for him; `nil` where he did so himself.
  public let actor: Login?
  /// The rule that did it for him (R49); `nil` for what he did himself.
  public let automation: String?
  /// The command that did it; all events of one command share it.
  public let operation: OperationID
  /// What happened.
  public let kind: Kind
  /// Whether the operation was taken back: such an event counts for no rule.
  public var isUndone: Bool

  /// An event that has not been taken back unless said otherwise.
  public init(
    at: Instant, recorded: Instant, by: Login, actor: Login? = nil, automation: String? = nil,
    operation: OperationID, kind: Kind, isUndone: Bool = false
  ) {
    self.at = at
    self.recorded = recorded
    self.by = by
    self.actor = actor
    self.automation = automation
    self.operation = operation
    self.kind = kind
    self.isUndone = isUndone
  }
}

extension Event {
  /// What can happen.
  public enum Kind: Hashable, Sendable {
    /// Made; a deal at this stage.
    case created(stage: StageID?)
    /// Went from one open stage to another.
    case moved(from: StageID, to: StageID)
    /// Was taken to another open stage because its own was removed (R44).
    case migrated(from: StageID, to: StageID)
    /// Ended as won or lost.
    case closed(from: StageID, to: StageID)
    /// Taken up again; the closing fields that were cleared are kept here.
    case reopened(from: StageID, to: StageID, cleared: [FieldChange])
    /// One field changed; `reason` where the rule asks for one.
    case edited(FieldChange, reason: String?)
    /// Handed to another manager (R18).
    case assigned(from: Login, to: Login, reason: String?)
    /// Somebody wrote down what they know.
    case commented(Comment)
    /// A task was planned.
    case taskSet(number: Int)
    /// A task was finished; `noNextReason` says why nothing follows it (R17).
    case taskDone(number: Int, result: String, noNextReason: String?)
    /// A task was dropped.
    case taskCancelled(number: Int, reason: String?, noNext: Bool)
    /// A task was put off.
    case taskRescheduled(number: Int, from: Instant, to: Instant, reason: String)
    /// Sent back to its manager for what these checks found (R24).
    case sentBack(checks: [AuditCheck.ID], due: Instant)
    /// What a row of ``EventType`` tells.
    case told(EventType, [String: Value])
    /// A whole operation was taken back.
    case undone(OperationID)
    /// A whole operation that had been taken back was done again.
    case redone(OperationID)
  }

  /// A stage change: where from (`nil` when made there) and where to.
  public var stageChange: (from: StageID?, to: StageID)? {
    switch kind {
    case .created(let stage?): (nil, stage)
    case .moved(let from, let to), .migrated(let from, let to), .closed(let from, let to),
      .reopened(let from, let to, _):
      (from, to)
    case .created(nil), .edited, .assigned, .commented, .taskSet, .taskDone, .taskCancelled,
      .taskRescheduled, .sentBack, .told, .undone, .redone:
      nil
    }
  }
}

extension Event.Kind {
  /// Whether somebody worked on the deal: what a head thinks of it and does to its pipeline, and what
  /// is turned back and forth, is no work on it, or sending it back would end its silence (R42).
  var isWork: Bool {
    switch self {
    case .told(let type, _): type.isWork
    case .migrated, .sentBack, .undone, .redone: false
    case .created, .moved, .closed, .reopened, .edited, .assigned, .commented, .taskSet, .taskDone,
      .taskCancelled, .taskRescheduled:
      true
    }
  }

  /// Whether it is words alone, by which nothing else of a document changes.
  package var isRemark: Bool {
    switch self {
    case .commented: true
    case .told(let type, _): type == .logged
    case .created, .moved, .migrated, .closed, .reopened, .edited, .assigned, .taskSet, .taskDone,
      .taskCancelled, .taskRescheduled, .sentBack, .undone, .redone:
      false
    }
  }

  /// The pipeline that the deal left for another one (R45).
  package var formerPipeline: PipelineID? {
    guard case .edited(let change, _) = self, change.field == "pipeline" else { return nil }
    return change.old.map { PipelineID($0) }
  }

  /// Whose the task was that it tells of, before somebody else got it.
  package var formerAssignee: Login? {
    guard case .told(let type, let values) = self, type == .taskAssigned || type == .taskPassed
    else { return nil }
    return values["from"].map { Login(stored: $0.text) }
  }

  /// The task that it tells of.
  package var taskNumber: Int? {
    switch self {
    case .taskSet(let number), .taskDone(let number, _, _), .taskCancelled(let number, _, _),
      .taskRescheduled(let number, _, _, _):
      number
    case .told(let type, let values):
      type.keys.first { $0.form == .task }.flatMap { values[$0.name] }.flatMap { Int($0.text) }
    case .created, .moved, .migrated, .closed, .reopened, .edited, .assigned, .commented, .sentBack,
      .undone, .redone:
      nil
    }
  }
}
