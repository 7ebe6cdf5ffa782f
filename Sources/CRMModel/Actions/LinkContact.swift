/// Makes a contact of the company part of a deal, or gives it another role there.
public struct LinkContact: DealAction {
  /// Who.
  public var contact: Contact
  /// As what; the contact's own role unless said otherwise.
  public var role: Role?

  /// A link.
  public init(_ contact: Contact, role: Role?) {
    self.contact = contact
    self.role = role
  }

  /// The deal with the contact.
  ///
  /// - Throws: `Refusal` for a contact of another company, or more contacts than the settings allow.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var deal = before.deal
    let linked = deal.contacts.first { $0.contact == contact.id }
    let role = self.role ?? linked?.role ?? contact.role
    try before.requirePresent(.contactsCannotChange(in: deal))
    guard contact.company == deal.company else {
      throw Refusal(
        "R5",
        Phrase(
          ru: "контакт '\(contact.name)' — из другой компании",
          en: "contact '\(contact.name)' belongs to another company"),
        remedies: [Remedy("contact", "list", "--company", deal.company.text)])
    }
    if let index = deal.contacts.firstIndex(where: { $0.contact == contact.id }) {
      guard deal.contacts[index].role != role else { return Outcome(deal) }
      deal.contacts[index].role = role
    } else {
      let limit = context.settings.maxContacts
      guard deal.contacts.count < limit else {
        throw Refusal(
          "R6",
          Phrase(
            ru: "у сделки может быть не больше \(limit) контактов",
            en: "a deal has at most \(limit) contacts"),
          remedies: [
            Remedy("deal", "contact", "remove", deal.id.text).asking(.contact)
          ])
      }
      deal.contacts.append(DealContact(contact: contact.id, role: role))
    }
    deal.history.append(context.event(.contactAdded(contact.id, role: role)))
    try before.requireNothingLost(by: deal)
    return Outcome(deal)
  }
}

extension DealCase {
  /// R36: refuses other contacts, or roles of these, without which the deal would lack what its stage
  /// asks for.
  ///
  /// The people of a chain's first deal count for its later parts (R20).
  func requireNothingLost(by changed: Deal) throws(Refusal) {
    guard deal.chain?.previous == nil else { return }
    var after = self
    after.deal = changed
    try after.lost(since: self).refuse(.contactsCannotChange(in: deal))
  }
}

extension Phrase {
  static func contactsCannotChange(in deal: Deal) -> Phrase {
    Phrase(
      ru: "нельзя изменить контакты сделки '\(deal.name)'",
      en: "cannot change the contacts of deal '\(deal.name)'")
  }
}
