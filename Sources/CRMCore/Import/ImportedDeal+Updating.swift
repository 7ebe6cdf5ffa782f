import CRMModel

extension ImportedDeal {
  /// The deal with what the row says anew; each change is an action's, and recorded.
  func update(_ before: Deal, _ cards: ImportCards) throws(CRMError) -> Deal {
    var deal = before
    let left = try changeClient(of: &deal, cards)
    let client = try cards.company(deal.company)
    if values.name != imported?.name {
      var rename = EditDeal()
      rename.fields.name = values.name
      try apply(rename, to: &deal, of: client)
    }
    if values.manager != imported?.manager, let manager = resolution.login(values.manager),
      manager != deal.manager
    {
      try apply(HandOverDeal(to: manager, reason: nil), to: &deal, of: client)
    }
    try changePlace(of: &deal, client)
    var edit = EditDeal()
    if values.budget != imported?.budget, let sum = try? budget(of: values, deal.pipeline) {
      edit.fields.budget = sum
    }
    if pipelines[deal.pipeline]?.kind(of: deal.stage) == .lost,
      values.lossReason != imported?.lossReason || deal.lostReason == nil
    {
      edit.fields.lossReason = lossReason(in: deal.pipeline)
    }
    try apply(edit, to: &deal, of: client)
    try changeFields(of: &deal, left, client)
    deal.imported.merge(row.memory) { _, new in new }
    return deal
  }

  /// Gives the deal the cells for which there is no better place, and the notes.
  private func changeFields(
    of deal: inout Deal, _ cells: [String: String], _ client: Company
  ) throws(CRMError) {
    var left = cells
    // Who made it and when is history, and that is never changed.
    for column in [AmoCRMColumn.author, .createdAt] {
      guard let text = row.cells[column.rawValue], let old = deal.imported[column.rawValue],
        text != old
      else { continue }
      left[column.title] = text
    }
    let isOpen = (pipelines[deal.pipeline]?.kind(of: deal.stage) ?? .open) == .open
    left.merge(fieldsOfClosing(isOpen: isOpen, deal.lostReason)) { old, _ in old }
    var edit = EditDeal()
    for (name, text) in left
    where deal.fields[name] != .text(text) && imported?.fields[name] != text
      && deal.imported[CustomField.key(of: name)] != text
    {
      edit.fields.card.own[name] = .some(.text(text))
    }
    if !edit.fields.card.own.isEmpty { try apply(edit, to: &deal, of: client) }
    try addNotes(to: &deal, of: client)
  }

  /// Makes the deal the client's whom the row names.
  ///
  /// - Returns: The cells for which there is no better place than the deal's own fields.
  private func changeClient(
    of deal: inout Deal, _ cards: ImportCards
  ) throws(CRMError) -> [String: String] {
    var left = row.fields.merging(values.fields) { column, _ in column }
    var company = deal.company
    let isSameClient = imported.map(values.isSameClient)
    if isSameClient != true {
      company = try cards.company(of: values, manager: deal.manager)
      if company != deal.company {
        let old = try cards.company(deal.company)
        try apply(ChangeCompany(to: company), to: &deal, of: old, cards)
      }
    }
    left.merge(
      try cards.fill(company: company, values, imported: isSameClient == true ? imported : nil)
    ) { old, _ in old }
    let isSameContact = isSameClient == true && values.contact == imported?.contact
    guard
      let contact = try cards.contact(
        of: values, company: company, linked: isSameContact ? deal.contacts : [])
    else { return left }
    left.merge(
      try cards.fill(contact, values, imported: isSameContact ? imported : nil)
    ) { old, _ in old }
    // A contact that was taken from the deal here stays away, unless the export names another one.
    if !isSameContact, !deal.contacts.contains(where: { $0.contact == contact.id }) {
      try apply(LinkContact(contact, role: nil), to: &deal, of: cards.company(company))
    }
    return left
  }

  private func changePlace(of deal: inout Deal, _ client: Company) throws(CRMError) {
    guard let place, place.pipeline != deal.pipeline || place.stage != deal.stage else { return }
    let kind = kind(at: place)
    if (pipelines[deal.pipeline]?.kind(of: deal.stage) ?? .open) != .open {
      var reopen = ReopenDeal()
      if kind == .open, place.pipeline == deal.pipeline { reopen.stage = place.stage }
      try apply(reopen, to: &deal, of: client)
    }
    let first = pipelines[place.pipeline]?.firstStage?.id ?? place.stage
    if place.pipeline != deal.pipeline || kind == .open && place.stage != deal.stage {
      var move = MoveDeal(to: kind == .open ? place.stage : first)
      move.pipeline = pipelines[place.pipeline]
      try apply(move, to: &deal, of: client)
    }
    guard kind != .open else { return }
    var close = CloseDeal(as: kind)
    // R3: not before the last stage change.
    close.at = values.closedAt.map { max($0, deal.stageEnteredAt ?? $0) }
    try apply(close, to: &deal, of: client)
  }
}
