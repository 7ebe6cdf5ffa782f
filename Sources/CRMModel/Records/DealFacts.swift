/// What lists, the audit and name lookup need of one deal: a projection of its document alone, so
/// that it never has to be made again because another document changed.
///
/// A `DealRecord` has it all at hand; the catalog's form reads each fact when it is asked for, which
/// is what lets an audit pass over 100,000 deals in a few hundredths of a second.
public protocol DealFacts: Sendable {
  /// Its id.
  var id: DealID { get }
  /// Its name.
  var name: String { get }
  /// The key of its name without suffixes; equal to the company's where the names agree (R5).
  var nameKey: NameKey { get }
  /// Its company.
  var company: CompanyID { get }
  /// Its pipeline.
  var pipeline: PipelineID { get }
  /// Its stage.
  var stage: StageID { get }
  /// The key of its pipeline and stage together, so that an audit looks up what they ask for without
  /// reading either.
  var placeKey: NameKey { get }
  /// Whether that stage is open, won or lost.
  var kind: Stage.Kind { get }
  /// Whether the deal was put away.
  var isDeleted: Bool { get }
  /// Who works on it.
  var manager: Login { get }
  /// The key of that login, by which an audit counts.
  var managerKey: NameKey { get }
  /// Who made it.
  var author: Login { get }
  /// Its money.
  var budget: Money? { get }
  /// The currency of sums that are to come, where it is not the pipeline's (R46).
  var currency: Currency? { get }
  /// What was sold.
  var package: String? { get }
  /// The day the package ends.
  var endDate: Day? { get }
  /// Why it was lost.
  var lostReason: String? { get }
  /// What a closed deal may be asked for and lacks.
  var closingGaps: ClosingGaps { get }
  /// With whom they spoke.
  var spokeWith: SpokenPerson? { get }
  /// Its place in a chain.
  var chain: ChainLink? { get }
  /// Whether its name says which later part of a chain it is, where it is one (R20, R21).
  var isNamedAsPart: Bool { get }
  /// People and their roles.
  var contacts: [DealContact] { get }
  /// What no rule of the instruction speaks of, by the keys of `Deal.card`.
  var facts: [String: Value] { get }
  /// Whether the client ever asked for an invoice (R79).
  var isInvoiceRequested: Bool { get }
  /// One of them by its key; cheaper than asking for all.
  func fact(_ key: String) -> Value?
  /// The department's own fields (R35).
  var fields: [String: Value] { get }
  /// One of them by its id; cheaper than asking for all.
  func field(_ id: String) -> Value?
  /// Where it was imported from.
  var origin: Origin? { get }
  /// How many operations changed it.
  var revision: Int { get }
  /// When it was made.
  var createdAt: Instant? { get }
  /// When anything was last entered.
  var updatedAt: Instant? { get }
  /// When somebody last worked on it (R42).
  var workedAt: Instant? { get }
  /// When its stage was entered.
  var stageEnteredAt: Instant? { get }
  /// The open tasks that count, the one due first in front.
  var openTasks: [DealRecord.OpenTask] { get }
  /// How many those are.
  var openTaskCount: Int { get }
  /// Those beside its manager who have an open task in it (M7).
  var helpers: [Login] { get }
  /// Those who were asked to take part in it, each until his last day (M4).
  var participations: [Participation] { get }
  /// The open steps of its processes (R52), the one due first in front.
  var processTasks: [DealRecord.OpenTask] { get }
  /// Whether there is any.
  var hasProcessTasks: Bool { get }
  /// Meetings that were held and of which nobody reminded the client (R56).
  var meetingsNotReminded: [DealRecord.OpenTask] { get }
  /// When the open tasks are due, the earliest in front.
  var openTaskDues: [Instant] { get }
  /// When the next task is due.
  var nextTaskDue: Instant? { get }
  /// Since when an open deal has had no open task.
  var noTaskSince: Instant? { get }
  /// Why there is none, where that was said.
  var noNextReason: String? { get }
  /// How far its last rework is; `nil` for a deal that was never sent back (R24).
  var reworkState: Rework.State? { get }
  /// By when its manager has to mend it; `nil` where that is nobody's turn.
  var reworkDue: Instant? { get }
  /// The stages whose comment or report falls short.
  var shortfalls: [StageShortfall] { get }
  /// Whether its closing waits for a head's word (R53).
  var isPending: Bool { get }
  /// What rules were to do and could not (R49).
  var blockedSteps: [BlockedStep] { get }
  /// Whether there is any.
  var isBlocked: Bool { get }
  /// Whether a merge had to choose between two values and nobody has looked at that yet (R121).
  var isReconciled: Bool { get }
  /// Its place among the deals and companies of an index that is kept in the order of an audit's
  /// findings; `nil` for one that has to be compared with others by its texts.
  var rank: Int? { get }
}

extension DealFacts {
  /// When the open tasks are due, by the tasks.
  public var openTaskDues: [Instant] { openTasks.map(\.due) }

  /// Whether a process waits for somebody.
  public var hasProcessTasks: Bool { !processTasks.isEmpty }

  /// Whether its name says which later part of a chain it is, where it is one.
  public var isNamedAsPart: Bool {
    guard let suffix = chain?.nameSuffix(isWon: kind == .won), !suffix.isEmpty else { return true }
    return Folding.fold(name).hasSuffix(Folding.fold(suffix))
  }

  /// Whether it is a sale of its own and no later part of one (R23).
  public var isSale: Bool { chain?.isLaterPart != true }

  /// Whether the client ever asked for an invoice.
  public var isInvoiceRequested: Bool { facts[Field<Deal>.invoiceRequestedAt.key] != nil }

  /// What no rule speaks of, by its key.
  public func fact(_ key: String) -> Value? { facts[key] }

  /// One of the department's own fields by its id.
  public func field(_ id: String) -> Value? { fields[id] }

  /// A record at hand has no place.
  public var rank: Int? { nil }

  /// When it was closed; `nil` for an open one.
  public var closedAt: Instant? { kind == .open ? nil : stageEnteredAt }

  /// What people are told: a deal that waits for approval is open all the same.
  public var shownState: DealState { isPending ? .pending : state }

  /// What `deal list --state` calls it.
  public var state: DealState {
    if isDeleted { return .deleted }
    switch kind {
    case .open: return .open
    case .won: return .won
    case .lost: return .lost
    }
  }

  /// How urgent it is (R27); `nil` for a deal that is not open.
  public func health(at clock: AuditClock) -> Health? {
    state == .open ? Health(nextTaskDue: nextTaskDue, at: clock) : nil
  }
}
