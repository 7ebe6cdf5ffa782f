package import CRMModel

/// Every record by id and by the keys that commands look things up with.
package struct RecordIndex {
  /// Deals by id.
  package private(set) var deals: [DealID: DealRecord] = [:]
  /// Companies by id.
  package private(set) var companies: [CompanyID: CompanyRecord] = [:]
  /// Contacts by id.
  package private(set) var contacts: [ContactID: ContactRecord] = [:]
  private var dealsByName: [String: Set<DealID>] = [:]
  private var companiesByName: [String: Set<CompanyID>] = [:]
  private var contactsByName: [String: Set<ContactID>] = [:]
  private var dealsByCompany: [CompanyID: Set<DealID>] = [:]
  private var contactsByCompany: [CompanyID: Set<ContactID>] = [:]

  package init() {}

  package mutating func insert(_ record: DealRecord) {
    remove(record.id)
    deals[record.id] = record
    dealsByName[Folding.fold(record.name), default: []].insert(record.id)
    dealsByCompany[record.company, default: []].insert(record.id)
  }

  package mutating func insert(_ record: CompanyRecord) {
    remove(record.company.id)
    companies[record.company.id] = record
    companiesByName[Folding.fold(record.company.name), default: []].insert(record.company.id)
  }

  package mutating func insert(_ record: ContactRecord) {
    remove(record.contact.id)
    contacts[record.contact.id] = record
    contactsByName[Folding.fold(record.contact.name), default: []].insert(record.contact.id)
    contactsByCompany[record.contact.company, default: []].insert(record.contact.id)
  }

  package mutating func remove(_ id: DealID) {
    guard let old = deals.removeValue(forKey: id) else { return }
    dealsByName[Folding.fold(old.name)]?.remove(id)
    dealsByCompany[old.company]?.remove(id)
  }

  package mutating func remove(_ id: CompanyID) {
    guard let old = companies.removeValue(forKey: id) else { return }
    companiesByName[Folding.fold(old.company.name)]?.remove(id)
  }

  package mutating func remove(_ id: ContactID) {
    guard let old = contacts.removeValue(forKey: id) else { return }
    contactsByName[Folding.fold(old.contact.name)]?.remove(id)
    contactsByCompany[old.contact.company]?.remove(id)
  }

  /// Deals of a name, folded with its suffixes, by id.
  package func deals(named name: String) -> [DealID] {
    (dealsByName[Folding.fold(name)] ?? []).sorted()
  }

  /// Companies of a name, folded, by id.
  package func companies(named name: String) -> [CompanyID] {
    (companiesByName[Folding.fold(name)] ?? []).sorted()
  }

  /// Contacts of a name, folded, by id.
  package func contacts(named name: String) -> [ContactID] {
    (contactsByName[Folding.fold(name)] ?? []).sorted()
  }

  /// A company's deals, oldest first.
  package func deals(of company: CompanyID) -> [DealRecord] {
    (dealsByCompany[company] ?? []).compactMap { deals[$0] }.sorted { $0.age < $1.age }
  }

  /// A company's contacts, oldest first.
  package func contacts(of company: CompanyID) -> [ContactRecord] {
    (contactsByCompany[company] ?? []).compactMap { contacts[$0] }.sorted { $0.age < $1.age }
  }
}

extension DealRecord {
  /// Sorts by creation; by id where two were made in the same second.
  fileprivate var age: (Int64, UInt64) { (createdAt?.secondsSinceEpoch ?? 0, id.bits) }
}

extension ContactRecord {
  fileprivate var age: (Int64, UInt64) { (createdAt?.secondsSinceEpoch ?? 0, contact.id.bits) }
}
