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
  /// Its value as documents keep it; `nil` where there is none.
  public let get: @Sendable (Subject) -> Value?
  private let put: @Sendable (inout Subject, Value?) throws(ValueError) -> Void

  /// A field by what reads and what sets it.
  init(
    _ key: String, _ name: Phrase, help: Phrase? = nil, word: String? = nil, _ type: ValueType,
    choices: [Choice] = [], in bounds: ClosedRange<Int>? = nil, to reference: Kind? = nil,
    isRequired: Bool = false, table prominence: Prominence? = nil,
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
    "--" + key.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
  }

  /// The properties by which lists and expressions know it: a telephone also as it was typed.
  func properties<Record>(
    in currency: @escaping @Sendable (Record) -> Currency = { _ in .rub },
    of subject: @escaping @Sendable (Record) -> Subject
  ) -> [Property<Record>] {
    let (get, type) = (get, type)
    func property(
      _ shown: @escaping @Sendable (Value, Currency) -> Value
    ) -> Property<Record> {
      Property(
        key, name, type, choices: choices, references: type == .user ? .user : nil,
        table: prominence
      ) { record in get(subject(record)).map { shown($0, currency(record)) } }
    }
    guard type == .phone else { return [property(type.read)] }
    return [
      property { typed, _ in .text((try? PhoneNumber(typed: typed.text))?.display ?? typed.text) },
      Property(
        key + "Typed", Phrase(ru: "\(name.ru), как введен", en: "\(name.en) as typed"), .line
      ) { get(subject($0)) },
    ]
  }
}

extension Field: Hashable {
  /// A field is declared once.
  public static func == (left: Field, right: Field) -> Bool { left === right }

  /// A field is declared once.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// Who can be called and written to.
package protocol Reachable: Entity {
  /// R32.
  var phone: PhoneNumber? { get set }
  /// R32.
  var email: EmailAddress? { get set }
  /// R67.
  var otherPhones: [PhoneNumber] { get set }
  /// R67.
  var otherEmails: [EmailAddress] { get set }
}

extension Reachable {
  /// Every number, the main one first.
  package var phones: [PhoneNumber] { [phone].compactMap { $0 } + otherPhones }
  /// Every address, the main one first.
  package var emails: [EmailAddress] { [email].compactMap { $0 } + otherEmails }
}

extension Company: Reachable {}
extension Contact: Reachable {}

extension Field where Subject: Reachable {
  fileprivate static func ofPhone() -> Field {
    Field(
      "phone", Phrase(ru: "телефон", en: "phone"), help: Phrase(ru: "телефон", en: "a phone"),
      .phone, table: .main, read: PhoneNumber.init(typed:), { $0.phone?.typed },
      set: { $0.phone = $1 })
  }

  fileprivate static func ofEmail() -> Field {
    Field(
      "email", Phrase("e-mail"), help: Phrase(ru: "e-mail", en: "an e-mail"), .email, table: .extra,
      read: EmailAddress.init(parsing:), { $0.email?.text }, set: { $0.email = $1 })
  }

  fileprivate static func ofOtherPhones() -> Field {
    Field(
      "otherPhones", Phrase(ru: "другие телефоны", en: "other phones"), .lines,
      get: { .texts($0.otherPhones.map(\.typed)) },
      set: { (subject, value) throws(ValueError) in
        subject.otherPhones = try (value?.elements ?? []).map { (text) throws(ValueError) in
          try PhoneNumber(typed: text.text)
        }
      })
  }

  fileprivate static func ofOtherEmails() -> Field {
    Field(
      "otherEmails", Phrase(ru: "другие e-mail", en: "other e-mails"), .lines,
      get: { .texts($0.otherEmails.map(\.text)) },
      set: { (subject, value) throws(ValueError) in
        subject.otherEmails = try (value?.elements ?? []).map { (text) throws(ValueError) in
          try EmailAddress(parsing: text.text)
        }
      })
  }
}

extension Field<Company> {
  /// What it is called.
  public static let name = Field(
    "name", Phrase(ru: "название", en: "name"), help: Phrase(ru: "название", en: "its name"), .line,
    isRequired: true, table: .key, get: { .text($0.name) },
    set: { (company, value) throws(ValueError) in company.name = value?.text ?? company.name })
  /// R32.
  public static let phone = ofPhone()
  /// R32.
  public static let email = ofEmail()
  /// R67.
  public static let otherPhones = ofOtherPhones()
  /// R67.
  public static let otherEmails = ofOtherEmails()
  /// Street and house.
  public static let address = Field(
    "address", Phrase(ru: "адрес", en: "address"),
    help: Phrase(ru: "адрес", en: "street and house"),
    table: .extra, { $0.address }, set: { $0.address = $1 })
  /// Town.
  public static let city = Field(
    "city", Phrase(ru: "город", en: "city"), help: Phrase(ru: "город", en: "the town"),
    { $0.city }, set: { $0.city = $1 })
  /// ИНН, checked by its control digits (R32).
  public static let taxNumber = Field(
    "inn", Phrase(ru: "ИНН", en: "INN"), help: Phrase(ru: "ИНН", en: "the tax number"), .taxNumber,
    read: TaxNumber.init(parsing:), { $0.taxNumber?.text }, set: { $0.taxNumber = $1 })
  /// Web site.
  public static let site = Field(
    "site", Phrase(ru: "сайт", en: "site"), help: Phrase(ru: "сайт", en: "the web site"),
    { $0.site }, set: { $0.site = $1 })
  /// Who looks after it.
  public static let manager = Field(
    "manager", Phrase(ru: "менеджер", en: "manager"), .user, isRequired: true, table: .useful,
    get: { .text($0.manager.text) },
    set: { (company, value) throws(ValueError) in
      company.manager = value.map { Login(stored: $0.text) } ?? company.manager
    })
  /// Free labels, sorted.
  public static let tags = Field(
    "tags", Phrase(ru: "метки", en: "tags"), .choices, get: { .texts($0.tags) },
    set: { (company, value) throws(ValueError) in
      company.tags = (value?.elements ?? []).map(\.text).sorted()
    })
}

extension Company {
  /// What a pipeline can ask for (`companyFields`), in the order of the card.
  public static let details: [Field<Company>] = [
    .phone, .email, .address, .city, .taxNumber, .site,
  ]

  /// All that its card says, in the order of the table.
  public static let card: [Field<Company>] =
    [.name] + details + [.otherPhones, .otherEmails, .manager, .tags]

  /// R67.
  public static let further: [Field<Company>: Field<Company>] = [
    .phone: .otherPhones, .email: .otherEmails,
  ]
}

extension Field<Contact> {
  /// Full name.
  public static let name = Field(
    "name", Phrase(ru: "имя", en: "name"), .line, isRequired: true, table: .key,
    get: { .text($0.name) },
    set: { (contact, value) throws(ValueError) in contact.name = value?.text ?? contact.name })
  /// What the person is there.
  public static let position = Field(
    "position", Phrase(ru: "должность", en: "position"),
    help: Phrase(ru: "должность", en: "the position"), table: .extra, { $0.position },
    set: { $0.position = $1 })
  /// R32.
  public static let phone = ofPhone()
  /// R32.
  public static let email = ofEmail()
  /// R67.
  public static let otherPhones = ofOtherPhones()
  /// R67.
  public static let otherEmails = ofOtherEmails()
  /// A messenger's name and account, as typed.
  public static let messenger = Field(
    "messenger", Phrase(ru: "мессенджер", en: "messenger"),
    help: Phrase(
      ru: "мессенджер и имя в нем: 'Telegram @delos'",
      en: "a messenger and the name there: 'Telegram @delos'"), word: "ACCOUNT",
    { $0.messenger }, set: { $0.messenger = $1 })
  /// The role that new deals of the company start with.
  public static let role = Field(
    "role", Phrase(ru: "роль", en: "role"), .choice,
    choices: Role.allCases.map { .init($0.rawValue, $0.name) }, isRequired: true, table: .useful,
    get: { .text($0.role.rawValue) },
    set: { (contact, value) throws(ValueError) in
      contact.role = value.flatMap { Role(rawValue: $0.text) } ?? contact.role
    })
}

extension Contact {
  /// What its card may be without.
  public static let details: [Field<Contact>] = [.position, .phone, .email, .messenger]

  /// All that its card says, in the order of the table.
  public static let card: [Field<Contact>] =
    [.name] + details + [.otherPhones, .otherEmails, .role]

  /// R67.
  public static let further: [Field<Contact>: Field<Contact>] = [
    .phone: .otherPhones, .email: .otherEmails,
  ]
}

extension Field<Deal> {
  /// How much sooner than others (B32).
  static let priority = fact(
    "priority", Phrase(ru: "приоритет", en: "priority"),
    help: Phrase(ru: "приоритет от 0 до 3", en: "a priority of 0 to 3"), .number, in: 0...3)
  /// Free labels, sorted.
  public static let tags = fact("tags", Phrase(ru: "метки", en: "tags"), .choices)
  /// Whether the company had bought before when it was made (B51).
  static let isRepeat = fact("isRepeat", Phrase(ru: "повторная", en: "repeat sale"), .flag)
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
    choices: DealAmount.allCases.map { Choice($0.rawValue, $0.name) })
  /// What is sold, line by line (R73).
  public static let lines = fact("lines", Phrase(ru: "строки", en: "lines"), .lines)
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
