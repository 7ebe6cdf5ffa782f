/// Somebody has looked at what a merge of two machines' work decided, and leaves it so (`crm deal settle`,
/// R121).
public struct SettleDeal: DealAction {
  /// Of everything that is not settled yet.
  public init() {}

  /// The deal, which the audit speaks of no more.
  ///
  /// - Throws: ``Refusal`` where nothing is to be settled.
  public func apply(to subject: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var deal = subject.deal
    guard !deal.unsettled.isEmpty else {
      throw Refusal(
        "R121",
        Phrase(
          ru: "у сделки '\(deal.name)' нет расхождений после слияния",
          en: "deal '\(deal.name)' has nothing that a merge had to decide"),
        remedies: [Remedy("deal", "show", deal.id.text)])
    }
    deal.history.append(context.event(.told(.settled, [:])))
    return Outcome(deal)
  }
}

extension Deal {
  /// What merges decided since somebody looked at that last: the property, what stayed, and what gave way.
  var unsettled: [(field: String, kept: String?, dropped: String?)] {
    var open: [(field: String, kept: String?, dropped: String?)] = []
    for event in effectiveHistory {
      guard case .told(let type, let values) = event.kind else { continue }
      if type == .settled { open = [] }
      if type == .reconciled {
        open.append((values["field"]?.text ?? "", values["kept"]?.text, values["dropped"]?.text))
      }
    }
    return open
  }
}
