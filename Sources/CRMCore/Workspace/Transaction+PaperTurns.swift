import CRMModel

/// Papers whose operations are taken back or done again: they agree with all others before and after (R86).
extension Transaction {
  /// The papers that an operation changed and that there are, with all around them.
  func papersAround(_ operation: OperationSummary) throws(CRMError) -> PaperTree {
    let places = operation.paths.compactMap(DocumentPlace.init).filter { $0.kind == .paper }
    guard !places.isEmpty else { return PaperTree([Paper]()) }
    do throws(CRMError) {
      let index = try index([.paper])
      return try tree(of: places.compactMap { index.card(PaperID(stored: $0.id)) })
    } catch {
      // What the undo of a repair brings back cannot be read, and `fsck` tells of it.
      guard case .document = error else { throw error }
      return PaperTree([Paper]())
    }
  }

  /// Brings invoices to whether they are paid, once a turn is done.
  ///
  /// - Throws: `CRMError.refused` where papers contradict each other by it, as where the same was paid
  ///   once more meanwhile.
  func settlePapers(
    of operation: OperationSummary, since before: PaperTree, _ refused: Phrase
  ) throws(CRMError) {
    let after = try papersAround(operation)
    try CRMError.refusing { () throws(Refusal) in
      try after.requireBalance(since: before, refused)
    }
    for payment in after.papers where payment.type == .payment && payment.basis.isEmpty {
      guard try overdraft(like: payment) > 0 else { continue }
      throw .refused(
        Refusal(
          "R80",
          Phrase(
            ru: "\(refused.ru): из авансов клиента вернули или зачли больше, чем останется",
            en:
              "\(refused.en): more of the client's advances was paid back or used than would be left"
          ),
          remedies: try advances(like: payment).filter { !$0.total.isPositive }.prefix(5)
            .map { Remedy($0.type.noun, "cancel", $0.id.text) }))
    }
    try settleInvoices(after)
    try countOrders(of: after.papers)
  }

  /// Whether two states of a document are an invoice before and after it was paid.
  static func isSettled(_ state: (some Document)?, _ other: (some Document)?) -> Bool {
    guard let first = state as? Paper, let second = other as? Paper else { return false }
    return [first, second].allSatisfy { $0.type == .invoice && $0.isInForce }
      && first.isIn(.paid) != second.isIn(.paid)
  }
}
