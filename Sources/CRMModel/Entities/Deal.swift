/// One sale being worked on.
public struct Deal: Entity {
  /// Its id.
  public let id: DealID
  /// Repeats the company's name, with «(доплата)» where it is a later part of a chain (R5, R20).
  public var name: String
  /// The one company it is worked on for (R5).
  public package(set) var company: CompanyID
  /// The product's pipeline.
  public var pipeline: PipelineID
  /// The last accomplished fact.
  public var stage: StageID
  /// Who works on it.
  public var manager: Login
  /// Who made it.
  public let author: Login
  /// The money of the deal.
  public var budget: Money?
  /// The currency of sums that are to come, where it is not the pipeline's (R46); a sum has its own.
  public var currency: Currency?
  /// What was sold, in the dictionary's spelling.
  public var package: String?
  /// The day the paid package ends.
  public var endDate: Day?
  /// Why it was lost, in the dictionary's spelling.
  public var lostReason: String?
  /// With whom they spoke before it was lost.
  public var spokeWith: SpokenPerson?
  /// The people and their roles in this deal, up to `Settings.maxContacts`.
  public var contacts: [DealContact]
  /// All tasks, by number.
  public var tasks: [Task]
  /// Its place in a payment chain.
  public var chain: ChainLink?
  /// What no rule of the instruction speaks of, by the keys of ``Deal/card``.
  public var facts: [String: Value]
  /// The department's own fields, by their ids, and what an import brought along, by its names (R35).
  public var fields: [String: Value]
  /// Where it was imported from.
  public var origin: Origin?
  /// What the row of the last import said, so that the next one can tell what changed over there from
  /// what changed here.
  public var imported: [String: String]
  /// Its last rework, if it was ever sent back (R24).
  public var rework: Rework?
  /// When it was put away, for a deleted one.
  public var deletedAt: Instant?
  /// What happened to it.
  public var history: [Event]

  /// A deal with nothing known but whom it is for.
  public init(
    id: DealID, name: String, company: CompanyID, pipeline: PipelineID, stage: StageID,
    manager: Login, author: Login
  ) {
    self.id = id
    self.name = name
    self.company = company
    self.pipeline = pipeline
    self.stage = stage
    self.manager = manager
    self.author = author
    self.contacts = []
    self.tasks = []
    self.facts = [:]
    self.fields = [:]
    self.imported = [:]
    self.history = []
  }
}
