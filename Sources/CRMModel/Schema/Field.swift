/// One value that documents of a kind keep.
///
/// Declared here and nowhere else, it is read and written in documents and in the catalog, set and
/// emptied by an option of its key, recorded in the history, shown in lists and cards, and found by
/// `--where` (R33).
///
/// A class, so that naming one costs a pointer: an audit names what a hundred thousand cards lack.
public final class Field<Subject: Entity>: Sendable {
  /// Its key in documents, in JSON and in expressions, and the name of its option.
  public let key: String
  /// What people call it.
  public let name: Phrase
  /// What its option's help says, where that is more than the name.
  public let help: Phrase
  /// What stands for a value in the help; its key unless said otherwise.
  public let word: String
  /// What its values are.
  public let type: ValueType
  /// The values there can be, where that is a closed list.
  public let choices: [Choice]
  /// Between which whole numbers a value lies; `nil` for any.
  public let bounds: ClosedRange<Int>?
  /// Whether a document without it is none.
  public let isRequired: Bool
  /// The kind of the document that it names, for a reference.
  public let references: Kind?
  /// How long a table keeps its column; `nil` where it stands there only when asked for.
  public let prominence: Prominence?
  /// What becomes of it where two machines changed it (R121).
  public let merging: Merging
  /// Its value as documents keep it; `nil` where there is none.
  public let get: @Sendable (Subject) -> Value?
  /// What is so where nothing is kept; it is shown and found, and written nowhere.
  private let implied: @Sendable (Subject) -> Value?
  private let put: @Sendable (inout Subject, Value?) throws(ValueError) -> Void

  /// A field by what reads and what sets it.
  init(
    _ key: String, _ name: Phrase, help: Phrase? = nil, word: String? = nil, _ type: ValueType,
    choices: [Choice] = [], in bounds: ClosedRange<Int>? = nil, to reference: Kind? = nil,
    isRequired: Bool = false, table prominence: Prominence? = nil, merging: Merging? = nil,
    implied: @escaping @Sendable (Subject) -> Value? = { _ in nil },
    get: @escaping @Sendable (Subject) -> Value?,
    set put: @escaping @Sendable (inout Subject, Value?) throws(ValueError) -> Void
  ) {
    self.key = key
    self.name = name
    self.help = help ?? name
    self.word = word ?? key.uppercased()
    self.type = type
    self.choices = choices
    self.bounds = bounds
    references = reference
    self.isRequired = isRequired
    self.prominence = prominence
    self.merging = merging ?? (type.form == .texts ? .members : .latest)
    self.implied = implied
    self.get = get
    self.put = put
  }

  /// A text that may be missing.
  convenience init(
    _ key: String, _ name: Phrase, help: Phrase? = nil, word: String? = nil,
    table prominence: Prominence? = nil, _ get: @escaping @Sendable (Subject) -> String?,
    set: @escaping @Sendable (inout Subject, String?) -> Void
  ) {
    self.init(
      key, name, help: help, word: word, .line, table: prominence, get: { get($0).map(Value.text) },
      set: { (subject, value) throws(ValueError) in set(&subject, value?.text) })
  }

  /// A text that a type of its own understands, and that may be missing.
  convenience init<Typed>(
    _ key: String, _ name: Phrase, help: Phrase? = nil, _ type: ValueType,
    table prominence: Prominence? = nil,
    read: @escaping @Sendable (String) throws(ValueError) -> Typed,
    _ get: @escaping @Sendable (Subject) -> String?,
    set: @escaping @Sendable (inout Subject, Typed?) -> Void
  ) {
    self.init(
      key, name, help: help, type, table: prominence, get: { get($0).map(Value.text) },
      set: { (subject, value) throws(ValueError) in
        guard let value else { return set(&subject, nil) }
        set(&subject, try read(value.text))
      })
  }

  /// Its value, also where it is implied.
  public func value(in subject: Subject) -> Value? { get(subject) ?? implied(subject) }

  /// Gives a document another value, or none.
  ///
  /// - Throws: ``ValueError`` for what the type does not understand.
  public func set(_ value: Value?, in subject: inout Subject) throws(ValueError) {
    try put(&subject, value)
  }

  /// Whether a document has a value that says something.
  public func isFilled(in subject: Subject) -> Bool {
    get(subject).map { !$0.isEmpty && $0.text.saysSomething } ?? false
  }

  /// The option that fills it: `--end-date` of `endDate`.
  public var option: String {
    key.reduce(into: "--") { option, character in
      if character.isUppercase { option += "-" }
      option += character.lowercased()
    }
  }

  /// The properties by which lists and expressions know it: telephones also as they were typed (R32).
  func properties<Record>(
    in currency: @escaping @Sendable (Record) -> Currency = { _ in .rub },
    of subject: @escaping @Sendable (Record) -> Subject
  ) -> [Property<Record>] {
    func property(
      _ shown: @escaping @Sendable (Value, Currency) -> Value
    ) -> Property<Record> {
      Property(
        key, name, type, choices: choices, references: type == .user ? .user : nil,
        table: prominence
      ) { record in self.value(in: subject(record)).map { shown($0, currency(record)) } }
    }
    let isOne = type == .phone
    guard isOne || type == .phones else { return [property(type.read)] }
    return [
      property { typed, _ in PhoneNumber.display(typed) },
      Property(
        key + "Typed",
        isOne
          ? Phrase(ru: "\(name.ru), как введен", en: "\(name.en) as typed")
          : Phrase(ru: "\(name.ru), как введены", en: "\(name.en) as typed"),
        isOne ? .line : .lines
      ) { self.value(in: subject($0)) },
    ]
  }
}

extension Field: Hashable {
  /// A field is declared once.
  public static func == (left: Field, right: Field) -> Bool { left === right }

  /// A field is declared once.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension Field<Deal> {
  /// How much sooner than others (B32).
  static let priority = fact(
    "priority", Phrase(ru: "приоритет", en: "priority"),
    help: Phrase(ru: "приоритет от 0 до 3", en: "a priority of 0 to 3"), .number, in: 0...3)
  /// Free labels, sorted.
  public static let tags = fact("tags", Phrase(ru: "метки", en: "tags"), .choices)
  /// Whether the company had bought before when it was made (B51).
  package static let isRepeat = fact(
    "isRepeat", Phrase(ru: "повторная", en: "repeat sale"), .flag)
  /// Who takes part in it beside its manager, by login, sorted (M4).
  public static let participants = fact(
    "participants", Phrase(ru: "участники", en: "participants"), .choices)
  /// The lead that it came of (R62).
  public static let lead = fact(
    "lead", Phrase(ru: "обращение", en: "lead"), .reference, to: .lead)
  /// Where its budget comes from (R73); by hand where nothing is said.
  public static let amount = fact(
    "amount", Phrase(ru: "бюджет считается", en: "budget comes"),
    help: Phrase(
      ru: "откуда бюджет: manual — вручную, lines — из строк, orders — из заказов",
      en: "where the budget comes from: manual, lines or orders"), .choice,
    choices: DealAmount.allCases.map { Choice($0.rawValue, $0.name) }, merging: .together(.sums))
  /// What is sold, line by line (R73).
  public static let lines = fact(
    "lines", Phrase(ru: "строки", en: "lines"), .lines, merging: .together(.sums))
  /// When the client asked for an invoice (R79, J3).
  public static let invoiceRequestedAt = fact(
    "invoiceRequestedAt", Phrase(ru: "счет попросили", en: "invoice requested"), .moment,
    reading: { (text) throws(ValueError) in _ = try Instant(parsing: text) })
}

extension Deal {
  /// What an option of its own sets.
  public static let details: [Field<Deal>] = [.priority, .amount]

  /// What is kept by its key alone, in the order of the table; a document that has any of it is of
  /// version 2.
  public static let card: [Field<Deal>] =
    details + [
      .tags, .isRepeat, .participants, .lead, .lines, .invoiceRequestedAt,
    ]
}
