/// One step of a pipeline: an accomplished fact (R3).
public struct Stage: Hashable, Sendable {
  /// Its id.
  public let id: StageID
  /// What people read on the screen.
  public let name: String
  /// Whether a deal there is still open.
  public let kind: Kind
  /// What must be known before a deal may enter it, by name.
  public let requires: [Requirement.ID]
  /// Those of them that the department wrote itself (R41).
  public let own: [OwnRequirement]
  /// For a closing stage: the earliest open stage from which it may be entered; `nil` for any.
  public let from: StageID?
  /// The report template that `meeting-report` asks for.
  public let template: ReportTemplate?
  /// What a deal that stands there has behind it, in words.
  public let description: String?
  /// How many of a hundred deals that stand there are won.
  public let probability: Int?
  /// How many days a deal may stand there (R42); `nil` where that is not asked.
  public let norm: Int?
  /// How many days away the next task may be (R42); `nil` where that is not asked.
  public let gap: Int?
  /// Which deals walk through it (R44); `nil` where all do.
  public let condition: Expression?
  /// What a deal that enters it is given to do (R51).
  public let tasks: [StageTask]
  /// Whose the work there is, unless said otherwise.
  public let owner: Login?
  /// What can be reached there or later (R50).
  public let goals: [StageGoal]
  /// Who has to agree before a deal is closed there (R53); `nil` where nobody has to.
  public let approval: Approver?

  /// A stage, as its document says.
  public init(
    id: StageID, name: String, kind: Kind, requires: [Requirement.ID],
    own: [OwnRequirement] = [], from: StageID?, template: ReportTemplate?,
    description: String? = nil, probability: Int? = nil, norm: Int? = nil, gap: Int? = nil,
    condition: Expression? = nil,
    tasks: [StageTask] = [], owner: Login? = nil, approval: Approver? = nil,
    goals: [StageGoal] = []
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.requires = requires
    self.own = own
    self.from = from
    self.template = template
    self.description = description
    self.probability = probability
    self.norm = norm
    self.gap = gap
    self.condition = condition
    self.tasks = tasks
    self.owner = owner
    self.approval = approval
    self.goals = goals
  }

  /// How many days a norm may have (R42).
  public static let days = 1...3_660

  /// Whether it asks for something to be written: a report is its comment too (R13).
  var asksForComment: Bool { requires.contains(.comment) || requires.contains(.meetingReport) }

  /// Who can have to agree.
  public enum Approver: String, CaseIterable, Sendable {
    /// A head of the deal's manager.
    case head
  }

  /// What being there means.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Being worked on.
    case open
    /// Sold.
    case won
    /// Not sold.
    case lost
  }
}

/// What a deal can reach at a stage beside the stage itself (R50).
public struct StageGoal: Hashable, Sendable {
  /// Its id, which no other goal of the pipeline has.
  public let id: String
  /// What people call it.
  public let name: String
  /// What is meant, in words.
  public let description: String?

  /// A goal, as its document says.
  public init(id: String, name: String, description: String? = nil) {
    self.id = id
    self.name = name
    self.description = description
  }
}

extension [Stage] {
  /// The stage of an id or a display name, as people type what they have seen.
  package func called(_ typed: String) -> Stage? {
    SeenName.find(typed, among: self) { [$0.id.text, $0.name] }
  }
}

/// A stage that a pipeline has no more (R44): what the history still names.
public struct RemovedStage: Hashable, Sendable {
  /// Its id, which no other stage of the pipeline ever gets.
  public let id: StageID
  /// What people called it.
  public let name: String
  /// Where its deals went; `nil` where none stood there.
  public let moveTo: StageID?

  /// A stage that was removed.
  public init(id: StageID, name: String, moveTo: StageID?) {
    self.id = id
    self.name = name
    self.moveTo = moveTo
  }
}
