import CRMModel

extension FieldChange {
  /// What changed, in words: the field by its title, its values as people see them elsewhere.
  ///
  /// The history keeps sums as plain numbers, so their currency has to be given.
  func text<Row>(
    in noun: Noun<Row>, _ presentation: Presentation, currency: Currency = .rub
  ) -> String {
    let title = noun.columns.first { $0.key == field }.map { presentation.text($0.title) }
    let (old, new) = (
      shown(old, presentation, currency), shown(new, presentation, currency)
    )
    let own = CustomField.id(ofKey: field).map(presentation.name(ofField:))
    return "\(title ?? own ?? field): \(old) → \(new)"
  }

  private func shown(
    _ value: String?, _ presentation: Presentation, _ currency: Currency
  ) -> String {
    guard let value, !value.isEmpty else { return "—" }
    switch field {
    case "role": return Role(rawValue: value).map { presentation.text($0.name) } ?? value
    case "endDate": return (try? Day(parsing: value)).map(presentation.day) ?? value
    case "budget", "total":
      return (try? Money.parse(value, currency: currency)).map(presentation.money) ?? value
    default: return value
    }
  }
}
