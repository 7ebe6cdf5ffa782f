import CRMCore
import CRMModel

/// `deal find` and `--search`: names, phones, e-mails, tags, custom fields and the id elsewhere, without
/// opening a document.
struct RecordSearch {
  let text: SearchText
  /// Companies that match themselves or by somebody who works there.
  private let companies: [CompanyID: SearchMatch]

  init(_ typed: String, _ index: RecordIndex) {
    let text = SearchText(typed)
    var companies: [CompanyID: SearchMatch] = [:]
    for facts in index.contacts {
      guard companies[facts.company] == nil, let match = facts.record.contact.match(text) else {
        continue
      }
      companies[facts.company] = match
    }
    for facts in index.companies {
      if let match = facts.record.company.match(text) { companies[facts.id] = match }
    }
    self.text = text
    self.companies = companies
  }

  func match(_ deal: any DealFacts) -> SearchMatch? {
    if text.isIn(deal.name) { return SearchMatch(.name, deal.name) }
    if let match = companies[deal.company] { return match }
    if let origin = deal.origin, text.isIn(origin.id) { return SearchMatch(.origin, origin.id) }
    let tags = deal.fact(Field<Deal>.tags.key)?.elements.map(\.text) ?? []
    return tags.first { text.isIn($0) }.map { SearchMatch(.tag, $0) }
      ?? SearchMatch(in: deal.fields, text)
  }

  func match(_ company: CompanyID) -> SearchMatch? { companies[company] }
}

/// Where a text was found.
struct SearchMatch {
  /// What was looked through, the likeliest first.
  enum Field: String {
    case name, company, contact, phone, email, tag, origin, field, comment

    var title: Phrase {
      switch self {
      case .name: Phrase(ru: "название", en: "name")
      case .company: Phrase(ru: "компания", en: "company")
      case .contact: Phrase(ru: "контакт", en: "contact")
      case .phone: Phrase(ru: "телефон", en: "phone")
      case .email: Phrase(ru: "e-mail", en: "e-mail")
      case .tag: Phrase(ru: "метка", en: "tag")
      case .origin: Phrase(ru: "номер", en: "number")
      case .field: Phrase(ru: "поле", en: "field")
      case .comment: Phrase(ru: "комментарий", en: "comment")
      }
    }
  }

  let field: Field
  let text: String

  init(_ field: Field, _ text: String) {
    self.field = field
    self.text = text
  }
}

extension Company {
  func match(_ text: SearchText) -> SearchMatch? {
    if text.isIn(name) { return SearchMatch(.company, name) }
    if let match = SearchMatch(phones, emails, text) { return match }
    return tags.first { text.isIn($0) }.map { SearchMatch(.tag, $0) } ?? .init(in: fields, text)
  }
}

extension Contact {
  func match(_ text: SearchText) -> SearchMatch? {
    if text.isIn(name) { return SearchMatch(.contact, name) }
    return .init(phones, emails, text) ?? .init(in: fields, text)
  }
}

extension SearchMatch {
  /// A custom field, by its name and what it says.
  init?(in fields: [String: Value], _ text: SearchText) {
    let found = fields.filter {
      text.isIn("\($0.key): \($0.value.text)") || text.isIn(numbersOf: $0.value.text)
    }
    guard let (name, value) = found.min(by: { $0.key < $1.key }) else { return nil }
    self.init(.field, "\(name): \(value.text)")
  }

  /// One of several numbers or addresses (R67).
  fileprivate init?(_ phones: [PhoneNumber], _ emails: [EmailAddress], _ text: SearchText) {
    if let phone = phones.first(where: text.isIn) {
      self.init(.phone, phone.display)
    } else if let email = emails.first(where: text.isIn) {
      self.init(.email, email.text)
    } else {
      return nil
    }
  }
}
