/// A kind of records that is data: what a document of it says stands in its table of fields, and
/// documents, catalog, lists, options, history, `fsck` and undo follow from that (R33).
public protocol RecordForm: Hashable, Sendable {
  /// Its row.
  static var kind: Kind { get }
  /// Its fields, in the order of the table and of the history.
  static var card: [Field<CardRecord<Self>>] { get }
  /// The properties of every record, in the order of the table; a requirement, so that each form has its
  /// own code for them.
  static var properties: [Property<CardSubject<Self>>] { get }
  /// What other records say of one: joined when it is read, and in lists only where it is asked for.
  static var joined: [Property<CardSubject<Self>>] { get }
  /// The fields that an option of their own fills.
  static var details: [Field<CardRecord<Self>>] { get }
  /// Of these the first with a value is what people call it.
  static var titles: [Field<CardRecord<Self>>] { get }
  /// What a merge takes from nobody (R65).
  static var unshared: [Field<CardRecord<Self>>] { get }
  /// Refuses what cannot be merged into a record (R65).
  static func requireMerging(
    _ other: CardRecord<Self>, into kept: CardRecord<Self>
  ) throws(Refusal)
  /// Beside its name, the keys under which it is found in the catalog.
  static func keys(of record: CardRecord<Self>) -> [NameKey]
  /// What the catalog keeps at hand for an evening's audit; `nil` where that reads none of the kind.
  static func facts(of record: CardRecord<Self>) -> PaperFacts?
  /// What stays, without a history, where its adding is undone; `nil` for nothing.
  static func remains(of record: CardRecord<Self>) -> CardRecord<Self>?
}

extension RecordForm {
  /// Nothing.
  public static var joined: [Property<CardSubject<Self>>] { [] }
  /// Nothing.
  public static var unshared: [Field<CardRecord<Self>>] { [] }
  /// Everything can be.
  public static func requireMerging(_: CardRecord<Self>, into _: CardRecord<Self>) {}
  /// None but the name.
  public static func keys(of record: CardRecord<Self>) -> [NameKey] { [] }
  /// Nothing.
  public static func facts(of record: CardRecord<Self>) -> PaperFacts? { nil }
  /// Nothing.
  public static func remains(of record: CardRecord<Self>) -> CardRecord<Self>? { nil }
}

/// A document that is nothing but a card: each value is kept by the key of its field.
public struct CardRecord<Form: RecordForm>: KeepsFacts {
  /// Its id.
  public let id: Identifier<CardRecord>
  /// The values of its fields.
  public var facts: [String: Value] = [:]
  /// The department's own fields (R35).
  public var fields: [String: Value] = [:]
  /// Where it was imported from.
  public var origin: Origin?
  /// What a row of the last import said, by the keys of its fields (R114).
  public var imported: [String: String] = [:]
  /// R65.
  public var merged: [CardRecord] = []
  /// What happened to it.
  public var history: [Event] = []

  /// A record of which nothing is known.
  public init(id: Identifier<CardRecord>) { self.id = id }

  /// What people call it: as much of the first line as a table has room for.
  public var name: String {
    for field in Form.titles {
      guard let title = self[field]?.elements.first?.text else { continue }
      return String(title.prefix { !$0.isNewline }.prefix(60))
    }
    return id.text
  }

  /// The value of a field.
  public subscript(field: Field<CardRecord>) -> Value? { field.get(self) }

  /// Its row.
  public static var kind: Kind { Form.kind }
  /// Its fields.
  public static var card: [Field<CardRecord>] { Form.card }
  /// Those that an option fills.
  public static var details: [Field<CardRecord>] { Form.details }
}

/// What keeps values by the keys of its fields.
public protocol KeepsFacts: Entity {
  /// The values.
  var facts: [String: Value] { get set }
}

extension Deal: KeepsFacts {}
extension Company: KeepsFacts {}
extension Contact: KeepsFacts {}

extension Field where Subject: KeepsFacts {
  /// A field that is kept by its key alone; `reading` refuses what the type lets through.
  static func fact(
    _ key: String, _ name: Phrase, help: Phrase? = nil, word: String? = nil, _ type: ValueType,
    choices: [Choice] = [], in bounds: ClosedRange<Int>? = nil, to reference: Kind? = nil,
    table prominence: Prominence? = nil, merging: Merging? = nil,
    implied: @escaping @Sendable (Subject) -> Value? = { _ in nil },
    reading: @escaping @Sendable (String) throws(ValueError) -> Void = { (_) in }
  ) -> Field {
    Field(
      key, name, help: help, word: word, type, choices: choices, in: bounds, to: reference,
      table: prominence, merging: merging, implied: implied,
      get: { $0.facts[key] ?? type.none },
      set: { (subject, value) throws(ValueError) in
        for text in value?.elements.map(\.text) ?? [] { try reading(text) }
        // The order of labels says nothing, that of phones which is the main one.
        let kept = type == .choices ? value.map { .texts($0.elements.map(\.text).sorted()) } : value
        subject.facts[key] = kept.flatMap { $0.isEmpty ? nil : $0 }
      })
  }
}

/// A record without its history, as lists and expressions see it.
public struct CardSubject<Form: RecordForm>: Sendable {
  /// The record.
  public let record: CardRecord<Form>
  /// How many operations changed it.
  public let revision: Int
  /// When it was made.
  public let createdAt: Instant?
  /// When anything was last entered.
  public let updatedAt: Instant?
  /// What happened to it, for its card; nothing in lists.
  public private(set) var history: [Event] = []
  /// What people call the documents that it refers to.
  let name: @Sendable (Kind, String) -> String?
  /// What was paid of a paper among those around it.
  private let balances: @Sendable (PaperID) -> PaperBalance?
  /// The companies that there are.
  private let companies: @Sendable (CompanyID) -> CompanySubject?

  /// A record from its parts.
  public init(
    bare: CardRecord<Form>, revision: Int, createdAt: Instant?, updatedAt: Instant?,
    name: @escaping @Sendable (Kind, String) -> String?,
    balances: @escaping @Sendable (PaperID) -> PaperBalance? = { _ in nil },
    companies: @escaping @Sendable (CompanyID) -> CompanySubject? = { _ in nil }
  ) {
    record = bare
    self.revision = revision
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.name = name
    self.balances = balances
    self.companies = companies
  }

  /// The projection of a record.
  public init(
    _ record: CardRecord<Form>, name: @escaping @Sendable (Kind, String) -> String?,
    balances: @escaping @Sendable (PaperID) -> PaperBalance? = { _ in nil }
  ) {
    self.init(
      bare: record.bare, revision: record.revision, createdAt: record.createdAt,
      updatedAt: record.updatedAt, name: name, balances: balances)
    history = record.history
  }

  /// Whose it is.
  var company: CompanySubject? {
    record.facts["company"].flatMap { CompanyID($0.text) }.flatMap(companies)
  }
  /// Who looks after it.
  var manager: Login? { record.facts["manager"].map { Login(stored: $0.text) } }
  /// The currency of its sums.
  fileprivate var currency: Currency {
    record.facts["currency"].flatMap { Currency(code: $0.text) } ?? .rub
  }
}

extension CardSubject<PaperForm> {
  /// What was paid of it and what is left; `nil` where nobody knows the papers around it.
  var balance: PaperBalance? { balances(record.id) }
}

extension RecordForm {
  /// What the fields say, between what every record has.
  public static var properties: [Property<CardSubject<Self>>] {
    var properties: [Property<CardSubject<Self>>] = [
      .id { $0.record.id.text }, .revision { $0.revision },
    ]
    for field in card {
      guard let kind = field.references else {
        properties += field.properties(in: { $0.currency }, of: { $0.record })
        continue
      }
      properties.append(
        Property(field.key, field.name, field.type, table: field.prominence) { subject in
          func named(_ id: Value) -> Value {
            .reference(id: id.text, name: subject.name(kind, id.text) ?? id.text)
          }
          return field.get(subject.record).map { value in
            if case .list(let ids) = value { .list(ids.map(named)) } else { named(value) }
          }
        })
    }
    return properties + [
      .moment("createdAt", Phrase(ru: "создано", en: "created")) { $0.createdAt },
      .moment("updatedAt", Phrase(ru: "изменено", en: "updated")) { $0.updatedAt },
    ]
  }
}

extension RecordForm {
  /// The words for what every record of the kind has, whatever fields a department adds.
  static var vocabulary: Vocabulary<CardSubject<Self>> { Vocabulary(kind, properties + joined) }
}

extension Schema {
  /// Of records of a kind that is data, with one hop to whose they are and who looks after them (R38).
  public func records<Form: RecordForm>(_: Form.Type) -> Vocabulary<CardSubject<Form>> {
    let keys = Set(Form.card.map(\.key))
    return Vocabulary(
      Form.kind, Form.properties + Form.joined + own(Form.kind) { $0.record.fields[$1] },
      hops: [companyHop { $0.company }, managerHop { $0.manager }]
        .filter { keys.contains($0.name.en) })
  }
}
