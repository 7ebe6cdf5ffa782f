import CRMModel

extension Entity {
  /// What one operation changed, in words.
  func changes<Row>(
    of operation: OperationID, in noun: Noun<Row>, _ presentation: Presentation
  ) -> [String] {
    history.filter { $0.operation == operation }.compactMap { event in
      switch event.kind {
      case .created: presentation.text(Phrase(ru: "добавлено", en: "added"))
      case .edited(let change, _): change.text(in: noun, presentation)
      default: nil
      }
    }
  }
}
