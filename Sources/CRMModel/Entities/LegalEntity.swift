/// Who signs and pays for a company (R66); it may have several, and several venues may share one.
public struct LegalEntity: Hashable, Sendable {
  /// What it is known by, in the order of the card; the raw value is the key in documents and JSON,
  /// and the option.
  public enum Part: String, CaseIterable, Sendable {
    case name, inn, kpp, ogrn, address, bank, bic, account
  }

  /// What is known of it.
  public private(set) var values: [Part: String] = [:]
  /// Whether it is the one that is meant where one is needed.
  public var isMain = false
  /// Whether other companies have it too, and are no duplicates for that.
  public var isShared = false

  /// One of whom nothing is known yet.
  public init() {}

  /// One that was stored, whatever is wrong with it.
  package init(stored values: [Part: String], isMain: Bool, isShared: Bool) {
    self.values = values
    self.isMain = isMain
    self.isShared = isShared
  }

  /// ИНН with КПП, by which it is found (R61).
  var taxIdentity: TaxIdentity? {
    values[.inn].flatMap { try? TaxNumber(parsing: $0) }
      .map { TaxIdentity($0, kpp: values[.kpp]) }
  }

  /// What people call it.
  public var name: String { values[.name] ?? "" }

  /// What tells it from the company's others: ИНН with КПП as far as they are known, else the name.
  public var reference: String {
    values[.inn].map { inn in values[.kpp].map { "\(inn)/\($0)" } ?? inn } ?? name
  }

  /// All that is known of it, as the history tells it.
  var line: String { Part.allCases.compactMap { values[$0] }.joined(separator: ", ") }

  /// The same with other values; an empty text empties.
  ///
  /// - Throws: ``ValueError`` for a number whose control digits are wrong, or which does not go with
  ///   the others.
  public func with(_ parts: [Part: String]) throws(ValueError) -> LegalEntity {
    var entity = self
    for part in Part.allCases {
      guard let text = parts[part]?.trimmingBlanks() else { continue }
      if !text.isEmpty, let problem = try part.problem(of: text) {
        throw ValueError(text, ru: problem.ru, en: problem.en)
      }
      let written = part == .name ? Spelling.company(text) : text
      entity.values[part] = text.isEmpty ? nil : written
    }
    let isPerson = entity.values[.inn]?.count == 12 || entity.values[.ogrn]?.count == 15
    if isPerson, let kpp = entity.values[.kpp] {
      throw ValueError(
        kpp, ru: "у предпринимателя нет КПП", en: "a sole proprietor has no KPP")
    }
    if let account = entity.values[.account], let bic = entity.values[.bic],
      !Self.isAccount(account, at: bic)
    {
      throw ValueError(
        account, ru: "счет не сходится с БИК; проверьте, нет ли опечатки",
        en: "the account does not agree with the BIC; look for a typing mistake")
    }
    return entity
  }

  /// Whether the control digit of an account is right for its bank (Bank of Russia, 08.09.1997
  /// № 515).
  private static func isAccount(_ account: String, at bic: String) -> Bool {
    // Accounts of the treasury's own numbering have no control digit.
    guard !account.hasPrefix("0") else { return true }
    let ofBankOfRussia = ["000", "001", "002"].contains(bic.suffix(3))
    let isItsOwn =
      account.hasPrefix("301") || account.hasPrefix("40102") || ofBankOfRussia
    let prefix = isItsOwn ? "0" + bic.dropFirst(4).prefix(2) : String(bic.suffix(3))
    let weights = [7, 1, 3]
    let sum = (prefix + account).utf8.enumerated().reduce(0) { sum, digit in
      sum + (Int(digit.element) - 0x30) * weights[digit.offset % 3] % 10
    }
    return sum % 10 == 0
  }
}

extension Company {
  /// The company with a legal entity added, replaced or taken away; of several one is the main one.
  public func withLegal(
    _ entity: LegalEntity?, at place: Int?, in context: ActionContext
  ) -> Company {
    var company = self
    if entity?.isMain == true {
      for place in company.legal.indices { company.legal[place].isMain = false }
    }
    switch (place, entity) {
    case (let place?, let entity?): company.legal[place] = entity
    case (let place?, nil): company.legal.remove(at: place)
    case (nil, let entity?): company.legal.append(entity)
    case (nil, nil): break
    }
    guard company.legal != legal else { return self }
    let change = FieldChange(
      "legalEntity", old: place.map { legal[$0].line }, new: entity?.line)
    company.history.append(context.event(.edited(change, reason: nil)))
    return company
  }
}

/// An ИНН with the КПП of one of its branches, where that is known.
public struct TaxIdentity: Hashable, Sendable {
  /// ИНН.
  public let number: TaxNumber
  /// Which branch; `nil` where nobody said so.
  public let kpp: String?

  /// An ИНН, with a КПП where there is one.
  public init(_ number: TaxNumber, kpp: String? = nil) {
    self.number = number
    self.kpp = kpp
  }

  /// Whether both are the same; two branches are two (R61).
  func isSame(as other: TaxIdentity) -> Bool {
    number == other.number && (kpp == nil || other.kpp == nil || kpp == other.kpp)
  }
}

extension LegalEntity.Part {
  /// What people call it.
  public var title: Phrase {
    switch self {
    case .name: Phrase(ru: "название", en: "name")
    case .inn: Phrase(ru: "ИНН", en: "INN")
    case .kpp: Phrase(ru: "КПП", en: "KPP")
    case .ogrn: Phrase(ru: "ОГРН", en: "OGRN")
    case .address: Phrase(ru: "адрес", en: "address")
    case .bank: Phrase(ru: "банк", en: "bank")
    case .bic: Phrase(ru: "БИК", en: "BIC")
    case .account: Phrase(ru: "счет", en: "account")
    }
  }

  /// What is wrong with a value, taken by itself; `nil` where it is sound.
  fileprivate func problem(of text: String) throws(ValueError) -> Phrase? {
    switch self {
    case .name, .address, .bank: return nil
    case .inn:
      _ = try TaxNumber(parsing: text)
      return nil
    case .kpp:
      let isRight =
        text.utf8.count == 9
        && text.utf8.enumerated().allSatisfy { place, byte in
          (0x30...0x39).contains(byte) || (4...5).contains(place) && (0x41...0x5A).contains(byte)
        }
      return isRight
        ? nil
        : Phrase(
          ru: "в КПП 9 знаков: 4 цифры, 2 цифры или латинские буквы, 3 цифры",
          en: "a KPP has 9 characters: 4 digits, 2 digits or capitals, 3 digits")
    case .ogrn:
      // The last digit is the rest of the others modulo 11, of a sole proprietor's modulo 13.
      guard let divisor = [13: UInt64(11), 15: 13][text.utf8.count],
        let others = UInt64(text.dropLast()), let last = UInt64(text.suffix(1))
      else {
        return Phrase(
          ru: "в ОГРН 13 цифр, в ОГРНИП 15", en: "an OGRN has 13 digits, an OGRNIP 15")
      }
      return others % divisor % 10 == last
        ? nil
        : Phrase(
          ru: "контрольная цифра ОГРН не сходится; проверьте, нет ли опечатки",
          en: "the control digit of this OGRN is wrong; look for a typing mistake")
    case .bic:
      return Self.isDigits(text, 9) ? nil : Phrase(ru: "в БИК 9 цифр", en: "a BIC has 9 digits")
    case .account:
      return Self.isDigits(text, 20)
        ? nil : Phrase(ru: "в номере счета 20 цифр", en: "an account number has 20 digits")
    }
  }

  private static func isDigits(_ text: String, _ count: Int) -> Bool {
    text.utf8.count == count && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
