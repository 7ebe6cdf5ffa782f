package import CRMModel

/// What a new paper is made of (R74 to R81).
package struct NewPaper: Sendable {
  /// What it is.
  package let type: PaperType
  /// What was given of its fields.
  package var card = CardEdit<Paper>()
  /// The papers that it is based on.
  package var bases: [Paper] = []
  /// The sale that it belongs to; that of its basis where nothing is said.
  package var deal: Deal?
  /// Whose it is; its basis' or its deal's where nothing is said.
  package var company: Company?
  /// What is sold; that of its basis where nothing is said.
  package var lines: [TypedLine] = []
  /// The variant of a quotation that the lines are.
  package var variant: String?
  /// Which lines of a quotation are ordered, by their numbers; all that are left where nothing is said.
  package var numbers: [Int] = []
  /// How much of an order's lines leaves, in thousandths, by their numbers.
  package var quantities: [Int: Int64] = [:]
  /// The sum of a paper without lines.
  package var sum: String?
  /// When it is to be paid, part by part.
  package var schedule: [String]?
  /// The part of an order's schedule that an invoice is for, and what its lines call it.
  package var part: (number: Int, name: String)?
  /// Whether a payment may be for nothing yet, as a whole or in part.
  package var isAdvance = false
  /// Whether a shipment is yet to leave.
  package var isPlanned = false

  /// A paper of which nothing is said.
  package init(_ type: PaperType) { self.type = type }
}

extension Snapshot {
  /// The paper of a type that a reference names.
  package func paper(_ reference: String, _ type: PaperType?) throws(CRMError) -> Paper {
    let paper = try record(reference, PaperForm.self)
    guard let type, paper.type != type else { return paper }
    throw .refused(
      Refusal(
        "R74",
        Phrase(
          ru: "'\(reference)' — \(paper.type.one.ru), а здесь нужно: \(type.one.ru)",
          en: "'\(reference)' is of type \(paper.type.one.en), not \(type.one.en)"),
        remedies: [Remedy(paper.type.noun, "show", paper.id.text)]))
  }

  /// Everything that a paper is based on, and all that is based on that (R74); of a contract that it is
  /// by, no other sales.
  package func tree(of paper: Paper) throws(CRMError) -> PaperTree { try tree(of: [paper]) }

  /// The same of several papers.
  func tree(of papers: [Paper]) throws(CRMError) -> PaperTree {
    let index = try index([.paper])
    let asked = Set(papers.map(\.id))
    var found: [PaperID: PaperTree.Entry] = [:]
    var next: [PaperTree.Entry] = papers.map { ($0, PaperFacts($0)) }
    while let entry = next.popLast() {
      let id = entry.facts.id
      guard found.updateValue(entry, forKey: id) == nil else { continue }
      // What is known need not be read again: an invoice is what each of its payments is based on.
      next += entry.facts.basis.filter { found[$0] == nil }.compactMap(index.paper)
      guard !entry.paper.type.spansDeals || asked.contains(id) else { continue }
      next += index.papers(Paper.key(basedOn: id)) { found[$0] == nil }
        .filter { $0.facts.basis.contains(id) }
    }
    return PaperTree(Array(found.values))
  }

  /// The papers of a deal (R82).
  package func tree(of deal: Deal) throws(CRMError) -> PaperTree {
    PaperTree(try index([.paper]).papersWithFacts(of: .deal(deal.id)))
  }

  /// The product of a code, or of an exact id; `nil` where there is none.
  package func product(of code: String) throws(CRMError) -> Product? {
    let named: [Identifier<Product>] = try index([.product]).cards(named: code)
    return try named.first.map { (id) throws(CRMError) in try get(id) }
  }
}

extension Transaction {
  /// Makes a paper; it is not kept yet.
  ///
  /// - Throws: `CRMError.refused` where a rule forbids it, `.needs` for what only the user can say,
  ///   `.notPermitted` where he may not enter money.
  package func add(_ new: NewPaper) throws(CRMError) -> (paper: Paper, notices: [Notice]) {
    if new.type == .payment { try requireMoney() }
    var paper = Paper(id: try newIdentifier(Paper.self))
    var card = new.card
    card.fill(.type, new.type.id)
    card.fill(
      .state,
      (new.type.states.first?.id).map { first in
        new.type == .shipment && !new.isPlanned ? PaperType.State.shipped.id : first
      })
    try place(new, in: &card)
    if new.type.content == .lines {
      // A part of a sum has the tax in it, wherever the order's prices have it.
      let tax = new.part == nil ? new.bases.first.flatMap { $0[.tax] } : nil
      if card.value(of: .tax) == nil {
        card.set(.tax, tax ?? .text(PaperLine.Tax.included.rawValue))
      }
    } else if new.type.content == .deliveries {
      card.set(.tax, new.bases.first?[.tax])
    }
    if let mistake = card.mistake(in: paper) { throw .usage(mistake.problem) }
    for basis in new.bases {
      try CRMError.refusing { () throws(Refusal) in
        try basis.type == .quotation ? basis.requireAccepted() : basis.requireInForce()
      }
    }
    paper = card.made(paper, in: context)
    try requireCurrency(paper, new)
    try requireFreeNumber(paper)
    let lines = try lines(new, of: paper)
    switch new.type.content {
    case .lines, .deliveries:
      try CRMError.refusing { () throws(Refusal) in try paper.fill(lines, in: context) }
    case .sum: try give(new.sum, new, to: &paper)
    case .nothing: break
    }
    let terms = new.type == .order ? new.bases.compactMap { $0[.terms]?.text }.first : nil
    if let schedule = new.schedule ?? terms.map(PaymentSchedule.parts(of:)) {
      try plan(schedule, in: &paper, isKept: false)
    }
    // What it starts with is no change of it.
    paper.history = [context.event(.created(stage: nil))]
    return (
      paper, paper.lines.contains { $0.rate == .former } ? [Notice(VATRate.formerNotice)] : []
    )
  }

  /// Whose the paper is, of which day, in which currency, under which number.
  private func place(_ new: NewPaper, in card: inout CardEdit<Paper>) throws(CRMError) {
    let basis = new.bases.first
    let ofBasis = try new.bases.compactMap { $0.deal }.first.map { (id) throws(CRMError) in
      try get(id)
    }
    let deal = new.deal ?? ofBasis
    let company = new.company?.id ?? deal?.company ?? basis?.company
    guard let company else {
      throw .needs(
        option: "--company",
        Phrase(
          ru: "не сказано, чей это документ: --deal или --company",
          en: "whose paper it is was not said: --deal or --company"), hints: [])
    }
    let others = new.bases.compactMap { $0.company } + [deal?.company].compactMap { $0 }
    guard others.allSatisfy({ $0 == company }) else {
      throw .refused(
        Refusal(
          "R74",
          Phrase(
            ru: "документ и то, на чем он основан, — разных компаний",
            en: "the paper and what it is based on belong to different companies"),
          remedies: new.bases.map { Remedy($0.type.noun, "show", $0.id.text) }))
    }
    try requireDeal(deal, new.bases)
    if let legal = card.value(of: .legal)?.text {
      card.fill(.legal, try get(company).legalReference(legal))
    } else if let legal = basis?[.legal] {
      card.set(.legal, legal)
    }
    card.fill(.company, company.text)
    card.fill(.deal, deal?.id.text)
    if !new.bases.isEmpty { card.set(.basis, .texts(new.bases.map { $0.id.text })) }
    if card.value(of: .manager) == nil {
      card.fill(.manager, (basis?.manager ?? deal?.manager ?? context.user).text)
    }
    let today = context.zone.day(of: context.now)
    if card.value(of: .date) == nil { card.fill(.date, today.text) }
    if card.value(of: .currency) == nil {
      var currency = basis?.currency
      if currency == nil, let deal { currency = try dealCase(deal).currency }
      card.fill(.currency, (currency ?? context.settings.currency).code)
    }
    if card.value(of: .number) == nil {
      let day = card.value(of: .date).flatMap { try? Day(parsing: $0.text) } ?? today
      card.fill(.number, try nextNumber(new.type, on: day))
    }
  }

  /// Refuses to tell of one sale in two deals: what is paid of the one's papers would be owed by the
  /// other's (R74).
  private func requireDeal(_ deal: Deal?, _ bases: [Paper]) throws(CRMError) {
    guard let deal,
      let other = bases.first(where: { !$0.type.spansDeals && $0.deal != deal.id })
    else { return }
    throw .refused(
      Refusal(
        "R74",
        Phrase(
          ru: "\(other.title.ru) не относится к сделке '\(deal.name)'",
          en: "\(other.title.en) does not belong to deal '\(deal.name)'"),
        remedies: [Remedy(other.type.noun, "edit", other.id.text, "--deal", deal.id.text)]))
  }

  /// Refuses a paper in another currency than what its sums are taken from, or than what is paid by it.
  private func requireCurrency(_ paper: Paper, _ new: NewPaper) throws(CRMError) {
    let isTaken = new.lines.isEmpty && [.lines, .deliveries].contains(new.type.content)
    guard isTaken || new.type == .invoice,
      let basis = new.bases.first(where: { $0.currency != paper.currency })
    else { return }
    let isSaid = new.card.value(of: .currency) != nil
    let option = isSaid ? " (--currency)" : ""
    throw .refused(
      Refusal(
        "R74",
        Phrase(
          ru:
            "\(basis.title.ru) ведется в \(basis.currency.code), а не в \(paper.currency.code)\(option)",
          en:
            "\(basis.title.en) is in \(basis.currency.code), not in \(paper.currency.code)\(option)"
        ),
        remedies: isSaid ? [] : [Remedy(basis.type.noun, "show", basis.id.text)],
        alternative: isSaid
          ? Alternative(Remedy(new.type.noun, "add"), leaving: ["--currency"]) : nil))
  }

  // MARK: Numbers

  /// The number that follows the last one of a type, by its template.
  ///
  /// Numbers are never reused, so that those in use lie together, there are no more of them than papers,
  /// and the last one is found by halving.
  package func nextNumber(_ type: PaperType, on day: Day) throws(CRMError) -> String {
    let own = context.settings.paperNumbers[type.id].flatMap { $0.contains("{n}") ? $0 : nil }
    let template = own ?? type.numbers
    let index = try index([.paper])
    func number(_ n: Int) -> String {
      template.filling { name in
        switch name {
        case "year": String(day.year)
        case "user": context.user.text
        case "n": String(n)
        default: nil
        }
      }
    }
    func isUsed(_ n: Int) -> Bool { !index.records(numbered: number(n), type).isEmpty }
    var (low, high) = (0, index.greatestCount(.paper) + 1)
    while isUsed(high) { (low, high) = (high, high * 2) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if isUsed(middle) { low = middle } else { high = middle }
    }
    return number(high)
  }

  /// Refuses a number that another paper of the type has (R74).
  private func requireFreeNumber(_ paper: Paper) throws(CRMError) {
    let others = try index([.paper]).records(numbered: paper.name, paper.type)
    guard let taken = others.first(where: { $0.id != paper.id.bits }) else { return }
    let other = CatalogCard<PaperForm>(taken).bare
    throw .refused(
      Refusal(
        "R74",
        Phrase(
          ru: "номер '\(paper.name)' уже занят: \(other.title.ru)",
          en: "the number '\(paper.name)' is in use: \(other.title.en)"),
        remedies: [Remedy(other.type.noun, "show", other.id.text)]))
  }

  // MARK: Sums

  /// Gives a paper without lines its sum; a payment is held against what is left to be paid (R80).
  private func give(
    _ text: String?, _ new: NewPaper, to paper: inout Paper
  ) throws(CRMError) {
    guard let text else { return }
    let sum = try sum(text, in: paper.currency)
    if new.type == .payment {
      let today = context.zone.day(of: context.now)
      let basis = new.bases.first
      let paid: Int64
      if let basis {
        let tree = try tree(of: basis)
        try CRMError.refusing { () throws(Refusal) in try basis.requireRoom(for: sum, tree) }
        paid = tree.paid(basis.id)
      } else {
        paid = try advances(like: paper).reduce(0) { $0 &+ $1.total.minorUnits }
      }
      try CRMError.refusing { () throws(Refusal) in
        try paper.requirePayment(of: sum, for: basis, paid: paid, today: today)
      }
    }
    paper.facts[Field<Paper>.total.key] = Value.money(sum).stored
  }

  func sum(_ text: String, in currency: Currency) throws(CRMError) -> Money {
    do throws(ValueError) {
      let sum = try Money.parse(text, currency: currency)
      guard !sum.isZero else {
        throw ValueError(text, ru: "это не сумма оплаты", en: "this is no sum")
      }
      return sum
    } catch {
      throw .usage(error.problem)
    }
  }

  /// Says when a paper is to be paid (R78).
  ///
  /// - Throws: `CRMError.usage` for a part that is none, `.refused` where the parts do not come to the total.
  package func plan(
    _ schedule: [String], in paper: inout Paper, isKept: Bool = true
  ) throws(CRMError) {
    var edit = CardEdit<Paper>()
    do throws(ValueError) {
      try PaymentSchedule.check(
        schedule, total: paper.total, from: paper.day, in: context.zone)
    } catch { throw .usage(error.problem) }
    do throws(ValueError) {
      let parts = try PaymentSchedule(
        schedule, total: paper.total, from: paper.day, in: context.zone)
      edit.set(.schedule, .texts(parts.texts))
    } catch {
      let noun = paper.type.noun
      let parts = PaymentSchedule.completed(
        schedule, total: paper.total, from: paper.day, in: context.zone)
      let again = isKept ? Remedy(noun, "edit", paper.id.text) : Remedy(noun, "add")
      throw .refused(
        Refusal(
          "R78", error.problem,
          remedies: parts == nil ? [Remedy("help", noun, isKept ? "edit" : "add")] : [],
          alternative: parts.map {
            Alternative(
              again.adding("--schedule", $0.joined(separator: "; ")), leaving: ["--schedule"])
          }))
    }
    paper = edit.apply(to: paper, in: context)
  }

  // MARK: What follows

  /// Keeps a new or changed paper, with what follows of it for those around it: an invoice is paid once
  /// all of it is, and no more once some of that went back (R80); and rules do their work (R83).
  ///
  /// - Returns: What rules did or could not do; `nil` where they do nothing.
  package func settle(_ paper: Paper) throws(CRMError) -> AutomationRun? {
    if paper.type == .payment { try requireMoney() }
    let before: Paper? = try find(paper.id)
    let run = try setGoing(by: paper) { () throws(CRMError) in
      try put(paper)
      if [.payment, .invoice].contains(paper.type) { try settleInvoices(tree(of: paper)) }
    }
    // A payment orders nothing.
    if paper.type != .payment { try countOrders(of: [before, paper].compactMap(\.self)) }
    return run
  }

  /// Brings invoices to whether they are paid: by payments of them, or of an order before it had any.
  func settleInvoices(
    _ tree: PaperTree, in context: ActionContext? = nil
  ) throws(CRMError) {
    for invoice in tree.papers where invoice.type == .invoice && invoice.isInForce {
      let isPaid = invoice.total.isPositive && tree.paid(invoice.id) >= invoice.total.minorUnits
      guard isPaid != invoice.isIn(.paid) else { continue }
      let open = invoice.sentAt == nil ? PaperType.State.draft : .sent
      var edit = CardEdit<Paper>()
      edit.fill(.state, (isPaid ? PaperType.State.paid : open).id)
      try keep(edit.apply(to: get(invoice.id), in: context ?? self.context))
    }
  }

  /// Refuses everybody who may not enter money (R76).
  private func requireMoney() throws(CRMError) {
    let people = try people()
    try permitted { () throws(Denial) in try people.requireMoney(context.user) }
  }
}

extension RecordIndex {
  /// The records of the papers of a type that have a number.
  fileprivate func records(numbered number: String, _ type: PaperType) -> [CatalogRecord] {
    records(.paper, named: number).filter {
      CatalogPaper($0).number == number
        && CatalogCard<PaperForm>($0)[.type]?.text == type.id
    }
  }
}
