/// What the base of clients has from before it was written as it is now (R67): `audit --base` alone asks
/// for it.
extension ClientCheck {
  static let ofBase: [ClientCheck] = [
    ofCards("name-untidy") { card in
      guard card.name != card.tidyName else { return [] }
      return [
        .init(
          message: Phrase(
            ru: "'\(card.name)' теперь пишется как '\(card.tidyName)'",
            en: "'\(card.name)' is written '\(card.tidyName)' now"),
          fix: card.editing.adding("--name", card.tidyName))
      ]
    },
    ofCards("phone-unclear") { card in
      card.phones.flatMap(\.notices).map { notice in
        .init(
          message: Phrase(
            ru: "\(card.name): \(notice.message.ru)", en: "\(card.name): \(notice.message.en)"),
          fix: card.editing.asking("--phone"))
      }
    },
  ]

  private static func ofCards(
    _ id: String, _ judge: @escaping @Sendable (BaseCard) -> [AuditCheck.Result]
  ) -> ClientCheck {
    let results = { @Sendable (client: AuditClient) in
      ([BaseCard(client.company.record.company)]
        + client.people.map { BaseCard($0.record.contact) })
        .flatMap(judge)
    }
    return ClientCheck(
      id: AuditCheck.ID(rawValue: id), severity: .warning, asksForPeople: true,
      count: { results($0).count }, words: results)
  }
}

extension AuditCheck.ID {
  /// Those of `audit --base`.
  public static let ofBase: [AuditCheck.ID] = ClientCheck.ofBase.map(\.id)
}

/// A company or a contact as the checks of the base look at it.
private struct BaseCard {
  let name: String
  let tidyName: String
  let phones: [PhoneNumber]
  let editing: Remedy

  init(_ company: Company) { self.init(company, company.name, Spelling.company) }
  init(_ contact: Contact) { self.init(contact, contact.name, Spelling.person) }

  private init<Subject: Card & Reachable>(
    _ card: Subject, _ name: String, _ spelling: (String) -> String
  ) {
    self.name = name
    tidyName = spelling(name)
    phones = card.phones
    editing = Remedy(Subject.kind.rawValue, "edit", card.id.text)
  }
}
