/// A field of the company card that a pipeline can ask for (`companyFields`).
public enum CompanyField: String, CaseIterable, Hashable, Sendable {
  /// R32.
  case phone
  /// R32.
  case email
  /// Street and house.
  case address
  /// Town.
  case city
  /// ИНН.
  case inn
  /// Web site.
  case site

  /// Whether the company's card has it.
  public func isFilled(in company: Company) -> Bool {
    switch self {
    case .phone: company.phone != nil
    case .email: company.email != nil
    case .address: company.address.saysSomething
    case .city: company.city.saysSomething
    case .inn: company.taxNumber != nil
    case .site: company.site.saysSomething
    }
  }

  /// The option of `company edit` that fills it.
  public var option: String { "--" + rawValue }

  /// How people call it.
  public var name: Phrase {
    switch self {
    case .phone: Phrase(ru: "телефон", en: "phone")
    case .email: Phrase(ru: "e-mail", en: "e-mail")
    case .address: Phrase(ru: "адрес", en: "address")
    case .city: Phrase(ru: "город", en: "city")
    case .inn: Phrase(ru: "ИНН", en: "INN")
    case .site: Phrase(ru: "сайт", en: "site")
    }
  }
}
