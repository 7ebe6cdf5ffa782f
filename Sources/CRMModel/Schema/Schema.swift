/// What a department's things can be asked for: the built-in properties, its own fields, and what
/// each kind leads to (R33, R35, R38).
public struct Schema: Sendable {
  /// The fields that the department made for itself.
  public let fields: CustomFields
  /// Who works here.
  let people: People
  private let context: ValueContext
  /// What the deals of companies tell about them (R68).
  public var standing: CompanyStanding

  /// The schema of a department.
  public init(
    fields: CustomFields, people: People, context: ValueContext,
    standing: CompanyStanding = CompanyStanding()
  ) {
    self.fields = fields
    self.people = people
    self.context = context
    self.standing = standing
  }

  /// Whether every thing of a kind has a property of this name.
  func hasBuiltIn(_ word: String, of owner: Kind) -> Bool {
    switch owner {
    case .company: Vocabulary(.company, builtInOfCompanies).property(word) != nil
    case .contact: Vocabulary(.contact, builtInOfContacts).property(word) != nil
    case .lead: LeadForm.vocabulary.property(word) != nil
    case .product: ProductForm.vocabulary.property(word) != nil
    case .paper: PaperForm.vocabulary.property(word) != nil
    default:
      Vocabulary(.deal, builtInOfDeals).property(word) != nil
    }
  }

  /// Its fields of a kind, as properties.
  func own<Subject>(
    _ owner: Kind, in values: @escaping @Sendable (Subject, String) -> Value?
  ) -> [Property<Subject>] {
    fields.of(owner).map { $0.property(context, in: values) }
  }

  /// Of companies.
  public var companies: Vocabulary<CompanySubject> {
    Vocabulary(.company, companyProperties, hops: [managerHop { $0.company.manager }])
  }

  /// Who looks after it, and that person's department.
  func managerHop<Subject>(
    _ manager: @escaping @Sendable (Subject) -> Login?
  ) -> Vocabulary<Subject>.Hop {
    let people = people
    return .init(
      "manager", Phrase(ru: "менеджер", en: "manager"),
      [
        Property(
          "manager.department", Phrase(ru: "отдел", en: "department"), .reference,
          references: .department
        ) { subject in
          manager(subject).flatMap { people.user($0)?.department }.map { .text($0.text) }
        }
      ])
  }

  /// The company that it belongs to.
  func companyHop<Subject>(
    _ company: @escaping @Sendable (Subject) -> CompanySubject?
  ) -> Vocabulary<Subject>.Hop {
    .init(
      "company", Phrase(ru: "компания", en: "company"),
      companyProperties.map { $0.reached(behind: "company", from: company) })
  }

  private var companyProperties: [Property<CompanySubject>] {
    builtInOfCompanies + own(.company) { $0.company.fields[$1] }
  }

  private var builtInOfCompanies: [Property<CompanySubject>] {
    Property.ofCompanies + Property.gathered + standing.properties(context.clock)
  }

  /// Of contacts.
  public var contacts: Vocabulary<ContactSubject> {
    Vocabulary(
      .contact, contactProperties,
      hops: [companyHop { $0.company }])
  }

  private var contactProperties: [Property<ContactSubject>] {
    builtInOfContacts + own(.contact) { $0.record.contact.fields[$1] }
  }

  private var builtInOfContacts: [Property<ContactSubject>] {
    Property.ofContacts + Property.gathered
  }

  /// Of deals.
  public var deals: Vocabulary<DealSubject> {
    Vocabulary(.deal, dealProperties, hops: dealHops { $0 })
  }

  private var dealProperties: [Property<DealSubject>] {
    builtInOfDeals + own(.deal) { $0.deal.field($1) }
  }

  private var builtInOfDeals: [Property<DealSubject>] {
    Property.ofDeals + Property.ofPapers + Property.derived + Property.gathered
  }

  private func dealHops<Outer>(
    _ deal: @escaping @Sendable (Outer) -> DealSubject
  ) -> [Vocabulary<Outer>.Hop] {
    [
      .init(
        "chain", Phrase(ru: "разбивка", en: "chain"),
        Property.ofChains.map { $0.reached(behind: "chain") { deal($0) } }),
      companyHop { deal($0).company?.record },
      .init(
        "contact", Phrase(ru: "контакт", en: "contact"),
        contactProperties.map { $0.reachedAmong(behind: "contact") { deal($0).contacts } }),
      managerHop { deal($0).manager },
    ]
  }

  /// Of what was done to deals (R55).
  public var log: Vocabulary<LogEntry> { Vocabulary(.log, Property.ofLog) }

  /// Of tasks.
  public var tasks: Vocabulary<TaskSubject> {
    Vocabulary(
      .task, Property.ofTasks,
      hops: [
        .init(
          "deal", Phrase(ru: "сделка", en: "deal"),
          dealProperties.map { $0.reached(behind: "deal") { $0.deal } })
      ] + dealHops { $0.deal })
  }
}
