import CRMModel

extension ByteWriter {
  /// A file as it was, in 32 bytes.
  mutating func append(_ file: FileStamp) {
    append(file.inode)
    for number in [file.modified, file.changed, file.size] { append(number) }
  }

  /// The department's own fields, by name.
  mutating func append(_ fields: [String: Value]) {
    append(count: fields.count)
    for (key, value) in fields.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      append(key)
      append(value)
    }
  }

  /// All that a card says but its name, in the order of its fields.
  mutating func append<Subject: Card>(card: Subject) {
    for field in Subject.card.dropFirst() { append(field.get(card) ?? .list([])) }
    append(card.fields)
  }

  /// Who signs and pays for a company (R66).
  mutating func append(_ legal: [LegalEntity]) {
    append(count: legal.count)
    for entity in legal {
      append(UInt8((entity.isMain ? 1 : 0) | (entity.isShared ? 2 : 0)))
      for part in LegalEntity.Part.allCases { append(optional: entity.values[part]) }
    }
  }

  /// What was merged into a client, without what happened (R65).
  mutating func append<Subject: Client>(merged: [Subject]) {
    append(count: merged.count)
    for client in merged {
      append(client.id.bits)
      append(client.name)
      append(client.origin)
      append(card: client)
    }
  }

  /// A value as documents keep it, behind a byte that says which it is.
  private mutating func append(_ value: Value) {
    switch value.stored {
    case .number(let number):
      append(UInt8(1))
      append(number.millionths)
    case .flag(let flag): append(UInt8(flag ? 3 : 2))
    case .list(let values):
      append(UInt8(4))
      append(count: values.count)
      for value in values { append(value) }
    case .text, .money, .day, .moment, .days, .reference:
      append(UInt8(0))
      append(value.text)
    }
  }

  /// Where something was imported from, if it was.
  mutating func append(_ origin: Origin?) {
    append(optional: origin?.system)
    append(optional: origin?.id)
  }
}
