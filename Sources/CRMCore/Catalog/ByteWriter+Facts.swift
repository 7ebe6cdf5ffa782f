import CRMModel

extension ByteWriter {
  /// Custom columns, by name.
  mutating func append(_ fields: [String: String]) {
    append(count: fields.count)
    for (key, value) in fields.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      append(key)
      append(value)
    }
  }

  /// Where something was imported from, if it was.
  mutating func append(_ origin: Origin?) {
    append(optional: origin?.system)
    append(optional: origin?.id)
  }
}
