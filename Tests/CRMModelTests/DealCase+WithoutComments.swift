import CRMModel

extension DealCase {
  /// The deal as an import could have brought it, without anything written.
  var withoutComments: DealCase {
    var bare = self
    bare.deal.history.removeAll { event in
      if case .commented = event.kind { true } else { false }
    }
    return bare
  }
}
