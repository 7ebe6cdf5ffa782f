package import CRMModel

extension ImportTable {
  /// What is done with rows of one kind.
  private struct Taking: Sendable {
    let kind: Kind
    /// Takes them in.
    let take:
      @Sendable (ImportTable, Transaction, ImportOptions, ImportFormat, RowRejecting)
        throws(CRMError) -> ImportOutcome
    /// The keys of the columns; `nil` where those are missing that the kind needs.
    let keys: @Sendable (ImportTable, ImportFormat, Schema) throws(CRMError) -> [String?]?
  }

  /// The kinds that a table can be of: the one place that lists them.
  private static let takings = [
    Taking(kind: .company, take: takeCompanies) { (table, format, schema) throws(CRMError) in
      try table.keys(CardIdentity<Company>.shape, schema.companies, format, schema)
    },
    Taking(kind: .contact, take: takeContacts) { (table, format, schema) throws(CRMError) in
      try table.keys(CardIdentity<Contact>.shape, schema.contacts, format, schema)
    },
    Taking(kind: .deal, take: takeDeals) { (table, format, schema) throws(CRMError) in
      let keys = try table.keys(CardIdentity<Deal>.shape, schema.deals, format, schema)
      // Of clients and people a table of deals tells as well.
      let own = [CardColumns<Deal>.Fact.pipeline, .stage, .stageId, .state, .budget].map(\.rawValue)
      return keys?.contains { own.contains($0 ?? "") } == true ? keys : nil
    },
    Taking(kind: .task, take: takeTasks) { (table, format, schema) throws(CRMError) in
      let columns = try TaskColumns(table.header, schema.tasks, format)
      return columns.isMet ? columns.keys : nil
    },
    Taking(kind: .lead, take: takeLeads) { (table, format, schema) throws(CRMError) in
      try table.keys(CardIdentity<Lead>.shape, schema.records(LeadForm.self), format, schema)
    },
    Taking(kind: .product, take: takeProducts) { (table, format, schema) throws(CRMError) in
      try table.keys(CardIdentity<Product>.shape, schema.records(ProductForm.self), format, schema)
    },
  ]

  /// The kinds that a table can be of.
  package static let kinds = takings.map(\.kind)

  /// The kind of a key of a format's document.
  ///
  /// - Throws: `DocumentError` for one of which there are no tables.
  static func kind(named name: String, in fields: DocumentFields) throws(DocumentError) -> Kind {
    guard let kind = Kind(rawValue: name), kinds.contains(kind) else {
      let list = kinds.map(\.rawValue).joined(separator: ", ")
      throw fields.error(name, ru: "бывает: \(list)", en: "choose one of: \(list)")
    }
    return kind
  }

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
    let index = try transaction.index([.company, .contact])
    let byOrigin = ImportKeys(format.id, index.companies.map(\.record.company))
    let cards = ImportCards(transaction, index, of: format.id)
    let identity = CardIdentity<Company>(cards, transaction.context)
    let vocabulary = try transaction.schema(transaction.ownViewpoint).companies
    return try table.take(
      identity, CardIdentity<Company>.shape, vocabulary, byOrigin, transaction, options, format,
      rejecting, along: cards.tell)
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
      identity, CardIdentity<Contact>.shape, vocabulary,
      ImportKeys(format.id, index.contacts.map(\.record.contact)),
      transaction,
      options, format, rejecting, along: cards.tell)
  }

  @Sendable private static func takeDeals(
    table: ImportTable, transaction: Transaction, options: ImportOptions, format: ImportFormat,
    rejecting: RowRejecting
  ) throws(CRMError) -> ImportOutcome {
    let index = try transaction.index([.company, .contact, .deal])
    let rows = try DealTaking(transaction, index, format)
    let byOrigin = ImportKeys<Deal>()
    for deal in index.deals {
      if let origin = deal.origin, origin.system == format.id { byOrigin[origin.id] = deal.id }
    }
    let vocabulary = try transaction.schema(transaction.ownViewpoint).deals
    return try table.take(
      CardIdentity<Deal>(rows, transaction.context), CardIdentity<Deal>.shape, vocabulary, byOrigin,
      transaction, options, format, rejecting, along: rows.cards.tell
    ) { row, names in
      rows.need(row, &names) { id in
        byOrigin[id] != nil || DealID(id).map { (try? transaction.find($0)) != nil } ?? false
      }
    }
  }

  @Sendable private static func takeLeads(
    table: ImportTable, transaction: Transaction, options: ImportOptions, format: ImportFormat,
    rejecting: RowRejecting
  ) throws(CRMError) -> ImportOutcome {
    let leads = try transaction.index([.lead]).cards(LeadForm.self).map(\.record)
    let vocabulary = try transaction.schema(transaction.ownViewpoint).records(LeadForm.self)
    return try table.take(
      CardIdentity<Lead>(LeadKeys(leads), transaction), CardIdentity<Lead>.shape, vocabulary,
      ImportKeys(format.id, leads), transaction, options, format, rejecting)
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
      CardIdentity<Product>(codes, transaction), CardIdentity<Product>.shape, vocabulary,
      ImportKeys(format.id, products),
      transaction, options, format, rejecting)
  }

  @Sendable private static func takeTasks(
    table: ImportTable, transaction: Transaction, options: ImportOptions, format: ImportFormat,
    rejecting: RowRejecting
  ) throws(CRMError) -> ImportOutcome {
    let vocabulary = try transaction.schema(transaction.ownViewpoint).tasks
    let columns = try TaskColumns(
      table.header, vocabulary, format, options.mapping?.columns ?? [:])
    guard columns.isMet else {
      throw CRMError(
        ImportError.missingColumns(TaskColumns.needed.map(\.rawValue), encoding: table.encoding))
    }
    var names = ImportNames(format)
    let asksForLogins = try !transaction.people().isEmpty
    for record in table.rows {
      names.need(people: [(try? columns.row(record))?[.assignee]], asksForLogins)
    }
    switch try transaction.resolve(names, options) {
    case .unknown(let unknown): return .unknown(unknown)
    case .known(let resolution, _):
      var run = try TaskTaking(transaction, columns, resolution, options, format)
      try run.run(table, people: resolution.newPeople.count, rejecting: rejecting)
      return .done(run.result)
    }
  }

  // MARK: All kinds of cards

  /// What the columns are to a kind; `nil` where those are missing that it needs.
  func keys(
    of kind: Kind, _ format: ImportFormat, _ snapshot: Snapshot, _ viewpoint: Viewpoint
  ) throws(CRMError) -> [String?]? {
    guard let taking = Self.takings.first(where: { $0.kind == kind }) else { return nil }
    return try taking.keys(self, format, snapshot.schema(viewpoint))
  }

  private func keys<Subject: ImportedCard>(
    _ shape: CardColumns<Subject>.Shape, _ vocabulary: Vocabulary<some Any>,
    _ format: ImportFormat, _ schema: Schema
  ) throws(CRMError) -> [String?]? {
    let columns = try CardColumns<Subject>(header, shape, vocabulary, schema.fields, format, [:])
    let isMet = columns.isOwnExport || shape.needed.contains(where: columns.has)
    return isMet ? columns.keys : nil
  }

  private func take<Subject: ImportedCard>(
    _ identity: CardIdentity<Subject>, _ shape: CardColumns<Subject>.Shape,
    _ vocabulary: Vocabulary<some Any>, _ byOrigin: ImportKeys<Subject>, _ transaction: Transaction,
    _ options: ImportOptions,
    _ format: ImportFormat, _ rejecting: RowRejecting,
    along: (inout ImportResult) throws(CRMError) -> Void = { _ in },
    needing: ((CardRow<Subject>, inout ImportNames) -> Void)? = nil
  ) throws(CRMError) -> ImportOutcome {
    // What rows need is known by now; the records of all that comes in would be many.
    transaction.forgetIndex()
    let columns = try CardColumns<Subject>(
      header, shape, vocabulary, transaction.customFields(), format, options.mapping?.columns ?? [:]
    )
    guard columns.has(.fact(.id)) || shape.needed.contains(where: columns.has) else {
      let fields = shape.needed.compactMap { use -> String? in
        switch use {
        case .field(let field): field.key
        case .fact(let fact): fact.rawValue
        case .client(let column): column.key
        case .typed, .own, .kept, .spare, .passedOver: nil
        }
      }
      throw CRMError(ImportError.missingColumns(fields, encoding: encoding))
    }
    let table = (format.joinsRows ? joining(columns.uses) : self).counting(columns.sums)
    var names = ImportNames(format)
    let asksForLogins = try !transaction.people().isEmpty
    for record in table.rows where columns.namesPeople || needing != nil {
      guard let row = try? CardRow(record, columns) else { continue }
      names.need(people: row.people, asksForLogins)
      needing?(row, &names)
    }
    switch try transaction.resolve(names, options) {
    case .unknown(let unknown): return .unknown(unknown)
    case .known(let resolution, _):
      var run = try CardImport(
        transaction, columns, identity, byOrigin, of: format.id, options)
      try run.run(table, resolution, rejecting: rejecting)
      var result = run.result
      result.newPipelines = resolution.newPipelines
      result.kind = Subject.kind
      try along(&result)
      result.people = resolution.newPeople.count
      return .done(result)
    }
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
