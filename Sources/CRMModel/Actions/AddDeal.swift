/// Makes a deal for a company (R4, R5).
public struct AddDeal: Sendable {
  /// The new deal's id.
  public var id: DealID
  /// What it is called; as its company unless said otherwise (R5).
  public var name: String?
  /// Who works on it; the user unless said otherwise.
  public var manager: Login?
  /// A stage later than the first, where the pipeline allows it.
  public var stage: StageID?
  /// The currency of its sums, where that is not the pipeline's (R46).
  public var currency: Currency?
  /// The sum, where it is known.
  public var budget: Money?
  /// What no rule speaks of, and the department's own fields.
  public var card = CardEdit<Deal>()
  /// Whether the company has bought before (B51).
  public var hasBought = false
  /// What the department's own expressions mean.
  public var rules = DealRules.none
  /// A comment for the stage.
  public var comment: String?
  /// A contact who is linked before all others.
  public var contact: ContactID?
  /// The first task.
  public var next: NextTask
  /// When the work on it began, now unless said otherwise (R3).
  public var at: Instant?

  private static let options: Set = ["--budget", "--set", "--comment", "--next", "--due"]

  /// A deal with nothing but its company.
  public init(id: DealID) {
    self.id = id
    self.next = NextTask()
  }

  /// A deal like another one, with its sum and its own fields, but nothing of its history (B31).
  public init(id: DealID, like other: DealCase) {
    self.init(id: id)
    if other.deal.chain == nil {
      currency = other.currency == other.pipeline.currency ? nil : other.currency
      budget = other.deal.budget
    }
    for field in Deal.card where ![.participants, .lead, .invoiceRequestedAt].contains(field) {
      card.set(field, field.get(other.deal))
    }
    card.own = other.deal.fields.mapValues(Optional.some)
  }

  /// The new deal, linked with the company's contacts in their default roles: as many as the settings
  /// allow, the one it was made with, then who decides, who has influence, and the oldest (R47a).
  ///
  /// The contacts are to be given oldest first.
  ///
  /// - Throws: `Refusal` where the pipeline lets no deal start there, or something is missing. A deal
  ///   without a task is allowed (R7): it is said at once, and the audit will report it.
  public func apply(
    company: Company, contacts: [Contact], pipeline: Pipeline, in context: ActionContext
  ) throws(Refusal) -> Outcome {
    let refused = Phrase(
      ru: "нельзя завести сделку для '\(company.name)'",
      en: "cannot add a deal for '\(company.name)'")
    try pipeline.requireInUse(refused, in: context)
    let limit = context.settings.maxContacts
    let (linked, others) = split(contacts, limit: limit)
    var deal = Deal(
      id: id, name: name ?? company.name, company: company.id, pipeline: pipeline.id,
      stage: stage ?? pipeline.firstStage?.id ?? StageID(""),
      manager: manager ?? context.user, author: context.user)
    try budget?.refuseDebt()
    if let currency { try pipeline.requireCurrency(currency, refused) }
    deal.budget = budget
    deal.currency = budget == nil && currency != pipeline.currency ? currency : nil
    var card = card
    card.set(.isRepeat, hasBought ? .flag(true) : nil)
    deal = card.apply(to: deal, in: context)
    deal.contacts = linked.map { DealContact(contact: $0.id, role: $0.role) }
    var subject = DealCase(
      deal: deal, company: company, contacts: linked, chain: [], pipeline: pipeline,
      rules: rules)
    let target = try subject.begin(at: stage, refused, in: context)
    let happened = try subject.happened(at: at, in: context)
    subject.deal.history = [context.event(.created(stage: target.id), at: happened)]
    subject.note(comment, for: target, at: happened, in: context)
    let unknown = subject.plan(next, in: context)
    subject.setTasks(of: target, in: context)
    var missing = next.missing(
      with: subject.missing(for: target, exempt: [.nextTask]), in: pipeline)
    if !missing.contains(where: { $0.requirement == .comment }) {
      missing += subject.emptyComment(comment, report: [], for: target)
    }
    try missing.supplied(by: AddDeal.options, to: subject).refuse(refused, [unknown], in: context)
    return Outcome(
      subject.deal,
      notices: subject.noticesOfMissingTask(at: target) + next.notices(in: context)
        + subject.notices(entering: target)
        + subject.notices(of: others, limit: limit))
  }

  /// Those who are linked, in the order of the contacts, and those for whom there is no room.
  private func split(
    _ contacts: [Contact], limit: Int
  ) -> (linked: [Contact], others: [Contact]) {
    let roles = Role.allCases
    let ranks = contacts.map { contact in
      contact.id == self.contact ? -1 : roles.firstIndex(of: contact.role) ?? roles.count
    }
    let places = contacts.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    return (
      places.prefix(limit).sorted().map { contacts[$0] },
      places.dropFirst(limit).sorted().map { contacts[$0] }
    )
  }
}

extension Pipeline {
  /// Refuses new deals where the pipeline is archived (R44).
  func requireInUse(_ refused: Phrase, in context: ActionContext) throws(Refusal) {
    guard isArchived, !context.isLenient else { return }
    throw Refusal(
      "R44",
      Phrase(
        ru: "\(refused.ru): воронка '\(name)' в архиве",
        en: "\(refused.en): pipeline '\(name)' is archived"),
      remedies: [Remedy("pipeline", "restore", id.text)])
  }
}

extension DealCase {
  /// R4: a deal starts at the first stage that is one for it (R44), or at a later one where the
  /// pipeline lets stages be skipped.
  fileprivate mutating func begin(
    at stage: StageID?, _ refused: Phrase, in context: ActionContext
  ) throws(Refusal) -> Stage {
    if !context.isLenient { pipeline = walked(pipeline, isNew: true) }
    var refused = refused
    if let name = stage.map(stageName) {
      refused = Phrase(ru: "\(refused.ru) на этапе '\(name)'", en: "\(refused.en) at '\(name)'")
    }
    guard let first = pipeline.firstStage, let target = pipeline.stage(stage ?? first.id) else {
      throw refusal(ofStage: stage ?? deal.stage, refused)
    }
    let isAnywhere = pipeline.allowSkip || context.isLenient
    if target.id != first.id, !isAnywhere || target.kind != .open {
      throw Refusal(
        "R4",
        Phrase(
          ru: "\(refused.ru): сделка начинается с этапа '\(first.name)'",
          en: "\(refused.en): a deal starts at '\(first.name)'"))
    }
    deal.stage = target.id
    return target
  }

  /// The people for whom there is no room are named (R47a).
  fileprivate func notices(of others: [Contact], limit: Int) -> [Notice] {
    guard !others.isEmpty else { return [] }
    let names = others.map(\.name).joined(separator: ", ")
    return [
      Notice(
        Phrase(
          ru: "не вошли в сделку (не больше \(limit) контактов): \(names)",
          en: "left out of the deal (at most \(limit) contacts): \(names)"),
        remedy: Remedy("deal", "contact", "remove", deal.id.text)
          .asking(.contact))
    ]
  }

  /// R7: a deal without a task is allowed at first, and said at once.
  func noticesOfMissingTask(at stage: Stage) -> [Notice] {
    guard stage.requires.contains(.nextTask), deal.openTasks.isEmpty else { return [] }
    return [
      Notice(
        Phrase(
          ru: "у сделки нет задачи; вечером это найдет аудит",
          en: "the deal has no task; the audit will report it"),
        remedy: Remedy("task", "set", deal.id.text)
          .asking(.action).asking("--due"))
    ]
  }
}
