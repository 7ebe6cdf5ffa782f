import CRMModel

/// Deals that are here with what rows say anew, each value by its action (R114).
extension DealTaking {
  /// A deal with what a row says anew, each value by its action.
  func change(
    _ before: Deal, _ edit: CardEdit<Deal>, _ merge: inout CardMerge<Deal>
  ) throws(CRMError) -> Deal {
    let (deal, changesCards) = try cards.keeping { () throws(CRMError) in
      try changed(before, edit, &merge)
    }
    merge.changesOthers = changesCards
    return deal
  }

  private func changed(
    _ before: Deal, _ edit: CardEdit<Deal>, _ merge: inout CardMerge<Deal>
  ) throws(CRMError) -> Deal {
    let row = merge.row
    var deal = before
    try changePlace(of: &deal, &merge)
    if deal == before, steps.kind(of: deal) != .open {
      try merge.compare(.closedAt, with: deal.stageEnteredAt)
    }
    if let manager = try read(row, merge.resolution).manager.named,
      merge.takes(.manager, .text(manager.text), .text(before.manager.text))
    {
      try steps.apply(HandOverDeal(to: manager, reason: nil), to: &deal)
    }
    let said = try fields(row)
    let usual = try transaction.pipeline(deal.pipeline).currency
    let sum = try budget(merge, deal.budget?.currency ?? usual)
    let isLost = steps.kind(of: deal) == .lost
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
    if change.fields != DealFields() { try steps.apply(change, to: &deal) }
    try changeCompany(of: &deal, &merge)
    try changeClient(of: &deal, &merge)
    return deal
  }

  /// Makes the deal the company's that the row names anew.
  private func changeCompany(
    of deal: inout Deal, _ merge: inout CardMerge<Deal>
  ) throws(CRMError) {
    let (row, company) = (merge.row, try cards.company(deal.company))
    guard row[.company] != nil || row[.companyId] != nil else { return }
    let reading = try read(row, merge.resolution)
    let found = reading.company
    guard
      found != nil || row[.company].map({ $0 != merge.memories[Fact.company.rawValue] }) ?? false
    else { return }
    let named: CompanyID =
      if let found { found } else {
        try cards.company(of: reading.client, manager: deal.manager)
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
    try steps.give(&deal, to: named)
  }

  /// Gives the client's cards what the row says anew of them, and the deal the person whom it names.
  private func changeClient(
    of deal: inout Deal, _ merge: inout CardMerge<Deal>
  ) throws(CRMError) {
    let cells = cells(merge.row)
    var known = ExportCells(merge.memories)
    if cells[.company] == nil { known[.company] = nil }
    let (people, fields) = try cards.change(
      deal, cells, from: known, at: deal.company, linked: deal.contacts, &merge, client)
    for person in people { try steps.apply(LinkContact(person, role: nil), to: &deal) }
    var change = EditDeal()
    change.fields.card.own = fields
    if !fields.isEmpty { try steps.apply(change, to: &deal) }
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
    of deal: inout Deal, _ merge: inout CardMerge<Deal>
  ) throws(CRMError) {
    guard merge.row[.stage] != nil || merge.row[.stageId] != nil,
      let place = try read(merge.row, merge.resolution).place
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
    try steps.bring(&deal, to: place, closedAt: merge.moment(.closedAt))
    if steps.kind(at: place) != .open { merge.remember(.closedAt) }
  }
}
