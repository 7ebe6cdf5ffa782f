import CRMModel

/// Does to deals what happened to them elsewhere, whoever tells of it: by the ordinary actions, with a lenient
/// context (R112).
struct DealSteps {
  private let transaction: Transaction
  /// Whose the deals are.
  let cards: ImportCards

  init(_ transaction: Transaction, _ cards: ImportCards) {
    (self.transaction, self.cards) = (transaction, cards)
  }

  var context: ActionContext { transaction.context }

  /// As they are now: an import may make some.
  ///
  /// They have been read, so nothing can fail.
  var pipelines: [PipelineID: Pipeline] { (try? transaction.pipelines()) ?? [:] }

  func kind(at place: ImportResolution.Place) -> Stage.Kind {
    pipelines[place.pipeline]?.kind(of: place.stage) ?? .open
  }

  func kind(of deal: Deal) -> Stage.Kind {
    kind(at: .init(pipeline: deal.pipeline, stage: deal.stage))
  }

  /// A new deal, made at the stage where it stands; at the first one and closed where it has ended, since
  /// nobody says from where.
  ///
  /// - Parameters:
  ///   - add: What it begins with.
  ///   - company: Whose it is.
  ///   - people: The people there.
  ///   - place: Where it stands.
  ///   - closing: What is told of its end.
  ///   - author: Who made it, where that is known.
  /// - Throws: `CRMError.refused` for what no deal can be.
  /// - Returns: The deal.
  func make(
    _ add: AddDeal, of company: CompanyID, _ people: [Contact], at place: ImportResolution.Place,
    closing: (at: Instant?, fields: DealFields), by author: Login?
  ) throws(CRMError) -> Deal {
    let (kind, client) = (kind(at: place), try cards.company(company))
    let pipeline = try transaction.pipeline(place.pipeline)
    var add = add
    add.stage = kind == .open ? place.stage : nil
    let (new, context) = (add, context.importing(by: author))
    var deal = try CRMError.refusing { () throws(Refusal) in
      try new.apply(company: client, contacts: people, pipeline: pipeline, in: context).deal
    }
    guard kind != .open else { return deal }
    var close = CloseDeal(as: kind)
    close.fields = closing.fields
    let created = add.at ?? context.now
    close.at = closing.at.map { max($0, created) } ?? created
    try apply(close, to: &deal)
    return deal
  }

  /// One action; somebody else's where that is known.
  func apply(
    _ action: some DealAction, to deal: inout Deal, by login: Login? = nil,
    among people: [Contact] = []
  ) throws(CRMError) {
    let subject = DealCase(
      deal: deal, company: try cards.company(deal.company), contacts: people,
      chain: try transaction.chain(of: deal), pipeline: try transaction.pipeline(deal.pipeline))
    deal = try CRMError.refusing { () throws(Refusal) in
      try action.apply(to: subject, in: context.importing(by: login)).deal
    }
  }

  /// Makes it another company's, without the people of the one that it leaves.
  func give(_ deal: inout Deal, to company: CompanyID) throws(CRMError) {
    guard company != deal.company else { return }
    var people: [Contact] = []
    for link in deal.contacts { people.append(try cards.contact(link.contact)) }
    try apply(ChangeCompany(to: company), to: &deal, among: people)
  }

  /// Has it stand where it stands elsewhere, closed at a time where that is known.
  func bring(
    _ deal: inout Deal, to place: ImportResolution.Place, closedAt: Instant?
  ) throws(CRMError) {
    let (kind, pipeline) = (kind(at: place), try transaction.pipeline(place.pipeline))
    if self.kind(of: deal) != .open {
      var reopen = ReopenDeal()
      if kind == .open, place.pipeline == deal.pipeline { reopen.stage = place.stage }
      try apply(reopen, to: &deal)
    }
    if place.pipeline != deal.pipeline || kind == .open && place.stage != deal.stage {
      var move = MoveDeal(to: kind == .open ? place.stage : pipeline.firstStage?.id ?? place.stage)
      move.pipeline = pipeline
      try apply(move, to: &deal)
    }
    guard kind != .open else { return }
    var close = CloseDeal(as: kind)
    // R3: not before the last stage change.
    let entered = deal.stageEnteredAt(by: context.now)
    close.at = closedAt.map { max($0, entered ?? $0) }
    try apply(close, to: &deal)
  }
}
