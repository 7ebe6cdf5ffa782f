import CRMCore
import CRMModel

/// `deal find` and `--search`: names, phones and e-mails, without opening a document.
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
    text.isIn(deal.name) ? SearchMatch(.name, deal.name) : companies[deal.company]
  }

  func match(_ company: CompanyID) -> SearchMatch? { companies[company] }
}

/// Where a text was found.
struct SearchMatch {
  /// What was looked through, the likeliest first.
  enum Field: String {
    case name, company, contact, phone, email, comment

    var title: Phrase {
      switch self {
      case .name: Phrase(ru: "название", en: "name")
      case .company: Phrase(ru: "компания", en: "company")
      case .contact: Phrase(ru: "контакт", en: "contact")
      case .phone: Phrase(ru: "телефон", en: "phone")
      case .email: Phrase(ru: "e-mail", en: "e-mail")
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
    return .init(phone, email, text)
  }
}

extension Contact {
  func match(_ text: SearchText) -> SearchMatch? {
    if text.isIn(name) { return SearchMatch(.contact, name) }
    return .init(phone, email, text)
  }
}

extension SearchMatch {
  fileprivate init?(_ phone: PhoneNumber?, _ email: EmailAddress?, _ text: SearchText) {
    if let phone, text.isIn(phone) {
      self.init(.phone, phone.display)
    } else if let email, text.isIn(email) {
      self.init(.email, email.text)
    } else {
      return nil
    }
  }
}
