import CRMCore
import CRMModel

/// The department's own fields, as people read them (R35).
extension Presentation {
  /// What people call a field; its id where nobody has defined it.
  func name(ofField id: String) -> String {
    ownFields.all.first { $0.id == id }?.name ?? id
  }

  /// What the values of a field are; `nil` where nobody has defined it.
  func type(ofField id: String) -> ValueType? { ownFields.all.first { $0.id == id }?.type }

  /// The values of one thing with what people call them, in the order of the fields' ids.
  func own(_ fields: [String: Value]) -> [(name: String, text: String)] {
    fields.sorted { $0.key < $1.key }.map { id, value in (name(ofField: id), text(value, of: id)) }
  }

  /// All of them in one line.
  func line(_ fields: [String: Value]) -> String {
    own(fields).map { "\($0.name): \($0.text)" }.joined(separator: "; ")
  }

  private func text(_ stored: Value, of id: String) -> String {
    ownFields.all.first { $0.id == id }.map { ownText($0.type.read(stored, currency)) }
      ?? stored.text
  }

  /// A value of a field of one's own: a hearing or an appointment is nothing without its hour, which
  /// the stamps of the program can do without.
  func ownText(_ value: Value, among choices: [Choice] = []) -> String {
    guard case .moment(let moment) = value, let zone else { return text(value, among: choices) }
    return zone.isEndOfDay(moment) ? day(zone.day(of: moment)) : time(moment)
  }
}

extension Column {
  /// The department's own fields of a row, all in one.
  static func own(_ fields: @escaping @Sendable (Row) -> [String: Value]) -> Column {
    Column(
      CustomField.group, Phrase(ru: "прочие поля", en: "other fields"),
      shown: { row, presentation in presentation.line(fields(row)) }
    ) { JSONValue(fields($0)) }
  }
}
