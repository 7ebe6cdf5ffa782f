import CRMModel

/// Custom fields, which an import brought along.
enum TextFields {
  /// All of them in one line, by name.
  static func line(_ fields: [String: Value]) -> String {
    fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }.joined(separator: "; ")
  }
}
