/// Takes a contact out of a deal.
public struct UnlinkContact: DealAction {
  /// Who.
  public var contact: Contact

  /// An unlinking.
  public init(_ contact: Contact) {
    self.contact = contact
  }

  /// The deal without the contact.
  ///
  /// - Throws: `Refusal` where the contact is not part of the deal, and where its stage needs it (R36).
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var deal = before.deal
    try before.requirePresent(.contactsCannotChange(in: deal))
    guard let index = deal.contacts.firstIndex(where: { $0.contact == contact.id }) else {
      throw Refusal(
        "R5",
        Phrase(
          ru: "контакта '\(contact.name)' нет в сделке '\(deal.name)'",
          en: "contact '\(contact.name)' is not part of deal '\(deal.name)'"),
        remedies: [Remedy("deal", "show", deal.id.text)])
    }
    deal.contacts.remove(at: index)
    deal.history.append(context.event(.contactRemoved(contact.id)))
    try before.requireNothingLost(by: deal)
    return Outcome(deal)
  }
}
