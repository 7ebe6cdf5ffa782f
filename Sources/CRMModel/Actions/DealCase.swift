/// A deal with everything that a rule may look at.
public struct DealCase: Sendable {
  /// The deal.
  public var deal: Deal
  /// The company it is worked on for.
  public var company: Company
  /// The contacts that are linked to it, in the deal's order.
  public var contacts: [Contact]
  /// All parts of its payment chain in order, the deal itself included; empty without a chain.
  public let chain: [Deal]
  /// Its papers, and those of the chain's first deal (R20, R82).
  public let papers: [Paper]
  /// The pipeline it walks, without the stages that are none for it (R44).
  public var pipeline: Pipeline
  /// What the department's own expressions mean.
  public var rules: DealRules

  /// A deal and its surroundings.
  public init(
    deal: Deal, company: Company, contacts: [Contact], chain: [Deal], papers: [Paper] = [],
    pipeline: Pipeline, rules: DealRules = .none
  ) {
    self.papers = papers
    self.rules = rules
    self.deal = deal
    self.company = company
    self.contacts = contacts
    self.chain = chain
    self.pipeline = pipeline
    self.pipeline = walked(pipeline)
  }

  /// R44: the pipeline as the deal walks it, a new one from no stage on.
  func walked(_ pipeline: Pipeline, isNew: Bool = false) -> Pipeline {
    guard pipeline.isConditional else { return pipeline }
    let standing = isNew || pipeline.id != deal.pipeline ? nil : deal.stage
    return pipeline.leavingOut(
      StageConditions(pipeline, rules).leftOut(of: subject, at: standing))
  }

  /// Why there is no stage of an id: the pipeline has none, or the deal does not walk through it
  /// (R44).
  func refusal(ofStage id: StageID, _ refused: Phrase) -> Refusal {
    let written = pipeline.writtenStages.first { $0.id == id }
    guard let written, let condition = written.condition else {
      return Refusal(
        "R2",
        Phrase(
          ru: "\(refused.ru): нет этапа '\(id.text)'", en: "\(refused.en): no stage '\(id.text)'"))
    }
    return Refusal(
      "R44",
      Phrase(
        ru: "\(refused.ru): этот этап — только для сделок, где \(condition.text)",
        en: "\(refused.en): that stage is for deals only where \(condition.text)"))
  }

  /// Whether the deal is open, won or lost.
  public var kind: Stage.Kind { pipeline.kind(of: deal.stage) }

  /// The currency of the deal's sums: its own, else the pipeline's (R46).
  public var currency: Currency { deal.currency(in: pipeline) }

  /// The currency of its sums once it has entered a pipeline: its own where that lets it (R45).
  public func currency(entering other: Pipeline) -> Currency {
    currency != pipeline.currency && other.bounds.isOpen ? currency : other.currency
  }

  /// Its contacts in the roles that they have in it.
  package var contactsInTheirRoles: [Contact] {
    contacts.map { contact in
      var contact = contact
      contact.role = deal.contacts.first { $0.contact == contact.id }?.role ?? contact.role
      return contact
    }
  }

  /// The name of a stage as people read it.
  func stageName(_ id: StageID) -> String { pipeline.stageName(id) }

  /// The deal as expressions see it, as it stands now.
  var subject: DealSubject { subject(at: rules.clock) }

  /// The deal as expressions see it at a moment.
  package func subject(at clock: AuditClock) -> DealSubject {
    DealSubject(
      DealRecord(deal, pipeline: pipeline),
      in: AuditRecords(
        deals: [], companies: [CompanyRecord(company)], contacts: contacts.map(ContactRecord.init),
        papers: papers),
      chain: chainSums, pipeline: pipeline,
      clock: clock)
  }

  /// What the chain's parts came to (R22); the deal's own budget for a deal without a chain.
  public var chainSums: ChainSums? {
    deal.chain.map { ChainSums(parts: chain, total: $0.total, pipeline: pipeline) }
  }

  /// The comments and reports that count for a stage (R4, R20): what was written for it since it was
  /// last left, on the chain's first deal for a later part.
  func comments(for stage: StageID) -> [Comment] {
    let journal = StageComments(deal, in: pipeline)
    guard let link = deal.chain, link.part > 1, let first = chain.first else {
      return pipeline.isPassed(stage, at: deal.stage)
        ? journal.everWritten(for: stage) : journal.entering(stage)
    }
    return StageComments(first, in: pipeline).everWritten(for: stage) + journal.entering(stage)
  }
}

extension Deal {
  /// The currency of its sums: its own, else the pipeline's (R46).
  package func currency(in pipeline: Pipeline) -> Currency {
    (budget ?? chain?.total)?.currency ?? currency ?? pipeline.currency
  }
}
