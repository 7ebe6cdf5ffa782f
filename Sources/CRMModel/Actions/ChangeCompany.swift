/// Makes a deal another company's, because another program says whose it is (R112).
package struct ChangeCompany: DealAction {
  /// Whose it is.
  let company: CompanyID

  /// A deal of this company.
  package init(to company: CompanyID) { self.company = company }

  /// The deal without the people of the company that it leaves.
  ///
  /// - Throws: `Refusal` for a deal of a chain (R22a), whose sums are one client's.
  package func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var deal = before.deal
    let refused = Phrase(
      ru: "нельзя изменить сделку '\(deal.name)'", en: "cannot edit deal '\(deal.name)'")
    try before.requirePresent(refused, evenPending: true)
    try before.requireNoChain(refused)
    deal.change("company", \.company, to: company, in: context) { $0.text }
    for contact in before.contacts where contact.company != company {
      deal.contacts.removeAll { $0.contact == contact.id }
      deal.history.append(context.event(.contactRemoved(contact.id)))
    }
    return Outcome(deal)
  }
}
