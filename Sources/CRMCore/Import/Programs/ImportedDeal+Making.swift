import CRMModel

extension ImportedDeal {
  /// The new deal.
  ///
  /// Its history begins with what the export knows: when it was made and by whom, at the stage where
  /// it stands. A closed one starts at the first stage, since the export does not say from where it
  /// was closed, and is closed at its closing date, or when it was made where that is not known. The
  /// export does not say who wrote a note and when, nor always who made a deal: neither is put down to
  /// whoever imports.
  mutating func make(_ id: DealID, _ cards: ImportCards) throws(CRMError) -> Deal {
    guard let place, let pipeline = pipelines[place.pipeline] else {
      throw .usage(
        Phrase(ru: "этап сделки неизвестен", en: "the deal's stage is unknown"), hints: [])
    }
    let manager =
      resolution.login(values.manager) ?? context.settings.responsible[place.pipeline]
      ?? context.user
    let company = try cards.company(of: values.client, manager: manager)
    let (people, left) = try cards.take(values.client, imported: nil, at: company, &merging)
    let kind = kind(at: place)
    let reason = kind == .lost ? lossReason(in: place.pipeline) : nil
    let created = values.createdAt ?? values.closedAt ?? context.now

    var add = AddDeal(id: id)
    add.name = values.name
    add.manager = manager
    add.stage = kind == .open ? place.stage : nil
    if kind == .open, let nextTask { add.next = nextTask }
    add.budget = try? budget(of: values, place.pipeline)
    add.at = created
    for tag in values.tags { add.card.add(tag, to: .tags) }
    add.card.own = row.fields.merging(values.fields) { column, _ in column }
      .merging(left) { old, _ in old }
      .merging(fieldsOfClosing(isOpen: kind == .open, reason)) { old, _ in old }
      .mapValues { .text($0) }
    let (client, author) = (try cards.company(company), resolution.login(values.author) ?? exporter)
    var deal = try CRMError.refusing { () throws(Refusal) in
      try add.apply(
        company: client, contacts: people, pipeline: pipeline,
        in: context.importing(by: author)
      ).deal
    }
    deal.origin = Origin(system: row.system, id: row.cells[.id] ?? "")
    deal.imported = row.memory
    if kind != .open {
      var close = CloseDeal(as: kind)
      close.fields.lossReason = reason
      close.at = values.closedAt ?? created
      try apply(close, to: &deal, of: client)
    }
    try addNotes(to: &deal, of: client)
    return deal
  }
}
