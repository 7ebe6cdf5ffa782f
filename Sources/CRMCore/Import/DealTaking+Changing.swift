import CRMModel

/// Deals that are here with what rows say anew, each value by its action (R114).
extension DealTaking {
  /// A deal with what a row says anew, each value by its action.
  func change(
    _ before: Deal, _ edit: CardEdit<Deal>, _ merge: inout CardMerge<Deal>
  ) throws(CRMError) -> Deal {
    let (deal, changesCards) = try keeping { () throws(CRMError) in
      try changed(before, edit, &merge)
    }
    merge.changesOthers = changesCards
    return deal
  }

  private func changed(
    _ before: Deal, _ edit: CardEdit<Deal>, _ merge: inout CardMerge<Deal>
  ) throws(CRMError) -> Deal {
    let (row, resolution) = (merge.row, merge.resolution)
    var deal = before
    let company = try transaction.get(deal.company)
    try changePlace(of: &deal, company, &merge)
    if deal == before, try transaction.pipeline(deal.pipeline).kind(of: deal.stage) != .open {
      try merge.compare(.closedAt, with: deal.stageEnteredAt)
    }
    let manager = try login(row[.manager], resolution)
    if let manager, merge.takes(.manager, .text(manager.text), .text(before.manager.text)) {
      try apply(HandOverDeal(to: manager, reason: nil), to: &deal, company)
    }
    let said = try fields(row)
    let usual = try transaction.pipeline(deal.pipeline).currency
    let sum = try budget(row, deal.budget?.currency ?? usual)
    let isLost = try transaction.pipeline(deal.pipeline).kind(of: deal.stage) == .lost
    var change = EditDeal()
    if let name = row[.name], merge.takes(.name, .text(name), .text(before.name)) {
      change.fields.name = name
    }
    if let sum,
      merge.takes(.budget, .text(sum.decimalText), before.budget.map { .text($0.decimalText) })
        || sum != before.budget && sum.decimalText == before.budget?.decimalText
    {
      change.fields.budget = sum
    }
    if merge.takes(.package, said.package.map(Value.text), before.package.map(Value.text)) {
      change.fields.package = said.package
    }
    let ends = (said.endDate?.text, before.endDate?.text)
    if merge.takes(.endDate, ends.0.map(Value.text), ends.1.map(Value.text)) {
      change.fields.endDate = said.endDate
    }
    if isLost,
      merge.takes(.lostReason, said.lossReason.map(Value.text), before.lostReason.map(Value.text))
    {
      change.fields.lossReason = said.lossReason
    }
    let line = before.spokeWith.map { Value.text($0.line) }
    if isLost, merge.takes(.spokeWith, row[.spokeWith].map(Value.text), line) {
      (change.fields.spokeWith, change.fields.position) = (said.spokeWith, said.position)
    }
    change.fields.card = edit
    if change.fields != DealFields() { try apply(change, to: &deal, company) }
    try changeCompany(of: &deal, company, &merge)
    try changeClient(of: &deal, &merge)
    return deal
  }

  /// Makes the deal the company's that the row names anew.
  private func changeCompany(
    of deal: inout Deal, _ company: Company, _ merge: inout CardMerge<Deal>
  ) throws(CRMError) {
    let row = merge.row
    guard row[.company] != nil || row[.companyId] != nil else { return }
    let found = try self.company(row, merge.resolution)
    guard
      found != nil || row[.company].map({ $0 != merge.memories[Fact.company.rawValue] }) ?? false
    else { return }
    let named: CompanyID =
      if let found { found } else {
        try cards.company(of: client(cells(row)), manager: deal.manager)
      }
    // Where the row named no company the client came of the rest, and is nobody's decision here.
    let known = ExportCells(merge.memories)
    let isDerived =
      !merge.memories.isEmpty && known[.company] == nil && known[.companyId] == nil
      && Folding.fold(client(known).name) == Folding.fold(company.name)
    guard
      merge.takes(
        .company, .text(named.text), isDerived ? nil : .text(deal.company.text),
        shown: (company.name, try cards.company(named).name))
    else { return cards.discard() }
    if named == deal.company { return }
    try apply(ChangeCompany(to: named), to: &deal, company)
  }

  /// Gives the client's cards what the row says anew of them, and the deal the person whom it names.
  private func changeClient(
    of deal: inout Deal, _ merge: inout CardMerge<Deal>
  ) throws(CRMError) {
    let (memory, cells) = (merge.memories, cells(merge.row))
    guard merge.row.client.memory.contains(where: { memory[$0.key] != $0.value }) else { return }
    var known = ExportCells(memory)
    if cells[.company] == nil { known[.company] = nil }
    let (old, new) = (client(known), client(known.merging(cells)))
    let isKnown = !ClientValues.columns.allSatisfy { known[$0] == nil }
    var merging = RowMerging(merge.rule, isKnown: isKnown)
    let (people, left) = try cards.take(
      new, imported: isKnown && old.isSame(as: new) ? old : nil, at: deal.company,
      linked: deal.contacts, &merging)
    let company = try cards.company(deal.company)
    for person in people { try apply(LinkContact(person, role: nil), to: &deal, company) }
    var change = EditDeal()
    for (name, text) in new.fields.merging(left, uniquingKeysWith: { old, _ in old })
    where merging.takes(
      .init(new: text, old: old.fields[name], here: deal.fields[name]?.text) { $0 }, of: deal, name,
      memory: CustomField.key(of: name))
    {
      change.fields.card.own[name] = .some(.text(text))
    }
    if change.fields != DealFields() { try apply(change, to: &deal, company) }
    merge.take(client: merging)
  }

  /// What a deal says of what rows change by actions.
  static func facts(_ deal: Deal) -> [CardColumns<Deal>.Fact: String] {
    let facts: [CardColumns<Deal>.Fact: String?] = [
      .name: deal.name, .stage: deal.stage.text, .manager: deal.manager.text,
      .company: deal.company.text, .budget: deal.budget?.decimalText, .package: deal.package,
      .endDate: deal.endDate?.text, .lostReason: deal.lostReason, .spokeWith: deal.spokeWith?.line,
    ]
    return facts.compactMapValues(\.self)
  }

  private func changePlace(
    of deal: inout Deal, _ company: Company, _ merge: inout CardMerge<Deal>
  ) throws(CRMError) {
    guard merge.row[.stage] != nil || merge.row[.stageId] != nil,
      let place = place(merge.row, merge.resolution)
    else { return }
    func text(_ pipeline: PipelineID, _ stage: StageID) -> Value {
      .text(pipeline == deal.pipeline ? stage.text : DealSubject.stageKey(pipeline, stage))
    }
    let here = ImportResolution.Place(pipeline: deal.pipeline, stage: deal.stage)
    guard
      merge.takes(
        .stage, text(place.pipeline, place.stage), text(deal.pipeline, deal.stage),
        shown: (here.name(in: pipelines), place.name(in: pipelines)))
    else { return }
    let pipeline = try transaction.pipeline(place.pipeline)
    let kind = pipeline.kind(of: place.stage)
    if try transaction.pipeline(deal.pipeline).kind(of: deal.stage) != .open {
      var reopen = ReopenDeal()
      if kind == .open, place.pipeline == deal.pipeline { reopen.stage = place.stage }
      try apply(reopen, to: &deal, company)
    }
    if place.pipeline != deal.pipeline || kind == .open && place.stage != deal.stage {
      var move = MoveDeal(
        to: kind == .open ? place.stage : pipeline.firstStage?.id ?? place.stage)
      move.pipeline = pipeline
      try apply(move, to: &deal, company)
    }
    guard kind != .open else { return }
    var close = CloseDeal(as: kind)
    let entered = deal.stageEnteredAt
    // R3: not before the last stage change.
    close.at = try merge.moment(.closedAt).map { max($0, entered ?? $0) }
    merge.remember(.closedAt)
    try apply(close, to: &deal, company)
  }
}
