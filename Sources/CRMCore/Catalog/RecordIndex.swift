package import CRMModel

/// Every record by id, and by the keys that commands look things up with: the catalog's base, with
/// what has changed since laid over it.
package struct RecordIndex: AuditSource {
  private let base: CatalogBase?
  private var overlays = Array(repeating: Overlay(), count: Kind.documents.count)

  /// What has changed among the documents of a kind.
  private struct Overlay {
    /// A record without value is one that was removed.
    var records: [UInt64: CatalogRecord?] = [:]
    /// Those whose key has changed stay, and are left out when somebody looks.
    var names = Chains()
    var owners = Chains()
    var matches = Chains()
  }

  init(base: CatalogBase?) { self.base = base }

  // MARK: Changing

  mutating func insert(_ record: CatalogRecord) {
    let kind = record.kind.number
    let (name, company) = (record.nameKey, record.company)
    let old = overlays[kind].records.updateValue(record, forKey: record.id) ?? nil
    if old?.nameKey != name { overlays[kind].names.append(record.id, for: name) }
    if old?.company != company { overlays[kind].owners.append(record.id, for: company) }
    let known = old?.matchKeys ?? []
    for key in record.matchKeys where !known.contains(key) {
      overlays[kind].matches.append(record.id, for: key)
    }
  }

  mutating func remove(_ kind: Kind, _ id: UInt64) {
    overlays[kind.number].records[id] = .some(nil)
  }

  // MARK: Records

  func record(_ kind: Kind, _ id: UInt64) -> CatalogRecord? {
    if let overlaid = overlays[kind.number].records[id] { return overlaid }
    return base?.find(kind, id)
  }

  /// Something of every record of a kind, by id.
  private func map<Result>(
    _ kind: Kind, _ transform: (CatalogRecord) -> Result
  ) -> [Result] {
    let changed = overlays[kind.number].records.sorted { $0.key < $1.key }
    let count = base?.count(kind) ?? 0
    var results: [Result] = []
    results.reserveCapacity(count + changed.count)
    var next = 0
    for place in 0..<count {
      guard let record = base?.record(kind, at: place) else { break }
      while next < changed.count, changed[next].key < record.id {
        if let record = changed[next].value { results.append(transform(record)) }
        next += 1
      }
      if next < changed.count, changed[next].key == record.id { continue }
      results.append(transform(record))
    }
    for change in changed[next...] {
      if let record = change.value { results.append(transform(record)) }
    }
    return results
  }

  /// Every record of a kind, by id.
  func records(_ kind: Kind) -> [CatalogRecord] { map(kind) { $0 } }

  /// The ids of a folder's records.
  func identifiers(in key: FolderKey, _ kind: Kind) -> Set<UInt64> {
    let range = key.identifiers
    var ids: Set<UInt64> = []
    if let base {
      var place = base.position(kind, of: range.lowerBound)
      while place < base.count(kind), range.contains(base.id(kind, at: place)) {
        ids.insert(base.id(kind, at: place))
        place += 1
      }
    }
    for (id, record) in overlays[kind.number].records where range.contains(id) {
      if record == nil { ids.remove(id) } else { ids.insert(id) }
    }
    return ids
  }

  // MARK: Facts

  /// Every deal, by id.
  package var deals: [any DealFacts] { map(.deal) { CatalogDeal($0) } }
  /// Every company, by id.
  package var companies: [any CompanyFacts] { map(.company) { CatalogCompany($0) } }
  /// Every contact, by id.
  package var contacts: [any ContactFacts] { map(.contact) { CatalogContact($0) } }

  /// A deal's facts; `nil` where there is none.
  package func deal(_ id: DealID) -> (any DealFacts)? {
    record(.deal, id.bits).map { CatalogDeal($0) }
  }

  /// A company's facts; `nil` where there is none.
  package func company(_ id: CompanyID) -> (any CompanyFacts)? {
    record(.company, id.bits).map { CatalogCompany($0) }
  }

  /// A contact's facts; `nil` where there is none.
  package func contact(_ id: ContactID) -> (any ContactFacts)? {
    record(.contact, id.bits).map { CatalogContact($0) }
  }

  /// Gives back the memory of the base's cold parts.
  package func forgetTexts() { base?.forgetColdParts() }

  // MARK: Lookup

  private func matches(_ index: CatalogBase.Index, _ key: UInt64) -> [UInt64] {
    let overlay = overlays[index.kind.number]
    let overlaid =
      switch index.key {
      case .name: overlay.names.all(for: key).filter { overlay.records[$0]??.nameKey == key }
      case .company: overlay.owners.all(for: key).filter { overlay.records[$0]??.company == key }
      case .match:
        overlay.matches.all(for: key).filter {
          overlay.records[$0]??.matchKeys.contains(key) == true
        }
      }
    let stored = base?.matches(index, key).filter { overlay.records[$0] == nil } ?? []
    return (stored + overlaid).sorted()
  }

  private func named<Named: Document>(_ name: String) -> [Identifier<Named>] {
    let own = matches(.init(Named.kind, .name), NameKey(folded: Folding.fold(name)).bits)
    // What was merged into another card is found as that one (R65).
    return (own.isEmpty ? found(Named.kind, [NameKey(alias: name)]) : own)
      .compactMap { Identifier<Named>(bits: $0) }
  }

  /// A company's records of a kind, by id.
  func records(_ kind: Kind, of company: DocumentPlace) -> [CatalogRecord] {
    guard kind != .company else { return [] }
    return matches(.init(kind, .company), company.id).compactMap { record(kind, $0) }
  }

  /// Deals of a name, folded with its suffixes, by id.
  package func deals(named name: String) -> [DealID] {
    named(name)
  }

  /// Companies of a name, folded, by id.
  package func companies(named name: String) -> [CompanyID] {
    named(name)
  }

  /// Contacts of a name, folded, by id.
  package func contacts(named name: String) -> [ContactID] {
    named(name)
  }

  /// The companies that have one of some keys (R61), by id.
  package func companies(of keys: some Sequence<NameKey>) -> [any CompanyFacts] {
    found(.company, keys).compactMap { CompanyID(bits: $0).flatMap(company) }
  }

  /// The contacts that have one of some keys (R61), by id.
  package func contacts(of keys: some Sequence<NameKey>) -> [any ContactFacts] {
    found(.contact, keys).compactMap { ContactID(bits: $0).flatMap(contact) }
  }

  private func found(_ kind: Kind, _ keys: some Sequence<NameKey>) -> [UInt64] {
    Set(keys.flatMap { matches(.init(kind, .match), $0.bits) }).sorted()
  }

  /// Records of a name, folded, by id.
  func cards<Form: RecordForm>(named name: String) -> [Identifier<CardRecord<Form>>] {
    named(name)
  }

  /// The records that have one of some keys, by id.
  func cards<Form: RecordForm>(
    of keys: some Sequence<NameKey>, _: Form.Type
  ) -> [CardRecord<Form>] {
    found(Form.kind, keys).compactMap { record(Form.kind, $0) }.map { CatalogCard<Form>($0).bare }
  }

  /// A company's deals, oldest first.
  package func deals(of company: CompanyID) -> [any DealFacts] {
    matches(.init(.deal, .company), company.bits).compactMap { DealID(bits: $0).flatMap(deal) }
      .sorted { ($0.createdAt ?? .first, $0.id) < ($1.createdAt ?? .first, $1.id) }
  }

  /// A company's contacts, oldest first.
  package func contacts(of company: CompanyID) -> [any ContactFacts] {
    matches(.init(.contact, .company), company.bits).compactMap {
      ContactID(bits: $0).flatMap(contact)
    }
    .sorted { ($0.createdAt ?? .first, $0.id) < ($1.createdAt ?? .first, $1.id) }
  }
}
