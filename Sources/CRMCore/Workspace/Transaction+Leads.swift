package import CRMModel

/// Whose lead it is, as far as the data say or the user does (R61, R62).
package struct LeadClient {
  /// The company, once it is known.
  package var company: Company?
  /// The person, once it is known.
  package var contact: Contact?
  /// What is worth saying of how they were found.
  package private(set) var notices: [Notice] = []

  /// Nobody yet.
  package init() {}

  /// Takes whoever is certain; a person's company is the client.
  ///
  /// - Throws: `CRMError.refused`, with all of them and the options that decide, where several are,
  ///   where somebody may only be meant, or where whoever looks on does not see the client (M7).
  package mutating func recognize(
    _ lead: Lead, isMade: Bool, words: [String], _ snapshot: Snapshot
  ) throws(CRMError) {
    if let contact {
      if company == nil { company = try snapshot.get(contact.company) }
      return
    }
    guard company == nil else { return }
    let matches = try snapshot.matches(for: MatchSubject(lead))
    let certain = matches.filter(\.isCertain)
    let people = certain.filter { $0.kind == .contact && !isMade }
    let only = people.count == 1 ? people.first : certain.count == 1 ? certain.first : nil
    guard let only, only.isSeen else {
      guard !matches.isEmpty else { return }
      throw .refused(LeadClient.refusal(of: lead, matches, words))
    }
    if only.kind == .contact, let id = ContactID(only.id) {
      let person = try snapshot.get(id)
      if !isMade { contact = person }
      company = try snapshot.get(person.company)
    } else if let id = CompanyID(only.id) {
      company = try snapshot.get(id)
    }
    notices = [Notice(only.phrase)]
  }

  private static func refusal(
    of lead: Lead, _ matches: [ClientMatch], _ words: [String]
  ) -> Refusal {
    let phrases = matches.prefix(5).map(\.phrase)
    let list = Phrase(
      ru: phrases.map(\.ru).joined(separator: "; "), en: phrases.map(\.en).joined(separator: "; "))
    return Refusal(
      "R62",
      Phrase(
        ru: "не ясно, чье обращение '\(lead.name)': \(list.ru)",
        en: "it is not clear whose lead '\(lead.name)' is: \(list.en)"),
      remedies: matches.prefix(5).filter(\.isSeen).map {
        Remedy(words: words).adding($0.kind == .company ? "--company" : "--contact", $0.id)
      } + [Remedy(words: words).asking("--new-company")])
  }
}

extension Snapshot {
  /// What the department wants done with the leads of its sources (R60), by name.
  package func leadSources() throws(CRMError) -> [String: LeadSource] {
    try optional(DataDirectory.sourcesPath) { (bytes) throws(DocumentError) in
      try LeadSource.all(bytes: bytes)
    } ?? [:]
  }

  /// The lead that a delivery made before (R60); `nil` for a new one.
  func lead(delivered delivery: String?) throws(CRMError) -> LeadID? {
    guard let delivery else { return nil }
    return try index([.lead]).cards(of: [Lead.key(ofDelivery: delivery)], LeadForm.self)
      .first { $0.deliveries.contains(delivery) }?.id
  }
}

extension Transaction {
  /// Takes a lead in; that of a client who is here already is a repeated one (I10).
  package func take(_ edit: CardEdit<Lead>) throws(CRMError) -> Lead {
    let id = try newIdentifier(Lead.self)
    var lead = try CRMError.refusing { () throws(Refusal) in
      try Lead.take(edit, id: id, in: context)
    }
    if try matches(for: MatchSubject(lead)).contains(where: \.isCertain) { lead.isRepeat = true }
    return lead
  }

  /// Refuses another deal for a client who has an open one (I9).
  package func requireNoOpenDeal(
    _ lead: Lead, of company: Company, words: [String]
  ) throws(CRMError) {
    let open = try index([.deal]).deals(of: company.id).filter { $0.state == .open }
    guard !open.isEmpty else { return }
    // M7: what others look after is not named.
    let seen = try seenIndex([.deal])
    let deal = open.first { seen.deal($0.id) != nil }
    let which = deal.map { " '\($0.name)': \($0.id.text)" } ?? ""
    throw .refused(
      Refusal(
        "R62",
        Phrase(
          ru: "у клиента уже есть открытая сделка\(which)",
          en: "the client already has an open deal\(which)"),
        remedies: [deal.map { Remedy("lead", "link", lead.id.text, $0.id.text) }].compactMap(\.self)
          + [Remedy(words: words).adding("--new-deal")]))
  }

  /// Makes a deal of a lead that came in by itself: where one client is certain, or where nobody like
  /// it is known and it names a company (R60).
  ///
  /// - Returns: Whether it did; else the lead stays new for a person to judge.
  func acceptByItself(_ lead: Lead, in pipeline: PipelineID?) throws(CRMError) -> Bool {
    guard let pipeline else { return false }
    do throws(CRMError) {
      return try attempt { () throws(CRMError) in try accept(lead, in: pipeline) }
    } catch {
      // A pipeline that there is not keeps no lead out: whoever accepts it is asked for one.
      switch error {
      case .refused, .notFound: return false
      default: throw error
      }
    }
  }

  private func accept(_ lead: Lead, in pipeline: PipelineID) throws(CRMError) -> Bool {
    var client = LeadClient()
    try client.recognize(lead, isMade: false, words: [], self)
    if let company = client.company { try requireNoOpenDeal(lead, of: company, words: []) }
    if client.company == nil { client.company = try newCompany(of: lead) }
    guard let company = client.company else { return false }
    if client.contact == nil { client.contact = try newContact(of: lead, at: company) }
    let contact = client.contact
    var action = AddDeal(id: try newIdentifier(Deal.self))
    action.manager = lead.manager ?? context.settings.responsible[pipeline] ?? company.manager
    action.contact = contact?.id
    action.card.fill(.lead, lead.id.text)
    action.card.own = try customFields().initialValues(on: .deal, pipeline: pipeline)
    let outcome = try put(apply(action, company, try self.pipeline(named: pipeline.text)))
    try put(
      CRMError.refusing { () throws(Refusal) in
        try lead.settled(as: .accepted, by: outcome.deal, contact: contact?.id, in: context)
      })
    return true
  }

  private func newCompany(of lead: Lead) throws(CRMError) -> Company? {
    guard let name = lead[.companyName]?.text else { return nil }
    // Where there is a person, they are the person's.
    var edit = lead[.name] == nil ? lead.card(.phone, .email) : CardEdit<Company>()
    edit.fill(.manager, lead.manager?.text)
    edit.own = try customFields().initialValues(on: .company)
    let company = edit.add(id: try newIdentifier(Company.self), name: name, in: context)
    try put(company)
    return company
  }

  private func newContact(of lead: Lead, at company: Company) throws(CRMError) -> Contact? {
    guard let name = lead[.name]?.text else { return nil }
    var card: CardEdit<Contact> = lead.card(.phone, .email)
    card.own = try customFields().initialValues(on: .contact)
    let contact = card.add(
      id: try newIdentifier(Contact.self), company: company.id, name: name, in: context)
    try put(contact)
    return contact
  }
}
