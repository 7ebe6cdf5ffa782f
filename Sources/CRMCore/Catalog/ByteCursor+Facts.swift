import CRMModel

extension ByteCursor {
  /// Custom columns, by name.
  mutating func fields() -> [String: String] {
    Dictionary(keepingFirst: list { ($0.text(), $0.text()) })
  }

  /// Where something was imported from, if it was.
  mutating func origin() -> Origin? {
    let (system, id) = (optionalText(), optionalText())
    guard let system, let id else { return nil }
    return Origin(system: system, id: id)
  }
}
