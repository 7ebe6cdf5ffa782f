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
      "otherPhones", Phrase(ru: "другие телефоны", en: "other phones"), .phones,
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

extension Field where Subject: KeepsFacts {
  /// The name as it was typed, where it is written otherwise (R67).
  fileprivate static func ofTypedName() -> Field {
    fact("nameTyped", Phrase(ru: "название, как введено", en: "name as typed"), .line)
  }
}

extension Field<Company> {
  /// What it is called.
  public static let name = Field(
    "name", Phrase(ru: "название", en: "name"), help: Phrase(ru: "название", en: "its name"), .line,
    isRequired: true, table: .key, get: { .text($0.name) },
    set: { (company, value) throws(ValueError) in
      guard let typed = value?.text else { return }
      company.name = Spelling.company(typed)
      company.facts[nameTyped.key] = company.name == typed ? nil : .text(typed)
    })
  /// R67.
  public static let nameTyped = ofTypedName()
  /// Whether it buys (A22).
  public static let isCustomer = fact(
    "isCustomer", Phrase(ru: "клиент", en: "customer"),
    help: Phrase(ru: "покупает: да или нет", en: "whether it buys: yes or no"), .flag,
    implied: { _ in .flag(true) })
  /// Whether it sells to the department (A22).
  public static let isSupplier = fact(
    "isSupplier", Phrase(ru: "поставщик", en: "supplier"),
    help: Phrase(ru: "поставляет: да или нет", en: "whether it supplies: yes or no"), .flag,
    implied: { _ in .flag(false) })
  /// What it could buy in a year (K10).
  public static let potential = fact(
    "potential", Phrase(ru: "потенциал", en: "potential"),
    help: Phrase(ru: "сколько могла бы купить за год", en: "what it could buy in a year"), .money,
    in: 0...Int.max)
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
  public static let details = profile + [.isCustomer, .isSupplier, .potential]

  /// Whether it buys (A22).
  public var isCustomer: Bool { Field.isCustomer.value(in: self) == .flag(true) }

  /// What the completeness of the base is measured by unless a department says otherwise (R68).
  public static let profile: [Field<Company>] = [
    .phone, .email, .address, .city, .taxNumber, .site,
  ]

  /// All that its card says, in the order of the table.
  public static let card: [Field<Company>] =
    [.name] + details + [.otherPhones, .otherEmails, .manager, .tags, .nameTyped]

  /// What was typed for the name that stays.
  public static let unshared: [Field<Company>] = [.nameTyped]

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
    set: { (contact, value) throws(ValueError) in
      guard let typed = value?.text else { return }
      contact.name = Spelling.person(typed)
      contact.facts[nameTyped.key] = contact.name == typed ? nil : .text(typed)
    })
  /// R67.
  public static let nameTyped = ofTypedName()
  /// R67.
  public static let lastName = ofName("lastName", Phrase(ru: "фамилия", en: "last name"))
  /// R67.
  public static let firstName = ofName("firstName", Phrase(ru: "имя", en: "first name"))
  /// R67.
  public static let patronymic = ofName(
    "patronymic", Phrase(ru: "отчество", en: "patronymic"))

  private static func ofName(_ key: String, _ name: Phrase) -> Field {
    fact(key, name, word: "NAME", .line, implied: { $0.impliedPart(key).map(Value.text) })
  }
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
  public static let details: [Field<Contact>] =
    partsOfName + [
      .position, .phone, .email, .messenger,
    ]

  /// The name by its parts, in their order.
  package static let partsOfName: [Field<Contact>] = [.lastName, .firstName, .patronymic]

  /// All that its card says, in the order of the table.
  public static let card: [Field<Contact>] =
    [.name] + details + [.otherPhones, .otherEmails, .role, .nameTyped]

  /// A part of the name that is given by nothing but the name: of what others do not say for themselves.
  fileprivate func impliedPart(_ key: String) -> String? {
    let keys = Self.partsOfName.map(\.key)
    let given = keys.compactMap { facts[$0]?.text }
    guard !given.isEmpty else { return zip(keys, FullName.parts(name)).first { $0.0 == key }?.1 }
    var rest = name
    for part in given {
      if let range = rest.firstRange(of: part) { rest.removeSubrange(range) }
    }
    let open = keys.filter { facts[$0] == nil }
    let words = rest.split(separator: " ").map(String.init)
    return zip(open, FullName.parts(of: words[...], over: open.count)).first { $0.0 == key }?.1
  }

  /// The name stays, and with it its parts and what was typed.
  public static let unshared = partsOfName + [.nameTyped]

  /// R67.
  public static let further: [Field<Contact>: Field<Contact>] = [
    .phone: .otherPhones, .email: .otherEmails,
  ]
}
