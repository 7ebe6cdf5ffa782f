import CRMCore
import CRMModel

/// Things of one kind as rows of values, which every form of an export is written from (R115, R116).
struct ExportTable {
  /// One value of each row.
  struct Column {
    let key: String
    let type: ValueType
    /// The table whose rows it names by their ids.
    var table: String?
  }

  let name: String
  let columns: [Column]
  /// The columns that name a row together.
  var identity = ["id"]
  /// Passes on each row; one at a time, so that no number of them needs memory.
  let forEach: (_ body: ([Value?]) throws(CRMError) -> Void) throws(CRMError) -> Void
}

extension ExportTable {
  /// A table whose rows are few.
  init(
    _ name: String, identity: [String] = ["id"], _ columns: [Column], _ rows: [[Value?]]
  ) {
    self.init(name: name, columns: columns, identity: identity) { (body) throws(CRMError) in
      for row in rows { try body(row) }
    }
  }

  /// What stands in a column of a row.
  func value(_ key: String, in row: [Value?]) -> Value? {
    columns.firstIndex { $0.key == key }.flatMap { row[$0] }
  }
}

/// The tables of a data directory.
struct ExportSource {
  private let session: Session
  let snapshot: Snapshot
  private let filter: WhereOptions
  let index: RecordIndex
  private let schema: Schema

  init(_ session: Session, _ snapshot: Snapshot, where filter: WhereOptions) throws(CRMError) {
    self.session = session
    self.snapshot = snapshot
    self.filter = filter
    index = try snapshot.index()
    schema = try snapshot.schema(session.viewpoint(snapshot), knowing: snapshot.fieldsInUse())
  }

  private typealias Making = @Sendable (ExportSource) throws(CRMError) -> ExportTable

  /// The kinds that have a table, with what makes it: the one place that lists them.
  ///
  /// What commands did to deals stands among the events.
  private static let makings: [(kind: Kind, make: Making)] = [
    (.company, { (source) throws(CRMError) in try source.companies() }),
    (.contact, { (source) throws(CRMError) in try source.contacts() }),
    (.deal, { (source) throws(CRMError) in try source.deals() }),
    (.lead, { (source) throws(CRMError) in try source.cards(LeadForm.self) }),
    (.product, { (source) throws(CRMError) in try source.cards(ProductForm.self) }),
    (.paper, { (source) throws(CRMError) in try source.cards(PaperForm.self) }),
    (.task, { (source) throws(CRMError) in try source.tasks() }),
  ]

  /// The kinds that have a table.
  static let kinds = makings.map(\.kind)

  /// The things of a kind that fit, with every property but what the clock alone changes; of a kind that
  /// has no table there are none.
  func table(_ kind: Kind) throws(CRMError) -> ExportTable {
    guard let making = Self.makings.first(where: { $0.kind == kind }) else {
      return ExportTable(kind.plural, [], [])
    }
    return try making.make(self)
  }

  private func companies() throws(CRMError) -> ExportTable {
    try table(schema.companies, index.companies) { $0.record }
  }

  private func contacts() throws(CRMError) -> ExportTable {
    try table(schema.contacts, index.contacts) { facts in
      ContactSubject(record: facts.record, company: index.company(facts.company)?.record)
    }
  }

  private func cards<Form: RecordForm>(_ form: Form.Type) throws(CRMError) -> ExportTable {
    try table(schema.records(form), index.cards(form)) { $0 }
  }

  private func deals() throws(CRMError) -> ExportTable {
    let rows = try DealRows(session, snapshot)
    let vocabulary = schema.deals
    let more: [Property<DealSubject>] = [
      Property("part", Phrase(ru: "часть", en: "part"), .number) {
        .whole($0.deal.chain?.part ?? 1)
      },
      Property("originSystem", Phrase(ru: "откуда", en: "imported from"), .line) {
        $0.deal.origin.map { .text($0.system) }
      },
      Property("originId", Phrase(ru: "номер там", en: "its id there"), .line) {
        $0.deal.origin.map { .text($0.id) }
      },
    ]
    return try table(vocabulary, rows.deals, more: more, rows.subject)
  }

  /// A deal's tasks stand in its document only.
  private func tasks() throws(CRMError) -> ExportTable {
    let rows = try DealRows(session, snapshot)
    let condition = try filter.condition(session, snapshot) { $0.tasks }
    let properties = schema.tasks.properties.filter { $0.key != "deal" }
    let deal = ExportTable.Column(key: "deal", type: .reference, table: Kind.deal.plural)
    return ExportTable(
      name: Kind.task.plural, columns: [deal] + properties.map(Self.column)
    ) { (body) throws(CRMError) in
      try snapshot.forEachDocument { (deal: Deal) throws(CRMError) in
        let subject = rows.subject(DealRecord(deal, pipeline: rows.pipeline(of: deal)))
        for task in deal.tasks.map({ TaskSubject(task: $0, deal: subject) })
        where condition?.holds(task) ?? true {
          try body(
            [.reference(id: deal.id.text, name: deal.name)] + properties.map { $0.value(task) })
        }
      }
    }
  }

  private func table<Record, Subject>(
    _ vocabulary: Vocabulary<Subject>, _ records: [Record], more: [Property<Subject>] = [],
    _ subject: @escaping (Record) -> Subject
  ) throws(CRMError) -> ExportTable {
    let index = index
    let condition = try filter.condition(session, snapshot) { _ in vocabulary }
    let properties = vocabulary.properties.filter { $0.type != .days } + more
    return ExportTable(
      name: vocabulary.kind.plural, columns: properties.map(Self.column)
    ) { (body) throws(CRMError) in
      for (number, record) in records.enumerated() {
        // What was read for earlier rows needs no memory any more. A row reads from a few places at random,
        // and around each of them the system reads 64 KB.
        if number % Self.pace == 0 { index.forgetRecords() }
        let subject = subject(record)
        guard condition?.holds(subject) ?? true else { continue }
        try body(properties.map { $0.value(subject) })
      }
    }
  }

  /// After how many rows the memory of the records is given back.
  private static let pace = 128

  private static func column<Subject>(_ property: Property<Subject>) -> ExportTable.Column {
    let table =
      switch property.references {
      case .company: Kind.company.plural
      case .pipeline: pipelines
      case .stage, .user, .department, .list, nil: String?.none
      }
    return ExportTable.Column(key: property.key, type: property.type, table: table)
  }

  /// The table of pipelines.
  static let pipelines = "pipelines"
}

extension Kind {
  /// What its table and its file are called.
  var plural: String { many.en }
}
