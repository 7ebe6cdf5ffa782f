import CRMModel

extension FieldChange {
  /// What is told of in the history and is no column.
  private static let titles = [
    "mergedWith": Phrase(ru: "слито с", en: "merged with"),
    "legalEntity": Phrase(ru: "юрлицо", en: "legal entity"),
    "total": Phrase(ru: "полная сумма", en: "full sum"),
  ]

  /// What changed, in words: the field by its title, its values as people see them elsewhere.
  ///
  /// The history keeps sums as plain numbers, so their currency has to be given.
  func text<Row>(
    in noun: Noun<Row>, _ presentation: Presentation, currency: Currency = .rub
  ) -> String {
    let column = noun.columns.first { $0.key == field }
    // The history tells of the sum of a chain by its own name.
    let own = CustomField.id(ofKey: field)
    let type =
      field == "total"
      ? ValueType.money : column?.type ?? own.flatMap(presentation.type(ofField:))
    func shown(_ stored: String?) -> String {
      guard let stored, !stored.isEmpty else { return "—" }
      if type == .lines, let lines = [PaperLine](quoted: stored, in: currency) {
        return lines.map { $0.short(currency, presentation) }.joined(separator: "; ")
      }
      let value = type?.read(.text(stored), currency) ?? .text(stored)
      let choices = column?.choices ?? []
      return own == nil
        ? presentation.text(value, among: choices) : presentation.ownText(value, among: choices)
    }
    let title =
      column.map { presentation.text($0.title) } ?? own.map(presentation.name(ofField:))
      ?? Self.titles[field].map(presentation.text) ?? field
    return "\(title): \(shown(old)) → \(shown(new))"
  }
}
