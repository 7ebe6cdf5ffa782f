import CRMModel

extension ImportedDeal {
  /// The new deal.
  ///
  /// Its history begins with what the export knows: when it was made and by whom, at the stage where
  /// it stands. A closed one starts at the first stage, since the export does not say from where it
  /// was closed, and is closed at its closing date, or when it was made where that is not known. The
  /// export does not say who wrote a note and when, nor always who made a deal: neither is put down to
  /// whoever imports.
  mutating func make(_ id: DealID) throws(CRMError) -> Deal {
    guard let place else {
      throw .usage(
        Phrase(ru: "этап сделки неизвестен", en: "the deal's stage is unknown"), hints: [])
    }
    let manager =
      resolution.login(values.manager) ?? context.settings.responsible[place.pipeline]
      ?? context.user
    let company = try steps.cards.company(of: values.client, manager: manager)
    let (people, left) = try steps.cards.take(values.client, imported: nil, at: company, &merging)
    let kind = steps.kind(at: place)
    let reason = kind == .lost ? lossReason(in: place.pipeline) : nil
    var add = AddDeal(id: id)
    add.name = values.name
    add.manager = manager
    if kind == .open, let nextTask { add.next = nextTask }
    add.budget = try? budget(of: values, place.pipeline)
    add.at = values.createdAt ?? values.closedAt ?? context.now
    for tag in values.tags { add.card.add(tag, to: .tags) }
    add.card.own = row.fields.merging(values.fields) { column, _ in column }
      .merging(left) { old, _ in old }
      .merging(fieldsOfClosing(isOpen: kind == .open, reason)) { old, _ in old }
      .mapValues { .text($0) }
    var closing = DealFields()
    closing.lossReason = reason
    var deal = try steps.make(
      add, of: company, people, at: place, closing: (values.closedAt, closing),
      by: resolution.login(values.author) ?? exporter)
    deal.origin = Origin(system: row.system, id: row.cells[.id] ?? "")
    deal.imported = row.memory
    try addNotes(to: &deal)
    return deal
  }
}
