import CRMModel

/// Whose the deal of a row is: the client and the person there, found, made and filled in.
extension ImportCards {
  /// The company of a row, where it is known.
  func known(_ values: ClientValues, _ manager: Login) throws(CRMError) -> CompanyID? {
    if let id = values.companyID.flatMap({ companyByOrigin[Folding.fold($0)] }) { return id }
    if values.kind != .company, let id = people(of: values).first {
      return try contact(id).company
    }
    switch values.kind {
    case .company:
      if let id = company(named: values.name) { return id }
      // R64: a certain match is no second company.
      if let id = company(reachedBy: values.companyReach.identities) { return id }
    case .person:
      let known = contact(named: values.contact, values.contactReach.identities, at: nil)
      let id = if let known { known } else { try privateClient(of: values, manager) }
      if let id { return try contact(id).company }
    case .deal: break
    }
    return nil
  }

  /// The company of a row: found, or made.
  func company(of values: ClientValues, manager: Login) throws(CRMError) -> CompanyID {
    if let id = try known(values, manager) { return id }
    let id = try transaction.newIdentifier(Company.self)
    var edit = CardEdit<Company>()
    edit.fill(values.companyReach, .phone, .email)
    edit.fill(.address, values.companyAddress)
    edit.fill(.site, values.companySite)
    edit.set(.manager, .text(manager.text))
    var company = edit.add(id: id, name: values.name, in: transaction.context)
    let isNamed = values.kind == .company
    if isNamed {
      company.origin = Origin(
        system: system, id: values.companyID ?? Folding.fold(values.name))
    }
    companies.add(.init(card: company, isNew: true, isNamed: isNamed))
    return id
  }

  /// The people of the export's ids in a row.
  private func people(of values: ClientValues) -> [ContactID] {
    values.contactIDs.compactMap { contactByOrigin[$0] }
  }

  /// Fills in the client that a row names and the person there, made where nobody knows one.
  ///
  /// - Parameters:
  ///   - values: What the row says.
  ///   - imported: What it said at the last import, where that was of the same client.
  ///   - company: The client.
  ///   - linked: The people that the deal has.
  ///   - merging: Who wins.
  /// - Throws: What reading the cards throws.
  /// - Returns: Those who are new to the deal, and the cells for which there is no better place than its own
  ///   fields. A contact that was taken from the deal here stays away, unless the row names another one.
  func take(
    _ values: ClientValues, imported: ClientValues?, at company: CompanyID,
    linked: [DealContact] = [], _ merging: inout RowMerging
  ) throws(CRMError) -> (people: [Contact], left: [String: String]) {
    var left = try fill(company: company, values, imported: imported, &merging)
    let isSameContact = imported.map { $0.contact == values.contact } ?? false
    let isSameAll = isSameContact && imported?.colleagues == values.colleagues
    guard
      let contact = try contact(
        of: values, company: company, linked: isSameContact ? linked : [])
    else { return ([], left) }
    left.merge(
      try fill(contact, values, imported: isSameContact ? imported : nil, &merging)
    ) { old, _ in old }
    guard !isSameAll else { return ([], left) }
    var people = try (isSameContact ? [] : [contact]) + people(of: values, at: company)
    for name in values.colleagues {
      // Of whom a row says no more than the name.
      if let id = self.contact(named: name, [], at: company) {
        people.append(try self.contact(id))
      } else {
        people.append(try make(named: name, at: company))
      }
    }
    var known = Set(linked.map(\.contact))
    return (people.filter { known.insert($0.id).inserted }, left)
  }

  /// Gives the client's cards what a row says anew of whom it names beside its own card (R114).
  ///
  /// - Parameters:
  ///   - card: The card that the row is of.
  ///   - cells: What it says of the client.
  ///   - known: What it said at the last import.
  ///   - company: The client.
  ///   - linked: The people that the card has.
  ///   - merge: Who wins.
  ///   - understood: How cells are understood.
  /// - Throws: What reading the cards throws.
  /// - Returns: Those who are new to the card, and its own fields that change.
  func change<Subject: Card & Document>(
    _ card: Subject, _ cells: ExportCells, from known: ExportCells, at company: CompanyID,
    linked: [DealContact] = [], _ merge: inout CardMerge<Subject>,
    _ understood: (ExportCells) -> ClientValues = ClientValues.init
  ) throws(CRMError) -> (people: [Contact], fields: [String: Value?]) {
    let memory = merge.memories
    guard merge.row.client.memory.contains(where: { memory[$0.key] != $0.value }) else {
      return ([], [:])
    }
    let (old, new) = (understood(known), understood(known.merging(cells)))
    let isKnown = !ClientValues.columns.allSatisfy { known[$0] == nil }
    var merging = RowMerging(merge.rule, isKnown: isKnown)
    let (people, left) = try take(
      new, imported: isKnown && old.isSame(as: new) ? old : nil, at: company, linked: linked,
      &merging)
    var fields: [String: Value?] = [:]
    for (name, text) in new.fields.merging(left, uniquingKeysWith: { old, _ in old })
      .sorted(by: { $0.key < $1.key })
    where merging.takes(
      .init(new: text, old: old.fields[name], here: card.fields[name]?.text) { $0 }, of: card, name,
      memory: CustomField.key(of: name))
    {
      fields[name] = .some(.text(text))
    }
    // Where nobody is named there, a company may be reached by what stands in the columns of people.
    for (own, columns) in ExportColumn.reach
    where merging.open.contains(own.key) && new.contact == nil {
      for column in columns { merging.leave(column.key) }
    }
    merge.take(client: merging)
    return (people, fields)
  }

  /// Those of them who work at a company: a deal has people of no other (R5).
  private func people(
    of values: ClientValues, at company: CompanyID
  ) throws(CRMError) -> [Contact] {
    var found: [Contact] = []
    for id in people(of: values) {
      let contact = try contact(id)
      if contact.company == company { found.append(contact) }
    }
    return found
  }

  /// The contact of a row at a company: one of the deal's own, found, or made; `nil` where the row has
  /// none.
  private func contact(
    of values: ClientValues, company: CompanyID, linked: [DealContact]
  ) throws(CRMError) -> Contact? {
    if let contact = try people(of: values, at: company).first { return contact }
    guard let typed = values.contact else { return nil }
    var people: [Contact] = []
    for link in linked { people.append(try contact(link.contact)) }
    if let contact = people.first(where: { names(of: $0).contains(Self.key(typed)) }) {
      return contact
    }
    // Somebody who was renamed here is known by the rest; nobody is made for whom the row named before.
    if !people.isEmpty,
      self.contact(named: typed, values.contactReach.identities, at: company) == nil
    {
      return people.first {
        !Set(Self.channels(of: $0)).isDisjoint(with: values.contactReach.identities)
      }
        ?? (people.count == 1 ? people[0] : nil)
    }
    if let id = contact(named: typed, values.contactReach.identities, at: company) {
      let contact = try contact(id)
      remember(contact, values.contactReach.identities)
      return contact
    }
    var edit = CardEdit<Contact>()
    edit.fill(.position, values.position)
    edit.fill(values.contactReach, .phone, .email)
    return try make(
      edit, named: typed, at: company, origin: values.contactIDs.first,
      values.contactReach.identities)
  }

  private func make(
    _ edit: CardEdit<Contact> = CardEdit(), named typed: String, at company: CompanyID,
    origin: String? = nil, _ channels: [String] = []
  ) throws(CRMError) -> Contact {
    let id = try transaction.newIdentifier(Contact.self)
    var contact = edit.add(id: id, company: company, name: typed, in: transaction.context)
    contact.origin = Origin(system: system, id: origin ?? Folding.fold(typed))
    contacts.add(.init(card: contact, isNew: true, channels: channels))
    return contact
  }

  /// Fills in a company that was found.
  ///
  /// What the row said at the last import counts where it was about the same company; cells that say
  /// something else than the card come back by the titles of their columns.
  private func fill(
    company id: CompanyID, _ values: ClientValues, imported: ClientValues?,
    _ merging: inout RowMerging
  ) throws(CRMError) -> [String: String] {
    guard values.hasCompanyCells else { return [:] }
    let company = try company(id)
    var cells = ChangedCells(of: values, imported: imported, in: company)
    if values.kind == .company, imported == nil,
      !company.united.flatMap({ [Folding.fold($0.name), self.id(of: $0.origin)] })
        .contains(Folding.fold(values.name))
    {
      cells.leave(.company, values.name)
    }
    var edit = CardEdit<Company>()
    edit.fill(
      .phone,
      cells.take(.companyPhone, { $0.companyPhone }, over: company.phone, { $0.typed }, &merging))
    edit.fill(
      .email,
      cells.take(.companyEmail, { $0.companyEmail }, over: company.email, { $0.text }, &merging))
    edit.fill(
      .address,
      cells.take(.companyAddress, { $0.companyAddress }, over: company.address, { $0 }, &merging))
    edit.fill(
      .site, cells.take(.companySite, { $0.companySite }, over: company.site, { $0 }, &merging))
    cells.add(values.companyReach, { $0.companyReach }, .phone, .email, to: &edit)
    if !cells.taken.isEmpty {
      companies.change(edit.apply(to: company, in: transaction.context), by: cells.taken)
    }
    return cells.left
  }

  /// Fills in a contact that was found, as `fill(company:_:imported:)` does.
  private func fill(
    _ contact: Contact, _ values: ClientValues, imported: ClientValues?,
    _ merging: inout RowMerging
  ) throws(CRMError) -> [String: String] {
    var cells = ChangedCells(of: values, imported: imported, in: contact)
    var edit = CardEdit<Contact>()
    edit.fill(
      .position, cells.take(.position, { $0.position }, over: contact.position, { $0 }, &merging))
    edit.fill(
      .phone,
      cells.take(
        values.contactReach.phones.column ?? .mobilePhone, { $0.phone }, over: contact.phone,
        { $0.typed }, &merging))
    edit.fill(
      .email,
      cells.take(
        values.contactReach.emails.column ?? .workEmail, { $0.email }, over: contact.email,
        { $0.text }, &merging))
    cells.add(values.contactReach, { $0.contactReach }, .phone, .email, to: &edit)
    if !cells.taken.isEmpty {
      contacts.change(edit.apply(to: contact, in: transaction.context), by: cells.taken)
    }
    return cells.left
  }

  /// The private client whom a row means by a full name alone; of several the one of whom no number or
  /// address is known.
  private func privateClient(
    of values: ClientValues, _ manager: Login
  ) throws(CRMError) -> ContactID? {
    guard let name = values.contact, FullName.isFull(name) else { return nil }
    let found = try privateClients(named: name, values.contactReach.identities, of: manager).filter
    {
      values.contactIDs.isEmpty || id(of: $0.origin).map { Self.key($0) == Self.key(name) } ?? true
    }
    return [found, found.filter { Self.channels(of: $0).isEmpty }].first { $0.count == 1 }?.first?
      .id
  }
}
