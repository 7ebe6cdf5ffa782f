/// The task that a command plans next (R7, R15).
public struct NextTask: Hashable, Sendable {
  /// From the dictionary of actions.
  public var action: String?
  /// By when.
  public var due: Instant?
  /// Who is to do it; the deal's manager unless said otherwise.
  public var assignee: Login?
  /// Anything more to say about it.
  public var text: String?
  /// What sort of record it is.
  public var kind: Task.Kind
  /// How long before one is reminded of it, where not as of every task of its action (R56).
  public var remind: Span?
  /// The process of which it is a step (R52).
  var process: String?

  /// A task to plan; nothing where neither action nor due time is given.
  public init(
    action: String? = nil, due: Instant? = nil, assignee: Login? = nil, text: String? = nil,
    kind: Task.Kind = .task, remind: Span? = nil
  ) {
    self.action = action
    self.due = due
    self.assignee = assignee
    self.text = text
    self.kind = kind
    self.remind = remind
  }

  /// What is missing of the task and of the stage; where the task was given by half, the missing half
  /// says all, and the stage is not told to want it a second time.
  func missing(with others: [Missing], in pipeline: Pipeline) -> [Missing] {
    let half = missing
    guard !half.isEmpty else { return others }
    let isMeeting = action.map { Pipeline.entry($0, in: pipeline.meetingActions) != nil } ?? false
    return half
      + others.filter {
        $0.requirement != .nextTask && !(isMeeting && $0.requirement == .meetingAgreed)
      }
  }

  /// What is missing of a task that was only half given: due is mandatory (R15).
  var missing: [Missing] {
    switch (action, due) {
    case (nil, nil), (.some, .some):
      []
    case (.some, nil):
      [
        Missing(
          .nextTask,
          Phrase(ru: "не указан срок задачи", en: "the task's due time is missing"),
          option: "--due")
      ]
    case (nil, .some):
      [
        Missing(
          .nextTask,
          Phrase(ru: "не указано, что сделать к этому сроку", en: "what is due then is missing"),
          option: "--next")
      ]
    }
  }
}
