/// How deals of one product are sold: data, never code (R2).
public struct Pipeline: Hashable, Sendable {
  /// Its id.
  public let id: PipelineID
  /// What people read on the screen.
  public let name: String
  /// The currency of its budgets.
  public let currency: Currency
  /// Whether a deal may leave out stages, and start at a later one (R4).
  public let allowSkip: Bool
  /// Whether a deal may go back, with a comment that says why (R4).
  public let allowBack: Bool
  /// Whether a deal's name has to be its company's (R5); a department that brings its deals from
  /// elsewhere may name them otherwise.
  public let matchNames: Bool
  /// What a sale may cost (R8).
  public let bounds: BudgetBounds
  /// The company's fields that the requirement `company-card` asks for.
  public let companyFields: [Field<Company>]
  /// When a comment is substantive (R12).
  public let commentRule: CommentRule
  /// What can be sold.
  public let packages: [String]
  /// Why a deal can be lost.
  public let lossReasons: [String]
  /// The actions that are meetings, for `meeting-agreed`.
  public let meetingActions: [String]
  /// In order; for a deal, those that are stages for it (R44).
  public private(set) var stages: [Stage]
  /// As the document says them.
  public let writtenStages: [Stage]
  /// The stages that were taken away, in the order in which they went.
  public let removed: [RemovedStage]
  /// For how many days nothing need be done on an open deal (R42); `nil` where that is not asked.
  public let silence: Int?
  /// How many days after it was made a deal may still be open (R42); `nil` where that is not asked.
  public let oldest: Int?
  /// Whether every stage has to have a description (R44).
  public let isDescribed: Bool
  /// Whether it takes no new deals; those that it has are worked on as before.
  public let isArchived: Bool
  /// From when to when the length of its sales is counted (R89).
  public let cycle: SalesCycle
  /// What it does by itself, in order (`on`, R48).
  public let automation: [AutomationRule]
  /// Whether a deal with an open task goes on only with what came of it (R54).
  public let requiresResult: Bool
  /// Whether the audit asks that clients are reminded of meetings (R56).
  public let remindsClients: Bool
  /// What a won deal has come to (R82).
  public let amount: Amount

  /// Where the sum of a won deal comes from.
  public enum Amount: String, CaseIterable, Sendable {
    /// It is what people say.
    case manual
    /// It is that of the deal's orders.
    case orders
  }

  /// A pipeline, as its document says.
  public init(
    id: PipelineID, name: String, currency: Currency, allowSkip: Bool, allowBack: Bool,
    matchNames: Bool = true, bounds: BudgetBounds, companyFields: [Field<Company>],
    commentRule: CommentRule, packages: [String], lossReasons: [String],
    meetingActions: [String], stages: [Stage], removed: [RemovedStage] = [],
    silence: Int? = nil, oldest: Int? = nil, isDescribed: Bool = false, isArchived: Bool = false,
    cycle: SalesCycle = SalesCycle(), automation: [AutomationRule] = [],
    requiresResult: Bool = false, remindsClients: Bool = false, amount: Amount = .manual
  ) {
    self.id = id
    self.name = name
    self.currency = currency
    self.allowSkip = allowSkip
    self.allowBack = allowBack
    self.matchNames = matchNames
    self.bounds = bounds
    self.companyFields = companyFields
    self.commentRule = commentRule
    self.packages = packages
    self.lossReasons = lossReasons
    self.meetingActions = meetingActions
    self.stages = stages
    writtenStages = stages
    self.removed = removed
    self.silence = silence
    self.oldest = oldest
    self.isDescribed = isDescribed
    self.isArchived = isArchived
    self.cycle = cycle
    self.automation = automation
    self.requiresResult = requiresResult
    self.remindsClients = remindsClients
    self.amount = amount
  }

  /// Where deals start (R4): the first open stage.
  public var firstStage: Stage? { stages.first { $0.kind == .open } }

  /// The stage of a kind; a pipeline has one won and at most one lost stage.
  public func closingStage(_ kind: Stage.Kind) -> Stage? { stages.first { $0.kind == kind } }

  /// Whether what it asks (R41, R44), of whom (R53), or does by itself (R48) has to be understood.
  package var hasOwnRules: Bool {
    isConditional || !automation.isEmpty
      || stages.contains { !$0.own.isEmpty || !$0.tasks.isEmpty || $0.approval != nil }
  }

  /// Whether any stage is one for some deals only (R44).
  var isConditional: Bool { writtenStages.contains { $0.condition != nil } }

  /// The pipeline without stages that are none for a deal (R44).
  func leavingOut(_ stages: Set<StageID>) -> Pipeline {
    var pipeline = self
    pipeline.stages.removeAll { stages.contains($0.id) }
    return pipeline
  }

  /// The open stage that stands where one is left out: the next one, else the last (R44).
  func standIn(for id: StageID) -> StageID? {
    guard let place = writtenStages.firstIndex(where: { $0.id == id && $0.kind == .open }) else {
      return nil
    }
    let open = Set(stages.filter { $0.kind == .open }.map(\.id))
    return
      (writtenStages[place...].first { open.contains($0.id) }
      ?? writtenStages.last { open.contains($0.id) })?.id
  }

  /// A stage by its id.
  public func stage(_ id: StageID) -> Stage? { stages.first { $0.id == id } }

  /// What people call a stage, also one that is gone; its id where nobody remembers it.
  public func stageName(_ id: StageID) -> String {
    writtenStages.first { $0.id == id }?.name ?? removed.last { $0.id == id }?.name ?? id.text
  }

  /// Where a deal of a stage stands now: there, or where the deals of a removed stage went (R44).
  package func successor(of id: StageID) -> StageID {
    removed.reduce(id) { id, gone in gone.id == id ? gone.moveTo ?? id : id }
  }

  /// A stage's place in the order; `nil` for a stage that the document does not have.
  public func position(of id: StageID) -> Int? { stages.firstIndex { $0.id == id } }

  /// Whether a deal is open, won or lost; a stage that was removed from the document counts as open,
  /// so that its deals are seen and mended.
  public func kind(of id: StageID) -> Stage.Kind { stage(id)?.kind ?? .open }

  /// Whether an open deal at `stage` has entered a stage with this requirement, or had to.
  public func demands(_ requirement: Requirement.ID, by stage: StageID) -> Bool {
    guard let position = position(of: stage) else { return false }
    return stages[...position].contains { $0.kind == .open && $0.requires.contains(requirement) }
  }

  /// The dictionary's spelling of a value, compared folded (R2); `nil` for a value outside of it.
  public static func entry(_ value: String, in dictionary: [String]) -> String? {
    let wanted = Folding.fold(value)
    return dictionary.first { Folding.fold($0) == wanted }
  }
}
