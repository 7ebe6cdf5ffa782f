package import CRMModel

/// Every record by id, and by the keys that commands look things up with: the catalog's base, with
/// what has changed since laid over it.
package struct RecordIndex: AuditSource {
  private let base: CatalogBase?
  private var overlay: [DocumentKind: [UInt64: CatalogRecord?]] = [:]
  private var overlaidNames: [DocumentKind: [NameKey: Set<UInt64>]] = [:]
  private var overlaidOwners: [DocumentKind: [UInt64: Set<UInt64>]] = [:]

  init(base: CatalogBase?) {
    self.base = base
    for kind in DocumentKind.allCases {
      overlay[kind] = [:]
      overlaidNames[kind] = [:]
      overlaidOwners[kind] = [:]
    }
  }

  // MARK: Changing

  mutating func insert(_ record: CatalogRecord) {
    forget(record.kind, record.id)
    let keys = RecordKeys(record)
    overlay[record.kind]?[record.id] = .some(record)
    overlaidNames[record.kind]?[keys.name, default: []].insert(record.id)
    overlaidOwners[record.kind]?[keys.company, default: []].insert(record.id)
  }

  mutating func remove(_ kind: DocumentKind, _ id: UInt64) {
    forget(kind, id)
    overlay[kind]?[id] = .some(nil)
  }

  private mutating func forget(_ kind: DocumentKind, _ id: UInt64) {
    guard let old = overlay[kind]?[id] ?? nil else { return }
    let keys = RecordKeys(old)
    overlaidNames[kind]?[keys.name]?.remove(id)
    overlaidOwners[kind]?[keys.company]?.remove(id)
  }

  // MARK: Records

  func record(_ kind: DocumentKind, _ id: UInt64) -> CatalogRecord? {
    if let overlaid = overlay[kind]?[id] { return overlaid }
    return base?.find(kind, id)
  }

  /// Every record of a kind, by id.
  func records(_ kind: DocumentKind) -> [CatalogRecord] {
    let changed = (overlay[kind] ?? [:]).sorted { $0.key < $1.key }
    let count = base?.count(kind) ?? 0
    var records: [CatalogRecord] = []
    records.reserveCapacity(count + changed.count)
    var next = 0
    for place in 0..<count {
      guard let base else { break }
      let id = base.id(kind, at: place)
      while next < changed.count, changed[next].key < id {
        if let record = changed[next].value { records.append(record) }
        next += 1
      }
      if next < changed.count, changed[next].key == id { continue }
      records.append(base.record(kind, at: place))
    }
    for change in changed[next...] {
      if let record = change.value { records.append(record) }
    }
    return records
  }

  /// Every record there is.
  var all: [CatalogRecord] { DocumentKind.allCases.flatMap(records) }

  /// The ids of a folder's records, in order.
  func identifiers(in key: FolderKey, _ kind: DocumentKind) -> [UInt64] {
    let range = key.identifiers
    var ids: Set<UInt64> = []
    if let base {
      var place = base.position(kind, of: range.lowerBound)
      while place < base.count(kind), range.contains(base.id(kind, at: place)) {
        ids.insert(base.id(kind, at: place))
        place += 1
      }
    }
    for (id, record) in overlay[kind] ?? [:] where range.contains(id) {
      if record == nil { ids.remove(id) } else { ids.insert(id) }
    }
    return ids.sorted()
  }

  // MARK: Facts

  /// Every deal, by id.
  package var deals: [any DealFacts] { records(.deal).map { CatalogDeal($0.body) } }
  /// Every company, by id.
  package var companies: [any CompanyFacts] { records(.company).map { CatalogCompany($0.body) } }
  /// Every contact, by id.
  package var contacts: [any ContactFacts] { records(.contact).map { CatalogContact($0.body) } }

  package func deal(_ id: DealID) -> (any DealFacts)? {
    record(.deal, id.bits).map { CatalogDeal($0.body) }
  }

  package func company(_ id: CompanyID) -> (any CompanyFacts)? {
    record(.company, id.bits).map { CatalogCompany($0.body) }
  }

  package func contact(_ id: ContactID) -> (any ContactFacts)? {
    record(.contact, id.bits).map { CatalogContact($0.body) }
  }

  // MARK: Lookup

  private func matches(
    _ kind: DocumentKind, _ index: CatalogBase.Index, _ key: UInt64, overlaid: Set<UInt64>?
  ) -> [UInt64] {
    let changed = overlay[kind] ?? [:]
    let stored = base?.matches(index, key).filter { changed[$0] == nil } ?? []
    return (stored + (overlaid ?? [])).sorted()
  }

  /// Deals of a name, folded with its suffixes, by id.
  package func deals(named name: String) -> [DealID] {
    let key = NameKey(folded: Folding.fold(name))
    return matches(.deal, .dealName, key.bits, overlaid: overlaidNames[.deal]?[key])
      .compactMap { DealID(bits: $0) }
  }

  /// Companies of a name, folded, by id.
  package func companies(named name: String) -> [CompanyID] {
    let key = NameKey(folded: Folding.fold(name))
    return matches(.company, .companyName, key.bits, overlaid: overlaidNames[.company]?[key])
      .compactMap { CompanyID(bits: $0) }
  }

  /// Contacts of a name, folded, by id.
  package func contacts(named name: String) -> [ContactID] {
    let key = NameKey(folded: Folding.fold(name))
    return matches(.contact, .contactName, key.bits, overlaid: overlaidNames[.contact]?[key])
      .compactMap { ContactID(bits: $0) }
  }

  /// A company's deals, oldest first.
  package func deals(of company: CompanyID) -> [any DealFacts] {
    matches(
      .deal, .dealCompany, company.bits, overlaid: overlaidOwners[.deal]?[company.bits]
    ).compactMap { DealID(bits: $0).flatMap(deal) }
      .sorted { ($0.createdAt ?? .first, $0.id) < ($1.createdAt ?? .first, $1.id) }
  }

  /// A company's contacts, oldest first.
  package func contacts(of company: CompanyID) -> [any ContactFacts] {
    matches(
      .contact, .contactCompany, company.bits, overlaid: overlaidOwners[.contact]?[company.bits]
    ).compactMap { ContactID(bits: $0).flatMap(contact) }
      .sorted { ($0.createdAt ?? .first, $0.id) < ($1.createdAt ?? .first, $1.id) }
  }
}
