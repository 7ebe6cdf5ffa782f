/// Somebody who is being entered, by what says who that is (R61).
public struct MatchSubject: Hashable, Sendable {
  /// What is being entered: a company, a contact or a lead.
  public let kind: Kind
  /// Its id, as nobody is his own duplicate.
  public var id: String?
  /// What it is called.
  public var name = ""
  /// The name of a person.
  public var person: String?
  /// The name of a company.
  public var company: ClientName?
  /// The company where a contact works.
  public var employer: CompanyID?
  /// Every number.
  public var phones: [PhoneNumber] = []
  /// Every address.
  public var emails: [EmailAddress] = []
  /// Every ИНН, with the КПП where that is known.
  public var taxNumbers: [TaxIdentity] = []

  /// Somebody of whom nothing is known yet.
  public init(_ kind: Kind) { self.kind = kind }

  /// A company.
  public init(_ company: Company) {
    self.init(.company)
    id = company.id.text
    name = company.name
    self.company = ClientName(name)
    (phones, emails) = (company.phones, company.emails)
    taxNumbers =
      company.united.compactMap { $0.taxNumber.map { TaxIdentity($0) } }
      + company.legal.filter { !$0.isShared }.compactMap(\.taxIdentity)
  }

  /// A person at a company.
  public init(_ contact: Contact) {
    self.init(.contact)
    id = contact.id.text
    name = contact.name
    person = name
    employer = contact.company
    (phones, emails) = (contact.phones, contact.emails)
  }

  /// The same with nothing to be found by but what another state of it has not, for a look at what a
  /// change makes it match.
  public func news(since before: MatchSubject) -> MatchSubject {
    var news = self
    news.company = nil
    news.phones.removeAll(where: before.phones.contains)
    news.emails.removeAll(where: before.emails.contains)
    news.taxNumbers.removeAll(where: before.taxNumbers.contains)
    return news
  }

  /// Why a company or a contact may be this one; `nil` where nothing says so.
  ///
  /// A company is known by ИНН, e-mail or phone, and may be one by its name; a person by e-mail, or by
  /// phone with the same two names in either order. A first name alone is never a match. The phone of
  /// a contact's company or colleague may be shared, and a lead's is anybody's who has it; whoever
  /// does not say a name is who has the phone.
  public func reason(_ other: MatchSubject) -> MatchReason? {
    guard id != other.id, kind != .company || other.kind == .company else { return nil }
    let isEmployer = kind == .contact && other.kind == .company
    if isEmployer { return employer?.text == other.id && hasPhone(of: other) ? .sharedPhone : nil }
    if taxNumbers.contains(where: { other.taxNumbers.contains(where: $0.isSame) }) {
      return .taxNumber
    }
    if emails.contains(where: other.emails.contains) { return .email }
    guard hasPhone(of: other) else { return other.company.flatMap { company?.matchReason($0) } }
    guard let person, let name = other.person else { return .phone }
    if FullName.isSame(person, name) || isSameCaller(person, name, other) {
      return .phone
    }
    return kind == .lead || employer == other.employer ? .sharedPhone : nil
  }

  /// Whether both are leads that call somebody the same, who often gives a first name only (I13).
  private func isSameCaller(_ person: String, _ name: String, _ other: MatchSubject) -> Bool {
    kind == .lead && other.kind == .lead && Folding.fold(person) == Folding.fold(name)
  }

  /// However it was typed; what cannot be read is no match.
  private func hasPhone(of other: MatchSubject) -> Bool {
    phones.contains { phone in phone.e164 != nil && other.phones.contains { $0.e164 == phone.e164 }
    }
  }

  // MARK: Finding it in an index

  /// The keys under which a client is kept.
  public var keys: [NameKey] { channelKeys + (company?.keys ?? []) }

  /// The keys of its numbers and addresses.
  public var channelKeys: [NameKey] {
    phones.map(NameKey.init) + emails.map(NameKey.init)
      + taxNumbers.map { NameKey(folded: "inn \($0.number.text)") }
  }
}

/// What two clients have in common (R61), the surest first.
public enum MatchReason: String, CaseIterable, Comparable, Sendable {
  case taxNumber = "inn"
  case email, phone
  case sameName = "name"
  /// Equal but for a legal form, or nearly so.
  case similarName = "similar-name"
  /// Of the contact's own company, or of somebody there.
  case sharedPhone = "shared-phone"

  /// Whether both are the same client; else they may be.
  public var isCertain: Bool { self <= .phone }

  /// The surest first.
  public static func < (left: MatchReason, right: MatchReason) -> Bool {
    left.place < right.place
  }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// What two have in common, such as «тот же телефон».
  public var name: Phrase {
    switch self {
    case .taxNumber: Phrase(ru: "тот же ИНН", en: "the same tax number")
    case .email: Phrase(ru: "тот же e-mail", en: "the same e-mail")
    case .phone, .sharedPhone: Phrase(ru: "тот же телефон", en: "the same phone")
    case .sameName: Phrase(ru: "то же название", en: "the same name")
    case .similarName: Phrase(ru: "похожее название", en: "a similar name")
    }
  }

  /// Who it is and why, such as «у 'Кафе Пушкин' (7k3m9qa2) тот же телефон».
  public func phrase(_ client: String, _ id: String) -> Phrase {
    let client = SafeText.visible(client)
    guard self != .sameName else {
      return Phrase(
        ru: "компания с таким названием уже есть: \(id)",
        en: "there is a company of this name already: \(id)")
    }
    return Phrase(
      ru: "у '\(client)' (\(id)) \(name.ru)", en: "'\(client)' (\(id)) has \(name.en)")
  }

  /// That it is a client whom others look after (M7), such as «у клиента, которого вы не видите, тот же
  /// телефон».
  public var phraseOfUnseen: Phrase {
    Phrase(
      ru: "у клиента, которого вы не видите, \(name.ru)",
      en: "a client whom you do not see has \(name.en)")
  }
}
