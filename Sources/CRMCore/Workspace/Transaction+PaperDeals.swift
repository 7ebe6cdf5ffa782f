package import CRMModel

/// Which sale papers belong to (R74).
extension Transaction {
  /// The paper as one of a deal of its company.
  ///
  /// What rests on it, and what it rests on, goes along: what was paid of an invoice was paid of its
  /// deal.
  package func link(_ paper: Paper, to deal: Deal) throws(CRMError) -> Paper {
    guard deal.company == paper.company else {
      throw .refused(
        Refusal(
          "R74",
          Phrase(
            ru: "\(paper.title.ru) — другой компании, чем сделка '\(deal.name)'",
            en: "\(paper.title.en) belongs to another company than deal '\(deal.name)'"),
          remedies: [Remedy(paper.type.noun, "show", paper.id.text)]))
    }
    var edit = CardEdit<Paper>()
    edit.fill(.deal, deal.id.text)
    for other in try tree(of: paper).papers
    where other.id != paper.id && other.deal == paper.deal && !other.type.spansDeals {
      try keep(edit.apply(to: get(other.id), in: context))
    }
    return edit.apply(to: paper, in: context)
  }

  /// Brings budgets that come from orders to what these come to by now (R73).
  func countOrders(of papers: [Paper], in context: ActionContext? = nil) throws(CRMError) {
    for id in Set(papers.compactMap(\.deal)).sorted() {
      guard let deal = try find(id), deal.amount == .orders else { continue }
      let subject = try dealCase(deal)
      let counted = try CRMError.refusing { () throws(Refusal) in
        try subject.countingOrders(in: context ?? self.context)
      }
      if counted != deal { try keep(counted) }
    }
  }

  /// A paper of today that is never kept, by which lines of a deal are priced (R73).
  package func paper(in currency: Currency) throws(CRMError) -> Paper {
    var card = CardEdit<Paper>()
    card.fill(.date, context.zone.day(of: context.now).text)
    card.fill(.currency, currency.code)
    return card.apply(to: Paper(id: try newIdentifier(Paper.self)), in: context)
  }

  /// The invoice from which a deal is made (J8): one that has none.
  package func invoiceWithoutDeal(_ reference: String) throws(CRMError) -> Paper {
    let invoice = try paper(reference, .invoice)
    guard let deal = invoice.deal else { return invoice }
    throw .refused(
      Refusal(
        "R79",
        Phrase(
          ru: "\(invoice.title.ru) уже относится к сделке",
          en: "\(invoice.title.en) belongs to a deal already"),
        remedies: [Remedy("deal", "show", deal.text)]))
  }
}
