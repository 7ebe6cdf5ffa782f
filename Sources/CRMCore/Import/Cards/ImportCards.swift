import CRMModel

/// The companies and contacts of an import: found again, made and filled in.
///
/// A company is known by its name, else by its number or address; a person by name together with a
/// number, an address or the company (R61): two people of one name are two people. At one company a name
/// is found with and without its patronymic, which lists of deals leave out. A name alone makes a match no
/// more than possible; for private clients whoever looks after them is the second sign, so of one full name
/// and one responsible there is one, unless a number, an address or an id speaks against it.
///
/// What a row makes and changes is kept by `commit`, or forgotten by `discard` where the row is refused.
///
/// A class, because whoever copies an import's state would copy these tables with each row (R114).
final class ImportCards {
  /// What finds somebody.
  private struct Person {
    /// As `key` makes it.
    let name: String
    /// One of the numbers and addresses; `nil` for whoever has the name, empty for somebody of whom
    /// none is known.
    let channel: String?
    /// `nil` for whatever company.
    let company: CompanyID?

    /// One number: an export of 100,000 people has half a million of these.
    var key: NameKey {
      NameKey(folded: "\(name)\n\(channel ?? "any")\n\(company?.text ?? "any")")
    }
  }

  /// How many were made for rows of another kind.
  private var made: [Kind: Int] = [:]
  /// Where a card that was here before has been changed, by the titles of the columns.
  private var changedContacts: [ContactID: Set<String>] = [:]
  private var changedCompanies: [CompanyID: Set<String>] = [:]
  let transaction: Transaction
  var companies = CardDrafts<Company>()
  var contacts = CardDrafts<Contact>()
  /// The name of the system in `Origin`.
  let system: String
  private var companyByName: [String: CompanyID] = [:]
  private(set) var companyByOrigin: [String: CompanyID] = [:]
  private var companyByChannel: [String: CompanyID] = [:]
  private(set) var contactByOrigin: [String: ContactID] = [:]
  /// By `Person.key`.
  private var people: [NameKey: ContactID] = [:]
  /// The people of each company by their names without a patronymic; `nil` for a name that several have.
  private var withoutPatronymic: [NameKey: ContactID?] = [:]
  /// People who are clients themselves, the oldest first, with whoever looks after them, by `key`.
  private var privateClients: [NameKey: [(id: ContactID, manager: Login)]] = [:]

  /// Where several companies have one name, or several contacts of a company, the oldest is meant.
  init(_ transaction: Transaction, _ index: RecordIndex, of system: String) {
    self.transaction = transaction
    self.system = system
    let olderCompanies = index.companies.map(\.record).sorted {
      ($0.createdAt ?? .first, $0.id) < ($1.createdAt ?? .first, $1.id)
    }
    for record in olderCompanies.reversed() {
      for card in record.company.united {
        companyByName[Folding.fold(card.name)] = record.company.id
        if let id = id(of: card.origin) { companyByOrigin[Folding.fold(id)] = record.company.id }
      }
      remember(record.company)
    }
    let olderContacts = index.contacts.map(\.record).sorted {
      ($0.createdAt ?? .first, $0.id) < ($1.createdAt ?? .first, $1.id)
    }
    let clients = Dictionary(
      keepingFirst: olderCompanies.map { ($0.id, ($0.company.name, $0.company.manager)) })
    for record in olderContacts {
      remember(record.contact)
      if let (name, manager) = clients[record.contact.company] {
        remember(record.contact, asClient: name, of: manager)
      }
    }
  }

  /// Where an export of deals has no ids of companies and contacts, the name is what finds them again,
  /// also after they have been renamed here.
  func id(of origin: Origin?) -> String? {
    origin?.system == system ? origin?.id : nil
  }

  /// A person's name as it is compared: folded, the family name in front or behind.
  static func key(_ name: String) -> String {
    Folding.fold(name).split(separator: " ").sorted().joined(separator: " ")
  }

  /// The same without the patronymic; `nil` where there is none.
  private static func keyWithoutPatronymic(_ name: String) -> String? {
    var words = Folding.fold(name).split(separator: " ")
    guard words.count == 3 else { return nil }
    // It stands last, or between the two names.
    words.remove(at: !FullName.isPatronymic(words[2]) && FullName.isPatronymic(words[1]) ? 1 : 2)
    return words.sorted().joined(separator: " ")
  }

  func names(of contact: Contact) -> Set<String> {
    Set(contact.united.flatMap { [$0.name, id(of: $0.origin)] }.compactMap { $0 }.map(Self.key))
  }

  static func channels(of client: some Client & Reachable) -> [String] {
    client.emails.flatMap { channels($0, nil) } + client.phones.flatMap { channels(nil, $0) }
  }

  private static func channels(_ email: EmailAddress?, _ phone: PhoneNumber?) -> [String] {
    [email?.identity, phone?.identity].compactMap { $0 }
  }

  private func remember(_ company: Company) {
    for channel in Self.channels(of: company) { companyByChannel[channel] = company.id }
    for number in company.united.compactMap(\.taxNumber) {
      companyByChannel[Self.taxKey(number.text)] = company.id
    }
  }

  private static func taxKey(_ taxNumber: String) -> String { "inn \(taxNumber.trimmingBlanks())" }

  func remember(_ contact: Contact, _ others: [String] = []) {
    let channels = Self.channels(of: contact) + others
    for id in contact.united.compactMap({ id(of: $0.origin) }) { contactByOrigin[id] = contact.id }
    if let name = Self.keyWithoutPatronymic(contact.name) {
      let key = Person(name: name, channel: nil, company: contact.company).key
      let known = withoutPatronymic[key] ?? contact.id
      withoutPatronymic[key] = .some(known == contact.id ? known : nil)
    }
    for name in names(of: contact) {
      func add(_ channel: String?, _ company: CompanyID?) {
        let person = Person(name: name, channel: channel, company: company).key
        if people[person] == nil { people[person] = contact.id }
      }
      add(nil, contact.company)
      if channels.isEmpty {
        add("", contact.company)
      } else {
        let unreachable = Person(name: name, channel: "", company: contact.company).key
        if people[unreachable] == contact.id { people[unreachable] = nil }
      }
      for channel in channels {
        add(channel, contact.company)
        add(channel, nil)
      }
    }
  }

  /// Knows somebody as a private client, where the company is called by the same name.
  func remember(_ contact: Contact, asClient company: String, of manager: Login) {
    guard Self.key(company) == Self.key(contact.name) else { return }
    privateClients[NameKey(folded: Self.key(company)), default: []].append((contact.id, manager))
  }

  /// The private clients whom somebody may be, by the name: nobody of whom another number or address is known,
  /// and by a first name alone nobody of whom any is (R61).
  func privateClients(
    named name: String, _ channels: [String], of manager: Login? = nil
  ) throws(CRMError) -> [Contact] {
    var found: [Contact] = []
    for (id, looksAfter) in privateClients[NameKey(folded: Self.key(name))] ?? []
    where manager == nil || manager == looksAfter {
      let contact = try contact(id)
      let unknown = [channels, Self.channels(of: contact)].count(where: \.isEmpty)
      if unknown == 2 || unknown == 1 && FullName.isFull(name) { found.append(contact) }
    }
    return found
  }

  /// The company of a person's name at which nobody of that name is known.
  func company(ofNobodyNamed name: String) -> CompanyID? {
    company(named: name).flatMap { contact(named: name, [], at: $0) == nil ? $0 : nil }
  }

  /// The person of a name, at a company or at any.
  func contact(named typed: String?, _ channels: [String], at company: CompanyID?) -> ContactID? {
    guard let name = typed.map(Self.key) else { return nil }
    func find(_ channel: String?) -> ContactID? {
      people[Person(name: name, channel: channel, company: company).key]
    }
    for channel in channels {
      if let id = find(channel) { return id }
    }
    guard company != nil else { return nil }
    // R61: a first name alone, with another number than the one that is known, is somebody else.
    guard FullName.isFull(name) else { return channels.isEmpty ? find(nil) : find("") }
    if let id = find(nil) { return id }
    guard let short = typed.flatMap(Self.keyWithoutPatronymic) else {
      return withoutPatronymic[Person(name: name, channel: nil, company: company).key] ?? nil
    }
    return people[Person(name: short, channel: nil, company: company).key]
  }

  /// The company of a name, as it is called now or was in the export.
  func company(named typed: String) -> CompanyID? {
    let name = Folding.fold(typed)
    return companyByName[name] ?? companyByOrigin[name]
  }

  /// The company of one of some numbers and addresses.
  func company(reachedBy channels: [String]) -> CompanyID? {
    channels.lazy.compactMap { self.companyByChannel[$0] }.first
  }

  /// The company of an ИНН.
  func company(taxedAs number: String) -> CompanyID? { companyByChannel[Self.taxKey(number)] }

  /// Makes a company of which nothing is known but the name, and perhaps who looks after it.
  func makeCompany(
    named typed: String, _ manager: Login? = nil
  ) throws(CRMError) -> CompanyID {
    var edit = CardEdit<Company>()
    edit.fill(.manager, manager?.text)
    let company = edit.add(
      id: try transaction.newIdentifier(Company.self), name: typed, in: transaction.context)
    companies.add(.init(card: company, isNew: true, isNamed: true))
    return company.id
  }

  /// Keeps what the row made and changed.
  ///
  /// - Returns: Whether that is anything.
  @discardableResult
  func commit() throws(CRMError) -> Bool {
    var isAny = false
    var clients: [CompanyID: (name: String, manager: Login)] = [:]
    for draft in companies.takeAll() {
      isAny = true
      if draft.isNew { clients[draft.card.id] = (draft.card.name, draft.card.manager) }
      try transaction.put(draft.card)
      draft.isNamed ? note(draft.card) : remember(draft.card)
      if draft.isNew {
        made[.company, default: 0] += 1
      } else if isOlder(draft.card) {
        changedCompanies[draft.card.id, default: []].formUnion(draft.columns)
      }
    }
    for draft in contacts.takeAll() {
      isAny = true
      try transaction.put(draft.card)
      if draft.isNew {
        remember(draft.card, draft.channels)
        if let (name, manager) = clients[draft.card.company] {
          remember(draft.card, asClient: name, of: manager)
        }
        made[.contact, default: 0] += 1
      } else if isOlder(draft.card) {
        changedContacts[draft.card.id, default: []].formUnion(draft.columns)
      }
    }
    return isAny
  }

  /// A card along with those that its row makes and changes; of a row that is refused nothing is kept.
  func keeping<Subject>(
    _ body: () throws(CRMError) -> Subject
  ) throws(CRMError) -> (card: Subject, changesOthers: Bool) {
    do throws(CRMError) {
      let card = try body()
      return (card, try commit())
    } catch {
      discard()
      throw error
    }
  }

  /// Forgets what a row made and changed that is refused.
  func discard() { _ = (companies.takeAll(), contacts.takeAll()) }

  /// Knows a company by what its card says now.
  func note(_ company: Company) {
    companyByName[Folding.fold(company.name)] = company.id
    if let id = id(of: company.origin) { companyByOrigin[Folding.fold(id)] = company.id }
    remember(company)
  }

  /// Knows a person by what the card says now.
  func note(_ contact: Contact) { remember(contact) }

  /// Tells what was made along with the rows, and whose cards were changed that several deals have.
  func tell(_ result: inout ImportResult) throws(CRMError) {
    result.made = made
    result.sharedCards = try shared()
  }

  /// Cards that were here before, were changed, and belong to several deals.
  private func shared() throws(CRMError) -> [ImportResult.SharedCard] {
    guard !changedContacts.isEmpty || !changedCompanies.isEmpty else { return [] }
    var companies: [CompanyID: Int] = [:]
    var contacts: [ContactID: Int] = [:]
    for deal in try transaction.index().deals where !deal.isDeleted {
      companies[deal.company, default: 0] += 1
      for link in deal.contacts { contacts[link.contact, default: 0] += 1 }
    }
    return try shared(changedCompanies, companies) + shared(changedContacts, contacts)
  }

  private func shared<Subject: Card & Document>(
    _ changed: [Identifier<Subject>: Set<String>], _ deals: [Identifier<Subject>: Int]
  ) throws(CRMError) -> [ImportResult.SharedCard] {
    var shared: [ImportResult.SharedCard] = []
    for (id, columns) in changed.sorted(by: { $0.key < $1.key }) {
      guard let count = deals[id], count > 1 else { continue }
      shared.append(
        .init(
          kind: Subject.kind, name: try transaction.get(id).name, columns: columns.sorted(),
          deals: count))
    }
    return shared
  }

  /// A company as it is now.
  func company(_ id: CompanyID) throws(CRMError) -> Company {
    if let draft = companies[id] { return draft }
    return try transaction.get(id)
  }

  /// A contact as it is now.
  func contact(_ id: ContactID) throws(CRMError) -> Contact {
    if let draft = contacts[id] { return draft }
    return try transaction.get(id)
  }

  /// Whether a card was here before this import.
  private func isOlder(_ card: some Document) -> Bool {
    card.history.first?.operation != transaction.context.operation
  }
}
