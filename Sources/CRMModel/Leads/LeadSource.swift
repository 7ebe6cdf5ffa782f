/// What a department wants done with the leads of one source (R60); `sources.json` keeps it.
public struct LeadSource: Hashable, Sendable {
  /// Where its deals start.
  public var pipeline: PipelineID?
  /// Who takes care of them, in turn.
  public var responsible: [Login] = []
  /// What is wanted, where the lead does not say.
  public var serviceType: String?
  /// The labels of its leads.
  public var tags: [String] = []
  /// What the source calls the keys of a lead.
  public var keys: [String: String] = [:]
  /// Whether a lead becomes a deal by itself where one client is certain, or nobody like it is known.
  public var isAccepted = false

  /// A source of which nothing is said.
  public init() {}

  /// Who takes care of the next one, after so many before it.
  public func next(after count: Int) -> Login? {
    responsible.isEmpty ? nil : responsible[count % responsible.count]
  }
}
