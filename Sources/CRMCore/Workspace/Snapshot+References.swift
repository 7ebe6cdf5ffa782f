package import CRMModel

/// How people name things: by id, by exact name, by a prefix of the id, or by name and id where
/// completion has to tell namesakes apart.
extension Snapshot {
  /// The least number of characters that a prefix of an id has.
  static let leastPrefix = 4

  /// The deal of a reference; one that was put away only where that is wanted.
  package func deal(
    _ reference: String, includingDeleted: Bool = false
  ) throws(CRMError) -> Deal {
    func isVisible(_ deal: Deal) -> Bool { includingDeleted || deal.deletedAt == nil }
    if let id = DealID(reference), let deal = try seen(id) {
      guard isVisible(deal) else { throw .deleted(id) }
      return deal
    }
    let index = try seenIndex([.deal])
    let named = Self.named(reference, index.deals(named:)).filter { id in
      includingDeleted || index.deal(id)?.isDeleted == false
    }
    func place(_ id: DealID) -> String? {
      guard let deal = index.deal(id) else { return nil }
      let pipeline = try? pipeline(deal.pipeline)
      let stage = pipeline?.stageName(deal.stage) ?? deal.stage.text
      return "\(deal.name) · \(pipeline?.name ?? deal.pipeline.text) · \(stage)"
    }
    // A name does not die with the first sale: the deal that is still worked on is meant.
    let open = named.filter { index.deal($0)?.kind == .open && index.deal($0)?.isDeleted == false }
    let meant = open.count == 1 && !includingDeleted ? open : named
    if let id = try single(.deal, reference, meant, name: place) {
      return try get(id)
    }
    var visible: [DealID] = []
    for id in try prefixed(Deal.self, reference) where try isVisible(get(id)) { visible.append(id) }
    if let id = try single(.deal, reference, visible, name: place) {
      return try get(id)
    }
    throw try noDeal(of: reference)
  }

  /// A company that was named for its deal, or deals with names like what was typed.
  private func noDeal(of reference: String) throws(CRMError) -> CRMError {
    let index = try seenIndex([.deal, .company])
    for company in index.companies(named: reference) {
      let deals = index.deals(of: company).filter { !$0.isDeleted }
      guard !deals.isEmpty else { return .withoutDeal(company, reference) }
      return .notFound(.deal, reference, nearest: deals.map(\.name))
    }
    let names = index.deals.lazy.filter { !$0.isDeleted }.map(\.name)
    return .notFound(.deal, reference, nearest: nearest(to: reference, among: names))
  }

  /// The company of a reference.
  package func company(_ reference: String) throws(CRMError) -> Company {
    if let id = CompanyID(reference), let company = try seen(id) { return company }
    let index = try seenIndex([.company])
    let name = { (id: CompanyID) -> String? in
      guard let company = index.company(id)?.record.company else { return nil }
      // What tells namesakes apart.
      let details = [
        company.phone?.display ?? company.email?.text, company.city, company.address,
        company.taxNumber?.text,
      ]
      return ([company.name] + details.compactMap(\.self)).joined(separator: " · ")
    }
    let named = Self.named(reference, index.companies(named:))
    for ids in [named, try prefixed(Company.self, reference)] {
      if let id = try single(.company, reference, ids, name: name) { return try get(id) }
    }
    let reached = index.companies(of: Self.otherKeys(reference)).map(\.id)
    if let id = try single(.company, reference, reached, name: name) { return try get(id) }
    throw .notFound(
      .company, reference,
      nearest: nearest(to: reference, among: index.companies.lazy.map(\.name)))
  }

  /// The contact of a reference.
  package func contact(_ reference: String) throws(CRMError) -> Contact {
    if let id = ContactID(reference), let contact = try seen(id) { return contact }
    let index = try seenIndex([.contact, .company])
    let name = { (id: ContactID) -> String? in
      guard let facts = index.contact(id) else { return nil }
      let contact = facts.record.contact
      let details = [
        index.company(facts.company)?.name, contact.position,
        (contact.phone?.display ?? contact.email?.text),
      ]
      return ([facts.name] + details.compactMap(\.self)).joined(separator: " · ")
    }
    let named = Self.named(reference, index.contacts(named:))
    for ids in [named, try prefixed(Contact.self, reference)] {
      if let id = try single(.contact, reference, ids, name: name) { return try get(id) }
    }
    let reached = index.contacts(of: Self.otherKeys(reference)).map(\.id)
    if let id = try single(.contact, reference, reached, name: name) { return try get(id) }
    throw .notFound(
      .contact, reference,
      nearest: nearest(to: reference, among: index.contacts.lazy.map(\.name)))
  }

  /// The contact of a reference, where one name may belong to people of several companies.
  package func contact(_ reference: String, of company: CompanyID) throws(CRMError) -> Contact {
    let named = try seenIndex([.contact]).contacts(named: reference)
    var own: [Contact] = []
    for id in named {
      let contact: Contact = try get(id)
      if contact.company == company { own.append(contact) }
    }
    if let only = own.first, own.count == 1 { return only }
    return try contact(reference)
  }

  /// The record of a reference, of a kind that is data.
  package func record<Form: RecordForm>(
    _ reference: String, _: Form.Type
  ) throws(CRMError) -> CardRecord<Form> {
    if let id = Identifier<CardRecord<Form>>(reference), let found = try seen(id) { return found }
    let index = try seenIndex([Form.kind])
    let named: [Identifier<CardRecord<Form>>] = Self.named(reference, index.cards(named:))
    let name = { (id: Identifier<CardRecord<Form>>) in try? self.find(id)?.name }
    for ids in [named, try prefixed(CardRecord<Form>.self, reference)] {
      if let id = try single(.init(Form.kind), reference, ids, name: name) { return try get(id) }
    }
    let reached = index.cards(of: Self.otherKeys(reference), Form.self).map(\.id)
    if let id = try single(.init(Form.kind), reference, reached, name: name) { return try get(id) }
    let names = index.cards(Form.self).lazy.map(\.record.name)
    throw .notFound(.init(Form.kind), reference, nearest: nearest(to: reference, among: names))
  }

  /// What people call the documents that one refers to.
  ///
  /// These are read, and no index is asked: there are few of them, and the folders of their kinds, each of
  /// which would be looked at, have hundreds of folders each.
  package func names(
    for document: some Document
  ) throws(CRMError) -> @Sendable (Kind, String) -> String? {
    // Who does not see everything sees what the index shows.
    if isReading, try sight() != nil { return try index().name }
    var names: [DocumentPlace: String] = [:]
    for place in document.references {
      // What is damaged is told by whoever reads it.
      names[place] = (try? self.document(at: place))??.name
    }
    return { [names] kind, id in DocumentPlace(kind, id).flatMap { names[$0] } }
  }

  /// The documents that refer to a document, by kind and id.
  package func users(of document: any Document) throws(CRMError) -> [(kind: Kind, id: String)] {
    try users(of: document.place, as: document, in: index()).map { ($0.kind, $0.text) }
  }

  /// The documents that refer to one whose contents are, or were, these (R33): they are its own
  /// company's, and all of these refer to that.
  func users(
    of place: DocumentPlace, as document: any Document, in index: RecordIndex
  ) throws(CRMError) -> [DocumentPlace] {
    let employer = document.references.first { $0.kind == .company }
    guard let company = place.kind == .company ? place : employer else { return [] }
    let own = Kind.documents.flatMap { index.records($0, of: company).map(\.place) }
    if company == place { return own }
    var users: [DocumentPlace] = []
    for user in own {
      let references = try self.document(at: user)?.references ?? []
      if references.contains(place) { users.append(user) }
    }
    return users
  }

  /// The pipeline of an id or a display name, folded.
  package func pipeline(named reference: String) throws(CRMError) -> Pipeline {
    if let exact = try pipelines()[PipelineID(reference)] { return exact }
    let pipelines = try sortedPipelines()
    let wanted = Folding.fold(reference)
    let fitting = pipelines.first {
      Folding.fold($0.id.text) == wanted || Folding.fold($0.name) == wanted
    }
    if let fitting { return fitting }
    throw .notFound(.pipeline, reference, nearest: pipelines.map(\.id.text))
  }

  /// The stage of an id or a display name in a pipeline, as people type what they have seen.
  package func stage(_ reference: String, in pipeline: Pipeline) throws(CRMError) -> Stage {
    guard let stage = pipeline.writtenStages.called(reference) else {
      throw .noStage(reference, among: pipeline.writtenStages)
    }
    return stage
  }

  /// The stages of an id or a display name in all pipelines: one name can stand in several.
  package func stages(called reference: String) throws(CRMError) -> [PipelineID: Set<StageID>] {
    var stages: [PipelineID: Set<StageID>] = [:]
    for pipeline in try pipelines().values {
      stages[pipeline.id] = Set([pipeline.stages.called(reference)].compactMap { $0?.id })
    }
    guard stages.values.contains(where: { !$0.isEmpty }) else {
      var known: [Stage] = []
      for stage in try sortedPipelines().flatMap(\.stages)
      where !known.contains(where: { $0.id == stage.id }) { known.append(stage) }
      throw .noStage(reference, among: known)
    }
    return stages
  }

  /// The same of a name that may not have been given.
  package func stage(_ reference: String?, in pipeline: Pipeline) throws(CRMError) -> Stage? {
    guard let reference else { return nil }
    let stage: Stage = try stage(reference, in: pipeline)
    return stage
  }

  /// The deal and number of a task: `DEAL/N`, or the deal's reference where it has one open task.
  package func task(_ reference: String) throws(CRMError) -> (deal: Deal, number: Int) {
    if let slash = reference.lastIndex(of: "/"),
      let number = Int(reference[reference.index(after: slash)...]), number > 0
    {
      let name = String(reference[..<slash])
      if let deal = try dealOrNil(name) {
        guard deal.tasks.contains(where: { $0.number == number }) else {
          let open = deal.tasks.filter { $0.state == .open }
          throw .notFound(
            .task, reference, nearest: open.map { "\(deal.id.text)/\($0.number)" })
        }
        return (deal, number)
      }
      // A deal's own name may end like this: «Бар 24/7».
    }
    let deal = try deal(reference)
    let open = deal.tasks.filter { $0.state == .open }
    if let only = open.first, open.count == 1 { return (deal, only.number) }
    guard !open.isEmpty else { throw .withoutTask(deal, reference: reference) }
    let zone = try self.zone()
    throw .ambiguous(
      .task, reference,
      candidates: open.map { task in
        .init(
          reference: "\(deal.id.text)/\(task.number)", name: task.action,
          telling: [
            zone.phrase(of: task.due), task.kind.name, Phrase(task.assignee.text),
          ] + [task.text].compactMap { $0.map(Phrase.init) })
      })
  }

  private func dealOrNil(_ reference: String) throws(CRMError) -> Deal? {
    do {
      return try deal(reference)
    } catch {
      if case .notFound = error { return nil }
      throw error
    }
  }

  /// Who has a name; of namesakes the one whose id stands behind it, such as «Кафе 7k3m9qa2».
  private static func named<Subject>(
    _ reference: String, _ find: (String) -> [Identifier<Subject>]
  ) -> [Identifier<Subject>] {
    let named = find(reference)
    guard named.isEmpty, let blank = reference.lastIndex(of: " "),
      let id = Identifier<Subject>(String(reference[reference.index(after: blank)...]))
    else { return named }
    return find(String(reference[..<blank])).filter { $0 == id }
  }

  /// The keys by which a client or a lead is named otherwise: phone, e-mail (R47a), and the id that it
  /// had before it was merged (R65).
  private static func otherKeys(_ reference: String) -> [NameKey] {
    [
      (try? EmailAddress(parsing: reference)).map(NameKey.init),
      (try? PhoneNumber(written: reference)).map(NameKey.init), NameKey(alias: reference),
    ].compactMap { $0 }
  }

  /// The only one of several; `nil` where there is none.
  private func single<Subject>(
    _ subject: CRMError.Subject, _ reference: String, _ ids: [Identifier<Subject>],
    name: (Identifier<Subject>) -> String?
  ) throws(CRMError) -> Identifier<Subject>? {
    guard ids.count > 1 else { return ids.first }
    throw .ambiguous(
      subject, reference, candidates: ids.map { .init(reference: $0.text, name: name($0) ?? "") })
  }

  private func prefixed<Kind: Document>(
    _: Kind.Type, _ reference: String
  ) throws(CRMError) -> [Identifier<Kind>] {
    guard reference.utf8.count >= Self.leastPrefix, reference.utf8.count < 8,
      reference.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x7A })
    else { return [] }
    let ids = try identifiers(Kind.kind, prefix: reference).compactMap { Identifier<Kind>($0) }
    guard try sight() != nil else { return ids }
    let index = try seenIndex([Kind.kind])
    return ids.filter { index.record(Kind.kind, $0.bits) != nil }
  }

  /// A few names that contain what was typed or one of its longer words, or begin like it.
  func nearest(to reference: String, among names: some Sequence<String>) -> [String] {
    let wanted = Folding.fold(reference)
    guard wanted.count >= 3 else { return [] }
    let start = wanted.prefix(4)
    let words = [wanted] + wanted.split(separator: " ").filter { $0.count > 3 }.map(String.init)
    let fitting = names.filter {
      let folded = Folding.fold($0)
      return folded.utf8.starts(with: start.utf8)
        || words.contains { Folding.isFound($0, in: folded) }
    }
    return Array(Set(fitting).sorted().prefix(3))
  }
}
