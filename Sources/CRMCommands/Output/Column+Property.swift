import CRMCore
import CRMModel

extension Column {
  /// The column of a property: key, title, place and value are the schema's (R33).
  ///
  /// - Parameters:
  ///   - property: The property.
  ///   - shown: What people see, where the value alone does not say it.
  ///   - color: The colour that says the same as the word.
  ///   - json: The value for programs, where the contract has more than the value.
  ///   - subject: What the property is read from.
  init<Subject>(
    _ property: Property<Subject>, shown: (@Sendable (Row, Presentation) -> String)? = nil,
    color: (@Sendable (Row, Presentation) -> Presentation.Color?)? = nil,
    json: (@Sendable (Row) -> JSONValue)? = nil, of subject: @escaping @Sendable (Row) -> Subject
  ) {
    self.init(
      property.key, property.name, table: property.prominence,
      shown: shown ?? { row, presentation in
        property.value(subject(row)).map { presentation.text($0, of: property) } ?? ""
      },
      color: color
    ) { row in json?(row) ?? property.value(subject(row)).map { JSONValue($0) } ?? .null }
  }
}

extension Presentation {
  /// A value as people read it.
  func text<Subject>(_ value: Value, of property: Property<Subject>) -> String {
    switch value {
    case .money(let sum): money(sum)
    case .day(let day): self.day(day)
    case .moment(let moment): spokenTime(moment)
    case .flag(let flag): text(flag ? Phrase(ru: "да", en: "yes") : Phrase(ru: "нет", en: "no"))
    case .text(let id): property.choices.first { $0.id == id }.map { text($0.name) } ?? id
    case .list(let values): values.map { text($0, of: property) }.joined(separator: ", ")
    case .number, .days, .reference: value.text
    }
  }
}
