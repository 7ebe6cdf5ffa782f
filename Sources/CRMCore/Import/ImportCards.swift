import CRMModel

/// The companies and contacts of an import: found again, made, filled in, and kept as a whole at the
/// end, because many rows are about the same ones.
struct ImportCards {
  private struct ContactKey: Hashable {
    let company: CompanyID
    let name: String
  }

  private let transaction: Transaction
  private var companyByName: [String: CompanyID] = [:]
  private var companyByOrigin: [String: CompanyID] = [:]
  private var contactByName: [ContactKey: ContactID] = [:]
  private var contactByOrigin: [ContactKey: ContactID] = [:]
  private var companies: [CompanyID: Company] = [:]
  private var contacts: [ContactID: Contact] = [:]

  /// Where several companies have one name, or several contacts of a company, the oldest is meant.
  init(_ transaction: Transaction, _ index: RecordIndex) {
    self.transaction = transaction
    let olderCompanies = index.companies.map(\.record).sorted {
      ($0.createdAt ?? .first, $0.id) < ($1.createdAt ?? .first, $1.id)
    }
    for record in olderCompanies.reversed() {
      companyByName[Folding.fold(record.company.name)] = record.company.id
      if let id = Self.id(of: record.company.origin) { companyByOrigin[id] = record.company.id }
    }
    let olderContacts = index.contacts.map(\.record).sorted {
      ($0.createdAt ?? .first, $0.id) < ($1.createdAt ?? .first, $1.id)
    }
    for record in olderContacts.reversed() {
      let contact = record.contact
      let key = ContactKey(company: contact.company, name: Folding.fold(contact.name))
      contactByName[key] = contact.id
      if let id = Self.id(of: contact.origin) {
        contactByOrigin[ContactKey(company: contact.company, name: id)] = contact.id
      }
    }
  }

  /// The export has no ids of companies and contacts; the name is what finds them again, also after
  /// they have been renamed here.
  private static func id(of origin: Origin?) -> String? {
    origin?.system == AmoCRMImport.system ? origin?.id : nil
  }

  /// The company of a row: found, or made.
  mutating func company(
    of values: AmoCRMValues, manager: Login
  ) throws(CRMError) -> CompanyID {
    let name = Folding.fold(values.client)
    if let id = companyByName[name] ?? companyByOrigin[name] { return id }
    let id = try unused(companies)
    var fields = CompanyFields()
    fields.phone = values.companyPhone
    fields.email = values.companyEmail
    fields.address = values.companyAddress
    fields.site = values.companySite
    fields.manager = manager
    var company = fields.add(id: id, name: values.client, in: transaction.context)
    company.origin = Origin(system: AmoCRMImport.system, id: name)
    companies[id] = company
    companyByName[name] = id
    return id
  }

  /// The contact of a row at a company: found, or made; `nil` where the row has none.
  mutating func contact(
    of values: AmoCRMValues, company: CompanyID
  ) throws(CRMError) -> ContactID? {
    guard let typed = values.contact else { return nil }
    let key = ContactKey(company: company, name: Folding.fold(typed))
    if let id = contactByName[key] ?? contactByOrigin[key] { return id }
    let id = try unused(contacts)
    var fields = ContactFields()
    fields.position = values.position
    fields.phone = values.phone
    fields.email = values.email
    var contact = fields.add(id: id, company: company, name: typed, in: transaction.context)
    contact.origin = Origin(system: AmoCRMImport.system, id: key.name)
    contacts[id] = contact
    contactByName[key] = id
    return id
  }

  /// A random id that neither a document nor a card of this import has.
  private func unused<Card: Document>(
    _ cards: [Identifier<Card>: Card]
  ) throws(CRMError) -> Identifier<Card> {
    while true {
      let id = try transaction.newIdentifier(Card.self)
      if cards[id] == nil { return id }
    }
  }

  private func card(_ id: CompanyID) throws(CRMError) -> Company {
    if let company = companies[id] { return company }
    return try transaction.get(id)
  }

  /// A contact as it is now.
  func contact(_ id: ContactID) throws(CRMError) -> Contact {
    if let contact = contacts[id] { return contact }
    return try transaction.get(id)
  }

  /// Fills in a company that was found.
  ///
  /// What the row said at the last import counts where it was about the same company; cells that say
  /// something else than the card come back by the titles of their columns.
  mutating func fill(
    company id: CompanyID, _ values: AmoCRMValues, imported: AmoCRMValues?
  ) throws(CRMError) -> [String: String] {
    guard values.hasCompanyCells else { return [:] }
    let company = try card(id)
    var cells = ChangedCells(of: values, imported: imported)
    var fields = CompanyFields()
    fields.phone = cells.take(.companyPhone, \.companyPhone, over: company.phone, \.typed)
    fields.email = cells.take(.companyEmail, \.companyEmail, over: company.email, \.text)
    fields.address = cells.take(.companyAddress, \.companyAddress, over: company.address, \.self)
    fields.site = cells.take(.companySite, \.companySite, over: company.site, \.self)
    let filled = fields.edit(company, in: transaction.context)
    if filled != company { companies[id] = filled }
    return cells.left
  }

  /// Fills in a contact that was found, as `fill(company:_:imported:)` does.
  mutating func fill(
    contact id: ContactID, _ values: AmoCRMValues, imported: AmoCRMValues?
  ) throws(CRMError) -> [String: String] {
    let contact = try contact(id)
    var cells = ChangedCells(of: values, imported: imported)
    var fields = ContactFields()
    fields.position = cells.take(.position, \.position, over: contact.position, \.self)
    fields.phone = cells.take(values.phoneColumn, \.phone, over: contact.phone, \.typed)
    fields.email = cells.take(values.emailColumn, \.email, over: contact.email, \.text)
    let filled = fields.edit(contact, in: transaction.context)
    if filled != contact { contacts[id] = filled }
    return cells.left
  }

  /// Keeps everything that was made or filled in.
  func save() throws(CRMError) {
    for (_, company) in companies.sorted(by: { $0.key < $1.key }) { try transaction.put(company) }
    for (_, contact) in contacts.sorted(by: { $0.key < $1.key }) { try transaction.put(contact) }
  }
}

/// The cells of one row on their way into a card.
private struct ChangedCells {
  private let values: AmoCRMValues
  private let imported: AmoCRMValues?
  /// What says something else than the card, by the titles of the columns.
  private(set) var left: [String: String] = [:]

  init(of values: AmoCRMValues, imported: AmoCRMValues?) {
    self.values = values
    self.imported = imported
  }

  /// The value to set; a conflicting one is left.
  mutating func take<Cell: Equatable>(
    _ column: AmoCRMColumn, _ value: KeyPath<AmoCRMValues, Cell?>, over present: Cell?,
    _ text: (Cell) -> String
  ) -> Cell? {
    switch CellChange(value, of: values, imported: imported, present: present) {
    case .none: return nil
    case .set(let value): return value
    case .conflict(let value):
      left[column.title] = text(value)
      return nil
    }
  }
}
