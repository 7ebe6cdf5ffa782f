import CRMModel

extension Entity {
  /// What one operation changed, in words.
  func changes<Row>(
    of operation: OperationID, in noun: Noun<Row>, _ presentation: Presentation
  ) -> [String] {
    history.filter { $0.operation == operation }.words(in: noun, presentation)
  }
}

extension [Event] {
  /// What happened to a thing, in words.
  func words<Row>(in noun: Noun<Row>, _ presentation: Presentation) -> [String] {
    compactMap { event in
      if case .created = event.kind {
        return presentation.text(Phrase(ru: "добавлено", en: "added"))
      }
      guard case .edited(let change, _) = event.kind else { return nil }
      return change.text(in: noun, presentation)
    }
  }
}
