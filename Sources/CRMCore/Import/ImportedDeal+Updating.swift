import CRMModel

extension ImportedDeal {
  /// The deal with what the row says anew; each change is recorded.
  func update(_ before: Deal, _ cards: ImportCards) throws(CRMError) -> Deal {
    var deal = before
    var left = row.fields.merging(values.fields) { column, _ in column }
    try changeClient(of: &deal, cards, &left)
    if values.name != imported?.name {
      deal.change("name", \.name, to: values.name, in: context) { $0 }
    }
    changeManager(of: &deal)
    try changePlace(of: &deal)
    if values.budget != imported?.budget, let sum = try? budget(of: values, deal.pipeline) {
      deal.change("budget", \.budget, to: sum, in: context) { $0?.decimalText }
    }
    if pipelines[deal.pipeline]?.kind(of: deal.stage) == .lost,
      values.lossReason != imported?.lossReason || deal.lostReason == nil,
      let reason = lossReason(in: deal.pipeline)
    {
      deal.change("lostReason", \.lostReason, to: reason, in: context) { $0 }
    }
    // Who made it and when is history, and that is never changed.
    for column in [AmoCRMColumn.author, .createdAt] {
      guard let text = row.cells[column.rawValue], let old = deal.imported[column.rawValue],
        text != old
      else { continue }
      left[column.title] = text
    }
    left.merge(fieldsOfClosing(deal)) { old, _ in old }
    for (name, text) in left.sorted(by: { $0.key < $1.key })
    where deal.fields[name] != .text(text) && imported?.fields[name] != text
      && deal.imported[CustomField.key(of: name)] != text
    {
      deal.change(CustomField.key(of: name), \.fields[name], to: .text(text), in: context) {
        $0?.text
      }
    }
    addNotes(to: &deal)
    deal.imported.merge(row.memory) { _, new in new }
    return deal
  }

  private func changeClient(
    of deal: inout Deal, _ cards: ImportCards, _ left: inout [String: String]
  ) throws(CRMError) {
    var company = deal.company
    let isSameClient = imported.map(values.isSameClient)
    if isSameClient != true {
      company = try cards.company(of: values, manager: deal.manager)
      if company != deal.company {
        let change = FieldChange("company", old: deal.company.text, new: company.text)
        deal = try deal.replacing("company", by: company.text)
        deal.history.append(event(.edited(change, reason: nil)))
        try unlinkStrangers(from: &deal, cards)
      }
    }
    left.merge(
      try cards.fill(company: company, values, imported: isSameClient == true ? imported : nil)
    ) { old, _ in old }
    let isSameContact = isSameClient == true && values.contact == imported?.contact
    guard
      let contact = try cards.contact(
        of: values, company: company, linked: isSameContact ? deal.contacts : [])
    else { return }
    left.merge(
      try cards.fill(contact, values, imported: isSameContact ? imported : nil)
    ) { old, _ in old }
    // A contact that was taken from the deal here stays away, unless the export names another one.
    if !isSameContact, !deal.contacts.contains(where: { $0.contact == contact.id }) {
      deal.contacts.append(DealContact(contact: contact.id, role: contact.role))
      deal.history.append(event(.contactAdded(contact.id, role: contact.role)))
    }
  }

  /// Takes people of another company from a deal that has changed its company.
  private func unlinkStrangers(from deal: inout Deal, _ cards: ImportCards) throws(CRMError) {
    for link in deal.contacts where try cards.contact(link.contact).company != deal.company {
      deal.contacts.removeAll { $0.contact == link.contact }
      deal.history.append(event(.contactRemoved(link.contact)))
    }
  }

  /// Hands the deal over with its open tasks, as `crm deal assign` does (R18).
  private func changeManager(of deal: inout Deal) {
    guard values.manager != imported?.manager, let manager = resolution.login(values.manager),
      manager != deal.manager
    else { return }
    let old = deal.manager
    deal.manager = manager
    deal.giveOpenTasks(of: old, to: manager)
    deal.history.append(event(.assigned(from: old, to: manager, reason: nil)))
  }

  private func changePlace(of deal: inout Deal) throws(CRMError) {
    guard let place, place.pipeline != deal.pipeline || place.stage != deal.stage else { return }
    let wasClosed = (pipelines[deal.pipeline]?.kind(of: deal.stage) ?? .open) != .open
    let isClosed = kind(at: place) != .open
    if place.pipeline != deal.pipeline {
      deal.change("pipeline", \.pipeline, to: place.pipeline, in: context) { $0.text }
    }
    // R3: not before the last stage change.
    let last = deal.stageEnteredAt ?? context.now
    let now = max(context.now, last)
    var from = deal.stage
    if wasClosed {
      let first = pipelines[place.pipeline]?.firstStage?.id ?? place.stage
      let target = isClosed ? deal.stageBeforeClosing ?? first : place.stage
      deal.history.append(
        event(.reopened(from: from, to: target, cleared: deal.clearClosingFields()), at: now))
      from = target
    }
    if isClosed {
      let at = values.closedAt.map { max($0, last) } ?? now
      deal.endOpenTasks(result: nil, at: at, in: context)
      deal.history.append(event(.closed(from: from, to: place.stage), at: at))
    } else if !wasClosed {
      deal.history.append(event(.moved(from: from, to: place.stage), at: now))
    }
    deal.stage = place.stage
  }
}

extension Deal {
  /// The same deal with another value of a field that commands never change.
  ///
  /// By way of its document, so that nothing can be forgotten in the copy.
  fileprivate func replacing(_ key: String, by text: String) throws(CRMError) -> Deal {
    var object = json
    object.set(key, text)
    return try Snapshot.decoding(path) { () throws(DocumentError) in
      try Deal(DocumentVersion.fields(JSONWriter.bytes(of: .object(object), style: .compact)))
    }
  }
}
