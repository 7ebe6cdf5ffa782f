package import CRMModel

/// Every record by id, and by the keys that commands look things up with: the catalog's sorted files, with
/// what has changed since laid over them.
package struct RecordIndex: AuditSource {
  private let layers: CatalogLayers?
  /// What may be seen of it, where that is not everything.
  private var sight: Sight?
  private var overlays = Array(repeating: CatalogOverlay(), count: Kind.documents.count)

  init(base: CatalogBase?) {
    self.init(base.map { CatalogLayers(base: $0, middle: nil) })
  }

  init(_ layers: CatalogLayers?) { self.layers = layers }

  // MARK: Changing

  mutating func insert(_ record: CatalogRecord) { overlays[record.kind.number].insert(record) }

  mutating func remove(_ kind: Kind, _ id: UInt64) { overlays[kind.number].remove(id) }

  // MARK: Records

  func record(_ kind: Kind, _ id: UInt64) -> CatalogRecord? {
    any(kind, id).flatMap { isSeen($0) ? $0 : nil }
  }

  private func any(_ kind: Kind, _ id: UInt64) -> CatalogRecord? {
    if let record = overlays[kind.number].records[id] { return record }
    return overlays[kind.number].removed.contains(id) ? nil : layers?.find(kind, id)
  }

  /// The ids in a range of what has changed since the base was written, the removed ones too, in order.
  private func changed(_ kind: Kind, in range: Range<UInt64> = 0..<UInt64.max) -> [UInt64] {
    let overlay = overlays[kind.number]
    let below = layers?.middle?.identifiers(kind, in: range) ?? []
    return (overlay.changed(in: range) + below.filter { !overlay.hides($0) }).sorted()
  }

  /// Names the base that changes are counted from; 0 without one.
  var foundation: UInt64 { layers?.base.identity ?? 0 }

  /// What has changed since the base was written: a middle's records of a kind, by id.
  func changedRecords(_ kind: Kind) -> [CatalogRecord] {
    changed(kind).compactMap { id in
      any(kind, id) ?? (layers?.base.has(kind, id) == true ? .removed(kind, id) : nil)
    }
  }

  /// Something of every record of a kind, by id.
  func map<Result>(
    _ kind: Kind, _ transform: (CatalogRecord) -> Result
  ) -> [Result] {
    var changed = changed(kind)[...]
    let count = layers?.base.count(kind) ?? 0
    var results: [Result] = []
    results.reserveCapacity(count + changed.count)
    func add(_ record: CatalogRecord?) {
      if let record, isSeen(record) { results.append(transform(record)) }
    }
    if let base = layers?.base {
      for place in 0..<count {
        let record = base.record(kind, at: place)
        while let id = changed.first, id < record.id { add(any(kind, changed.removeFirst())) }
        if changed.first != record.id { add(record) }
      }
    }
    for id in changed { add(any(kind, id)) }
    return results
  }

  /// Every record of a kind, by id.
  func records(_ kind: Kind) -> [CatalogRecord] { map(kind) { $0 } }

  /// No fewer than there are records of a kind: those that were changed or removed since count again.
  func greatestCount(_ kind: Kind) -> Int {
    (layers?.greatestCount(kind) ?? 0) + overlays[kind.number].records.count
  }

  /// Whether there is any paper.
  package var hasPapers: Bool { greatestCount(.paper) > 0 }

  /// The papers that have a key and are asked for, with their facts and without their histories, by id.
  func papers(
    _ key: NameKey, where isAsked: (PaperID) -> Bool = { _ in true }
  ) -> [PaperTree.Entry] {
    found(.paper, [key]).map(PaperID.init(stored:)).filter(isAsked).compactMap(paper)
  }

  /// The papers of a deal, or those that a company has without one, with their facts (R74).
  func papersWithFacts(of owner: PaperOwner) -> [PaperTree.Entry] {
    papers(Paper.key(of: owner)).filter { $0.facts.owner == owner }
  }

  /// One paper with its facts; `nil` where there is none.
  func paper(_ id: PaperID) -> PaperTree.Entry? {
    record(.paper, id.bits).map { (CatalogCard($0).bare, CatalogPaper($0).facts) }
  }

  /// What is found of everybody's papers (R85): the sorted files have it of all but those that were changed
  /// since.
  package func paperFindings() -> @Sendable (PaperOwner) -> [PaperFinding] {
    let changed = ownersOfNews
    // Whoever does not see everything does not see what comes of it.
    let layers = sight == nil ? layers : nil
    return { owner in
      if let layers, !changed.contains(owner.number), let found = layers.findings(of: owner) {
        return found
      }
      let papers = papers(ofNumber: owner.number)
      return papers.isEmpty
        ? [] : PaperFinding.all(of: papers.map(\.facts), hasPaper: hasPaper)
    }
  }

  /// What is found of the papers of those whose papers have changed since the base was written, as a middle
  /// keeps it.
  func changedFindings() -> [(owner: UInt64, number: UInt64)] {
    let news = ownersOfNews
    let all = owners(of: changed(.paper)) { layers?.base.find(.paper, $0) }
    return all.union(news).sorted().flatMap { owner in
      var numbers = news.contains(owner) ? [] : layers?.middle?.findings(of: owner) ?? []
      if numbers.isEmpty { numbers = papers(ofNumber: owner).findings.map(\.number) }
      return (numbers.isEmpty ? [PaperFinding.nothing] : numbers).map { (owner, $0) }
    }
  }

  /// Whose papers have changed since the sorted files were written.
  private var ownersOfNews: Set<UInt64> {
    owners(of: overlays[Kind.paper.number].changed(in: 0..<UInt64.max)) {
      layers?.find(.paper, $0)
    }
  }

  /// Whose the papers of some ids are, and whose they were.
  private func owners(
    of ids: [UInt64], before: (UInt64) -> CatalogRecord?
  ) -> Set<UInt64> {
    var owners: Set<UInt64> = []
    for id in ids {
      for record in [any(.paper, id), before(id)].compactMap(\.self) {
        owners.insert(CatalogPaper(record).owner)
      }
    }
    owners.remove(0)
    return owners
  }

  /// Somebody's papers, by id.
  private func papers(ofNumber owner: UInt64) -> [CatalogPaper] {
    guard let key = PaperOwner(number: owner).map(Paper.key) else { return [] }
    return found(.paper, [key]).compactMap { record(.paper, $0) }.map { CatalogPaper($0) }
      .filter { $0.owner == owner }
  }

  /// The ids of a folder's records.
  func identifiers(in key: FolderKey, _ kind: Kind) -> Set<UInt64> {
    var ids = Set(layers?.base.identifiers(kind, in: key.identifiers) ?? [])
    for id in changed(kind, in: key.identifiers) {
      if any(kind, id) == nil { ids.remove(id) } else { ids.insert(id) }
    }
    return ids
  }

  // MARK: Sight

  /// The same, as far as somebody may see it (M7).
  func seen(by sight: Sight) -> RecordIndex {
    var seen = self
    seen.sight = sight
    return seen
  }

  /// Whether the document of a path is seen; a kept evening speaks of everybody.
  func shows(_ path: String) -> Bool {
    guard let place = DocumentPlace(path) else { return !DataDirectory.isEvening(path) }
    return record(place.kind, place.id) != nil
  }

  /// Whoever takes part in a deal or has a task in it sees the deal, and who sees a deal sees its
  /// company with its contacts.
  private func isSeen(_ record: CatalogRecord) -> Bool {
    guard let sight, !sight.seesAll(record.kind) || record.kind == .paper else { return true }
    switch record.kind {
    case .deal:
      let deal = CatalogDeal(record)
      return sight.sees(.deal, of: deal.managerKey) || deal.helpers.contains(sight.user)
        || deal.participants(on: sight.day).contains(sight.user)
    case .company: return isSeen(company: record.id, as: record, of: .company, sight)
    case .contact:
      return isSeen(
        company: record.company, as: any(.company, record.company), of: .contact, sight)
    case .lead:
      let lead = CatalogCard<LeadForm>(record).bare
      return sight.sees(.lead, of: lead.manager?.key)
    case .paper:
      let paper = CatalogCard<PaperForm>(record).bare
      return sight.sees(paper.type.id, of: paper.manager?.key)
    default: return sight.sees(record.kind, of: nil)
    }
  }

  private func isSeen(
    company id: UInt64, as company: CatalogRecord?, of kind: Kind, _ sight: Sight
  ) -> Bool {
    if let company, sight.sees(kind, of: CatalogCompany(company).managerKey) { return true }
    return all(.init(.deal, .company), id).contains { record(.deal, $0) != nil }
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

  /// Gives back the memory of the sorted files, for whoever walks through all records; what is asked for again
  /// is read again.
  package func forgetRecords() { layers?.forgetParts() }

  // MARK: Lookup

  private func matches(_ index: CatalogBase.Index, _ key: UInt64) -> [UInt64] {
    all(index, key).filter { sight == nil || record(index.kind, $0) != nil }
  }

  private func all(_ index: CatalogBase.Index, _ key: UInt64) -> [UInt64] {
    let overlay = overlays[index.kind.number]
    let stored = layers?.matches(index, key).filter { !overlay.hides($0) } ?? []
    return (stored + overlay.ids(index.key, key)).sorted()
  }

  private func identifiers(_ kind: Kind, named name: String) -> [UInt64] {
    matches(.init(kind, .name), NameKey(folded: Folding.fold(name)).bits)
  }

  /// The records of a kind that have a name themselves, folded, by id.
  func records(_ kind: Kind, named name: String) -> [CatalogRecord] {
    identifiers(kind, named: name).compactMap { record(kind, $0) }
  }

  private func named<Named: Document>(_ name: String) -> [Identifier<Named>] {
    let own = identifiers(Named.kind, named: name)
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
