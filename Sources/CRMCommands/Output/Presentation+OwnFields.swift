import CRMModel

/// The department's own fields, as people read them (R35).
extension Presentation {
  /// What people call a field; its id where nobody has defined it.
  func name(ofField id: String) -> String {
    ownFields.all.first { $0.id == id }?.name ?? id
  }

  /// The values of one thing with what people call them, in the order of the fields' ids.
  func own(_ fields: [String: Value]) -> [(name: String, text: String)] {
    fields.sorted { $0.key < $1.key }.map { id, value in (name(ofField: id), text(value, of: id)) }
  }

  /// All of them in one line.
  func line(_ fields: [String: Value]) -> String {
    own(fields).map { "\($0.name): \($0.text)" }.joined(separator: "; ")
  }

  private func text(_ stored: Value, of id: String) -> String {
    guard let clock, let field = ownFields.all.first(where: { $0.id == id }) else {
      return stored.text
    }
    let value = field.type.read(
      stored, ValueContext(clock: clock, currency: currency, choices: field.choices))
    switch value {
    case .money(let sum): return money(sum)
    case .day(let day): return self.day(day)
    case .moment(let moment): return spokenTime(moment)
    case .flag(let flag):
      return text(flag ? Phrase(ru: "да", en: "yes") : Phrase(ru: "нет", en: "no"))
    case .text, .list, .number, .days, .reference: return value.text
    }
  }
}
