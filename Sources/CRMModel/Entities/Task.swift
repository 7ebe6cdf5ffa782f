/// A planned action on a deal (R15, R16).
public struct Task: Hashable, Sendable {
  /// Counts from 1 in its deal and is never used again.
  public let number: Int
  /// Random, so that two machines that both added a second task can be told apart.
  public let key: String
  /// Only `task` counts as a task.
  public var kind: Kind
  /// From the dictionary of actions.
  public var action: String
  /// What that is (R55).
  public let activity: Activity
  /// How long before its due time one is reminded of it (R56); `nil` for not at all.
  public let remind: Span?
  /// The process of which it is a step (R52), by id; such a task counts for no rule but being overdue.
  public let process: String?
  /// Anything more to say about it.
  public var text: String?
  /// Who is to do it.
  public var assignee: Login
  /// By when.
  public var due: Instant
  /// Whether it is still to be done.
  public var state: State
  /// What came of it.
  public var result: String?
  /// When it was planned.
  public let createdAt: Instant
  /// When it was finished or cancelled.
  public var doneAt: Instant?

  /// An open task.
  public init(
    number: Int, key: String, kind: Kind, action: String, activity: Activity = .task,
    remind: Span? = nil, process: String? = nil, text: String?, assignee: Login, due: Instant,
    createdAt: Instant
  ) {
    self.number = number
    self.key = key
    self.kind = kind
    self.action = action
    self.activity = activity
    self.remind = remind
    self.process = process
    self.text = text
    self.assignee = assignee
    self.due = due
    self.state = .open
    self.createdAt = createdAt
  }

  /// What sort of record it is.
  public enum Kind: String, NamedChoice, Hashable, Sendable {
    /// Counts for R7.
    case task
    /// A reminder to oneself.
    case note
    /// A message to answer.
    case chat

    /// What people read.
    public var name: Phrase {
      switch self {
      case .task: Phrase(ru: "задача", en: "task")
      case .note: Phrase(ru: "заметка", en: "note")
      case .chat: Phrase(ru: "переписка", en: "chat")
      }
    }
  }

  /// How far it is.
  public enum State: String, CaseIterable, Hashable, Sendable {
    /// Still to be done.
    case open
    /// Finished with a result.
    case done
    /// Dropped.
    case cancelled
  }

  /// Whether it is what R7 asks for: an open one of kind `task` that is no step of a process.
  public var isOpenTask: Bool { state == .open && counts }

  /// Whether rules ask for such a task.
  var counts: Bool { kind == .task && process == nil }

  /// Whether somebody still has to do it: it counts for R7, or is a step of a process.
  public var isPlanned: Bool { state == .open && kind == .task }
}
