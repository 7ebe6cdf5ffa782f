/// A deal's facts, all at hand.
public struct DealRecord: DealFacts, Hashable {
  /// Its id.
  public let id: DealID
  /// Its name.
  public let name: String
  /// Its company.
  public let company: CompanyID
  /// Its pipeline.
  public let pipeline: PipelineID
  /// Its stage.
  public let stage: StageID
  /// Whether that stage is open, won or lost.
  public let kind: Stage.Kind
  /// Whether the deal was put away.
  public let isDeleted: Bool
  /// Who works on it.
  public let manager: Login
  /// Who made it.
  public let author: Login
  /// Its money.
  public let budget: Money?
  /// The currency of sums that are to come, where it is not the pipeline's.
  public let currency: Currency?
  /// What was sold.
  public let package: String?
  /// The day the package ends.
  public let endDate: Day?
  /// Why it was lost.
  public let lostReason: String?
  /// With whom they spoke.
  public let spokeWith: SpokenPerson?
  /// Its place in a chain.
  public let chain: ChainLink?
  /// People and their roles.
  public let contacts: [DealContact]
  /// What no rule of the instruction speaks of, by the keys of `Deal.card`.
  public let facts: [String: Value]
  /// The department's own fields (R35).
  public let fields: [String: Value]
  /// Where it was imported from.
  public let origin: Origin?
  /// How many operations changed it.
  public let revision: Int
  /// When it was made.
  public let createdAt: Instant?
  /// When anything was last entered.
  public let updatedAt: Instant?
  /// When somebody last worked on it.
  public let workedAt: Instant?
  /// When its stage was entered.
  public let stageEnteredAt: Instant?
  /// The open tasks that count, the one due first in front.
  public let openTasks: [OpenTask]
  /// The open steps of its processes, the one due first in front.
  public let processTasks: [OpenTask]
  /// Meetings that were held and of which nobody reminded the client.
  public let meetingsNotReminded: [OpenTask]
  /// Those beside its manager who have an open task in it.
  public let helpers: [Login]
  /// Those who were asked to take part in it, each until his last day.
  public let participations: [Participation]
  /// Since when it has had no open task.
  public let noTaskSince: Instant?
  /// Why there is none, where that was said.
  public let noNextReason: String?
  /// How far its last rework is.
  public let reworkState: Rework.State?
  /// By when its manager has to mend it.
  public let reworkDue: Instant?
  /// The stages whose comment or report falls short.
  public let shortfalls: [StageShortfall]
  /// Whether its closing waits for a head's word.
  public let isPending: Bool
  /// What rules were to do and could not (R49).
  public let blockedSteps: [BlockedStep]
  /// Whether a merge had to choose and nobody has looked at that yet (R121).
  public let isReconciled: Bool

  /// A task as the audit needs it.
  public struct OpenTask: Hashable, Sendable {
    /// Its number in the deal.
    public let number: Int
    /// What is to be done.
    public let action: String
    /// By when.
    public let due: Instant

    fileprivate init(_ task: Task) {
      self.init(number: task.number, action: task.action, due: task.due)
    }

    /// A task.
    public init(number: Int, action: String, due: Instant) {
      self.number = number
      self.action = action
      self.due = due
    }
  }

  /// The projection of a deal that walks a pipeline.
  public init(_ deal: Deal, pipeline: Pipeline?) {
    id = deal.id
    name = deal.name
    company = deal.company
    self.pipeline = deal.pipeline
    stage = deal.stage
    kind = pipeline?.kind(of: deal.stage) ?? .open
    isDeleted = deal.deletedAt != nil
    manager = deal.manager
    author = deal.author
    budget = deal.budget
    currency = deal.currency
    package = deal.package
    endDate = deal.endDate
    lostReason = deal.lostReason
    spokeWith = deal.spokeWith
    chain = deal.chain
    contacts = deal.contacts
    facts = deal.facts
    fields = deal.fields
    origin = deal.origin
    revision = deal.revision
    createdAt = deal.createdAt
    updatedAt = deal.updatedAt
    workedAt = deal.workedAt
    stageEnteredAt = deal.stageEnteredAt
    openTasks = deal.openTasks.map(OpenTask.init)
    processTasks = deal.plannedTasks.filter { $0.process != nil }.map(OpenTask.init)
    meetingsNotReminded = deal.meetingsNotReminded.map(OpenTask.init)
    helpers = Set(deal.tasks.filter { $0.state == .open }.map(\.assignee))
      .subtracting([deal.manager]).sorted()
    participations = deal.participations
    noTaskSince = kind == .open ? deal.noTaskSince : nil
    noNextReason = openTasks.isEmpty ? deal.noNextReason : nil
    reworkState = deal.rework?.state
    reworkDue = deal.rework.flatMap { $0.state.isDue ? $0.due : nil }
    shortfalls = pipeline.map { StageShortfall.all(of: deal, in: $0) } ?? []
    isPending = deal.pending != nil && kind == .open && !isDeleted
    blockedSteps = pipeline.map(deal.blockedSteps) ?? []
    isReconciled = !deal.unsettled.isEmpty
  }

  /// Whether rules were to do anything and could not.
  public var isBlocked: Bool { !blockedSteps.isEmpty }
  /// How many tasks are open.
  public var openTaskCount: Int { openTasks.count }
  /// When the next task is due.
  public var nextTaskDue: Instant? { openTasks.first?.due }

  /// The key of its name without suffixes.
  public var nameKey: NameKey { .withoutSuffixes(name) }
  /// The key of its pipeline and stage together.
  public var placeKey: NameKey { .place(pipeline, stage) }
  /// The key of its manager's login.
  public var managerKey: NameKey { manager.key }
}
