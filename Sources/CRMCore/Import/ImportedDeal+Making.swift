import CRMModel

extension ImportedDeal {
  /// The new deal.
  ///
  /// Its history begins with what the export knows: when it was made and by whom, at the stage where
  /// it stands. A closed one starts at the first stage, since the export does not say from where it
  /// was closed, and is closed at its closing date, or when it was made where that is not known. The
  /// export does not say who wrote a note and when, nor always who made a deal: neither is put down to
  /// whoever imports.
  func make(_ id: DealID, _ cards: ImportCards) throws(CRMError) -> Deal {
    guard let place else {
      throw .usage(
        Phrase(ru: "этап сделки неизвестен", en: "the deal's stage is unknown"), hints: [])
    }
    let manager = resolution.login(values.manager) ?? context.user
    let author = resolution.login(values.author) ?? exporter
    let company = try cards.company(of: values, manager: manager)
    var left = try cards.fill(company: company, values, imported: nil)
    let isClosed = kind(at: place) != .open
    let first = pipelines[place.pipeline]?.firstStage?.id ?? place.stage
    var deal = Deal(
      id: id, name: values.name, company: company, pipeline: place.pipeline, stage: place.stage,
      manager: manager, author: author)
    if let contact = try cards.contact(of: values, company: company) {
      left.merge(try cards.fill(contact, values, imported: nil)) { old, _ in old }
      deal.contacts = [DealContact(contact: contact.id, role: contact.role)]
    }
    deal.budget = try? budget(of: values, place.pipeline)
    if kind(at: place) == .lost { deal.lostReason = lossReason(in: place.pipeline) }
    deal.origin = Origin(
      system: row.system, id: row.cells[AmoCRMColumn.id.rawValue] ?? "")
    deal.imported = row.memory
    deal.fields = row.fields.merging(values.fields) { column, _ in column }
      .merging(left) { old, _ in old }
      .merging(fieldsOfClosing(deal)) { old, _ in old }
      .mapValues(Value.text)

    let created = values.createdAt ?? values.closedAt ?? context.now
    let start = isClosed ? first : place.stage
    deal.history = [event(.created(stage: start), at: created, by: author)]
    if isClosed {
      deal.history.append(
        event(.closed(from: first, to: place.stage), at: values.closedAt ?? created))
    }
    addNotes(to: &deal)
    return deal
  }
}
