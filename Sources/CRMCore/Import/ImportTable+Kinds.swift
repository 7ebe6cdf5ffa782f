package import CRMModel

extension ImportTable {
  private typealias Taking =
    @Sendable (
      ImportTable, Transaction, ImportOptions, ImportFormat, RowRejecting
    ) throws(CRMError) -> ImportOutcome

  /// The kinds that a table can be of, with what takes their rows in: the one place that lists them.
  private static let takings: [(kind: Kind, take: Taking)] = [
    (.company, takeCompanies), (.contact, takeContacts), (.lead, takeLeads),
    (.product, takeProducts),
  ]

  /// The kinds that a table can be of.
  package static let kinds = takings.map(\.kind)

  /// Takes the rows in as things of a kind, as a part of one operation (R113, R114).
  ///
  /// - Parameters:
  ///   - kind: One of `kinds`.
  ///   - transaction: What is changed; nothing is where the outcome is `unknown`.
  ///   - options: How.
  ///   - format: The form of the export that the table is; one of one's own where no program wrote it.
  ///   - rejecting: Where rows go that are not taken in.
  /// - Throws: `CRMError.usage` for a table without the columns that the kind needs.
  /// - Returns: The counts, or what is unknown with a proposal for it.
  package func run(
    _ kind: Kind, in transaction: Transaction, _ options: ImportOptions, _ format: ImportFormat,
    rejecting: RowRejecting
  ) throws(CRMError) -> ImportOutcome {
    guard let taking = Self.takings.first(where: { $0.kind == kind }) else {
      throw CRMError(ImportError.noTable(kind))
    }
    if let other = options.mapping?.kind, other != kind {
      throw .mapping(
        "kind",
        Phrase(
          ru: "он для другого: \(other.many.ru)", en: "it is for something else: \(other.many.en)"))
    }
    return try taking.take(self, transaction, options, format, rejecting)
  }

  // MARK: The kinds

  @Sendable private static func takeCompanies(
    table: ImportTable, transaction: Transaction, options: ImportOptions, format: ImportFormat,
    rejecting: RowRejecting
  ) throws(CRMError) -> ImportOutcome {
    let index = try transaction.index([.company])
    let byOrigin = ImportKeys(format.id, index.companies.map(\.record.company))
    let identity = CardIdentity<Company>(
      ImportCards(transaction, index, of: format.id), transaction.context)
    let vocabulary = try transaction.schema(transaction.ownViewpoint).companies
    return try table.take(
      identity, vocabulary, byOrigin, transaction, options, format, rejecting)
  }

  @Sendable private static func takeContacts(
    table: ImportTable, transaction: Transaction, options: ImportOptions, format: ImportFormat,
    rejecting: RowRejecting
  ) throws(CRMError) -> ImportOutcome {
    let index = try transaction.index([.company, .contact])
    let cards = ImportCards(transaction, index, of: format.id)
    let companies = ImportKeys(format.id, index.companies.map(\.record.company))
    let identity = CardIdentity<Contact>(cards, transaction.context) {
      (row) throws(CRMError) -> CompanyID? in
      guard let text = row[.companyId] else { return nil }
      if let id = CompanyID(text), try transaction.find(id) != nil { return id }
      return companies[text]
    }
    let vocabulary = try transaction.schema(transaction.ownViewpoint).contacts
    return try table.take(
      identity, vocabulary, ImportKeys(format.id, index.contacts.map(\.record.contact)),
      transaction,
      options, format, rejecting, along: { cards.made })
  }

  @Sendable private static func takeLeads(
    table: ImportTable, transaction: Transaction, options: ImportOptions, format: ImportFormat,
    rejecting: RowRejecting
  ) throws(CRMError) -> ImportOutcome {
    let leads = try transaction.index([.lead]).cards(LeadForm.self).map(\.record)
    let deliveries = ImportKeys<Lead>()
    for lead in leads { for key in lead.deliveries { deliveries[key] = lead.id } }
    let vocabulary = try transaction.schema(transaction.ownViewpoint).records(LeadForm.self)
    return try table.take(
      CardIdentity<Lead>(deliveries, transaction), vocabulary, ImportKeys(format.id, leads),
      transaction,
      options, format, rejecting)
  }

  @Sendable private static func takeProducts(
    table: ImportTable, transaction: Transaction, options: ImportOptions, format: ImportFormat,
    rejecting: RowRejecting
  ) throws(CRMError) -> ImportOutcome {
    let products = try transaction.index([.product]).cards(ProductForm.self).map(\.record)
    let codes = ImportKeys<Product>()
    for product in products { codes[Folding.fold(product.name)] = product.id }
    let vocabulary = try transaction.schema(transaction.ownViewpoint).records(ProductForm.self)
    return try table.take(
      CardIdentity<Product>(codes, transaction.context), vocabulary,
      ImportKeys(format.id, products),
      transaction, options, format, rejecting)
  }

  // MARK: All kinds of cards

  private func take<Subject: ImportedCard>(
    _ identity: CardIdentity<Subject>, _ vocabulary: Vocabulary<some Any>,
    _ byOrigin: ImportKeys<Subject>, _ transaction: Transaction, _ options: ImportOptions,
    _ format: ImportFormat, _ rejecting: RowRejecting, along: () -> [Kind: Int] = { [:] }
  ) throws(CRMError) -> ImportOutcome {
    // What rows need is known by now; the records of all that comes in would be many.
    transaction.forgetIndex()
    let columns = try CardColumns<Subject>(
      header, vocabulary, transaction.customFields(), format, options.mapping?.columns ?? [:])
    guard columns.has(.fact(.id)) || identity.needed.contains(where: columns.has) else {
      let fields = identity.needed.compactMap { use in
        if case .field(let field) = use { field.key } else { nil }
      }
      throw CRMError(ImportError.missingColumns(fields, encoding: encoding))
    }
    var resolver = try resolver(options.mapping ?? ImportMapping(), columns, transaction)
    if !resolver.unknown.isEmpty {
      guard options.creates else { return .unknown(resolver.unknown) }
      resolver = try self.resolver(resolver.unknown.proposal, columns, transaction)
    }
    try transaction.make(resolver.resolution)
    var run = try CardImport(
      transaction, columns, identity, byOrigin, of: format.id, options)
    try run.run(reader, resolver.resolution, rejecting: rejecting)
    var result = run.result
    result.kind = Subject.kind
    result.made = along()
    result.people = resolver.resolution.newPeople.count
    return .done(result)
  }

  private func resolver<Subject: ImportedCard>(
    _ mapping: ImportMapping, _ columns: CardColumns<Subject>, _ transaction: Transaction
  ) throws(CRMError) -> ImportResolver {
    var names = ImportNames()
    let people = try transaction.people()
    var reader = reader
    while columns.namesPeople, let record = reader.next() {
      guard !record.isBlank, let row = try? CardRow(record, columns) else { continue }
      for name in row.people where !people.isEmpty || (try? Login(parsing: name)) == nil {
        names.need(person: name)
      }
    }
    let settings = try transaction.settings()
    return try ImportResolver(
      names, mapping: mapping, pipelines: Array(transaction.pipelines().values),
      people: settings.people.merging(people.users.map { ($0.login.text, $0.name) }) { _, user in
        user
      }, logins: [], currency: settings.currency)
  }
}

extension ImportKeys where Subject: Client {
  /// The ids that a system gave cards, and those that were merged into them.
  convenience init(_ system: String, _ cards: some Sequence<Subject>) {
    self.init()
    for card in cards {
      for origin in card.united.compactMap(\.origin) where origin.system == system {
        self[origin.id] = card.id
      }
    }
  }
}
