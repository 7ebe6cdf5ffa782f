import CRMCore
import CRMModel
import CommandLineKit

/// What the commands of a kind that is data say beyond its fields.
protocol RecordCommands: RecordForm {
  /// The options that fill its fields.
  static var rows: [Row<CardOptions<CardRecord<Self>>>] { get }
  /// The field by which its lists are ordered, and which of its records they show unless `--all`, as
  /// an expression.
  static var order: Field<CardRecord<Self>> { get }
  static var usual: String? { get }
  /// The field by which those of one moment are told apart in it; shorter texts come first.
  static var numbering: Field<CardRecord<Self>>? { get }
  /// A new record of what was typed, which is not kept yet.
  static func added(
    _ edit: CardEdit<CardRecord<Self>>, _ transaction: Transaction
  ) throws(CRMError) -> CardRecord<Self>
}

extension RecordCommands {
  static var numbering: Field<CardRecord<Self>>? { nil }

  static func added(
    _ edit: CardEdit<CardRecord<Self>>, _ transaction: Transaction
  ) throws(CRMError) -> CardRecord<Self> {
    edit.made(
      CardRecord(id: try transaction.newIdentifier(CardRecord<Self>.self)), in: transaction.context)
  }
}

/// The command `crm KIND add`.
struct RecordAdd<Form: RecordCommands>: WritingRunnable {
  var card = CardOptions<CardRecord<Form>>()
  var write = WriteOptions()
  var prints: Printed { .card(.cards(Form.self)) }

  static func command(discussion: Text? = nil, _ example: Example) -> CRMCommand {
    let one = Form.kind.one
    return CRMCommand(
      "add", Text(ru: "завести: \(one.withArticle.ru)", en: "add \(one.withArticle.en)"),
      discussion: discussion,
      RecordAdd(), rows: [.group(Form.rows) { options, fill in fill(&options.card) }],
      examples: [example])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportRecord(write) { (transaction) throws(CRMError) in
      try Form.added(card.edit(of: nil, transaction), transaction)
    }
  }
}

/// The command `crm KIND list`.
struct RecordList<Form: RecordCommands>: Runnable {
  var search: String?
  var filter = WhereOptions()
  /// What all that is listed fulfils, as an expression.
  var narrowing: String?
  var isAll = false
  var sort: [String] = []
  var limit: Int?
  var prints: Printed { .list(.cards(Form.self), by: sort) }

  static func command(
    _ example: Example, _ many: Phrase = Form.kind.many, where narrowing: String? = nil
  ) -> CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать \(many.ru)", en: "list \(many.en)"),
      RecordList(narrowing: narrowing),
      rows: [
        .option(
          "--search", value: .searched("TEXT"),
          help: Text(ru: "искать во всем, что известно", en: "look in all that is known")
        ) { $0.search = $1 },
        .group(WhereOptions.rows) { options, fill in fill(&options.filter) },
        .flag("--all", help: Text(ru: "и те, что уже не в работе", en: "those that are done too")) {
          $0.isAll = true
        },
        .sort { $0.sort = $1 },
        .limit { $0.limit = $1 },
      ],
      examples: [example])
  }

  func run(in session: Session) throws(CRMError) {
    let (list, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try found(session, snapshot)
    }
    let sorted = session.sorted(list.rows, by: sort, .cards(Form.self))
    try session.list(
      .cards(Form.self), sorted, limit, of: list.total, Form.kind.things, presentation)
  }

  /// What fits, oldest first, and among how many.
  func found(
    _ session: Session, _ snapshot: Snapshot
  ) throws(CRMError) -> (rows: [CardSubject<Form>], total: Int) {
    let condition = try filter.condition(session, snapshot) { $0.records(Form.self) }
    // An expression that asks for what is usually left out is not narrowed down.
    let usual = try WhereOptions(expression: Form.usual)
      .condition(session, snapshot) { $0.records(Form.self) }
    let isNarrow =
      !isAll && usual.map { condition?.reads.isDisjoint(with: $0.reads) ?? true } ?? false
    let search = search.map(SearchText.init)
    let narrow = try WhereOptions(expression: narrowing)
      .condition(session, snapshot) { $0.records(Form.self) }
    let records = try snapshot.index().cards(Form.self).filter { narrow?.holds($0) ?? true }
    let rows = records.filter { row in
      (!isNarrow || usual?.holds(row) ?? true) && condition?.holds(row) ?? true
        && search.map { row.match($0) != nil } ?? true
    }
    // In the order of taking in where the field says nothing.
    let sorted = rows.enumerated().map { place, row in
      RecordOrder(
        said: row.record[Form.order]?.text ?? "", createdAt: row.createdAt ?? .first,
        number: Form.numbering.flatMap { row.record[$0]?.text } ?? "", id: row.record.id.bits,
        place: place)
    }.sorted()
    return (sorted.map { rows[$0.place] }, records.count)
  }
}

/// By what records of any kind are sorted; a list has a hundred thousand.
private struct RecordOrder: Comparable {
  let said: String
  let createdAt: Instant
  let number: String
  let id: UInt64
  /// Where it stood before.
  let place: Int

  static func < (left: RecordOrder, right: RecordOrder) -> Bool {
    (left.said, left.createdAt, left.number.utf8.count, left.number, left.id)
      < (right.said, right.createdAt, right.number.utf8.count, right.number, right.id)
  }
}

/// The command `crm KIND show`.
struct RecordShow<Form: RecordCommands>: Runnable {
  var reference = ""
  var prints: Printed { .card(.cards(Form.self)) }

  static func command(_ example: Example) -> CRMCommand {
    let one = Form.kind.one
    return CRMCommand(
      "show", Text(ru: "показать: \(one.withArticle.ru)", en: "show \(one.withArticle.en)"),
      RecordShow(),
      rows: [.record(Form.self) { $0.reference = $1 }], examples: [example])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try snapshot.subject(snapshot.record(reference, Form.self))
    }
    try session.show(.cards(Form.self), row, presentation)
  }
}

/// The command `crm KIND edit`.
struct RecordEdit<Form: RecordCommands>: WritingRunnable {
  var reference = ""
  var card = CardOptions<CardRecord<Form>>()
  var bulk = BulkOptions()
  var write = WriteOptions()
  var prints: Printed { bulk.printed(.cards(Form.self)) }

  static func command(_ example: Example) -> CRMCommand {
    let one = Form.kind.one
    let word = Form.kind.rawValue.uppercased()
    return CRMCommand(
      "edit", Text(ru: "изменить: \(one.withArticle.ru)", en: "edit \(one.withArticle.en)"),
      RecordEdit(),
      rows: [
        .record(Form.self, isRequired: false) { $0.reference = $1 },
        .group(BulkOptions.rows(inPlaceOf: word)) { options, fill in fill(&options.bulk) },
        .atLeastOne(of: [.group(Form.rows) { options, fill in fill(&options.card) }]),
      ],
      examples: [example])
  }

  func run(in session: Session) throws(CRMError) {
    guard bulk.expression != nil else {
      return try session.changeRecord(reference, write, Form.self) {
        (record, transaction) throws(CRMError) in
        try card.edit(of: record, transaction).apply(to: record, in: transaction.context)
      }
    }
    try session.changeAll(
      bulk, write, .cards(Form.self), Form.kind.things,
      chosen: { (session, transaction) throws(CRMError) in
        try RecordList<Form>(filter: WhereOptions(expression: bulk.expression))
          .found(session, transaction).rows
      }, name: \.record.name
    ) { (row, transaction) throws(CRMError) in
      let before = try transaction.get(row.record.id)
      let after = try card.edit(of: before, transaction).apply(to: before, in: transaction.context)
      try transaction.put(after)
      return (try transaction.subject(after), [])
    }
  }
}

/// The command `crm KIND remove`.
struct RecordRemove<Form: RecordCommands>: WritingRunnable {
  var reference = ""
  var write = WriteOptions()
  var prints: Printed { .card(.cards(Form.self)) }

  static func command(_ example: Example) -> CRMCommand {
    let one = Form.kind.one
    return CRMCommand(
      "remove", Text(ru: "убрать: \(one.withArticle.ru)", en: "remove \(one.withArticle.en)"),
      discussion: Text(
        ru: "То, на что ссылается другое, не убирается; убранное возвращает crm undo.",
        en: "What others refer to is not removed; crm undo brings back what was."),
      RecordRemove(), rows: [.record(Form.self) { $0.reference = $1 }], examples: [example])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.writeToShow(write) { (transaction) throws(CRMError) in
      let record = try transaction.record(reference, Form.self)
      try transaction.requireUnused(record)
      try transaction.remove(record)
      return try transaction.subject(record)
    }
    let removed = presentation.text(Phrase(ru: "убрано", en: "removed"))
    let done = session.changed(
      row.record.id.text, row.record.name, [removed], write, presentation)
    try session.show(.cards(Form.self), row, presentation, done: done)
  }
}

extension Row {
  /// The record that is meant.
  static func record<Form: RecordForm>(
    _: Form.Type, isRequired: Bool = true,
    _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    let kind = Form.kind
    return .argument(
      .reference(kind.rawValue.uppercased(), kind.rawValue), isRequired: isRequired,
      help: kind.one.text, store: store)
  }
}

extension Transaction {
  /// Refuses to remove what other documents refer to (R67).
  func requireUnused(_ document: some Document) throws(CRMError) {
    let users = try users(of: document)
    guard !users.isEmpty else { return }
    let remedies = try users.prefix(5).map { (kind, id) throws(CRMError) in
      try remedyWhereDeleted(kind, id) ?? Remedy(kind.rawValue, "show", id)
    }
    func list(_ one: (Kind) -> String) -> String {
      users.map { "\(one($0.kind)) \($0.id)" }.joined(separator: ", ")
    }
    let (name, list) = (document.name, Phrase(ru: list(\.one.ru), en: list(\.one.en)))
    throw .refused(
      Refusal(
        "R67",
        Phrase(
          ru: "'\(name)' нельзя убрать, на это ссылается: \(list.ru)",
          en: "'\(name)' stays, for it is referred to by: \(list.en)"),
        remedies: remedies))
  }

  /// What can be done with a deleted deal that something is kept for (D6); `nil` for anything else.
  func remedyWhereDeleted(_ kind: Kind, _ id: String) throws(CRMError) -> Remedy? {
    guard kind == .deal, let id = DealID(id), let deal = try find(id), deal.deletedAt != nil
    else { return nil }
    return deal.remedyWhereDeleted(in: context)
  }
}

extension Snapshot {

  /// A record with the names of what it refers to.
  func subject<Form: RecordForm>(
    _ record: CardRecord<Form>
  ) throws(CRMError) -> CardSubject<Form> {
    CardSubject(record, name: try names(for: record))
  }
}

extension Session {
  /// Changes one record, and prints it.
  func changeRecord<Form: RecordForm>(
    _ reference: String, _ write: WriteOptions, _: Form.Type,
    _ change: (CardRecord<Form>, Transaction) throws(CRMError) -> CardRecord<Form>
  ) throws(CRMError) {
    try reportRecord(write) { (transaction) throws(CRMError) in
      try change(try transaction.record(reference, Form.self), transaction)
    }
  }

  /// Keeps a new or changed record, and prints it.
  func reportRecord<Form: RecordForm>(
    _ write: WriteOptions, _ action: (Transaction) throws(CRMError) -> CardRecord<Form>
  ) throws(CRMError) {
    let ((row, changes), presentation) = try writeToShow(write) {
      (transaction) throws(CRMError) -> (CardSubject<Form>, [String]) in
      let record = try action(transaction)
      try transaction.put(record)
      let presentation = try self.presentation(transaction)
      return (
        try transaction.subject(record),
        record.changes(of: transaction.context.operation, in: .cards(Form.self), presentation)
      )
    }
    let done = changed(row.record.id.text, row.record.name, changes, write, presentation)
    try show(.cards(Form.self), row, presentation, done: done)
  }
}
